"""How long the window is busy with a list of 10,000 assessments, until all of it is painted; milliseconds, p99.

`python -m tests.bench.listing FOLDER` fills a library there and prints: a key in the search, a sort, a page scrolled.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import insert, select

from nfmaturity.domain.documents import new_id
from nfmaturity.storage import tables
from nfmaturity.storage.library import Library, open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.ui.app import App, make_application
from nfmaturity.ui.models.library_model import Column
from nfmaturity.ui.pages.library import LibraryPage
from nfmaturity.ui.settings import Settings
from tests.bench.measuring import Pace
from tests.bench.waiting import rest, until

LISTED = 10_000
COMMENTED = 20
"""How many comments each assessment has."""

ROUNDS = 12
LOOK_EVERY = 8
LEFT = Qt.MouseButton.LeftButton
_PLACES = ("铜陵", "云岭", "江畔", "北山", "南岸", "金川", "白银", "郴州", "个旧", "河池")
_TRADES = ("铜业", "铝业", "锌业", "铅业", "镍业", "锡业", "稀土", "钨业")
_SITES = ("", "北厂", "南厂", "矿山", "冶炼分公司", "North works")
_SEARCHES = ("铜", "铜业 北厂", "enterprise 77", "2026 audit", "zzz")


def main(folder: str) -> None:
    sys.setswitchinterval(0.0005)
    application = make_application()
    app = App(application, Settings(Path(folder) / "settings.ini"), library=f"{folder}/library")
    app.window.resize(1366, 768)
    app.watch.install()
    until(app.desk.library_changed, app.start)
    page = app.window.show_page("library")
    assert isinstance(page, LibraryPage)
    rest(500)
    taken = {name: _p99(work(page)) for name, work in (("search", _searched), ("sort", _sorted), ("scroll", _scrolled))}
    sys.stdout.write(json.dumps(taken))
    sys.stdout.flush()
    app.window.close()
    app.close()


def fill(place: Path, ident: str) -> None:
    """Put copies of an assessment of the library into it, each with another name and its own comments."""
    library = open_library(parse_place(str(place)))
    try:
        _fill(library, ident)
    finally:
        library.close()


def _fill(library: Library, ident: str) -> None:
    dice = random.Random(1)
    with library.reading() as connection:
        row = connection.execute(select(tables.assessments).where(tables.assessments.c.id == ident)).mappings().one()
        names = connection.execute(select(tables.answers.c.requirement).limit(COMMENTED)).scalars().all()
    rows, answers = [], []
    for turn in range(LISTED):
        name = f"{dice.choice(_PLACES)}{dice.choice(_TRADES)} enterprise {turn % 3000}"
        low, high = sorted(dice.randint(0, 5000) for _ in range(2))
        rows.append(
            dict(row)
            | {"id": new_id(), "enterprise": name, "site": dice.choice(_SITES), "kind": dice.choice(("self", "audit"))}
            | {"title": f"{2020 + turn % 8} {dice.choice(('self', 'audit'))}", "date": f"2026-{1 + turn % 12:02}-10"}
            | {"changed_at": f"2026-{1 + turn % 11:02}-{1 + turn % 28:02}T08:00:{turn % 60:02}Z"}
            | {"level": low // 1000, "score": f"{low}/1000", "level_high": high // 1000, "score_high": f"{high}/1000"}
            | {"answered": dice.randint(0, row["in_scope"])}
        )
        answers += [
            {"assessment_id": rows[-1]["id"], "requirement": requirement, "grade": "full", "review": False}
            | {"comment": f"现场核对第{dice.randint(1, 9999)}号记录，与台账一致。", "confirm": False}
            for requirement in names
        ]
    with library.writing() as connection:
        connection.execute(insert(tables.assessments), rows)
        connection.execute(insert(tables.answers), answers)


def _searched(page: LibraryPage) -> Iterator[float]:
    """Type what people search for, letter by letter, and take it away again."""
    field = page.top.search
    for words in _SEARCHES * 3:
        for character in words:
            yield _timed(lambda typed=character: field.insert(typed))  # type: ignore[misc]
        for _ in words:
            yield _timed(lambda: QTest.keyClick(field, Qt.Key.Key_Backspace))
        rest(30)


def _sorted(page: LibraryPage) -> Iterator[float]:
    """Click on every head, twice each."""
    head = page.table.horizontalHeader()
    for _ in range(ROUNDS):
        for column in (one for one in Column if not page.table.isColumnHidden(one)):
            at = QPoint(head.sectionViewportPosition(column) + 30, 16)
            for _ in range(2):
                yield _timed(lambda at=at: QTest.mouseClick(head.viewport(), LEFT, pos=at))  # type: ignore[misc]


def _scrolled(page: LibraryPage) -> Iterator[float]:
    """Go down page by page."""
    page.table.select((), 0)
    page.table.setFocus()
    for _ in range(200):
        yield _timed(lambda: QTest.keyClick(page.table, Qt.Key.Key_PageDown))


def _timed(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    QApplication.processEvents()
    taken = (time.perf_counter() - begin) * 1000
    rest(4)
    return taken


def _p99(timed: Iterator[float]) -> tuple[float, float]:
    """Give the p99 of times, and the pace meanwhile."""
    taken, pace = [], Pace()
    for turn, time_ in enumerate(timed):
        taken.append(time_)
        if turn % LOOK_EVERY == 0:
            pace.look()
            rest(4)
    return statistics.quantiles(taken, n=100)[98], pace.seconds


if __name__ == "__main__":
    main(sys.argv[1])
