"""Take the pictures of the guide from the app itself: `python -m docs.generator.guide_pictures`, or `dev.py shots`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog

from docs.generator.guide_scenes import OWN, SCENES, put_away
from nfmaturity.i18n import LANGUAGES, _
from nfmaturity.ui.app import App
from nfmaturity.ui.pictures import take_picture, unseen_app, until
from nfmaturity.ui.settings import Location
from nfmaturity.ui.theme import colour

FOLDER = Path("docs/guide")
_COLOURS = 224


def write_guide(folder: Path) -> Iterator[Path]:
    """Take every picture in every language; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as kept:
            app = unseen_app(Path(kept), language, "light")
            yield from _walk(app, folder, language)
            app.window.close()
            app.close()
            app.window.deleteLater()


def _walk(app: App, folder: Path, language: str) -> Iterator[Path]:
    app.desk.settings.assessor, app.desk.settings.device = OWN[language]["assessor"], OWN[language]["device"]
    until(app.start, lambda: app.desk.library is not None)
    app.window.status.progress.show_text(_("Library: {place}").format(place=OWN[language]["place"]))
    yield _taken(app, folder / f"library-empty-{language}.png")
    until(app.desk.open_demo, lambda: bool(app.desk.library and app.desk.library.is_demo))
    rows = app.desk.library.rows if app.desk.library else ()
    until(lambda: app.window.go(Location("assess", rows[0].id)), lambda: app.desk.session is not None)
    for name, scene in SCENES.items():
        put_away(app)
        app.window.notices.hide()
        scene(app, language)
        yield _taken(app, folder / f"{name}-{language}.png")


def _taken(app: App, path: Path) -> Path:
    """Take a picture; its flat areas need no more than a palette, which is a third of the size."""
    take_picture(app, path)
    _put_dialogs(app, path)
    with Image.open(path) as taken:
        few = taken.convert("RGB").quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    return path


def _put_dialogs(app: App, path: Path) -> None:
    """Put the dialogs that stand over the window into its picture, each with the edge that a system draws."""
    for dialog in app.window.findChildren(QDialog):
        if dialog.isVisible():
            picture, shown = QPixmap(str(path)), dialog.grab()
            painter = QPainter(picture)
            at = picture.rect().center() - shown.rect().center()
            painter.drawPixmap(at, shown)
            painter.setPen(colour("edge"))
            painter.drawRect(QRect(at, shown.size()).adjusted(-1, -1, 0, 0))
            painter.end()
            picture.save(str(path))


def main() -> None:
    """Take all pictures and name them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for path in write_guide(FOLDER):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
