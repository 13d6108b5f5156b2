"""The options with which a document is imported, the same for people and for the app."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nfmaturity.cli.common import Common
from nfmaturity.cli.speaking import Command
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
    as_copy: bool
    replace: bool
    merge: Side | None = None


def add_import(app: typer.Typer, act: Callable[[Common, Document], None]) -> None:
    """Add the command, which acts on what it was given."""

    @app.command("import", cls=Command, help=_("Bring an assessment document into the library."))
    def import_(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The document."))],
        rubric: Annotated[
            str | None, typer.Option(metavar="DIR", help=_("The folder of the rubric it was made with."))
        ] = None,
        as_copy: Annotated[bool, typer.Option("--as-copy", help=_("Beside one that is known already."))] = False,
        replace: Annotated[
            bool, typer.Option("--replace", help=_("Make a known one what the file says; its history is kept."))
        ] = False,
        merge: Annotated[
            Side | None,
            typer.Option(
                metavar="file|library",
                help=_("Take over what the file changed of one edited here as well; who counts where both did."),
            ),
        ] = None,
    ) -> None:
        act(context.obj, Document(file, rubric, as_copy, replace, merge))


def changed_lines(planned: "PlannedMerge") -> dict[str, list[str]]:
    """Say in a line each what was changed in the file, in the library, and in both."""
    from nfmaturity.analysis.cell_words import difference_line

    rubric = planned.subject.pack.rubric
    return {
        side: [difference_line(rubric, cell.target, cell.held, cell.wanted) for cell in planned.changed_in(side)]
        for side in ("file", "library", "both")
    }
