"""The colours of the app, light and dark. Source: the design's tokens.

The theme in force is a `ContextVar`, as the language is, so that what paints need not be handed it.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QColor, QPalette

from nfmaturity.charts.palette import LIGHT
from nfmaturity.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

ThemeName = Literal["light", "dark"]
THEMES: tuple[ThemeName, ...] = ("light", "dark")

_LIGHT: Mapping[str, str] = {
    **{str(role): code for role, code in LIGHT.items()},
    "rail": "#F3F5F6",
    "edge": "#88929B",
    "ico": "#7A858F",
    "dis": "#98A2AB",
    "on_acc": "#FFFFFF",
    "row": "#F1F7F8",
    "found": LIGHT["l1"],
    "hover": "#EDF0F2",
    "pressed": "#E1E6E9",
    "full_fill": "#1F7383",
    "full_text": "#FFFFFF",
    "full_edge": "#1F7383",
    "most_fill": "#B5D8DF",
    "most_text": "#0B3742",
    "most_edge": "#B5D8DF",
    "partial_fill": "#F9EFE8",
    "partial_text": "#7E3D12",
    "partial_edge": "#D8A47F",
    "none_fill": "#EFD5C2",
    "none_text": "#6E330D",
    "none_edge": "#A6541C",
}

_DARK: Mapping[str, str] = {
    "page": "#171C21",
    "panel": "#14191D",
    "rail": "#12161A",
    "line": "#2B343C",
    "line2": "#44505A",
    "edge": "#66727D",
    "ink": "#E6EAED",
    "ink2": "#BAC4CC",
    "ink3": "#93A0AA",
    "ico": "#7D8993",
    "dis": "#5F6B75",
    "acc": "#6FC1CF",
    "accfill": "#2F7C8C",
    "acctint": "#1C3239",
    "on_acc": "#FFFFFF",
    "row": "#1B262C",
    "found": "#1F4650",
    "hover": "#20282F",
    "pressed": "#2B343C",
    "cop": "#E39A63",
    "coptint": "#33261C",
    "l0": "#2A323A",
    "l1": "#1F4650",
    "l2": "#27606D",
    "l3": "#2F7C8C",
    "l4": "#5FB2C1",
    "l5": "#B9E3EA",
    "on_l3": "#FFFFFF",
    "on_fill": "#0E1418",
    "met": "#5FB2C1",
    "unmet": "#35808F",
    "track": "#2A323A",
    "hatch_line": "#4A93A2",
    "hatch_ground": "#1F3A43",
    "full_fill": "#5FB2C1",
    "full_text": "#0A1216",
    "full_edge": "#5FB2C1",
    "most_fill": "#23525D",
    "most_text": "#D6EEF2",
    "most_edge": "#23525D",
    "partial_fill": "#33261C",
    "partial_text": "#F0BC93",
    "partial_edge": "#8A5A35",
    "none_fill": "#54361F",
    "none_text": "#FBD9BF",
    "none_edge": "#E39A63",
}

TOKENS: Mapping[ThemeName, Mapping[str, str]] = {"light": _LIGHT, "dark": _DARK}

_theme: ContextVar[ThemeName] = ContextVar("theme", default="light")


def current_theme() -> ThemeName:
    """Give the theme in force."""
    return _theme.get()


def put_theme(name: ThemeName) -> None:
    """Put a theme in force; what is on screen must be told to repaint."""
    _theme.set(name)


def colour(role: str) -> QColor:
    """Give the colour of a role in the theme in force."""
    return _colour(_theme.get(), role)


@cache
def _colour(theme: ThemeName, role: str) -> QColor:
    return QColor(TOKENS[theme][role])


def degree_role(value: Fraction) -> Literal["full", "most", "partial", "none"]:
    """Give the name under which the tokens hold the colours of a degree that counts so much (0–1)."""
    if value >= 1:
        return "full"
    if value <= 0:
        return "none"
    return "most" if value * 3 >= 2 else "partial"


def palette() -> QPalette:
    """Give Qt's own widgets the colours of the theme in force."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, token in {
        roles.Window: "page",
        roles.WindowText: "ink",
        roles.Base: "page",
        roles.AlternateBase: "panel",
        roles.ToolTipBase: "panel",
        roles.ToolTipText: "ink",
        roles.PlaceholderText: "ink3",
        roles.Text: "ink",
        roles.Button: "page",
        roles.ButtonText: "ink",
        roles.BrightText: "cop",
        roles.Link: "acc",
        roles.LinkVisited: "acc",
        roles.Highlight: "accfill",
        roles.HighlightedText: "on_acc",
        roles.Accent: "accfill",
        roles.Light: "line",
        roles.Midlight: "line",
        roles.Mid: "line2",
        roles.Dark: "line2",
        roles.Shadow: "line2",
    }.items():
        made.setColor(role, colour(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, colour("dis"))
    return made


def style_sheet() -> str:
    """Give the few rules that Qt's own inputs, menus and bars need beside the palette."""
    tick = resource("icons", "check-on-accent.svg").as_posix()
    return _SHEET.format_map({**TOKENS[_theme.get()], "tick": tick})


_SHEET = """
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox {{
    border: 1px solid {edge}; border-radius: 4px; background: {page}; color: {ink}; padding: 0 8px;
    selection-background-color: {accfill}; selection-color: {on_acc};
}}
QLineEdit, QComboBox, QDateEdit, QSpinBox {{ min-height: 30px; }}
QPlainTextEdit {{ padding: 4px 6px; }}
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {{
    border: 2px solid {acc}; padding: 0 7px; min-height: 28px;
}}
QPlainTextEdit:focus {{ border: 2px solid {acc}; padding: 3px 5px; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {dis}; border-color: {line}; }}
QLineEdit[fault="true"] {{ border: 1px solid {cop}; }}
QLineEdit[fault="true"]:focus {{ border: 2px solid {cop}; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox QAbstractItemView {{
    background: {page}; color: {ink}; border: 1px solid {line2}; outline: none;
    selection-background-color: {acctint}; selection-color: {ink};
}}
QCheckBox, QRadioButton {{ spacing: 8px; color: {ink}; min-height: 32px; }}
QCheckBox::indicator, QListView::indicator, QRadioButton::indicator {{ width: 14px; height: 14px; background: {page}; }}
QCheckBox::indicator, QListView::indicator {{ border: 1px solid {edge}; border-radius: 2px; }}
QRadioButton::indicator {{ border: 1px solid {edge}; border-radius: 8px; }}
QRadioButton::indicator:checked {{ border: 4px solid {accfill}; width: 8px; height: 8px; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{
    background: {accfill}; border-color: {accfill}; image: url("{tick}");
}}
QCheckBox:focus, QRadioButton:focus {{ color: {acc}; }}
QCheckBox::indicator:focus {{ border: 2px solid {acc}; width: 12px; height: 12px; }}
QCheckBox::indicator:checked:focus {{ border: 2px solid {ink}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {dis}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {line2}; }}
QCheckBox::indicator:checked:disabled {{ background: {line2}; border-color: {line2}; }}
QMenu {{ background: {page}; border: 1px solid {line2}; padding: 4px 0; }}
QMenu::item {{ padding: 7px 24px 7px 16px; color: {ink}; }}
QMenu::item:selected {{ background: {acctint}; color: {ink}; }}
QMenu::item:disabled {{ color: {dis}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 0; }}
QToolTip {{ background: {panel}; color: {ink}; border: 1px solid {line2}; padding: 4px 6px; }}
QScrollArea, QAbstractItemView {{ border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {line2}; border-radius: 3px; margin: 2px; min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {ico}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QPushButton {{
    border: 1px solid {line2}; border-radius: 4px; background: {page}; color: {ink}; min-height: 30px; padding: 0 14px;
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:default {{ background: {accfill}; border-color: {accfill}; color: {on_acc}; font-weight: bold; }}
QPushButton:focus {{ border: 2px solid {acc}; min-height: 28px; padding: 0 13px; }}
QPushButton:disabled {{ color: {dis}; border-color: {line}; }}
"""
