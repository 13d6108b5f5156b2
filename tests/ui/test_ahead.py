"""While one reads a requirement the one below it is made ready, so that it comes at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from nfmaturity.ui import lettering
from nfmaturity.ui.widgets import term_text
from nfmaturity.ui.widgets.requirement_row import RequirementRow
from tests.ui.assessing import KEY, Assess

CACHES = (lettering._set, term_text.set_text)


def set_while(at: Assess, key: Qt.Key) -> list[int]:
    """Give how many lines and texts were set for the first time while a key was pressed and all was painted."""
    before = [cache.cache_info().misses for cache in CACHES]
    at.press(key)
    at.window.repaint()
    return [cache.cache_info().misses - was for cache, was in zip(CACHES, before, strict=True)]


def ready(at: Assess) -> None:
    at.qtbot.waitUntil(lambda: not at.page._ahead.is_waiting)


@pytest.fixture
def begun(at: Assess) -> Assess:
    """The page at the first requirement of a sub-indicator, nothing set so far but what is in sight."""
    at.go(at.names()[-1])
    ready(at)
    for cache in CACHES:
        cache.cache_clear()
    at.view.retell()
    at.go(at.names()[0])
    at.window.repaint()
    return at


def test_the_row_below_is_set_before_it_is_the_current_one(begun: Assess) -> None:
    below = begun.row(begun.names()[1])
    assert below._content
    assert below._content.details
    ready(begun)
    lines, texts = set_while(begun, KEY.Key_Down)
    assert begun.row() is below
    assert below._details.texts
    assert texts == 0
    # The one that is current no more says its number in plain letters; nothing else is new.
    assert lines <= 1


def test_without_it_the_row_would_be_set_then(begun: Assess) -> None:
    begun.page._ahead._painting.stop()
    lines, texts = set_while(begun, KEY.Key_Down)
    assert texts > 0
    assert lines > 1


def test_a_row_that_is_folded_away_is_left_alone(at: Assess, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared: list[str] = []
    monkeypatch.setattr(RequirementRow, "prepare", lambda row: prepared.append(row.id))
    level, *others = at.view._levels
    header = at.view._headers[1]
    if header.isChecked():
        header.click()
    at.go(level.requirements[-1])
    ready(at)
    hidden = set(others[0].requirements)
    assert not hidden & set(prepared)
    assert prepared == [] or at.row(prepared[-1]).isVisible()


def test_with_guidance_put_away_there_is_nothing_to_set(begun: Assess) -> None:
    begun.page.toggle_guidance()
    begun.view.refresh()
    for cache in CACHES:
        cache.cache_clear()
    begun.go(begun.names()[1])
    begun.window.repaint()
    before = term_text.set_text.cache_info().misses
    ready(begun)
    assert term_text.set_text.cache_info().misses == before
