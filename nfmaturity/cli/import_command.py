"""The options with which a document is imported, the same for people and for the app."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from nfmaturity.cli.output import note
from nfmaturity.domain.errors import N_, UserError
from nfmaturity.i18n import _, current_language

if TYPE_CHECKING:
    from nfmaturity.domain.changes import Target
    from nfmaturity.workspace.merging import PlannedMerge


_CHANGED = {
    "both": N_("Changed in both ({n}), as --merge says:"),
    "file": N_("Changed in the file only ({n}), taken over with --merge:"),
    "library": N_("Changed in the library only ({n}), stays with --merge:"),
}
_DIFFERS = N_("Differs ({n}); the file does not tell who changed it, so it becomes as --merge says:")


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


def changed_lines(planned: "PlannedMerge", *, outside: bool = False) -> dict[str, list[str]]:
    """Say in a line each what was changed in both, in the file, and in the library; `outside` what does not count."""
    from nfmaturity.analysis.cell_words import apart_line

    rubric, scope = planned.subject.pack.rubric, planned.scope

    def is_told(target: "Target") -> bool:
        return outside == (target.kind == "answer" and target.id not in scope)

    return {
        side: [apart_line(rubric, cells) for cells in planned.changed_in(side) if is_told(cells[0].target)]
        for side in ("both", "file", "library")
    }


def asked_texts(planned: "PlannedMerge") -> dict[str, str]:
    """Give what the requirements ask that differ, by their ids."""
    rubric, language = planned.subject.pack.rubric, current_language()
    names = {cell.target.id for cell in planned.cells}
    places = ((name, place) for name, place in rubric.places.items() if name in names)
    return {name: rubric.say(place.requirement.text, language) for name, place in places}


def tell_changed(planned: "PlannedMerge") -> None:
    """Say what was changed on either side, with how much of it there is."""
    counted, outside = changed_lines(planned), changed_lines(planned, outside=True)
    for side, told in _CHANGED.items():
        if counted[side] or outside[side]:
            note(_(told if planned.is_known else _DIFFERS).format(n=len(counted[side])))
            for line in counted[side]:
                note(f"  {line}")
        if outside[side]:
            note("  " + _("Outside the scope ({n}), kept and not counted:").format(n=len(outside[side])))
            for line in outside[side]:
                note(f"    {line}")


def tell_outside(count: int) -> None:
    """Say how many requirements with an answer do not count, if any."""
    if count:
        note(_("Requirements outside the scope, kept and not counted: {n}.").format(n=count))
