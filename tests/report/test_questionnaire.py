"""The questionnaire for a site walk: every requirement in scope once, whole, with a box a degree and room to write."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cache

import pytest
from reportlab.platypus import Flowable

from nfmaturity.domain.assessment import NO_ANSWER, Answer, Assessment
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import score
from nfmaturity.files.rubric_files import load_pack
from nfmaturity.i18n import language
from nfmaturity.report.document import Report
from nfmaturity.report.grid import Grid, Layout, Row
from nfmaturity.report.questionnaire import make_questionnaire
from nfmaturity.report.questionnaire_rows import Asked, WholeRows, blank_line
from nfmaturity.report.styles import TABLE
from nfmaturity.report.words import Words
from nfmaturity.resources import shipped_rubrics
from tests.report.reading import bookmarks, page_texts, printed_lines, text_of
from tests.rubrics import assessment

MOST_PAGES = 78
"""Of a smelter in English, on the wider lines of English text; a line to write on of 6 mm takes its room."""


@cache
def shipped() -> RubricPack:
    return load_pack(shipped_rubrics() / "nonferrous-dx")


def made(
    state: Assessment, lang: str = "en", nodes: Collection[str] = (), *, answers: bool = False, to_do: bool = False
) -> Report:
    pack = shipped()
    scope = scope_of(pack.rubric, state.enterprise.segments, state.exclusions)
    with language(lang):
        card = score(pack.rubric, state, scope)
        return make_questionnaire(pack, state, scope, card, nodes=nodes, answers=answers, to_do=to_do)


def smelter(comment: str = "", grade: str = "most") -> Assessment:
    state = assessment({"BC-DAT-01.1a": grade}, segments=("smelting",))
    answer = replace(state.answer("BC-DAT-01.1a"), comment=comment)
    return replace(state, title="Self-assessment 2026", date="2026-11-22", answers={"BC-DAT-01.1a": answer})


def in_scope(state: Assessment) -> frozenset[str]:
    return scope_of(shipped().rubric, state.enterprise.segments, state.exclusions).requirements


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_of_a_smelter_is_asked_on_few_pages(lang: str) -> None:
    state = smelter()
    report = made(state, lang)
    assert report.pages <= MOST_PAGES
    lines = [line.text.strip() for _page, line in printed_lines(report.pdf)]
    wanted = in_scope(state)
    assert len(wanted) > 700
    assert sorted(line for line in lines if line in wanted) == sorted(wanted)
    assert report.missing == ()
    text, rubric = text_of(report.pdf), shipped().rubric
    for name in sorted(wanted)[::9]:
        requirement = rubric.places[name].requirement
        for said in (requirement.text, requirement.guidance):
            assert said
            assert "".join(rubric.say(said, lang).split()) in text, name


def test_no_requirement_is_split_over_pages() -> None:
    report, rubric = made(smelter(), "zh"), shipped().rubric
    for plain in _plain(report):
        for name in (name for name in in_scope(smelter()) if name in plain):
            assert "".join(rubric.say(rubric.places[name].requirement.text, "zh").split()) in plain, name


def test_a_long_comment_never_splits_a_requirement() -> None:
    report = made(smelter("很长的评语。" * 600), "zh", ["BC-DAT"], answers=True)
    pages = [page for page in page_texts(report.pdf) if "很长的评语" in page]
    assert len(pages) == 1
    assert "…" in pages[0]


def test_each_page_says_what_it_is_and_which_of_how_many() -> None:
    report = made(smelter(), "en", ["BC-DAT"])
    pages = page_texts(report.pdf)
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {report.pages}" in page
        assert "questionnaire for a site walk" in page
        assert "Self-assessment 2026" in page
    assert "22 November 2026" in pages[0]
    for name in ("Assessor", "Day of the visit", "Department, place", "Spoken with"):
        assert name in pages[0]


def test_only_chosen_parts_are_asked() -> None:
    report = made(smelter(), "en", ["BC-DAT-01", "BC-ORG"])
    titles = [title.split()[0] for title, _page in bookmarks(report.pdf)]
    assert "BC-DAT-01" in titles
    assert "BC-DAT-02" not in titles
    assert "BC-ORG-01" in titles
    assert not any(title.startswith("IS-") for title in titles)


def test_only_what_is_still_to_do_is_asked_where_that_is_wanted() -> None:
    names = sorted(name for name in in_scope(smelter()) if name.startswith("BC-DAT-01."))
    graded = {name: Answer(grade="full") for name in names} | {names[1]: Answer(grade="full", confirm=True)}
    left = {names[0]: NO_ANSWER, names[-1]: Answer(comment="not seen yet")}
    report = made(replace(smelter(), answers=graded | left), nodes=["BC-DAT-01"], to_do=True)
    lines = [line.text.strip() for _page, line in printed_lines(report.pdf)]
    assert sorted(line for line in lines if line in names) == [names[0], names[1], names[-1]]
    assert "3: only what has no grade or is to confirm" in " ".join(lines)


def test_there_is_room_to_write_by_hand_and_guidance_keeps_off_the_boxes() -> None:
    assert blank_line(100).chart.height >= 6 * 72 / 25.4
    lines = list(printed_lines(made(smelter(), "zh", ["BC-DAT-02"]).pdf))
    rubric = shipped().rubric
    asked = rubric.places["BC-DAT-02.1b"].requirement
    assert asked.guidance
    number = next(line for _page, line in lines if line.text.strip() == "BC-DAT-02.1b")
    guidance = next(line for _page, line in lines if line.text.startswith(rubric.say(asked.guidance, "zh")[:12]))
    assert number.top - guidance.top > 11.5, "the boxes, of 9.5 points, stand beside the number"


def test_answers_are_printed_only_where_asked_for() -> None:
    state = smelter("Weigh tickets seen at the gate.")
    blank, filled = made(state, nodes=["BC-DAT-01"]), made(state, nodes=["BC-DAT-01"], answers=True)
    assert "Weigh tickets" not in "".join(page_texts(blank.pdf))
    assert "Weigh tickets seen at the gate." in "".join(page_texts(filled.pdf))
    other = made(smelter("Weigh tickets seen at the gate.", "none"), nodes=["BC-DAT-01"], answers=True)
    assert other.pdf != filled.pdf, "another box is ticked"
    unlike = made(smelter("", "none"), nodes=["BC-DAT-01"])
    assert unlike.pdf == made(smelter("", "full"), nodes=["BC-DAT-01"]).pdf, "a blank one tells no grade"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_domain_says_what_the_marks_in_its_guidance_mean(lang: str) -> None:
    rubric = shipped().rubric
    meant = {rubric.say(term.term, lang): rubric.say(term.text, lang) for term in rubric.glossary}
    cell, cell_means = next((mark, said) for mark, said in meant.items() if mark in ("【AL】", "[AL]"))
    pages = page_texts(made(smelter(), lang, ["BC-TEC"]).pdf)
    where = next(place for place, page in enumerate(pages) if "BC-TEC-01.1a" in page)
    assert cell + " " * (lang == "en") + cell_means in pages[where]
    assert any(cell in page for page in pages[where + 1 :]), "the mark is used further on"
    for mark in ("【SEC】", "[SEC]"):
        assert mark not in "".join(pages), "a mark that is not used is not explained"


def test_there_are_boxes_for_what_does_not_apply_and_for_what_is_to_be_looked_at_again() -> None:
    state = smelter()
    answer = replace(state.answer("BC-DAT-01.1a"), review=True)
    marked = replace(state, answers={"BC-DAT-01.1a": answer})
    report = made(state, "zh", ["IS-OPS-01"])
    assert all(name in page for page in page_texts(report.pdf) for name in ("不适用", "待复核"))
    assert made(marked, nodes=["BC-DAT-01"]).pdf == made(state, nodes=["BC-DAT-01"]).pdf, "a blank one tells no mark"
    ticked, unticked = (made(one, nodes=["BC-DAT-01"], answers=True).pdf for one in (marked, state))
    assert ticked != unticked


@pytest.mark.parametrize(("lang", "box", "other"), [("en", "Not applicable", "For review"), ("zh", "不适用", "待复核")])
def test_nothing_is_offered_as_not_applicable_that_the_rubric_asks_of_all(lang: str, box: str, other: str) -> None:
    box, other = box.replace(" ", ""), other.replace(" ", "")
    pages = _plain(made(smelter(), lang, ["BC-DAT"]))
    assert not any(box in page for page in pages)
    assert all(other in page for page in pages)
    mixed = _plain(made(smelter(), lang, ["BC-DAT-01", "IS-OPS"]))
    begun = next(place for place, page in enumerate(mixed[1:], start=1) if "IS-OPS-" in page)
    assert box in mixed[0], "it is told what a tick there means"
    assert all(box in page for page in mixed[begun:])
    assert not any(box in page for page in mixed[1 : begun - 1])


def _plain(report: Report) -> list[str]:
    return ["".join(page.split()).replace("\ufffe", "") for page in page_texts(report.pdf)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_further_page_says_which_level_goes_on(lang: str) -> None:
    """Who holds a single sheet in hand sees at which level the requirements on it are."""
    rubric, report = shipped().rubric, made(smelter(), lang, ["BC-DAT"])
    going_on = 0
    with language(lang):
        for plain in _plain(report)[1:]:
            first = min((name for name in in_scope(smelter()) if name in plain), key=plain.index)
            place = rubric.places[first]
            named = rubric.level_name(place.level, lang)
            head = plain[: plain.index(first)]
            if next(iter(place.sub_indicator.levels[place.level].requirements)).id == first:
                continue
            going_on += 1
            assert "".join((f"（续，{named}）" if lang == "zh" else f"(continued, {named})").split()) in head, first
    assert going_on


def test_the_same_input_gives_the_same_bytes() -> None:
    assert made(smelter(), "zh", ["BC-ORG"]).pdf == made(smelter(), "zh", ["BC-ORG"]).pdf


def told_too_high(table: Flowable) -> float:
    """Give how much higher a table says to be than the same rows measured anew."""
    assert isinstance(table, Grid)
    fresh = Grid(table.layout, table.rows, title=table.title)
    return table.wrap(200, 1e6)[1] - fresh.wrap(200, 1e6)[1]


def test_a_page_is_as_high_as_its_rows_though_those_of_another_lay_where_they_lie_now() -> None:
    """What fills up a page is a row made at each break, and let go of once the page is drawn."""
    told: set[float] = set()
    for room in range(60, 700, 5):
        rest: Flowable = WholeRows(
            Layout((200.0,), pad=(3, 3)),
            [Asked((Words(f"{n} asked", TABLE),), goes_on=1, keep=n % 2 == 0) for n in range(40)],
            title=[Row((Words("title", TABLE),))],
            anew={None: Row((Words("anew", TABLE),)), 1: Row((Words("goes on", TABLE),))},
        )
        for turn in range(40):
            pieces = rest.split(200, float(room - 7 * (turn % 3)))
            if len(pieces) < 2:
                break
            told.add(told_too_high(pieces[0]))
            rest = pieces[1]
            del pieces
    assert told == {0.0}
