"""While one reads a requirement the one below it is made ready, so that it comes at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from nfmaturity.ui import lettering
from nfmaturity.ui.widgets import term_text
from tests.ui.assessing import KEY, Assess


def made_while(cache: object, at: Assess, *keys: Qt.Key) -> int:
    """Give how many texts were set for the first time while keys were pressed and all was painted."""
    before = cache.cache_info().misses  # type: ignore[attr-defined]
    at.press(*keys)
    at.window.repaint()
    return cache.cache_info().misses - before  # type: ignore[attr-defined,no-any-return]


@pytest.fixture
def begun(at: Assess) -> Assess:
    """The page at the first requirement, nothing set so far."""
    at.go(at.names()[-1])
    for cache in (lettering._set, term_text.set_text):
        cache.cache_clear()
    at.view.retell()
    at.go(at.names()[0])
    at.window.repaint()
    return at


def test_the_row_below_is_set_before_it_is_the_current_one(begun: Assess) -> None:
    below = begun.names()[1]
    texts = begun.row(below)._content
    assert texts is not None
    assert texts.details
    begun.qtbot.wait(50)
    assert made_while(term_text.set_text, begun, KEY.Key_Down) == 0
    assert begun.current == below
    assert begun.row()._details.texts
    assert made_while(lettering._set, begun, KEY.Key_Up) == 0


def test_what_is_shown_is_what_would_have_been_without(begun: Assess) -> None:
    begun.qtbot.wait(50)
    begun.press(KEY.Key_Down)
    ready = begun.row().grab().toImage()
    lettering._set.cache_clear()
    term_text.set_text.cache_clear()
    begun.press(KEY.Key_Up, KEY.Key_Down)
    assert begun.row().grab().toImage() == ready


def test_at_the_end_there_is_nothing_to_make_ready(at: Assess) -> None:
    at.go(at.names()[-1])
    at.qtbot.wait(50)
    at.view.stand_at_end()
    at.qtbot.wait(50)
    assert at.view.is_at_end
