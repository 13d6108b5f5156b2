"""The Rubric page: packs to choose from, broken ones among them, what each says, and the search."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from nfmaturity.domain.errors import N_, NotAllowed, UserError
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.files.rubric_files import PACK_FILE, load_pack
from nfmaturity.resources import shipped_rubrics
from nfmaturity.ui.app import App
from nfmaturity.ui.appearance import put_appearance
from nfmaturity.ui.found_words import found_in
from nfmaturity.ui.models.rubric_tree import NodeRole
from nfmaturity.ui.pages.new_assessment import NewAssessmentPage
from nfmaturity.ui.pages.rubric import RubricPage
from nfmaturity.ui.requirement_filter import tag_name
from nfmaturity.ui.settings import Location
from nfmaturity.ui.theme import THEMES, TOKENS, ThemeName, colour
from nfmaturity.ui.widgets.sheet_layout import place_row
from tests.files.packs import write
from tests.synthetic import write_pack
from tests.ui.conftest import Start
from tests.ui.driving import LEFT, click, named

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The folder of the user's own packs: a good one, and one with a slip."""
    folder = tmp_path / "library" / "rubrics"
    folder.mkdir(parents=True)
    write(folder / "own")
    broken = write(folder / "slip") / "G-A.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("weight:", "wieght:", 1), encoding="utf-8")
    return folder


@pytest.fixture
def page(app: App, packs: Path, qtbot: QtBot) -> RubricPage:
    """The Rubric page with all packs read."""
    assert packs.is_dir()
    return opened_page(qtbot, app)


def opened_page(qtbot: QtBot, app: App) -> RubricPage:
    with qtbot.waitSignal(app.desk.library_changed, timeout=10_000):
        app.desk.reload()
    click(qtbot, app.window, "rail-rubric")
    found = app.window.show_page("rubric")
    assert isinstance(found, RubricPage)
    qtbot.waitUntil(lambda: len(found.panel.packs.lines) > 1 or not app.desk.library, timeout=10_000)
    return found


def shipped() -> RubricPack:
    return load_pack(next(folder for folder in shipped_rubrics().iterdir() if folder.is_dir()))


def ids(model: QAbstractItemModel, above: QModelIndex | None = None) -> list[str]:
    parent = above or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [index.data(NodeRole.ID), *ids(model, index)]
    return found


def go_to(qtbot: QtBot, page: RubricPage, ident: str) -> None:
    """Click a sub-indicator in the tree."""
    tree = page.panel.tree
    index = page.panel.nodes.index_of(ident)
    tree.expand(index.parent())
    tree.scrollTo(index)
    qtbot.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(index).center())


def test_packs_at_hand_and_what_the_first_says_of_itself(page: RubricPage) -> None:
    pack = shipped()
    lines = page.panel.packs.lines
    assert [line.is_broken for line in lines] == [False, False, True]
    assert (lines[2].title, lines[2].about) == ("slip", "cannot be read")
    assert "comes with the program" in lines[0].about
    assert "in the library's folder" in lines[1].about
    said = page.sheet.said
    for words in (
        pack.label,
        pack.sha256[:16],
        pack.rubric.title["en"],
        pack.rubric.provenance["en"],
        "A level is met when its share reaches 0.80",
        pack.rubric.levels[-1].summary["en"],
        "counts 0.50",
        f"{len(pack.rubric.places)} requirements",
    ):
        assert words in said
    assert QAbstractItemModelTester(page.sheet.sheet, FATAL)
    assert QAbstractItemModelTester(page.panel.nodes, FATAL)


def test_a_broken_pack_stands_there_with_its_faults(page: RubricPage, qtbot: QtBot) -> None:
    packs = page.panel.packs
    qtbot.keyClick(packs, Qt.Key.Key_End)
    assert "G-A.yaml:" in page.sheet.said
    assert "wieght" in page.sheet.said
    assert not page.use.isEnabled()
    assert page.panel.nodes.rowCount() == 0
    qtbot.keyClick(packs, Qt.Key.Key_Up)
    assert page.use.isEnabled()
    assert "test" in page.sheet.said


@pytest.mark.parametrize("fault", [NotAllowed(N_("The library is away.")), RuntimeError("a slip")])
def test_packs_that_cannot_be_read_are_told_with_what_to_do(
    app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def refuse(_workspace: object) -> None:
        raise fault

    monkeypatch.setattr("nfmaturity.ui.pages.rubric.list_rubrics", refuse)
    crashed: list[object] = []
    app.database.crashed.disconnect(app.watch.take)
    app.database.crashed.connect(crashed.append)
    click(qtbot, app.window, "rail-rubric")
    found = app.window.show_page("rubric")
    assert isinstance(found, RubricPage)
    qtbot.waitUntil(lambda: "The rubric packs cannot be read" in found.sheet.said)
    assert "then open this page again" in found.sheet.said
    assert ("The library is away." in found.sheet.said) is isinstance(fault, UserError)
    assert (fault in crashed) is not isinstance(fault, UserError)
    monkeypatch.undo()
    found.enter(Location("rubric"))
    qtbot.waitUntil(lambda: found.entry is not None)


def test_a_sub_indicator_says_everything_that_the_pack_does(page: RubricPage, qtbot: QtBot) -> None:
    rubric = shipped().rubric
    ident, (_group, _domain, item) = next(iter(rubric.sub_indicators.items()))
    go_to(qtbot, page, ident)
    said = page.sheet.said
    assert ident in said
    assert item.definition["en"] in said
    for content in item.levels.values():
        for requirement in content.requirements:
            assert requirement.text["en"] in said
            assert (requirement.guidance or {"en": ""})["en"] in said
        for action in content.actions:
            assert action.text["en"] in said
    page.panel.packs.click(page.panel.packs.lines[0].name)
    assert ident not in page.sheet.said.splitlines()[0]


def test_search_in_both_languages_and_on_to_what_was_found(page: RubricPage, qtbot: QtBot) -> None:
    rubric = shipped().rubric
    whole = ids(page.panel.nodes)
    ident = list(rubric.sub_indicators)[-1]
    requirement = next(iter(rubric.sub_indicators[ident][2].levels[2].requirements))
    field = named(page, "rubric-search", QLineEdit)
    for words in (requirement.id.lower(), requirement.text["zh"], requirement.text["en"].upper()):
        field.setText(words)
        assert ids(page.panel.nodes)[-1] == ident
        assert len(ids(page.panel.nodes)) == 3
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert requirement.text["en"] in page.sheet.said
    assert page.panel.tree.hasFocus()
    field.setText("no such word anywhere")
    assert ids(page.panel.nodes) == []
    qtbot.keyClick(page.panel.tree, Qt.Key.Key_Escape)
    assert ids(page.panel.nodes) == whole


def marked(page: RubricPage) -> list[str]:
    """Give what the rows of the sheet mark, line by line."""
    view = page.sheet
    rows = [place_row(row, view.viewport().width(), view.sought) for row in view.sheet.rows]
    return [words.text[begin:end] for row in rows for words in row.words for begin, end in words.marks]


def grounds(page: RubricPage) -> int:
    """Count the pixels in sight that have the ground of what was found."""
    image = page.sheet.viewport().grab().toImage()
    wanted = colour("found").rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_what_the_search_found_is_marked_and_in_sight(page: RubricPage, app: App, qtbot: QtBot) -> None:
    rubric = shipped().rubric
    ident = next(iter(rubric.sub_indicators))
    last = rubric.sub_indicators[ident][2].levels[max(rubric.sub_indicators[ident][2].levels)].requirements[-1]
    field = named(page, "rubric-search", QLineEdit)
    qtbot.keyClicks(field, last.text["en"].upper())
    assert page.sheet.sought == ""  # a pack's own page is not searched
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert " ".join(marked(page)) == last.text["en"]
    assert page.sheet.verticalScrollBar().value() > 0
    for theme in THEMES:
        put_appearance(QApplication.instance(), theme)
        assert grounds(page) > 1000
    field.setText(last.id)
    assert marked(page) == [last.id.rpartition(".")[2]]
    assert grounds(page) > 20
    field.clear()
    assert (marked(page), grounds(page)) == ([], 0)
    app.window.switch_language("zh")
    field.setText(last.text["zh"])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "".join(marked(page)) == last.text["zh"]
    app.window.switch_language("en")


def test_words_are_found_in_whatever_case() -> None:
    assert found_in("Data, DATA and metadata", "dAtA") == [(0, 4), (6, 10), (19, 23)]
    assert found_in("Maße und MASSE", "masse") == [(0, 4), (9, 14)]
    assert found_in("数据的数据", "数据") == [(0, 2), (3, 5)]
    assert found_in("data", "") == found_in("", "data") == []


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_marked_has_contrast(theme: ThemeName) -> None:
    ink, found, page = (_luminance(TOKENS[theme][role]) for role in ("ink", "found", "page"))
    assert (max(ink, found) + 0.05) / (min(ink, found) + 0.05) >= 7
    assert (max(page, found) + 0.05) / (min(page, found) + 0.05) >= 1.3


def _luminance(code: str) -> float:
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_keys_go_through_the_sheet_and_copy_from_it(page: RubricPage, qtbot: QtBot, application: object) -> None:
    from PySide6.QtGui import QGuiApplication

    assert application
    page.sheet.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.sheet, Qt.Key.Key_Down)
    qtbot.keyClick(page.sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == page.sheet.sheet.rows[1].spoken


def test_language_switches_in_place(page: RubricPage, app: App, qtbot: QtBot) -> None:
    rubric = shipped().rubric
    ident, (_group, domain, item) = next(iter(rubric.sub_indicators.items()))
    go_to(qtbot, page, ident)
    app.window.switch_language("zh")
    assert item.definition["zh"] in page.sheet.said
    tags = next(r.tags for content in item.levels.values() for r in content.requirements if r.tags)
    assert "、".join(map(tag_name, tags)) in page.sheet.said
    assert page.panel.nodes.index_of(domain.id).data() == domain.name["zh"]
    assert page.panel.packs.lines[2].about == "无法读取"
    app.window.switch_language("en")
    assert item.definition["en"] in page.sheet.said


def test_the_page_opens_on_the_rubric_of_the_open_assessment(opened: App, qtbot: QtBot) -> None:
    session = opened.desk.session
    assert session
    click(qtbot, opened.window, "rail-rubric")
    page = opened.window.show_page("rubric")
    assert isinstance(page, RubricPage)
    assert session.pack.label in page.sheet.said  # before the list is read
    assert opened.window.location == Location("rubric", rubric=session.pack.sha256)


def test_a_new_assessment_begins_with_the_pack(page: RubricPage, app: App, qtbot: QtBot) -> None:
    qtbot.keyClick(page.panel.packs, Qt.Key.Key_Down)
    wanted = page.panel.packs.lines[1].name
    click(qtbot, app.window, "rubric-use")
    form = app.window.show_page("new")
    assert isinstance(form, NewAssessmentPage)
    qtbot.waitUntil(lambda: form.form.pack is not None)
    assert form.form.pack
    assert form.form.pack.sha256 == wanted
    qtbot.keyClick(app.window, Qt.Key.Key_Escape)


def test_the_choice_of_a_rubric_comes_first_where_there_is_one(page: RubricPage, app: App, qtbot: QtBot) -> None:
    assert page.isVisible()
    app.window.go(Location("new"))
    form = app.window.show_page("new")
    assert isinstance(form, NewAssessmentPage)
    qtbot.waitUntil(lambda: form.form.pack is not None)
    box = form.form.rubric.box
    qtbot.waitUntil(box.isVisible)
    assert [box.itemText(n) for n in range(box.count())][1].endswith("1.0.0")
    name = form.form.fields["name"].input
    qtbot.waitUntil(name.hasFocus)
    qtbot.keyClick(name, Qt.Key.Key_Backtab)
    assert box.hasFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert form.form.pack is not None
    assert form.form.pack.sha256 == page.panel.packs.lines[1].name
    held = form.form.pack.rubric
    counted = f"{len(held.sub_indicators)} sub-indicators, {len(held.places)} requirements"
    assert form.form.rubric.counts.text() == counted


def test_the_place_is_found_again(start: Start, qtbot: QtBot) -> None:
    app = start()
    page = opened_place(qtbot, app)
    ident = next(iter(shipped().rubric.sub_indicators))
    go_to(qtbot, page, ident)
    app.window.close()
    again = start()
    found = again.window.show_page("rubric")
    assert isinstance(found, RubricPage)
    qtbot.waitUntil(lambda: ident in found.sheet.said, timeout=10_000)


def opened_place(qtbot: QtBot, app: App) -> RubricPage:
    click(qtbot, app.window, "rail-rubric")
    page = app.window.show_page("rubric")
    assert isinstance(page, RubricPage)
    qtbot.waitUntil(lambda: bool(page.panel.packs.lines), timeout=10_000)
    return page


def test_a_pack_of_real_size(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    write_pack(tmp_path / "library" / "rubrics" / "big")
    page = opened_page(qtbot, start())
    page.panel.packs.click(page.panel.packs.lines[1].name)
    assert "800 requirements" in page.sheet.said
    assert len(ids(page.panel.nodes)) == 64


def test_a_pack_made_from_the_shipped_one_is_told_from_it(start: Start, packs: Path, qtbot: QtBot) -> None:
    ours = shipped()
    source = next(folder for folder in shipped_rubrics().iterdir() if folder.is_dir())
    made = Path(shutil.copytree(source, packs / "made")) / PACK_FILE
    text = made.read_text(encoding="utf-8")
    made.write_text(re.sub(r"(?m)^id: .*$", "id: cons-std", text, count=1), encoding="utf-8")
    shutil.copytree(source, packs / "same")
    app = start()
    page = opened_page(qtbot, app)
    lines = {line.name: line for line in page.panel.packs.lines}
    assert len(lines) == len(page.panel.packs.lines)  # the same pack at two places is listed once
    same = lines[ours.sha256]
    assert same.about.startswith(f"{ours.label}  ·  comes with the program, in the library's folder")
    page.panel.packs.click(ours.sha256)
    assert str(packs / "same") in page.sheet.said
    about = [line.about for line in lines.values() if line.title == same.title and line is not same]
    assert [said.startswith(f"cons-std {ours.rubric.version}  ·  ") for said in about] == [True]
    app.window.go(Location("new"))
    form = app.window.show_page("new")
    assert isinstance(form, NewAssessmentPage)
    box = form.form.rubric.box
    qtbot.waitUntil(box.isVisible)
    offered = [box.itemText(n) for n in range(box.count())]
    assert len(offered) == len(set(offered)) == 3
    assert any(said.endswith(f"cons-std {ours.rubric.version}") for said in offered)


def test_a_shipped_pack_alone_goes_by_its_version(page: RubricPage) -> None:
    ours = shipped()
    first, own = page.panel.packs.lines[:2]
    assert first.about.startswith(f"{ours.rubric.version}  ·  ")
    assert own.about.startswith("small 1.0.0  ·  ")
