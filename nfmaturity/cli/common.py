"""What every command can be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import typer

from nfmaturity.cli.output import note
from nfmaturity.i18n import _, say
from nfmaturity.report.chapters import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from nfmaturity.domain.errors import Message


class Desktop(Protocol):
    """The way to the app, handed in by those who know it."""

    @property
    def has_screen(self) -> bool:
        """Whether a window can be shown."""

    def run(self, *, library: str | None = None, lang: str | None = None, demo: bool = False) -> int:
        """Run the app to its end and give the exit status."""

    def write_pictures(self, folder: Path) -> Iterator[Path]:
        """Write pictures of every page of the app into a folder, telling each as it is written."""


@dataclass(frozen=True, slots=True)
class Common:
    """The options that all commands share, as given."""

    library: str | None
    desktop: Desktop | None = None


def draft_option() -> Any:
    """Give the option that marks a report as a draft or does not, told in the language in force."""
    told = _("Mark it as a draft, also when all is graded; so it is of itself while grades are to be confirmed.")
    return typer.Option("--draft/--no-draft", help=told, show_default=False)


def part_option() -> Any:
    """Give the option that prints only parts of a report, told in the language in force."""
    return typer.Option("--part", metavar="|".join(Part), help=_("Only this part; may be repeated."))


def tell(notes: Iterable[Message]) -> None:
    """Print notes in the language in force."""
    for one in notes:
        note(say(one))
