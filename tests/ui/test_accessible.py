"""What those need who see little, hear the screen or use no mouse: names, roles, order of Tab, rings, contrast."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.charts.shapes import level_role, text_role
from nfmaturity.ui.theme import THEMES, TOKENS, ThemeName, degree_role, palette, put_theme
from tests.ui.conftest import Start
from tests.ui.fitting import is_control
from tests.ui.places import PLACES, Walk, on_demo

ROLE = QAccessible.Role
FITTING = {
    ROLE.Button, ROLE.CheckBox, ROLE.RadioButton, ROLE.ButtonMenu, ROLE.ButtonDropDown, ROLE.EditableText,
    ROLE.ComboBox, ROLE.SpinBox, ROLE.List, ROLE.Tree, ROLE.Table, ROLE.Grouping, ROLE.Link, ROLE.Graphic, ROLE.Chart,
}  # fmt: skip
"""Roles of what takes the keys; a plain widget has none of them, and is read as nothing."""


def stops(window: QWidget) -> set[QWidget]:
    """Give what Tab should reach."""
    tab = Qt.FocusPolicy.TabFocus.value
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy().value & tab and is_control(widget)
        and not (isinstance(widget, QScrollArea) or widget.focusProxy())
    }  # fmt: skip


def called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}"


def states(walk: Walk) -> Iterator[str]:
    for reach in PLACES.values():
        for state in reach(walk):
            QApplication.processEvents()
            yield state


@pytest.fixture
def walk(qtbot: QtBot, start: Start, demo_library: Path, tmp_path: Path) -> Walk:
    return on_demo(qtbot, start, demo_library, tmp_path, "en")


def test_every_control_has_a_name_a_fitting_role_and_a_ring(walk: Walk) -> None:
    found = set()
    for state in states(walk):
        found |= {f"{state}: {fault}" for fault in (*unsaid(walk.window), *unseen(walk.window))}
    assert not found, "\n".join(sorted(found))


def unsaid(window: QWidget) -> Iterator[str]:
    """Tell the controls that a screen reader says nothing of."""
    for widget in stops(window):
        spoken = QAccessible.queryAccessibleInterface(widget)
        if not spoken.text(QAccessible.Text.Name).strip():
            yield f"{called(widget)} has no name"
        if spoken.role() not in FITTING:
            yield f"{called(widget)} is a {spoken.role().name}"


_EDGE = 5
"""How much of the left end of a field of text is looked at, with 4 beside it: its upper end may be scrolled away."""


def unseen(window: QWidget) -> Iterator[str]:
    """Tell the controls that look the same with the keys and without."""
    reached = stops(window)
    for widget in reached:
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-4, -4, 4, 4)
        if not window.rect().contains(place.center()) or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            place.setWidth(4 + _EDGE)  # no caret stands there, which would be seen without a ring
        other = next(stop for stop in reached if stop is not widget and stop.parent() is not widget.parent())
        other.setFocus(Qt.FocusReason.TabFocusReason)
        before = _seen(window, place)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if window.focusWidget() is widget and _seen(window, place) == before:
            yield f"no ring on {called(widget)}"


def _seen(window: QWidget, place: QRect) -> QImage:
    return window.grab(place).toImage()


def tabbed(window: QWidget) -> list[QWidget]:
    """Press Tab until it comes back to where it began."""
    window.activateWindow()
    first = window.focusWidget()
    assert first
    order = [first]
    for _turn in range(400):
        QTest.keyClick(order[-1], Qt.Key.Key_Tab)
        now = window.focusWidget()
        assert now
        if now is first:
            return order
        assert now not in order, f"Tab goes round without {called(first)}: {called(now)} again"
        order.append(now)
    raise AssertionError(f"Tab is caught in {called(order[-1])}")


def test_tab_reaches_every_control_in_the_order_of_reading(walk: Walk) -> None:
    found = set()
    for state in states(walk):
        for size in ((683, 384), (1366, 768)):
            walk.window.resize(*size)
            QApplication.processEvents()
            found |= {f"{state} at {size[0]}: {fault}" for fault in out_of_order(walk.window)}
    assert not found, "\n".join(sorted(found))


def out_of_order(window: QWidget) -> Iterator[str]:
    """Tell what Tab never reaches, and where it goes backwards."""
    order = tabbed(window)
    yield from (f"Tab never reaches {called(widget)}" for widget in stops(window) - set(order))
    start = next(place for place, stop in enumerate(order) if stop.objectName() == "rail-library")
    for before, after in pairwise(order[start:] + order[:start]):
        if _is_backwards(before, after):
            yield f"{called(after)} comes after {called(before)}"


def _is_backwards(before: QWidget, after: QWidget) -> bool:
    """Tell whether one goes up, or left on a line, within what holds both."""
    holders = {before, *_ancestors(before)}
    common = next(holder for holder in _ancestors(after) if holder in holders)
    first, second = (_branch(widget, common) for widget in (before, after))
    if not (first and second):
        return False
    one, other = (QRect(part.mapTo(common, QPoint(0, 0)), part.size()) for part in (first, second))
    is_beside = one.right() < other.left() or other.right() < one.left()
    goes_up = other.bottom() < one.top() + 4 and not (is_beside and one.right() < other.left())
    goes_left = other.right() < one.left() + 4 and other.top() < one.bottom() and one.top() < other.bottom()
    return goes_up or goes_left


def _ancestors(widget: QWidget) -> Iterator[QWidget]:
    while parent := widget.parentWidget():
        yield parent
        widget = parent


def _branch(widget: QWidget, holder: QWidget) -> QWidget | None:
    chain = [widget, *_ancestors(widget)]
    at = chain.index(holder)
    return chain[at - 1] if at else None


# Contrast

TEXTS = ("ink", "ink2", "ink3", "acc", "cop")
GROUNDS = ("page", "panel", "rail", "row", "acctint", "hover")
LEVELS = tuple(level_role(level, range(1, 6)) for level in range(6))
DEGREES = tuple(degree_role(Fraction(value, 3)) for value in (3, 2, 1, 0))
TEXT_PAIRS = (
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    *((text_role(fill), fill) for fill in LEVELS),
    *((f"{degree}_text", f"{degree}_fill") for degree in DEGREES),
    ("on_acc", "accfill"), ("ink", "pressed"), ("ink", "found"), ("ink", "coptint"), ("cop", "coptint"),
    ("acc", "coptint"), ("ink", "track"),
)  # fmt: skip
EDGE_PAIRS = (
    *(("ico", ground) for ground in GROUNDS), ("edge", "page"), ("edge", "panel"), ("accfill", "page"),
    ("accfill", "panel"), ("acc", "coptint"), ("cop", "coptint"), ("none_edge", "page"), ("met", "track"),
)  # fmt: skip


def luminance(code: str) -> float:
    """Give the relative luminance of a colour. Source: WCAG 2.2."""
    channels = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert contrast("#FFFFFF", "#1F7383") == pytest.approx(5.47, abs=0.01), "as the design's tokens say"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT_PAIRS, 4.5), (EDGE_PAIRS, 3.0)])
def test_colours_stand_out(theme: ThemeName, pairs: tuple[tuple[str, str], ...], least: float) -> None:
    tokens = TOKENS[theme]
    found = {f"{ink} on {ground}": round(contrast(tokens[ink], tokens[ground]), 2) for ink, ground in pairs}
    assert not {pair: ratio for pair, ratio in found.items() if ratio < least}


@pytest.mark.parametrize("theme", THEMES)
def test_the_colours_of_qts_own_widgets_stand_out(application: QApplication, theme: ThemeName) -> None:
    put_theme(theme)
    made, roles = palette(), QPalette.ColorRole
    put_theme("light")
    for ink, ground in (
        (roles.WindowText, roles.Window), (roles.Text, roles.Base), (roles.Text, roles.AlternateBase),
        (roles.ButtonText, roles.Button), (roles.HighlightedText, roles.Highlight), (roles.Link, roles.Base),
        (roles.ToolTipText, roles.ToolTipBase), (roles.PlaceholderText, roles.Base),
    ):  # fmt: skip
        assert contrast(made.color(ink).name(), made.color(ground).name()) >= 4.5, (ink, ground)


def test_each_level_is_darker_or_lighter_than_the_one_before() -> None:
    for theme, is_falling in (("light", True), ("dark", False)):
        steps = [luminance(TOKENS[theme][role]) for role in LEVELS]
        assert all((one > other) == is_falling for one, other in pairwise(steps)), theme
