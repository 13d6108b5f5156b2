"""Commands on rubric packs: list, check, show; those on workbooks are in a module of their own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nfmaturity.cli import rubric_workbook
from nfmaturity.cli.output import note, put, put_json, put_table
from nfmaturity.cli.speaking import Command
from nfmaturity.i18n import _, current_language, say

if TYPE_CHECKING:
    from nfmaturity.cli.common import Common
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.workspace.rubrics import RubricEntry


def add_to(app: typer.Typer) -> typer.Typer:
    """Add the commands."""
    as_json = Annotated[bool, typer.Option("--json", help=_("For programs: exact, in JSON."))]

    @app.command("list", cls=Command, help=_("List the rubrics at hand."))
    def list_(context: typer.Context, json: as_json = False) -> None:
        _list(context.obj, as_json=json)

    @app.command("check", cls=Command, help=_("Check a pack and tell every fault with file and line."))
    def check(
        path: Annotated[Path, typer.Argument(metavar="PATH", help=_("The folder of the pack."))],
        strict: Annotated[
            bool,
            typer.Option(
                "--strict",
                help=_("Also review the content: omissions, length, vague words, repetitions, effort, translation."),
            ),
        ] = False,
    ) -> int:
        return _check(path, strict=strict)

    @app.command("show", cls=Command, help=_("Show a rubric's domains, sub-indicators and requirements."))
    def show(
        context: typer.Context,
        ident: Annotated[str, typer.Argument(metavar="ID", help=_('An id, "id version" or a folder.'))],
        json: as_json = False,
    ) -> None:
        _show(context.obj, ident, as_json=json)

    rubric_workbook.add_to(app)
    return app


def _list(common: "Common", *, as_json: bool) -> None:
    from nfmaturity.workspace.opening import workspace_if_any
    from nfmaturity.workspace.rubrics import list_rubrics

    with workspace_if_any(common.library) as workspace:
        entries = list_rubrics(workspace)
    if as_json:
        put_json([_entry_json(entry) for entry in entries])
        return
    head = [_("Rubric"), _("Version"), _("Requirements"), "SHA-256", _("Where")]
    good = [(entry, entry.pack) for entry in entries if entry.pack]
    rows = [
        [pack.rubric.id, pack.rubric.version, str(len(pack.rubric.places)), pack.sha256[:12], entry.where]
        for entry, pack in good
    ]
    put_table(head, rows, right=(2,))
    for entry in entries:
        if entry.fault:
            note(_("{place}: {reason}").format(place=entry.where, reason=say(entry.fault.message)))


def _entry_json(entry: "RubricEntry") -> dict[str, object]:
    if entry.pack is None:
        return {"where": entry.where, "fault": say(entry.fault.message) if entry.fault else ""}
    rubric = entry.pack.rubric
    return {
        "id": rubric.id,
        "version": rubric.version,
        "sha256": entry.pack.sha256,
        "languages": list(rubric.languages),
        "requirements": len(rubric.places),
        "where": entry.where,
    }


def _check(path: Path, *, strict: bool) -> int:
    from nfmaturity.analysis.rubric_review.review import review
    from nfmaturity.files.rubric_files import load_pack

    pack = load_pack(path)
    remarks = list(review(pack.rubric)) if strict else []
    for remark in remarks:
        note(_("{place}: {reason}").format(place=remark.place, reason=say(remark.reason)))
    if remarks:
        note(
            _("{name} may be used, but the review has remarks: {n}, listed above.").format(
                name=pack.label, n=len(remarks)
            )
        )
        return 1
    counted = {"name": pack.label, "n": len(pack.rubric.places), "sha256": pack.sha256}
    put(_("{name}: {n} requirements, no fault, SHA-256 {sha256}").format(**counted))
    return 0


def _show(common: "Common", ident: str, *, as_json: bool) -> None:
    import json

    from nfmaturity.workspace.opening import workspace_if_any
    from nfmaturity.workspace.rubrics import find_rubric

    with workspace_if_any(common.library) as workspace:
        pack = find_rubric(workspace, ident)
    if as_json:
        put_json(json.loads(pack.source))
        return
    rubric, spoken = pack.rubric, current_language()
    put(f"{rubric.say(rubric.title, spoken)}  {pack.label}  {pack.sha256[:12]}")
    put(rubric.say(rubric.provenance, spoken))
    for group in rubric.groups:
        put(f"\n{group.id} {rubric.say(group.name, spoken)}")
        for domain in group.domains:
            put(f"  {domain.id} {rubric.say(domain.name, spoken)}")
            _show_items(rubric, domain.id, spoken)


def _show_items(rubric: "Rubric", domain_id: str, spoken: str) -> None:
    for _group, domain, item in rubric.sub_indicators.values():
        if domain.id != domain_id:
            continue
        put(f"    {item.id} {rubric.say(item.name, spoken)}")
        for level in sorted(item.levels):
            for requirement in item.levels[level].requirements:
                put(f"      {requirement.id}  {rubric.say(requirement.text, spoken)}")
