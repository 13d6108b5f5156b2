"""The command palette: anything by name from anywhere, with the keys where they were after."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView

from nfmaturity.ui.models.palette_model import PaletteRole
from nfmaturity.ui.pages.rubric import RubricPage
from nfmaturity.ui.palette_index import MOST, Entry, PaletteIndex
from nfmaturity.ui.pinyin_initials import initials
from nfmaturity.ui.settings import Location, Settings
from nfmaturity.ui.widgets.palette import Palette
from tests.ui.assessing import KEY, Assess
from tests.ui.driving import named

CTRL = Qt.KeyboardModifier.ControlModifier


def palette(at: Assess) -> Palette:
    return named(at.window, "palette", Palette)


def call(at: Assess, words: str = "") -> list[Entry]:
    """Open the palette by key, and type."""
    at.press(KEY.Key_K, with_=CTRL)
    assert palette(at).isVisible()
    assert at.focus() is named(at.window, "palette-words", QLineEdit)
    if words.isascii():
        at.press(words)
    else:  # what an input method commits
        named(at.window, "palette-words", QLineEdit).insert(words)
    return found(at)


def found(at: Assess) -> list[Entry]:
    model = named(at.window, "palette-list", QListView).model()
    return [model.index(row, 0).data(PaletteRole.ENTRY) for row in range(model.rowCount())]


def test_a_requirement_by_its_id_from_any_page(at: Assess) -> None:
    name = sorted(at.session.scope.requirements)[300]
    at.window.go(Location("overview"))
    assert call(at, name.lower())[0].ident == f"requirement:{name}"
    at.press(KEY.Key_Return)
    assert not palette(at).isVisible()
    assert at.window.location.page == "assess"
    assert at.current == name
    at.keys_grade()


def test_escape_gives_the_keys_back_where_they_were(at: Assess) -> None:
    before, assessment = at.focus(), at.session.assessment
    call(at, "1")
    at.press(KEY.Key_Escape)
    assert at.focus() is before
    assert at.session.assessment is assessment, "what is typed grades nothing"
    call(at)
    at.press(KEY.Key_K, with_=CTRL)
    assert not palette(at).isVisible()
    call(at)
    QTest.mouseClick(palette(at), Qt.MouseButton.LeftButton, pos=palette(at).rect().bottomLeft())
    assert not palette(at).isVisible()
    assert at.focus() is before


def test_names_are_found_in_either_language_and_by_initials(at: Assess) -> None:
    rubric = at.session.rubric
    ident, (_group, domain, item) = next(iter(rubric.sub_indicators.items()))
    for words in (item.name["zh"], item.name["en"], initials(item.name["zh"]), ident):
        assert f"item:{ident}" in [entry.ident for entry in call(at, words)[:4]], words
        at.press(KEY.Key_Escape)
    assert f"domain:{domain.id}" in [entry.ident for entry in call(at, domain.name["zh"])[:4]]
    at.press(KEY.Key_Escape)
    term = rubric.glossary[0]
    assert f"term:{term.id}" in [entry.ident for entry in call(at, term.term["zh"])[:4]]
    at.press(KEY.Key_Escape)
    others = [row for row in at.app.desk.library.rows if row.id != at.session.assessment.id]  # type: ignore[union-attr]
    at.window.switch_language("zh")
    call(at, others[0].enterprise)
    wanted = next(place for place, entry in enumerate(found(at)) if entry.ident == f"assessment:{others[0].id}")
    at.press(*[KEY.Key_Down] * wanted)
    with at.qtbot.waitSignal(at.app.desk.session_changed, check_params_cb=lambda session: session is not None):
        at.press(KEY.Key_Return)
    assert at.session.assessment.id == others[0].id


def test_acts_show_their_key_and_say_why_they_cannot_be_done(at: Assess) -> None:
    redo = next(entry for entry in call(at, "redo") if entry.ident == "act:redo")
    assert (redo.cap, redo.refused) == ("Ctrl Y", "There is nothing to do again.")
    assert found(at)[0] == redo
    before = at.session.assessment
    at.press(KEY.Key_Return)
    assert palette(at).isVisible(), "what cannot be done stays in sight with its reason"
    at.press(KEY.Key_Escape)
    name = at.current
    for words, done in (("mark for", True), ("undo", False), ("redo", True)):
        call(at, words)
        at.press(KEY.Key_Return)
        assert at.session.answer(name).review is done
    assert at.session.assessment != before
    call(at, "dark")
    at.press(KEY.Key_Return)
    assert at.app.desk.settings.theme == "dark"
    call(at, "chinese")
    at.press(KEY.Key_Return)
    assert at.window.header.languages.choice("zh").isChecked() or at.app.desk.settings.language == "zh"
    assert call(at, "撤销")[0].title == "撤销"


def test_without_an_assessment_its_pages_say_why(at: Assess) -> None:
    at.window.go(Location("library"))
    at.app.desk.close_assessment()
    entries = {entry.ident: entry for entry in call(at)}
    assert entries["page:assess"].refused == "Open an assessment first."
    assert not entries["page:library"].refused


def test_without_an_assessment_a_requirement_leads_to_where_the_rubric_tells_it(at: Assess) -> None:
    place = at.session.rubric.places[sorted(at.session.scope.requirements)[300]]
    name = place.requirement.id
    at.window.go(Location("library"))
    at.app.desk.close_assessment()
    call(at, name)
    at.qtbot.waitUntil(lambda: [entry.ident for entry in found(at)[:1]] == [f"requirement:{name}"])
    at.press(KEY.Key_Return)
    page = at.window.stack.currentWidget()
    assert isinstance(page, RubricPage)
    at.qtbot.waitUntil(lambda: place.requirement.text["en"] in page.sheet.said)
    assert at.window.location.node == place.sub_indicator.id
    assert page.sheet.sought == name, "it is marked"


def test_what_was_used_last_comes_first_and_is_remembered(at: Assess) -> None:
    name = sorted(at.session.scope.requirements)[200]
    call(at, name)
    at.press(KEY.Key_Return)
    assert call(at)[0].ident == f"requirement:{name}"
    at.press(KEY.Key_Escape)
    call(at, "overview")
    at.press(KEY.Key_Return)
    assert [entry.ident for entry in call(at)[:2]] == ["page:overview", f"requirement:{name}"]
    at.press(KEY.Key_Escape)
    kept = Settings.__new__(Settings)
    kept._kept = at.app.desk.settings._kept
    assert kept.recent_entries[:2] == ("page:overview", f"requirement:{name}")


def test_arrows_go_round_and_a_click_takes(at: Assess) -> None:
    entries, view = call(at, "overview"), named(at.window, "palette-list", QListView)
    at.press(KEY.Key_Up)
    assert view.currentIndex().row() == len(entries) - 1
    at.press(KEY.Key_Down, KEY.Key_Tab, KEY.Key_Backtab)
    assert view.currentIndex().row() == 0
    place = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert at.window.location.page == "overview"


def test_nothing_found_is_said(at: Assess) -> None:
    assert call(at, "qqqqqqqqqzz") == []
    assert palette(at).nothing.isVisible()
    at.press(KEY.Key_Return)
    assert palette(at).isVisible()


@pytest.mark.parametrize("size", [(683, 384), (911, 512)])
def test_it_keeps_inside_a_small_window(at: Assess, size: tuple[int, int]) -> None:
    at.window.setMinimumSize(1, 1)
    at.window.resize(*size)
    call(at, "data")
    panel = palette(at).panel.geometry()
    assert palette(at).rect().contains(panel)
    assert named(at.window, "palette-list", QListView).height() >= 3 * 34


# What is found


def many() -> list[Entry]:
    names = ("江西铜业", "云南锡业", "金川镍钴", "驰宏锌锗", "中铝山东", "Riverside Copper", "Tin of the South")
    listed = [
        Entry(f"assessment:{n}", "assessment", f"{names[n % 7]}{n} 号厂", "数字化转型成熟度自评估")
        for n in range(10_000)
    ]
    asked = [
        Entry(f"requirement:{n}", "requirement", f"建立第{n}套数据台账", f"BC-DAT-{n}", "Keep a ledger" * 8)
        for n in range(905)
    ]
    return [*listed, *asked, Entry("page:library", "page", "评估库", also="library")]


def test_the_best_comes_first() -> None:
    index = PaletteIndex(many())
    assert index.find("bc-dat-17")[0].ident == "requirement:17"
    assert index.find("library")[0].ident == "page:library"
    assert index.find("jxty7")[0].ident == "assessment:7"
    assert index.find("riverside 5 号")[0].title.startswith("Riverside")
    assert index.find("江西 9996")[0].ident == "assessment:9996"
    assert index.find("rvrsd")[0].title.startswith("Riverside"), "letters may stand apart"
    assert index.find("锡业", ["assessment:8002"])[0].ident == "assessment:8002", "what was used comes first"
    assert index.find("(") == index.find("[x*") == []


def test_ten_thousand_assessments_are_searched_to_the_last() -> None:
    index, listed = PaletteIndex(many()), many()
    for words in ("riverside 99", "锡业 99", "jxty 77", "bc-dat-88", "zzzz"):
        tokens = words.split()
        says = [f"{one.title} {one.aside} {initials(one.title)}".casefold() for one in listed]
        wanted = {one.ident for one, said in zip(listed, says, strict=True) if all(token in said for token in tokens)}
        assert {one.ident for one in index.find(words)} == wanted, words
        assert bool(wanted) is (words != "zzzz"), words


@pytest.mark.parametrize(
    ("words", "first"),
    [("江", "assessment:0"), ("号", "assessment:0"), ("bc-dat-8", "requirement:8"), ("数据 台账 7", "requirement:7")],
)
def test_of_very_many_the_best_are_given(words: str, first: str) -> None:
    found = PaletteIndex(many()).find(words)
    assert (len(found), found[0].ident) == (MOST, first)


def test_initials_are_those_of_the_pinyin() -> None:
    assert initials("江西铜业有限公司") == "jxtyyxgs"
    assert initials("数据 BC-1") == "sj bc-1"
    entry = Entry("a", "page", "总览")
    assert PaletteIndex([entry]).find("zl") == [entry]
    assert PaletteIndex([replace(entry, kind="requirement")]).find("zl") == []
