"""The page of enterprises as tests have it before them."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from nfmaturity.storage.enterprises import EnterpriseRepository, KeptProfile
from nfmaturity.ui.app import App
from nfmaturity.ui.forms.table_field import TableField
from nfmaturity.ui.pages.enterprises import EnterprisesPage
from nfmaturity.ui.settings import Location
from nfmaturity.workspace.opening import open_workspace
from tests.ui.driving import named

COPPER = "示例江畔铜业有限公司"


def on_page(app: App, qtbot: QtBot, node: str = "") -> EnterprisesPage:
    app.window.show()
    app.window.go(Location("enterprises", node=node))
    page = named(app.window, "page-enterprises", EnterprisesPage)
    qtbot.waitUntil(lambda: page._listed is not None)
    qtbot.waitUntil(lambda: bool(page._session) == bool(page.panel.list.lines))
    return page


def on_copper(app: App, qtbot: QtBot) -> EnterprisesPage:
    """Give the page on the made-up enterprises, with the copper smelter open."""
    found = on_page(app, qtbot)
    found.panel.search.setText("江畔")
    found.panel.list.click(found.panel.list.lines[0].name)
    qtbot.waitUntil(lambda: found._session is not None and found._session.draft["name"] == COPPER)
    return found


def profile_saved(qtbot: QtBot, page: EnterprisesPage) -> None:
    qtbot.waitUntil(lambda: all(session.state == "saved" for session in page._sessions()))


def stored(page: EnterprisesPage, ident: str = "") -> KeptProfile:
    place = page.desk.library
    assert place
    assert page._session
    with open_workspace(place.shown) as workspace:
        return EnterpriseRepository(workspace.library).read(ident or page._session.id).kept


def table(page: EnterprisesPage, name: str) -> TableField:
    found = page.form.fields[name]
    assert isinstance(found, TableField)
    return found


def change(page: EnterprisesPage, **fields: object) -> None:
    """Change the enterprise as another window does."""
    assert page.desk.library
    assert page._session
    with open_workspace(page.desk.library.shown, writes=True) as workspace:
        repository = EnterpriseRepository(workspace.library)
        held = repository.read(page._session.id)
        kept = KeptProfile(held.kept.profile.model_copy(update=fields))
        assert repository.write(held.id, kept, revision=held.revision, at="2026-11-25T00:00:00Z").is_taken
