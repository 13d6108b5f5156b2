"""Start the program: without a command the app, else the command line."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Desktop:
    """The way to the app, handed to the command line so that it need not know Qt."""

    @property
    def has_screen(self) -> bool:
        """Whether a window can be shown."""
        if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal"}:
            return False
        return sys.platform in {"win32", "darwin"} or bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())

    def run(self, *, library: str | None = None, lang: str | None = None, demo: bool = False) -> int:
        """Run the app to its end and give the exit status."""
        from nfmaturity.ui.app import run

        return run(library=library, lang=lang, demo=demo)

    def write_pictures(self, folder: Path) -> Iterator[Path]:
        """Write pictures of every page of the app, in both languages and themes, telling each as it is written."""
        from nfmaturity.ui.pictures import write_pictures

        yield from write_pictures(folder)


def main() -> int:
    """Run the app or a command and give the exit status."""
    # We have no pydantic plugin, and looking for one reads the metadata of every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    desktop = Desktop()
    arguments = sys.argv[1:]
    asked = _options_alone(arguments)
    if asked is not None and desktop.has_screen:
        return desktop.run(library=asked.get("--library"), lang=asked.get("--lang"))
    from nfmaturity.cli import run

    return run(arguments if asked is None else [*arguments, "--help"], desktop)


def _options_alone(arguments: Sequence[str]) -> dict[str, str] | None:
    """Give the options where there is no command: `--library PLACE` and `--lang zh|en`; None where there is one.

    Done by hand, as the window must stand before the parser of the command line would be imported.
    """
    options: dict[str, str] = {}
    words = iter(arguments)
    for word in words:
        name, is_joined, value = word.partition("=")
        if name not in {"--library", "--lang"}:
            return None
        options[name] = value if is_joined else next(words, "")
    return None if "" in options.values() or options.get("--lang", "en") not in {"zh", "en"} else options


if __name__ == "__main__":
    sys.exit(main())
