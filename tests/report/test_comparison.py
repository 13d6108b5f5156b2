"""The report beside an earlier assessment, its checks, and what would be enough for the next level."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from nfmaturity.analysis.blockers import blockers, with_prerequisites
from nfmaturity.analysis.comparison import Earlier, compare
from nfmaturity.domain.assessment import Answer, Assessment
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import cut, score
from nfmaturity.report.chapters import Part
from nfmaturity.report.document import Report
from nfmaturity.report.frame import LEFT
from nfmaturity.resources import resource
from nfmaturity.workspace.subject import read_subject
from tests.report.reading import bookmarks, page_texts, printed_lines, text_of
from tests.report.samples import large, large_source, pack_of, report_of

Case = tuple[RubricPack, Assessment]


@pytest.fixture(scope="module")
def case() -> Case:
    return large(items=2)


def of_before(case: Case, *, without: str = "", tau: str = "0.8") -> Earlier:
    """The year before: every grade of the first domain one degree worse; `without` a domain that there was not."""
    source = large_source(items=2)
    source["scoring"]["level_threshold"] = tau  # type: ignore[index]
    for group in source["groups"]:  # type: ignore[attr-defined]
        group["domains"] = [domain for domain in group["domains"] if domain["id"] != without]
    pack = pack_of(source)
    degrees = list(pack.rubric.degrees)
    answers = {}
    for name, answer in case[1].answers.items():
        if name in pack.rubric.places:
            place = degrees.index(answer.grade or degrees[-1])
            lowered = min(place + name.startswith("BC-ORG"), len(degrees) - 1)
            answers[name] = Answer(degrees[lowered])
    held = replace(
        case[1],
        id="00000000-0000-4000-8000-000000000002",
        title="2025年自评估",
        date="2025-11-28",
        answers=MappingProxyType(answers),
    )
    return Earlier(pack, held, score(pack.rubric, held))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_comparison_holds_the_figures_of_both(case: Case, lang: str) -> None:
    pack, given = case
    earlier = of_before(case)
    report = report_of(pack, given, lang, earlier=earlier)
    said = text_of(report.pdf)
    card = score(pack.rubric, given)
    found = compare(pack.rubric, card, earlier)
    moved = found.domains["BC-ORG"]
    by = moved.score()
    assert by is not None
    assert by.exact > 0
    assert moved.before.score is not None
    assert moved.after.score is not None
    assert f"{cut(moved.before.score)}{cut(moved.after.score)}+{cut(by.shown)}" in said
    whole = found.overall.score()
    assert whole is not None
    assert (f"较2025年上升{cut(whole.shown)}" if lang == "zh" else f"Up{cut(whole.shown)}since2025") in said
    assert (
        "对比对象：2025年自评估·2025年11月28日" if lang == "zh" else "Comparedwith:2025年自评估·28November2025"
    ) in said
    assert ("各自截取后相减" if lang == "zh" else "furtherapart") not in said, "all changes add up here"
    page = next(n for title, n in bookmarks(report.pdf) if ("往期" if lang == "zh" else "earlier") in title)
    figures = page_texts(report.pdf)[page - 1]
    assert figures.count("±0") >= 9 * 2
    assert report.missing == ()


def test_a_change_that_two_cut_scores_do_not_make_is_explained() -> None:
    then, now = (
        read_subject(resource("demo", f"riverside-{name}.json"), None, None) for name in ("last-year", "copper")
    )
    scope = scope_of(then.pack.rubric, then.assessment.enterprise.segments, then.assessment.exclusions)
    earlier = Earlier(then.pack, then.assessment, score(then.pack.rubric, then.assessment, scope))
    said = text_of(report_of(now.pack, now.assessment, "en", earlier=earlier, parts=(Part.RESULT,)).pdf)
    assert "twoscoresthatarecutmaylie0.001furtherapart" in said


def test_grades_that_wait_for_a_confirmation_are_told_before_any_change(case: Case) -> None:
    pack, given = case
    name = next(name for name, answer in given.answers.items() if answer.grade)
    kept = replace(given.answers[name], confirm=True)
    held = replace(given, answers=MappingProxyType({**given.answers, name: kept}))
    said = text_of(report_of(pack, held, "en", earlier=of_before(case)).pdf)
    assert said.count("Gradestakenoverandnotconfirmedyet:1.Up") == 1


def test_an_unfinished_assessment_is_no_fall_and_a_cover_without_grades_no_verdict(case: Case) -> None:
    pack, given = case
    name = next(name for name in given.answers if name.startswith("BC-DAT"))
    left = {ident: answer for ident, answer in given.answers.items() if ident != name}
    report = report_of(pack, replace(given, answers=MappingProxyType(left)), "en", earlier=of_before(case))
    said = text_of(report.pdf)
    assert "Notfullygradedyet,thewholeisnotcompared(1withoutagrade);domainsgradedinfull" in said
    assert "notcomparedyet(1withoutagrade)" in said
    assert "since2025" not in said
    assert "Notfullygradedyet:1of" in said
    empty = report_of(pack, replace(given, answers=MappingProxyType({})), "en")
    cover = "".join(page_texts(empty.pdf)[0].split())
    assert "Notgradedyet" in cover
    assert "Belowlevel1" not in cover
    assert "Shortof" not in cover


def test_without_an_earlier_one_there_is_no_chapter_and_no_word_of_it(case: Case) -> None:
    report = report_of(*case, lang="en")
    assert not any("earlier" in title for title, _page in bookmarks(report.pdf))
    assert "since2025" not in text_of(report.pdf)


def test_what_the_earlier_rubric_lacks_is_left_out_and_said(case: Case) -> None:
    said = text_of(report_of(*case, lang="en", earlier=of_before(case, without="BC-DAT")).pdf)
    assert "Notcompared,astheydidnotcountthen:Data." in said


def test_another_scale_gives_no_differences(case: Case) -> None:
    said = text_of(report_of(*case, lang="en", earlier=of_before(case, tau="0.9")).pdf)
    assert "Scoredthenbyanotherscaleorrule" in said
    assert "since2025" not in said
    assert "±0" not in said


def test_the_summary_stays_on_its_page(case: Case) -> None:
    for lang in ("zh", "en"):
        marks = bookmarks(report_of(*case, lang=lang, earlier=of_before(case)).pdf)
        assert [page for title, page in marks if title.split()[0] in {"1", "1.1"}] == [3, 4]


def test_the_same_input_gives_the_same_bytes(case: Case) -> None:
    one, other = (report_of(*case, earlier=of_before(case)).pdf for _ in range(2))
    assert one == other


@pytest.mark.parametrize("titled", ["", "2025年数字化转型成熟度自评估（集团本部及各生产单位，含海外）"])
def test_the_key_of_the_radar_stays_beside_the_table(case: Case, titled: str) -> None:
    before = of_before(case)
    held = replace(before.assessment, date="" if titled else "2026-03-01", title=titled or before.assessment.title)
    report = report_of(*case, earlier=replace(before, assessment=held), parts={Part.SUMMARY})
    lines = [line for number, line in printed_lines(report.pdf) if number == 2]
    table = min(line.left for line in lines if line.text == "能力域")
    key = [line for line in lines if line.text.startswith(("2026年3月1日", "2025年数字化")) and line.left > LEFT + 10]
    assert key
    assert all(line.right < table for line in key)


def summary_text(report: Report) -> str:
    page = next(n for title, n in bookmarks(report.pdf) if title.startswith("1 "))
    return "".join(page_texts(report.pdf)[page - 1].split()).replace("\ufffe", "")


def test_the_summary_names_what_is_enough(case: Case) -> None:
    pack, given = case
    scope = scope_of(pack.rubric, given.enterprise.segments, given.exclusions)
    card = score(pack.rubric, given, scope)
    found = [one for one in blockers(pack.rubric, given, scope, card) if one.grade]
    said = summary_text(report_of(pack, given, "en"))
    level = found[0].place.level
    assert card.overall.shares[level] < pack.rubric.scoring.level_threshold
    missing = pack.rubric.scoring.level_threshold - card.overall.shares[level]
    count = next(n for n in range(1, len(found) + 1) if sum(one.gain for one in found[:n]) >= missing)
    chosen = with_prerequisites(pack.rubric, given, scope, found, found[:count])
    assert f"The{len(chosen)}measurestogethertaketheLevel{level}shareofthewholefrom" in said
    assert "…" not in said
    assert len(chosen) > 3
    assert all(one.id in said for one in found[:3])
    raised = {one.id: Answer("full") for one in found[:count]}
    after = score(pack.rubric, replace(given, answers=MappingProxyType({**given.answers, **raised})), scope)
    assert after.overall.level is not None
    assert card.overall.level is not None
    assert after.overall.level > card.overall.level


def test_checks_are_annexed(case: Case) -> None:
    pack, given = case
    marked = dict(given.answers) | {"BC-DAT-01.1a": Answer("most", review=True)}
    said = text_of(report_of(pack, replace(given, answers=MappingProxyType(marked), assessors=()), "en").pdf)
    assert "tomendMarksforreviewstillopen:1BC-DAT-01.1a" in said
    assert "Noassessorisnamed." in said
    open_ = dict(given.answers)
    for name in list(open_)[:100]:
        del open_[name]
    said = text_of(report_of(pack, replace(given, answers=MappingProxyType(open_)), "en").pdf)
    assert "Requirementsnotgraded,counted0:100" in said
    assert "and40more" in said
