"""A path that does not fit: what is left out, and when."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.ui.fonts import font
from nfmaturity.ui.widgets.path_line import PathLine, shortened
from tests.ui.fitting import recorded

NAME = "Riverside Copper 2026 en.pdf"
DEEP = "/home/li/" + "a folder/" * 20 + NAME


def test_the_name_of_a_file_is_seen_while_nobody_writes_it(application: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout, field, other = QVBoxLayout(window), PathLine(window), QLineEdit(window)
    layout.addWidget(field)
    layout.addWidget(other)
    field.setText(DEEP)
    window.resize(360, 100)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    assert field.toolTip() == DEEP
    (shown,) = drawn_by(field)
    assert shown.endswith(f"/{NAME}")
    assert "…" in shown
    field.setFocus()
    assert drawn_by(field) == [], "who writes it has all of it, as any field shows it"
    field.setText("/a/b.pdf")
    other.setFocus()
    assert drawn_by(field) == []


def drawn_by(field: PathLine) -> list[str]:
    with recorded() as drawn:
        field.grab()
    return [one.text for one in drawn]


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("/a/b.pdf", "/a/b.pdf"),
        ("/" + "a" * 30 + "/" + "b" * 30 + "/c.pdf", "/c.pdf"),
        ("C:\\" + "a" * 30 + "\\" + "b" * 30 + "\\c.pdf", "\\c.pdf"),
        ("/a/" + "b" * 80 + "c.pdf", "c.pdf"),
        ("b" * 80, "b"),
        ("/a" * 80 + "/", "/"),
    ],
)
def test_a_folder_is_shortened_before_its_file(application: QApplication, path: str, end: str) -> None:
    metrics = QFontMetricsF(font())
    found = shortened(path, 200, metrics)
    assert found.endswith(end)
    assert metrics.horizontalAdvance(found) <= 200
    assert (found == path) == ("…" not in found)
