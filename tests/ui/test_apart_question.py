"""The question before a file is taken in that was edited here as well: nothing to choose is out of sight."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.i18n import language
from nfmaturity.ui.pages.apart_question import ApartQuestion

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
