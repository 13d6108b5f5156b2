"""Numbers of chapters and of what is below them."""

from __future__ import annotations

from nfmaturity.report.frame import Entry


class Numbering:
    """Counts chapters from 1, and sections inside the chapter at hand."""

    def __init__(self) -> None:
        """Begin before the first chapter."""
        self._chapter = 0
        self._section = 0

    def chapter(self, name: str) -> Entry:
        """Give the next chapter."""
        self._chapter += 1
        self._section = 0
        return Entry(f"c{self._chapter}", str(self._chapter), name)

    def section(self, name: str) -> Entry:
        """Give the next section of the chapter at hand."""
        self._section += 1
        return Entry(f"c{self._chapter}-{self._section}", f"{self._chapter}.{self._section}", name, 1)
