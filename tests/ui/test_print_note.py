"""Characters that the fonts of our PDFs lack are named where they are typed and before a report is made."""

from __future__ import annotations

import random
from dataclasses import replace

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nfmaturity.domain.assessment import Answer
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.i18n import language
from nfmaturity.report.fonts import missing_characters, printable
from nfmaturity.ui.app import App
from nfmaturity.ui.settings import Location
from nfmaturity.ui.unprintable import places_words
from nfmaturity.ui.widgets.comment_edit import CommentEdit
from nfmaturity.ui.widgets.print_note import PrintNote, has_char, noted, print_words, unprintable
from tests.rubrics import assessment

RARE = "\U00020bb7"


def test_the_app_knows_what_the_report_lacks(app: App) -> None:
    seeded = random.Random(3)
    codes = [*range(0x20, 0x3000, 7), *(seeded.randrange(0x3000, 0x2FFFF) for _n in range(4000))]
    text = "".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000)
    with missing_characters() as missing:
        printable(text)
    assert len(missing) > 1000
    assert unprintable(text) == tuple(missing)
    assert has_char("铜")


def test_a_sentence_names_them(app: App) -> None:
    assert print_words("吉 is fine, ₂ is printed as 2") == ""
    assert print_words(f"{RARE}野") == f"The PDF will lack {RARE} (U+20BB7)."
    with language("zh"):
        assert print_words(f"{RARE}") == f"PDF 中将缺少{RARE} (U+20BB7)。"
    assert print_words("😀😁😂😃😄").endswith(", ….")


def test_a_comment_says_so_at_its_foot(app: App, qtbot: QtBot) -> None:
    field = CommentEdit("fine", app.window)
    field.resize(400, 90)
    field.show()
    line = field.findChild(PrintNote).line  # type: ignore[union-attr]
    assert line.isHidden()
    field.insertPlainText(RARE)
    assert line.isVisible()
    assert "U+20BB7" in line.text()
    assert line.geometry().bottom() <= field.height()
    field.setPlainText("fine again")
    assert line.isHidden()
    field.deleteLater()


def test_a_form_says_so_where_nothing_is_amiss() -> None:
    assert noted(("hint", ""), RARE)[0] == "doubt"
    assert noted(("fault", "Write a name."), RARE) == ("fault", "Write a name.")
    assert noted(("hint", "x"), 3) == ("hint", "x")


def test_the_report_page_lists_where_they_stand(opened: App) -> None:
    state = assessment({}, segments=("smelting",))
    state = replace(state, title=f"{RARE}", answers={"BC-DAT-01.1a": Answer(comment="seen 😀")})
    lines = places_words(state).splitlines()
    assert lines[1:] == [f"Title: {RARE} (U+20BB7)", "BC-DAT-01.1a: 😀 (U+1F600)"]
    profile = Enterprise.model_validate(
        {"segments": ["smelting"], "name": RARE, "region": {"city": "😁"}, "systems": {"😂": "pilot"}}
    )
    lines = places_words(replace(state, enterprise=profile)).splitlines()
    assert [line.split(":")[0] for line in lines[2:5]] == ["Enterprise name", "Place", "Systems"]
    many = replace(state, answers={f"X.{n}": Answer(comment="😀") for n in range(9)})
    assert places_words(many).endswith("… and places besides: 4")
    session = opened.desk.session
    assert session
    opened.window.go(Location("report"))
    page = opened.window.show_page("report")
    assert page.form.lacking.isHidden()  # type: ignore[attr-defined]
    session.comment(min(session.scope.requirements), "seen 😀")
    assert "U+1F600" in page.form.lacking.text()  # type: ignore[attr-defined]
    QApplication.processEvents()
    assert page.form.lacking.geometry().bottom() < page.form.make.geometry().top()  # type: ignore[attr-defined]
