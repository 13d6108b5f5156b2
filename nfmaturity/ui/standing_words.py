"""How figures and standings are said in the app: cut, never rounded up; gaps never understated.

As in the report, a share is cut and what it lacks is rounded up, so that the two add to τ.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.amount_words import person_days
from nfmaturity.analysis.blockers import enough
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import N_, _, current_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.analysis.blockers import Blocker
    from nfmaturity.analysis.measures import Measures
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.scoring import Bounds, NodeScore, ScoreCard

NOTHING = "–"
"""What stands where nothing is in scope."""


# Figures


def score_words(score: Fraction | None) -> str:
    """Write a score: three decimals, cut."""
    return NOTHING if score is None else cut(score)


def score_of(node: NodeScore) -> str:
    """Write a node's score; without any grade it has none yet, as its 0 would read as a result."""
    return NOTHING if node.is_blank else score_words(node.score)


def share_words(share: Fraction | None) -> str:
    """Write a share: three decimals, cut, the third left out where it is 0."""
    if share is None:
        return NOTHING
    return cut(share).removesuffix("0")


def short_by(share: Fraction, tau: Fraction) -> str:
    """Write what a share lacks to τ: three decimals, rounded up; 0 where it lacks nothing."""
    lacking = tau.numerator * share.denominator - share.numerator * tau.denominator
    units = -(-max(0, lacking) * 1000 // (tau.denominator * share.denominator))
    return f"{units // 1000}.{units % 1000:03d}"


def gain_words(gain: Fraction, places: int = 4) -> str:
    """Write what a grade would add; one too small for the decimals is not called nothing."""
    smallest = Fraction(1, 10**places)
    return f"<{cut(smallest, places)}" if 0 < gain < smallest else f"+{cut(gain, places)}"


def tau_words(tau: Fraction) -> str:
    """Write τ: two decimals, or as many as it has up to four."""
    shown = cut(tau, 4).rstrip("0")
    return shown if len(shown) >= 4 else cut(tau, 2)


def percent(part: Fraction) -> str:
    """Write a weight (0–1) in per cent, rounded to one decimal where it needs one."""
    return plain_number(part * 100 + Fraction(1, 20)) + "%"


def plain_number(value: Fraction) -> str:
    """Write a number with one decimal, cut, or with none where that is 0."""
    return cut(value, 1).removesuffix(".0")


# Standings


def level_name(rubric: Rubric, level: int | None) -> str:
    """Give the name of a level in the language in force; 0 is below the first, None nothing in scope."""
    if level is None:
        return NOTHING
    return rubric.level_name(level, current_language()) or _("Below level 1")


def standing_name(rubric: Rubric, node: NodeScore) -> str:
    """Name the level a node has, or say that nothing of it is graded yet."""
    return _("Not graded yet") if node.is_blank else level_name(rubric, node.level)


def whole_words(rubric: Rubric | None, card: ScoreCard | None) -> str:
    """Name level and score of a whole; "–" where they are not known or nothing is in scope."""
    if card is None or card.overall.level is None or card.overall.score is None:
        return "–"
    level = level_name(rubric, card.overall.level) if rubric else str(card.overall.level)
    return _("{level} ({score})").format(level=level, score=cut(card.overall.score))


def is_settled(node: NodeScore) -> bool:
    """Whether nothing of the node waits for a grade."""
    return node.answered == node.in_scope


def bounds_words(rubric: Rubric, node: NodeScore, waiting: int = 0) -> tuple[str, str]:
    """Say between what levels and what scores the result lies, whatever is graded next; the second may be "".

    `waiting` is how many of the node's grades are still to be confirmed.
    """
    if node.bounds is None:
        return _("Nothing is in scope"), ""
    if is_settled(node):
        return (_("All have a grade, to confirm: {n}").format(n=waiting) if waiting else _("Everything is graded")), ""
    low, high = node.bounds.score
    detail = "" if low == high else _("Score between {low} and {high}").format(low=cut(low), high=cut(high))
    return (_levels_words(rubric, node.bounds) if node.answered else _("Nothing is graded yet")), detail


def _levels_words(rubric: Rubric, bounds: Bounds) -> str:
    low, high = bounds.level
    least, most = level_name(rubric, low), level_name(rubric, high)
    if low == high:
        return _("{level} in any case").format(level=least)
    if low == 0:
        return _("At most {most}").format(most=most)
    return _("At least {least}, at most {most}").format(least=least, most=most)


def verdict_words(share: Fraction, tau: Fraction, *, is_reached: bool = True) -> str:
    """Say whether a share meets τ, and whether the level is reached with it, or how much the share lacks."""
    if share >= tau:
        return _("met") if is_reached else _("share met, does not count yet")
    return _("short by {gap}").format(gap=short_by(share, tau))


def is_reached(rubric: Rubric, node: NodeScore, level: int) -> bool:
    """Tell whether a level counts where its share is enough: level by level, one above an unmet one does not yet."""
    return rubric.scoring.accumulate != "first_unmet" or (node.level is not None and level <= node.level)


_TARGET_REACHED = N_("Target {level}: reached.")
_TARGET_LOST = N_("Target {level}: out of reach of the unanswered alone; graded requirements must rise as well.")
_TARGET_OPEN = N_("Target {level}: not yet reached.")


def target_words(rubric: Rubric, node: NodeScore, target: int | None) -> str:
    """Say how the target stands; "" without one or with nothing in scope."""
    if target is None or node.level is None or node.bounds is None or node.is_blank:
        return ""
    lost = not is_settled(node) and node.bounds.level[1] < target
    said = _TARGET_REACHED if node.level >= target else _TARGET_LOST if lost else _TARGET_OPEN
    return _(said).format(level=level_name(rubric, target))


def sum_words(rubric: Rubric, node: NodeScore) -> str:
    """Say how a node's score adds up under the pack's rule; "" with nothing in scope or graded."""
    from nfmaturity.analysis.worked_calculation import rule_steps

    if node.level is None or node.score is None or node.is_blank:
        return ""
    rule = rubric.scoring.accumulate
    if rule == "plain_sum":
        return _("Score = sum of the shares of all levels")
    if rule == "met_as_one":
        met = sum(step.met for step in rule_steps(rule, rubric.scoring.level_threshold, node))
        return _("Score = levels met {n} + shares of the others {rest}").format(n=met, rest=cut(node.score - met))
    if node.level == max(node.shares):
        return _("Score = levels met {n}").format(n=node.level)
    name, share = level_name(rubric, node.level + 1), cut(node.shares[node.level + 1])
    if node.level == 0:
        return _("Score = share of {level} {share}").format(level=name, share=share)
    return _("Score = levels met {n} + share of {level} {share}").format(n=node.level, level=name, share=share)


# The way up


def way_up_words(rubric: Rubric, node: NodeScore, found: Sequence[Blocker]) -> str:
    """Say how many of the blockers, the greatest gains first, take the share to τ; "" where that is no question."""
    if not found:
        return ""
    tau, share = rubric.scoring.level_threshold, node.shares[found[0].place.level]
    if share >= tau:
        return ""
    first = enough(found, tau - share)
    count, counted = len(first), {blocker.id for blocker in first}
    has_needs = any(name not in counted for blocker in first for name in blocker.waits_for)
    alone, several = (_FIRST_AND_NEEDS, _FIRSTS_AND_NEEDS) if has_needs else (_FIRST, _FIRSTS)
    return _(alone if count == 1 else several).format(n=count, tau=tau_words(tau))


def measures_words(rubric: Rubric, node: NodeScore, found: Measures) -> str:
    """Say what leads the whole to its next level, in the counts and person-days of the report's list of measures.

    While something is to be graded first there are none, and the list says so.
    """
    said = "" if found.to_grade else way_up_words(rubric, node, found.gaps)
    if not said:
        return ""
    days = "" if found.days is None else person_days(found.days)
    listed = _("Measures in the report: {n} (gaps: {first} of {all}), {days}.")
    if not days:
        listed = _("Measures in the report: {n} (gaps: {first} of {all}).")
    counted = listed.format(n=len(found.made), first=len(found.chosen), all=len(found.gaps), days=days)
    return f"{said}\n{counted}"


_FIRST = N_("With the first of them fully met, the share reaches {tau}.")
_FIRSTS = N_("With the first {n} fully met, the share reaches {tau}.")
_FIRST_AND_NEEDS = N_("With the first of them and what it waits for fully met, the share reaches {tau}.")
_FIRSTS_AND_NEEDS = N_("With the first {n} and what they wait for fully met, the share reaches {tau}.")
