"""Pictures of every page come from the app itself, in both languages and themes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from nfmaturity.i18n import LANGUAGES
from nfmaturity.ui.theme import THEMES, TOKENS

PAGES = (
    "library-empty",
    "library",
    "new",
    "overview",
    "assess",
    "report",
    "rubric",
    "details",
    "enterprises",
    "settings",
)


def test_each_page_is_pictured_in_each_language_and_theme(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from nfmaturity.ui.pictures import write_pictures\n"
        "print(*write_pictures(Path(sys.argv[1])), sep='\\n')"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "app")]
    surroundings = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    written = {Path(line) for line in done.stdout.split()}
    assert {path.name for path in written} == {
        f"{page}-{language}-{theme}.png" for page in PAGES for language in LANGUAGES for theme in THEMES
    }
    pictures = {path: QImage(str(path)) for path in written}
    for path, picture in pictures.items():
        assert (picture.width(), picture.height()) == (1366, 768)
        theme = path.stem.rpartition("-")[2]
        assert picture.pixelColor(300, 2).name().upper() == TOKENS[theme]["page"], path.name  # type: ignore[index]
    distinct = {bytes(picture.constBits()) for picture in pictures.values()}
    assert len(distinct) == len(pictures), "two pages look the same"
