"""What comes over or beside the requirements: opened, seen through another theme and language, and closed by Escape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from nfmaturity.domain.changes import Target
from nfmaturity.i18n import LANGUAGES, current_language
from nfmaturity.ui.settings import Location
from nfmaturity.ui.theme import THEMES
from nfmaturity.ui.widgets.disagreement_row import DisagreementRow
from tests.ui.assessing import KEY, Assess
from tests.ui.driving import click, named, saved
from tests.ui.fitting import faults_of
from tests.ui.test_fit import covers

CTRL = Qt.KeyboardModifier.ControlModifier


class Shown(NamedTuple):
    """A panel: how it is opened, what shows that it is there, and how often Escape is pressed until it is not."""

    open: Callable[[Assess], object]
    of: Callable[[Assess], QWidget]
    escapes: int = 1


def _glossary(at: Assess) -> None:
    at.press(KEY.Key_F1)
    click(at.qtbot, at.window, "keys-glossary")


def _palette(at: Assess) -> None:
    at.press(KEY.Key_K, with_=CTRL)
    at.press("org")


def _filter(at: Assess) -> None:
    at.press(KEY.Key_F, with_=CTRL)
    at.press("org")


PANELS: Mapping[str, Shown] = {
    "history": Shown(lambda at: at.press("h"), lambda at: at.page.history.panel),
    "palette": Shown(_palette, lambda at: named(at.window, "palette")),
    "keys": Shown(lambda at: at.press(KEY.Key_F1), lambda at: named(at.window, "keys")),
    "glossary": Shown(_glossary, lambda at: named(at.window, "glossary")),
    "why": Shown(lambda at: at.press("w"), lambda at: at.window.why._sheet()),
    "filter": Shown(_filter, lambda at: at.page.strip, 2),
    "comment": Shown(lambda at: at.press("c"), lambda at: named(at.page, f"comment-text-{at.current}")),
}


def test_every_panel_lives_through_themes_and_languages(at: Assess) -> None:
    """Each is opened as the one before was left, so that together they are opened and closed in all of them."""
    theme, language = "light", "en"
    for name, panel in PANELS.items():
        panel.open(at)
        at.qtbot.waitUntil(lambda: panel.of(at).isVisible())  # noqa: B023 - waited for here
        for change in ("theme", "language", "theme"):
            theme = _other(THEMES, theme) if change == "theme" else theme
            language = _other(LANGUAGES, language) if change == "language" else language
            put_on(at, theme, language)
            assert panel.of(at).isVisible(), f"{name}, as {theme} and {language} are put on"
        found = [fault for fault in faults_of(at.window, least=12) if not covers(fault)]
        assert not found, "\n".join((f"{name}, {language}", *found))
        shown = panel.of(at)
        at.press(*[KEY.Key_Escape] * panel.escapes)
        assert not is_there(shown), name
        assert at.view.isAncestorOf(at.focus()), f"{name}: the requirements have the keys again"
        theme = _other(THEMES, theme)
        put_on(at, theme, language)
    at.keys_grade()


def _other(all_of_them: Sequence[str], one: str) -> str:
    return next(other for other in all_of_them if other != one)


def put_on(at: Assess, theme: str, language: str) -> None:
    if at.app.desk.settings.theme != theme:
        at.window.switch_theme(theme)  # type: ignore[arg-type]
    if current_language() != language:
        at.window.switch_language(language)
    QApplication.processEvents()


def is_there(shown: QWidget) -> bool:
    QApplication.processEvents()
    return isValid(shown) and shown.isVisible()


def test_what_waits_for_a_decision_leaves_the_keys_where_they_are(at: Assess) -> None:
    """Now, and when it is asked again after the assessment was closed."""
    name, bar = at.names()[0], at.window.disagreements
    at.go(name)
    at.session.offer({Target("answer", name, "comment"): "The register is still to be seen. " * 9}, is_adrift=False)
    QApplication.processEvents()
    at.session.offer({Target("answer", one, "review"): True for one in at.names()}, is_adrift=True)
    QApplication.processEvents()
    rows = bar.findChildren(DisagreementRow)
    assert all(row.height() >= row.heightForWidth(row.width()) for row in rows), "no words are cut"
    for theme, language in product(THEMES, LANGUAGES):
        put_on(at, theme, language)
        assert bar.isVisible()
        found = [fault for fault in faults_of(at.window, least=12) if not covers(fault)]
        assert not found, "\n".join((theme, language, *found))
        QTest.keyClick(at.focus(), KEY.Key_Escape)
        assert bar.isVisible(), "Escape decides nothing"
        assert at.view.isAncestorOf(at.focus())
    for height, count in ((500, 1), (768, 3)):
        at.window.resize(1366, height)
        QApplication.processEvents()
        rows = [row for row in bar.findChildren(DisagreementRow) if row.isVisible()]
        assert len(rows) == count, "not more than leaves the page its room"
        assert not faults_of(bar)
    saved(at.qtbot, at.app)
    ident, asked = at.session.assessment.id, len(at.session.disagreements)
    at.app.desk.close_assessment()
    with at.qtbot.waitSignal(at.app.desk.session_changed, check_params_cb=bool):
        at.window.go(Location("assess", ident))
    at.qtbot.waitUntil(lambda: bar.isVisible() and len(at.session.disagreements) == asked)
    for language in LANGUAGES:
        put_on(at, "dark", language)
        found = [fault for fault in faults_of(at.window, least=12) if not covers(fault)]
        assert not found, "\n".join((language, *found))
    while at.session.disagreements:
        one = at.session.disagreements[0].target
        click(at.qtbot, at.window, f"theirs-{one.id}.{one.field}")
        QApplication.processEvents()
    assert not bar.isVisible()
    at.view.focus_current()
    at.keys_grade()
