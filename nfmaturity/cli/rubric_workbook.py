"""Commands that write a rubric into a workbook and take one in from it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nfmaturity.cli.output import note, put, put_json
from nfmaturity.cli.speaking import Command
from nfmaturity.i18n import _, current_language, say

if TYPE_CHECKING:
    from nfmaturity.analysis.rubric_difference import Act, NodeDifference, RubricDifference
    from nfmaturity.cli.common import Common
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.workspace.rubric_workbooks import RubricImport


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    workbook = typer.Argument(metavar="FILE.xlsx", help=_("The workbook."))

    @app.command("export", cls=Command, help=_("Write a rubric into a workbook, to be changed in Excel."))
    def export(
        context: typer.Context,
        ident: Annotated[str, typer.Argument(metavar="ID", help=_('An id, "id version" or a folder.'))],
        file: Annotated[Path, workbook],
        replace: Annotated[bool, typer.Option("--replace", help=_("Replace a workbook that exists."))] = False,
    ) -> None:
        _export(context.obj, ident, file, replaces=replace)

    @app.command("import", cls=Command, help=_("Show what a workbook changes, and write it as a pack of its own."))
    def import_(
        context: typer.Context,
        file: Annotated[Path, workbook],
        folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("The folder of the pack to be written."))],
        dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show the difference; write nothing."))] = False,
        against: Annotated[str | None, typer.Option(metavar="ID", help=_("Compare with this rubric."))] = None,
        json: Annotated[bool, typer.Option("--json", help=_("For programs: exact, in JSON."))] = False,
    ) -> None:
        _import(context.obj, file, folder, against, dry_run=dry_run, as_json=json)


def _export(common: "Common", ident: str, file: Path, *, replaces: bool) -> None:
    from nfmaturity.workspace.opening import workspace_if_any
    from nfmaturity.workspace.rubric_workbooks import export_rubric

    with workspace_if_any(common.library) as workspace:
        pack = export_rubric(workspace, ident, file, replaces=replaces)
    put(_("{name} was written to {file}.").format(name=pack.label, file=file))


def _import(common: "Common", file: Path, folder: Path, against: str | None, *, dry_run: bool, as_json: bool) -> None:
    from nfmaturity.workspace.opening import workspace_if_any
    from nfmaturity.workspace.rubric_workbooks import propose_import, write_import

    with workspace_if_any(common.library) as workspace:
        proposed = propose_import(workspace, file, folder, against)
    if not as_json:
        _show(proposed, is_asked=against is not None)
    is_written = proposed.is_to_be_written and not dry_run
    if is_written:
        write_import(proposed)
    if as_json:
        put_json(_as_json(proposed, written=is_written))
    if proposed.refusal:
        raise proposed.refusal
    if not as_json:
        _tell_end(proposed, dry_run=dry_run)


def _tell_end(proposed: "RubricImport", *, dry_run: bool) -> None:
    counted = {"name": proposed.pack.label, "folder": proposed.folder, "n": len(proposed.pack.rubric.places)}
    if proposed.replaced and not proposed.elsewhere:
        held = proposed.replaced.rubric.version
        note(_("{name} replaces {held} in {folder}.").format(held=held, **counted))
    if proposed.newer:
        note(_("{name} is older than {newer}, which is at hand.").format(newer=proposed.newer.label, **counted))
    if proposed.is_there:
        put(_("{folder} holds exactly this pack already.").format(**counted))
    elif proposed.elsewhere:
        put(_("{folder} holds exactly this pack already.").format(folder=proposed.elsewhere))
        note(_("Nothing was written."))
    elif dry_run:
        note(_("Nothing was written."))
    else:
        put(_("{name} with {n} requirements was written to {folder}.").format(**counted))


def _show(proposed: "RubricImport", *, is_asked: bool) -> None:
    difference = proposed.difference
    if difference is None:
        put(_("No rubric with the id {id} is at hand to compare with.").format(id=proposed.pack.rubric.id))
        return
    if proposed.base and proposed.base.rubric.id != proposed.pack.rubric.id and not is_asked:
        said = _("No rubric with the id {id} is at hand: compared with {name}, which shares most requirements.")
        put(said.format(id=proposed.pack.rubric.id, name=proposed.base.label))
    put(f"{difference.before} → {difference.after}")
    if not difference.nodes:
        put(_("No difference."))
        return
    put("  ".join(f"{words} {difference.count(act)}" for act, words in _acts().items()))
    _show_nodes(difference)


def _acts() -> "dict[Act, str]":
    return {"added": _("added"), "removed": _("removed"), "changed": _("changed"), "moved": _("moved")}


def _show_nodes(difference: "RubricDifference") -> None:
    from nfmaturity.analysis.difference_words import node_words

    acts = _acts()
    for node in difference.nodes:
        put()
        put(_("{node}: {act}").format(node=node_words(node), act=acts[node.act]))
        _show_node(node)


def _show_node(node: "NodeDifference") -> None:
    """Show a node's title, its move, or each value with what it was and is."""
    if node.act in {"added", "removed"}:
        put(f"  {node.title(current_language())}")
        return
    from nfmaturity.analysis.difference_words import field_words

    for change in node.changes:
        put(f"  {field_words(change)}")
        for sign, text in (("-", change.before), ("+", change.after)):
            for line in text.splitlines() or [""] if text is not None else ():
                put(f"    {sign} {line}")


def _as_json(proposed: "RubricImport", *, written: bool) -> dict[str, object]:
    nodes = proposed.difference.nodes if proposed.difference else ()
    return {
        "rubric": _pack_json(proposed.pack),
        "against": _pack_json(proposed.base) if proposed.base else None,
        **{act: [_node_json(node) for node in nodes if node.act == act] for act in _acts()},
        "replaced": _pack_json(proposed.replaced) if proposed.replaced else None,
        "elsewhere": proposed.elsewhere,
        "written": str(proposed.folder) if written else None,
        "refused": say(proposed.refusal.message) if proposed.refusal else None,
    }


def _pack_json(pack: "RubricPack") -> dict[str, str]:
    return {"id": pack.rubric.id, "version": pack.rubric.version, "sha256": pack.sha256}


def _node_json(node: "NodeDifference") -> dict[str, object]:
    changes = [
        {"field": change.field, "language": change.language or None, "before": change.before, "after": change.after}
        for change in node.changes
    ]
    return {"kind": node.kind, "id": node.id, "changes": changes}
