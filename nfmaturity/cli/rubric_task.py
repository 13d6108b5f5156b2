"""Workbooks of rubrics as child processes of the app: written, read with their difference, and taken in."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nfmaturity.cli.common import Common
from nfmaturity.cli.speaking import Command
from nfmaturity.domain.errors import N_, NotAllowed, NotFound
from nfmaturity.i18n import _, say

if TYPE_CHECKING:
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.workspace.opening import Workspace
    from nfmaturity.workspace.rubric_workbooks import RubricImport

End = Callable[[Callable[[], dict[str, Any]]], None]
Tell = Callable[[str], None]


def add_to(app: typer.Typer, end: End, tell: Tell) -> None:
    """Add the commands; `end` does the work and writes the closing line, `tell` says how far it is."""

    @app.command("rubric-export", cls=Command, help=_("Write a rubric into a workbook, to be changed in Excel."))
    def export(
        context: typer.Context,
        sha256: Annotated[str, typer.Argument(metavar="SHA256", help=_("The hash of the pack."))],
        file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help=_("The file to write."))],
    ) -> None:
        end(lambda: _export(context.obj, sha256, file, tell))

    @app.command("rubric-import", cls=Command, help=_("Show what a workbook changes, or take it into the library."))
    def import_(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help=_("The workbook."))],
        ident: Annotated[str, typer.Option("--id", help=_("Another id for the pack."))] = "",
        version: Annotated[str, typer.Option(help=_("Another version for the pack."))] = "",
        write: Annotated[str, typer.Option(metavar="SHA256", help=_("Take the pack in, if it has this hash."))] = "",
    ) -> None:
        end(lambda: _import(context.obj, (file, ident, version), write, tell))


def _export(common: Common, sha256: str, file: Path, tell: Tell) -> dict[str, Any]:
    from nfmaturity.workspace.opening import workspace_if_any
    from nfmaturity.workspace.rubric_workbooks import write_workbook
    from nfmaturity.workspace.rubrics import rubric_with_hash

    tell(_("Reading the rubric"))
    with workspace_if_any(common.library) as workspace:
        pack = rubric_with_hash(workspace, sha256)
    if pack is None:
        raise NotFound(N_("The rubric {name} is not at hand: put its folder into the library."), name=sha256[:12])
    tell(_("Writing the workbook"))
    write_workbook(pack, file)
    return {"done": {"name": pack.label, "file": str(file)}}


def _import(common: Common, wanted: tuple[Path, str, str], write: str, tell: Tell) -> dict[str, Any]:
    from nfmaturity.workspace.opening import open_workspace
    from nfmaturity.workspace.rubric_workbooks import propose_own, write_import

    tell(_("Reading the workbook"))
    with open_workspace(common.library) as workspace:
        proposed = propose_own(workspace, *wanted)
        if write:
            if write != proposed.pack.sha256:
                raise NotAllowed(N_("The workbook was changed meanwhile: look at the difference again."))
            tell(_("Writing the rubric pack"))
            write_import(proposed)
        lent = _lender(workspace, proposed.pack)
    return {"done": _as_json(proposed) | {"provenance_of": lent}}


def _lender(workspace: "Workspace", pack: "RubricPack") -> str:
    """Name the shipped pack, or for a new id any other, whose provenance a pack keeps word for word; "" for none."""
    from nfmaturity.workspace.rubrics import list_rubrics

    known = [(entry.origin, entry.pack) for entry in list_rubrics(workspace) if entry.pack]
    own, said = pack.rubric.id, pack.rubric.provenance
    is_new = all(other.rubric.id != own for _origin, other in known)
    shipped = {other.rubric.id for origin, other in known if origin == "shipped"}
    same = [other for _origin, other in known if other.rubric.id != own and other.rubric.provenance == said]
    lent = [other.label for other in same if (is_new or other.rubric.id in shipped) and own not in shipped]
    return next(iter(lent), "")


def _as_json(proposed: "RubricImport") -> dict[str, Any]:
    pack, difference = proposed.pack, proposed.difference
    return {
        "id": pack.rubric.id,
        "version": pack.rubric.version,
        "sha256": pack.sha256,
        "items": len(pack.rubric.sub_indicators),
        "requirements": len(pack.rubric.places),
        "folder": str(proposed.folder),
        "base": proposed.base.label if proposed.base else "",
        "nodes": [
            [node.act, node.kind, node.id, [[c.field, c.language, c.before, c.after] for c in node.changes]]
            for node in (difference.nodes if difference else ())
        ],
        "refused": say(proposed.refusal.message) if proposed.refusal else "",
        "is_there": proposed.is_there,
        "newer": proposed.newer.label if proposed.newer else "",
    }
