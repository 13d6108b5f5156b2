"""The meanings of terms on the Assess page, by mouse, tap and key, on a made-up rubric with a glossary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.ui.widgets.meaning import MeaningCard
from nfmaturity.ui.widgets.term_pointer import TermPointer
from nfmaturity.ui.widgets.term_text import TermSpot
from tests import rubrics
from tests.ui.assessing import KEY, Assess, on_pack
from tests.ui.conftest import Start
from tests.ui.driving import LEFT, click, named

FIRST, PLAIN, LONG = "G-D-01.1a", "G-D-01.1b", "G-D-01.2a"
TEXTS = {
    FIRST: {"zh": "按品位分堆，并记录品位。", "en": "Heap by grade and record the grade."},
    PLAIN: {"zh": "给每条要求评分。", "en": "Give each requirement a grade."},
    LONG: {
        "zh": "每月至少对一条产线做数据协调并且按物料衡算识别测量粗差。",
        "en": "Reconcile each month the data of at least one line against its material balance to find gross errors.",
    },
}
GUIDANCE = {"zh": "看品位与物料衡算。", "en": "Look at grades and the material balance."}
TERMS = {
    "grade": ("品位", "Grade", "矿石中有价成分的含量。", "How much of what is of worth is in the ore."),
    "balance": (
        "物料衡算",
        "Material balance",
        "进出与存留的质量账。",
        "Account of the mass that enters, leaves and stays.",
    ),
}

Opened = Callable[..., Assess]


def source(*, glossary: bool) -> dict[str, object]:
    item = rubrics.item("G-D-01", [2, 1, 6, 6, 6])
    item["definition"] = {"zh": "控制品位。", "en": "Controls grade."}
    for level in item["levels"].values():  # type: ignore[attr-defined]
        for requirement in level["requirements"]:
            requirement["text"] = TEXTS.get(requirement["id"], requirement["text"])
            if requirement["id"] == FIRST:
                requirement["guidance"] = GUIDANCE
    terms = [
        {"id": ident, "term": {"zh": zh, "en": en}, "text": {"zh": said, "en": means}}
        for ident, (zh, en, said, means) in TERMS.items()
    ]
    groups = [rubrics.group("G", [rubrics.domain("G-D", [item, rubrics.item("G-D-02", [1] * 5)])])]
    return rubrics.pack_source(groups) | ({"glossary": terms} if glossary else {})


@pytest.fixture
def open_pack(start: Start, qtbot: QtBot, tmp_path: Path) -> Opened:
    return lambda glossary=True: on_pack(start, qtbot, tmp_path, source(glossary=glossary))


@pytest.fixture
def at(open_pack: Opened) -> Assess:
    made = open_pack()
    made.go(FIRST)
    return made


def card(at: Assess) -> MeaningCard:
    return named(at.page, "meaning", MeaningCard)


def said(at: Assess) -> str:
    """What the card says, "" where none is shown."""
    return card(at).accessibleName() if card(at).isVisible() else ""


def terms(at: Assess, requirement: str = "") -> list[str]:
    return [spot.meaning.term for spot in at.row(requirement).pointer.spots()]


def hinted(at: Assess) -> bool:
    """Whether the status bar tells of the key."""
    return ("T", "terms") in at.window.status.keys._keys


def spot(pointer: TermPointer, term: str) -> TermSpot:
    return next(spot for spot in pointer.spots() if spot.meaning.term == term)


def point(found: TermSpot, part: int = 0) -> QPoint:
    return found.boxes[part].center().toPoint()


def hover(at: Assess, requirement: str, term: str, part: int = 0) -> None:
    row = at.row(requirement)
    QTest.mouseMove(row, point(spot(row.pointer, term), part))
    at.qtbot.waitUntil(lambda: said(at).startswith(term))


def tap(at: Assess, requirement: str, term: str, part: int = 0) -> None:
    row = at.row(requirement)
    at.qtbot.mouseClick(row, LEFT, pos=point(spot(row.pointer, term), part))


def leaving_is_over(at: Assess) -> None:
    """Wait until no meaning is about to end because the mouse left it: it has ended, or it stays."""
    QApplication.processEvents()
    at.qtbot.waitUntil(lambda: not at.page.meanings._grace.isActive())


# What is marked


def test_the_first_mention_in_a_requirement_is_marked(at: Assess) -> None:
    assert terms(at, FIRST) == ["Grade", "Material balance"]  # the second one only in what to look at
    at.go(LONG)
    assert (terms(at, FIRST), terms(at, LONG)) == (["Grade"], ["Material balance"])


def test_a_word_that_only_looks_like_a_term_is_not_marked(at: Assess) -> None:
    assert terms(at, PLAIN) == []
    assert at.row(PLAIN).accessibleDescription() == ""


def test_a_rubric_without_a_glossary_has_neither_marks_nor_the_key(open_pack: Opened) -> None:
    at = open_pack(glossary=False)
    assert not any(terms(at, name) for name in at.names())
    assert not hinted(at)
    at.press("t")
    assert said(at) == ""
    at.keys_grade()


def test_the_key_says_where_no_term_is(at: Assess) -> None:
    at.go(PLAIN)
    at.press("t")
    assert (said(at), at.notice()) == ("", "No term of the glossary here.")


def test_a_mark_is_drawn_below_its_term_and_only_there(open_pack: Opened) -> None:
    at = open_pack()
    at.go(PLAIN)
    row, found = at.row(FIRST), spot(at.row(FIRST).pointer, "Grade")
    before = row.grab().toImage()
    row.pointer.point_at(found.meaning)
    after = row.grab().toImage()
    differing = [
        QPoint(x, y) for x in range(row.width()) for y in range(row.height()) if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert differing
    assert all(found.boxes[0].toAlignedRect().contains(pixel) for pixel in differing)


# The mouse


def test_a_rest_of_the_mouse_shows_the_meaning_and_leaving_ends_it(at: Assess) -> None:
    hover(at, FIRST, "Grade")
    assert said(at) == "Grade (品位): How much of what is of worth is in the ore."
    assert at.row(FIRST).cursor().shape() == Qt.CursorShape.WhatsThisCursor
    QTest.mouseMove(at.row(FIRST), QPoint(60, 4))
    at.qtbot.waitUntil(lambda: not said(at))
    assert at.row(FIRST).cursor().shape() != Qt.CursorShape.WhatsThisCursor


def test_a_mouse_that_passes_shows_nothing(at: Assess) -> None:
    row = at.row(FIRST)
    QTest.mouseMove(row, point(spot(row.pointer, "Grade")))
    QTest.mouseMove(row, QPoint(60, 4))
    assert not at.page.meanings._rest.isActive()
    assert said(at) == ""


def test_the_second_mention_is_no_term(at: Assess) -> None:
    row, box = at.row(FIRST), spot(at.row(FIRST).pointer, "Grade").boxes[0]
    second = box.center().x() + 13 * len("grade and record the ") * 0.55
    assert row.pointer.at(box.center()) is not None
    assert all(row.pointer.at(box.center() + QPoint(x, 0)) is None for x in (80, round(second), 160))


def test_the_mouse_may_go_onto_the_card(at: Assess) -> None:
    hover(at, FIRST, "Grade")
    with at.qtbot.waitSignal(at.row(FIRST).pointer.left):
        QTest.mouseMove(card(at), QPoint(20, 20))
    leaving_is_over(at)
    assert said(at).startswith("Grade")
    at.qtbot.mouseClick(card(at), LEFT, pos=QPoint(20, 20))
    assert said(at) == ""


def test_going_on_to_a_button_ends_it(at: Assess) -> None:
    hover(at, FIRST, "Grade")
    QTest.mouseMove(at.row(FIRST).marks.review)
    at.qtbot.waitUntil(lambda: not said(at))


# A tap


def test_a_tap_shows_the_meaning_at_once_and_grades_nothing(at: Assess) -> None:
    at.go(LONG)
    before = at.session.assessment
    tap(at, FIRST, "Grade")
    assert said(at).startswith("Grade")
    assert (at.current, at.session.assessment) == (FIRST, before)
    assert at.focus() is at.row().selector
    leaving_is_over(at)
    assert said(at).startswith("Grade")  # a finger leaves nothing
    QTest.mouseMove(at.row(), point(spot(at.row().pointer, "Grade")))
    with at.qtbot.waitSignal(at.row().pointer.left):
        QTest.mouseMove(at.row(), QPoint(60, 4))
    leaving_is_over(at)
    assert said(at).startswith("Grade")  # nor does a mouse end what a tap called
    at.qtbot.mouseClick(at.row(FIRST), LEFT, pos=QPoint(60, 4))
    assert said(at) == ""
    assert at.session.assessment is before


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_term_broken_over_two_lines_is_met_in_both_parts(at: Assess, language: str) -> None:
    at.window.switch_language(language)
    at.go(LONG)
    term = {"en": "Material balance", "zh": "物料衡算"}[language]
    for width in range(1366, 1000, -13):
        at.window.resize(width, 768)
        QApplication.processEvents()
        if len(spot(at.row(LONG).pointer, term).boxes) == 2:
            break
    found = spot(at.row(LONG).pointer, term)
    assert len(found.boxes) == 2
    for part in (0, 1):
        tap(at, LONG, term, part)
        assert said(at).startswith(term)
        for box in spot(at.row(LONG).pointer, term).boxes:
            where = QRect(at.row(LONG).mapTo(at.page, box.toAlignedRect().topLeft()), box.toAlignedRect().size())
            assert not card(at).geometry().intersects(where)
        assert at.page.rect().contains(card(at).geometry())
        at.press(KEY.Key_Escape)


def test_the_definition_explains_its_terms(at: Assess) -> None:
    definition = at.page.header.definition
    assert definition.accessibleName() == "Controls grade."
    at.qtbot.mouseClick(definition, LEFT, pos=point(spot(definition.pointer, "Grade")))
    assert said(at).startswith("Grade")
    at.keys_grade()
    assert said(at) == ""


# Keys


def test_t_shows_one_meaning_after_the_other(at: Assess) -> None:
    assert hinted(at)
    at.press("t")
    assert said(at).startswith("Grade")
    at.press("t")
    assert said(at).startswith("Material balance")
    at.press("t")
    assert said(at) == ""
    at.press("t", KEY.Key_Escape)
    assert said(at) == ""
    at.press("t")
    assert said(at).startswith("Grade")


def test_t_passes_over_what_is_hidden(at: Assess) -> None:
    at.press("g", "t")
    assert said(at).startswith("Grade")
    at.press("t")
    assert said(at) == ""


def test_any_other_key_ends_it_and_does_what_it_does(at: Assess) -> None:
    at.press("t", "1")
    assert (said(at), at.grade(FIRST), at.current) == ("", "full", PLAIN)
    assert not hinted(at)
    at.press("t")
    assert said(at) == ""
    at.go(FIRST)
    at.press("t")
    at.press(KEY.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    assert (said(at), at.grade(FIRST)) == ("", None)


def test_escape_ends_the_meaning_before_the_comment(at: Assess) -> None:
    at.press("c", "seen")
    hover(at, FIRST, "Grade")
    at.press(KEY.Key_Escape)
    assert said(at) == ""
    assert at.focus() is at.row().findChild(QWidget, f"comment-text-{FIRST}")
    at.press(KEY.Key_Escape)
    assert at.session.answer(FIRST).comment == "seen"
    assert at.focus() is at.row().selector


def test_a_t_in_a_comment_is_a_letter(at: Assess) -> None:
    at.press("c", "t", KEY.Key_Escape)
    assert (at.session.answer(FIRST).comment, said(at)) == ("t", "")


# What ends it besides


def scroll(at: Assess) -> None:
    bar: QScrollBar = at.view.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.value() + 20)


@pytest.mark.parametrize(
    "act",
    [
        scroll,
        lambda at: at.window.switch_language("zh"),
        lambda at: click(at.qtbot, at.view, f"{FIRST}-most"),
        lambda at: at.window.resize(900, 600),
        lambda at: at.go("G-D-02"),
        lambda at: click(at.qtbot, at.window, "rail-overview"),
        lambda at: at.app.desk.close_assessment(),
    ],
    ids=["scroll", "language", "grade", "resize", "item", "page", "closing"],
)
def test_a_meaning_does_not_outlive_what_it_belongs_to(at: Assess, act: Callable[[Assess], object]) -> None:
    at.press("t")
    assert said(at)
    act(at)
    QApplication.processEvents()
    assert said(at) == ""


# Languages, themes, everybody


def test_the_other_language_has_its_own_terms_at_once(at: Assess) -> None:
    at.window.switch_language("zh")
    assert terms(at, FIRST) == ["品位", "物料衡算"]
    at.press("t")
    assert said(at) == "品位（Grade）：矿石中有价成分的含量。"
    at.window.switch_language("en")
    assert terms(at, FIRST) == ["Grade", "Material balance"]


def test_the_card_follows_the_theme(at: Assess) -> None:
    at.press("t")
    light = card(at).grab().toImage()
    at.window.switch_theme("dark")
    dark = card(at).grab().toImage()
    assert light.pixelColor(8, 30).lightness() > 128 > dark.pixelColor(8, 30).lightness()
    assert said(at)


def test_a_row_describes_its_terms_and_keeps_its_name(at: Assess) -> None:
    seen = QAccessible.queryAccessibleInterface(at.row(FIRST))
    assert seen.text(QAccessible.Text.Name) == f"1a {TEXTS[FIRST]['en']}"
    assert seen.text(QAccessible.Text.Description).splitlines() == [
        "Grade (品位): How much of what is of worth is in the ore.",
        "Material balance (物料衡算): Account of the mass that enters, leaves and stays.",
    ]


def test_a_meaning_is_announced(at: Assess, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    at.press("t")
    assert told == [said(at)]


def test_terms_are_looked_for_once(at: Assess, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("looked for again")

    monkeypatch.setattr("nfmaturity.domain.glossary.Glossary.mentions", refuse)
    at.press("1", "2", KEY.Key_Up, "0")
    at.window.grab()
