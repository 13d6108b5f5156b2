"""The question before a file is taken in that was edited here as well: nothing to choose is out of sight."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.i18n import language
from nfmaturity.ui.pages.apart_question import ApartQuestion
from nfmaturity.ui.widgets.paragraph import Paragraph

BOTH = ("BC-ORG-01.1a Grade: library: Full | file: None",)


@pytest.mark.parametrize(("wide", "high"), [(1366, 768), (911, 512), (683, 384)])
@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.usefixtures("application")
def test_what_needs_a_choice_is_seen_first_in_any_window(qtbot: QtBot, wide: int, high: int, spoken: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(wide, high)
    alone = [f"BC-ORG-01.{number}a" for number in range(40)]
    told = {"changed": {"file": alone, "library": alone, "both": BOTH}, "is_known": True, "outside": {"file": alone}}
    told["asked"] = {"BC-ORG-01.0a": "x" * 80, "BC-ORG-01.1a": "a roadmap <with> owners"}
    with language(spoken):
        question = ApartQuestion(parent, "a-name-as-long-as-those-that-consultants-give-their-files.json", told)
    question.show()
    lines = question.list.toPlainText().splitlines()
    assert lines[1].strip() in {f"{BOTH[0]} (a roadmap <with> owners)", f"{BOTH[0]}（a roadmap <with> owners）"}
    assert "x" * 59 + "…" in question.list.toPlainText()
    assert question.whole_text(lines[1]) == "<qt>a roadmap &lt;with&gt; owners</qt>"
    assert question.whole_text(lines[0]) == ""
    qtbot.waitUntil(question.isVisible)
    assert question.height() <= high
    assert question.width() <= wide
    assert question.sides.geometry().bottom() < question.list.geometry().top()
    assert question.list.geometry().height() >= 4 * question.list.fontMetrics().lineSpacing()
    for button in question.findChildren(QPushButton):
        assert question.rect().contains(button.geometry())
    question.close()


@pytest.mark.parametrize(
    ("told", "both"),
    [
        ({"changed": {"file": BOTH}, "is_known": True}, False),
        ({"changed": {"file": BOTH, "library": BOTH}, "is_known": True}, True),
        ({"changed": {"file": BOTH, "both": BOTH}, "is_known": True}, True),
        ({"changed": {"file": BOTH}, "outside": {"library": BOTH}, "is_known": True}, True),
        ({"changed": {"both": BOTH}, "is_known": False}, True),
        ({}, True),
    ],
)
@pytest.mark.usefixtures("application")
def test_who_edited_is_not_said_of_one_who_did_not(qtbot: QtBot, told: dict[str, object], both: bool) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    question = ApartQuestion(parent, "a.json", told)
    said = " ".join(part.text() for part in question.findChildren(Paragraph))
    assert ("a.json: edited here and in the file" in said) is both
    assert ("a.json: edited in the file" in said) is not both
    assert ("and the library was not" in said) is not both
    question.close()
