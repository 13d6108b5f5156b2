"""The library page in narrow and low windows, as large texts make them."""

from __future__ import annotations

from typing import Literal

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from nfmaturity.ui.app import App
from nfmaturity.ui.models.library_entries import read_entries
from nfmaturity.ui.models.library_model import Column, year_and_title
from tests.ui.shelf import page_of


def test_narrow_windows_keep_level_score_and_state(filled: App, qtbot: QtBot) -> None:
    table = page_of(filled).table

    def hidden() -> set[Column]:
        return {column for column in Column if table.isColumnHidden(column)}

    assert hidden() == set()
    filled.window.resize(1190, 700)
    qtbot.waitUntil(lambda: hidden() == {Column.KIND})
    filled.window.resize(1000, 700)
    qtbot.waitUntil(lambda: hidden() == {Column.KIND, Column.BOUNDS})
    filled.window.resize(911, 512)
    qtbot.waitUntil(lambda: hidden() == {Column.KIND, Column.BOUNDS, Column.TITLE})
    assert table.rowHeight(0) == 40
    filled.window.resize(683, 384)
    qtbot.waitUntil(lambda: table.rowHeight(0) == 72)
    assert not hidden() & {Column.NAME, Column.LEVEL, Column.SCORE}
    assert sum(table.columnWidth(column) for column in set(Column) - hidden()) <= table.viewport().width()
    filled.window.resize(1366, 768)
    qtbot.waitUntil(lambda: table.rowHeight(0) == 40 and hidden() == set())


@pytest.mark.parametrize(
    ("title", "date", "said"),
    [
        ("2027年数字化转型成熟度自评估", "2026-11-26", "2027年数字化转型成熟度自评估"),
        ("Digital maturity after 2025: 2027", "2026-11-26", "2027 · Digital maturity after 2025: 2027"),
        ("Self-assessment", "2026-11-26", "2026 · Self-assessment"),
        ("Self-assessment", "", "Self-assessment"),
    ],
)
def test_the_year_stands_in_front_where_a_title_is_cut(filled: App, title: str, date: str, said: str) -> None:
    row = page_of(filled).model.entries[0].row
    entry = read_entries([row._replace(title=title, date=date, enterprise="A Works")]).entries[0]
    assert year_and_title(entry) == said


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(911, 512), (683, 384)])
def test_nothing_is_cut_off_in_a_small_window(
    filled: App, qtbot: QtBot, size: tuple[int, int], language: Literal["zh", "en"]
) -> None:
    page = page_of(filled)
    filled.window.switch_language(language)
    filled.window.resize(*size)
    qtbot.waitUntil(lambda: page.width() <= size[0])
    for button in (found for found in page.listed.findChildren(QAbstractButton) if found.isVisible()):
        assert button.width() >= button.minimumSizeHint().width()
        at = button.mapTo(page, button.rect().bottomRight())
        assert page.rect().contains(at), button.objectName()
    assert page.top.search.width() >= page.top.search.minimumWidth()


def test_doors_of_an_empty_library_stand_below_each_other(app: App, qtbot: QtBot) -> None:
    page = page_of(app)
    start, demo = page.empty.start, page.empty.demo

    def is_stacked() -> bool:
        return start.mapTo(page, start.rect().bottomLeft()).y() < demo.mapTo(page, demo.rect().topLeft()).y()

    assert not is_stacked()
    app.window.resize(683, 384)
    qtbot.waitUntil(is_stacked)
    assert start.mapTo(page, start.rect().topLeft()).x() == demo.mapTo(page, demo.rect().topLeft()).x()
    app.window.resize(1366, 768)
    qtbot.waitUntil(lambda: not is_stacked())
