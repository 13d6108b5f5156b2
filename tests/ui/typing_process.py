"""The real app in a process of its own: begins an enterprise and types its name without a pause, a figure at a time,
printing how many characters there are by now, and how many are on disk. Started, and killed, by
`tests.ui.test_enterprises`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from nfmaturity.ui.app import App, make_application
from nfmaturity.ui.pages.enterprises import EnterprisesPage
from nfmaturity.ui.settings import Location, Settings


def main(folder: str) -> None:
    application = make_application()
    app = App(application, Settings(Path(folder) / "settings.ini"), library=f"{folder}/library")

    def begin() -> None:
        app.window.go(Location("enterprises"))
        page = app.window.stack.currentWidget()
        assert isinstance(page, EnterprisesPage)
        page.begin_one()
        type_on(page)

    def type_on(page: EnterprisesPage) -> None:
        line = page.form.fields["name"].input
        if page._session is not None and isinstance(line, QLineEdit):
            QTest.keyClick(line, str(len(line.text()) % 10))
            sys.stdout.write(f"{len(line.text())} {len(page._session._base['name'])}\n")
            sys.stdout.flush()
        QTimer.singleShot(20, page, lambda: type_on(page))

    app.desk.library_changed.connect(begin)
    app.start()
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1])
