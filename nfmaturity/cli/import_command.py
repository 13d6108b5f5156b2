"""The options with which a document is imported, the same for people and for the app."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from nfmaturity.domain.errors import N_, UserError
from nfmaturity.i18n import _

if TYPE_CHECKING:
    from nfmaturity.workspace.merging import PlannedMerge


class Side(Enum):
    """Whose value counts where both sides changed the same."""

    file = "file"
    library = "library"


@dataclass(frozen=True, slots=True)
class Document:
    """A document to import: its file, the folder of its rubric if given, and what to do with one known already."""

    file: Path
    rubric: str | None
    as_copy: bool = False
    replace: bool = False
    merge: Side | None = None

    def check(self) -> None:
        """Refuse several ways at once: each would leave undone what another one asks for."""
        ways = {"--as-copy": self.as_copy, "--replace": self.replace, "--merge": self.merge}
        given = [name for name, value in ways.items() if value]
        if len(given) > 1:
            raise UserError(N_("{options} cannot be given together: choose one."), options=", ".join(given))


def file_argument() -> Any:
    """Give the argument that names the document, told in the language in force as those that follow."""
    return typer.Argument(metavar="FILE", help=_("The document."))


def rubric_option() -> Any:
    """Give the option that names the folder of the document's rubric."""
    return typer.Option(metavar="DIR", help=_("The folder of the rubric it was made with."))


def as_copy_option() -> Any:
    """Give the option that brings a document in beside one that is known."""
    return typer.Option("--as-copy", help=_("Beside one that is known already."))


def merge_option() -> Any:
    """Give the option that takes over what a document changed."""
    told = _("Take over what the file changed of one edited here as well; who counts where both did.")
    return typer.Option(metavar="file|library", help=told)


def changed_lines(planned: "PlannedMerge") -> dict[str, list[str]]:
    """Say in a line each what was changed in the file, in the library, and in both."""
    from nfmaturity.analysis.cell_words import difference_line

    rubric = planned.subject.pack.rubric
    return {
        side: [difference_line(rubric, cell.target, cell.held, cell.wanted) for cell in planned.changed_in(side)]
        for side in ("file", "library", "both")
    }
