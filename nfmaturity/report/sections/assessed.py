"""What was assessed and of whom: the assessment and the enterprise's profile."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import CondPageBreak, Flowable, Spacer

from nfmaturity.analysis.amount_words import electricity, money, number, quantity, rate, revenue, standard_coal, tonnes
from nfmaturity.analysis.day_words import full_day, period
from nfmaturity.charts.harvey_ball import harvey_ball
from nfmaturity.i18n import _, join_sentences
from nfmaturity.report.chapters import Part
from nfmaturity.report.facts import share, threshold
from nfmaturity.report.frame import WIDTH, Entry
from nfmaturity.report.grid import Grid, Layout, Row
from nfmaturity.report.painter import Picture
from nfmaturity.report.sections.labels import (
    OWNERSHIP,
    SECTIONS,
    SYSTEM_STATES,
    kind_label,
    listed,
    region_words,
    rule_label,
    scale_label,
    segments_label,
    system_name,
)
from nfmaturity.report.sections.parts import (
    FIGURE,
    HEAD,
    HEAD_RIGHT,
    block_title,
    heading,
    notes,
    opening,
    pairs,
)
from nfmaturity.report.styles import SMALL, TABLE
from nfmaturity.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nfmaturity.domain.enterprise import Enterprise
    from nfmaturity.report.facts import Facts


_LABEL = {"en": 82.0}
"""The width of the names of what a profile holds, where they are long."""


def assessed(facts: Facts, entry: Entry) -> list[Flowable]:
    """Say what was assessed, by whom, how, and within what limits."""
    assessment = facts.assessment
    basis = [
        (_("Purpose"), assessment.purpose),
        (_("Kind"), kind_label(assessment.kind)),
        (_("Period"), period(assessment.period_from, assessment.period_to)),
        (_("Assessment date"), full_day(assessment.date)),
        (_("Site"), assessment.site),
        (_("Team"), listed(list(assessment.assessors))),
        (_("Scope"), assessment.scope_note),
        (_("In scope"), _in_scope(facts)),
        (_("Excluded"), _excluded(facts)),
        (_("Limits"), _limits(facts)),
    ]
    sentence = assessment.title or _("What was assessed, and how")
    return [*opening(entry, sentence), notes(basis), Spacer(0, 14), _degrees(facts), Spacer(0, 12), _levels(facts)]


def _excluded(facts: Facts) -> str:
    count = len(facts.assessment.exclusions)
    if not count:
        return _("nothing")
    if Part.ANNEXES in facts.parts:
        return _("{n}; the reasons are in the register of exclusions.").format(n=count)
    return _("{n}; the reasons are in the full report.").format(n=count)


def _in_scope(facts: Facts) -> str:
    return _(
        "{segments}. Sub-indicators: {items} of {all_items}, requirements: {n} of {all_n}; graded: {answered}."
    ).format(
        segments=segments_label(facts),
        items=len(facts.scope.levels),
        all_items=len(facts.rubric.sub_indicators),
        n=facts.overall.in_scope,
        all_n=len(facts.rubric.places),
        answered=facts.overall.answered,
    )


def _limits(facts: Facts) -> str:
    said = _(
        "The result holds for the scope and the period named here. It rests on the grades given by the team; "
        "a requirement without a grade counts 0. It is no certificate."
    )
    if facts.incomplete:
        said += _(" This is a draft: requirements without a grade: {n}.").format(
            n=facts.overall.in_scope - facts.overall.answered
        )
    elif facts.draft:
        said += _(" This is a draft.")
    if waiting := facts.waiting():
        said = join_sentences((said, _("Grades of the year before, still to be confirmed: {n}.").format(n=waiting)))
    return said


def _degrees(facts: Facts) -> Grid:
    layout = Layout((12.0, 75.0, 34.0, WIDTH - 121 - 27), gap=9, pad=(3.4, 3.4), middle=False)
    rows = [block_title(_("Degrees of satisfaction"))]
    for degree in facts.rubric.scoring.degrees:
        meaning = facts.say(degree.meaning) if degree.meaning else ""
        rows.append(
            Row(
                (
                    Picture(harvey_ball(11, degree.value)),
                    Words(facts.say(degree.name), TABLE.but(bold=True)),
                    Words(share(degree.value), FIGURE),
                    Words(meaning, TABLE),
                )
            )
        )
    without = Words(_("Not graded yet; counts 0 until it is."), TABLE)
    rows.append(
        Row((Picture(harvey_ball(11, None)), Words(_("unanswered"), TABLE.but(bold=True)), Words("0", FIGURE), without))
    )
    if facts.waiting():
        meaning = _("Beside a degree: the grade of the year before, which nobody has confirmed yet; it counts.")
        rows.append(Row((None, Words(_("to confirm"), TABLE.but(bold=True, role="cop")), None, Words(meaning, TABLE))))
    return Grid(layout, rows)


def _levels(facts: Facts) -> Grid:
    layout = Layout((18.0, 84.0, WIDTH - 102 - 18), gap=9, pad=(3.4, 3.4), middle=False)
    note = _("met at {tau}, {rule}").format(tau=threshold(facts.tau), rule=rule_label(facts.rubric.scoring.accumulate))
    rows = [block_title(_("Maturity levels"), note)]
    for level in facts.rubric.levels:
        number = Words(str(level.level), TABLE.but(role="ink3", align="right"))
        rows.append(
            Row((number, Words(facts.say(level.name), TABLE.but(bold=True)), Words(facts.say(level.summary), TABLE)))
        )
    return Grid(layout, rows)


def enterprise_profile(facts: Facts, entry: Entry) -> list[Flowable]:
    """Give whatever the profile holds; what it lacks is left out."""
    profile = facts.assessment.enterprise
    who = pairs([*_names(facts), *_particulars(facts)], _LABEL.get(facts.language, 69.0), 4.0)
    story: list[Flowable] = [*heading(entry, 60 + who.wrap(WIDTH, 0)[1]), who]
    if profile.energy_note.strip() or profile.certificates:
        said = [(_("Energy and carbon"), profile.energy_note), (_("Certificates"), listed(list(profile.certificates)))]
        story.append(notes(said))
    tables = [make(facts) for held, make in _tables(profile) if held]
    for place, table in enumerate(tables):
        if place == len(tables) - 2:  # the last is short: it takes the one before along rather than stand alone
            story.append(CondPageBreak(sum(last.wrap(WIDTH, 0)[1] + 12 for last in tables[place:])))
        table.spaceBefore = 12.0  # not under the edge of a page, where a spacer would stand
        story.append(table)
    return story


def _tables(profile: Enterprise) -> Sequence[tuple[object, Callable[[Facts], Grid]]]:
    return (profile.products, _products), (profile.sites, _sites), (profile.systems, _systems)


def _names(facts: Facts) -> list[tuple[str, str]]:
    profile = facts.assessment.enterprise
    other = profile.name_en if facts.language == "zh" else profile.name
    return [(_("Name"), facts.enterprise), (_("Chinese name"), other if other != facts.enterprise else "")]


def _particulars(facts: Facts) -> list[tuple[str, str]]:
    profile = facts.assessment.enterprise
    return [
        (_("Credit code"), profile.credit_code or (_("not issued") if profile.no_credit_code else "")),
        (_("Enterprise type"), segments_label(facts)),
        (_("Process sections"), listed([_(SECTIONS[name]) for name in profile.sections])),
        (_("Metals"), listed([_("other") if name == "other" else name for name in profile.metals])),
        (_("Region"), region_words(profile.region)),
        (_("Industry code"), profile.industry_code),
        (_("Scale"), scale_label(facts)),
        (_("Ownership"), _(OWNERSHIP[profile.ownership]) if profile.ownership else ""),
        (_("Revenue"), revenue(profile.revenue_band) if profile.revenue_band else ""),
        (_("Staff"), _staff(facts)),
        (_("Digital investment, three years"), money(Fraction(profile.investment_3y)) if profile.investment_3y else ""),
        (_("Share of revenue"), rate(profile.investment_share)),
        (_("Digital control rate of key processes"), rate(profile.key_process_control_rate)),
        (_("Loops in automatic"), rate(profile.loops_in_automatic)),
        (_("Year of the figures"), profile.figures_year),
        (_("Energy use"), standard_coal(Fraction(profile.energy_tce)) if profile.energy_tce else ""),
        (_("Electricity use"), electricity(Fraction(profile.power_gwh)) if profile.power_gwh else ""),
        (_("CO2 emissions"), tonnes(Fraction(profile.co2_kt) * 1000) if profile.co2_kt else ""),
        (_("In the national carbon market"), {None: "", True: _("yes"), False: _("no")}[profile.carbon_market]),
    ]


def _staff(facts: Facts) -> str:
    profile = facts.assessment.enterprise
    if profile.staff is None:
        return ""
    all_ = _("{n} staff").format(n=number(profile.staff))
    digital, data = profile.staff_digital, profile.staff_data
    if digital is None and data is None:
        return all_
    parts = []
    if digital is not None:
        parts.append(_("{n} digital").format(n=number(digital)))
    if data is not None:
        parts.append(_("{n} process and data").format(n=number(data)))
    return _("{all}, among them {parts}").format(all=all_, parts=_(", ").join(parts))


def _table(
    title: str, heads: Sequence[tuple[str, bool]], widths: Sequence[float], rows: Sequence[Sequence[str]]
) -> Grid:
    """Give a table whose first column takes what room is left; columns without any entry are left out."""
    filled = (column for column in range(1, len(heads)) if any(row[column] not in ("", "–") for row in rows))
    shown = [0, *filled]
    rest = [widths[column] for column in shown if column]
    layout = Layout((WIDTH - sum(rest) - 9 * len(rest), *rest), gap=9, pad=(3.2, 3.2))
    named = tuple(Words(heads[column][0], HEAD_RIGHT if heads[column][1] else HEAD) for column in shown)
    body = [Row(tuple(Words(row[column], FIGURE if heads[column][1] else TABLE) for column in shown)) for row in rows]
    return Grid(layout, body, title=[block_title(title)], head=[Row(named, rule="line2")])


def _products(facts: Facts) -> Grid:
    heads = (
        (_("Product"), False),
        (_("Product grade"), False),
        (_("Capacity"), True),
        (_("Output, last year"), True),
    )
    rows = [
        (p.name, p.grade, quantity(p.capacity, p.unit) or "–", quantity(p.output, p.unit) or "–")
        for p in facts.assessment.enterprise.products
    ]
    return _table(_("Main products"), heads, (0.0, 120.0, 90.0, 96.0), rows)


def _sites(facts: Facts) -> Grid:
    heads = (
        (_("Site"), False),
        (_("Kind"), False),
        (_("Region"), False),
        (_("Capacity"), False),
        (_("Staff"), True),
        (_("In scope"), True),
    )
    rows = [
        (
            _("{site} ({code})").format(site=s.name, code=s.credit_code) if s.credit_code else s.name,
            _("; ").join(part for part in (s.kind, listed([_(SECTIONS[name]) for name in s.sections])) if part),
            s.region,
            s.capacity,
            "–" if s.staff is None else number(s.staff),
            _("yes") if s.in_scope else _("no"),
        )
        for s in facts.assessment.enterprise.sites
    ]
    return _table(_("Sites"), heads, (0.0, 165.0, 60.0, 100.0, 34.0, 36.0), rows)


def _systems(facts: Facts) -> Grid:
    rows: list[Row] = [block_title(_("Systems"))]
    for state in ("in_use", "pilot", "none"):
        systems = facts.assessment.enterprise.systems.items()
        names = [system_name(name) for name, value in systems if value == state]
        if names:
            rows.append(Row((Words(_(SYSTEM_STATES[state]), SMALL.but(role="ink3")), Words(listed(names), TABLE))))
    return Grid(Layout((87.0, WIDTH - 96), gap=9, pad=(3.2, 3.2), middle=False), rows)
