"""Commands on the assessments of a library: list, new, duplicate, import, move, export, delete, undelete."""

import re
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from nfmaturity.cli.common import Common, tell
from nfmaturity.cli.import_command import (
    Document,
    Side,
    as_copy_option,
    file_argument,
    merge_option,
    rubric_option,
    tell_changed,
    tell_outside,
)
from nfmaturity.cli.move_command import add_moving
from nfmaturity.cli.output import elided, note, put, put_json, put_table
from nfmaturity.cli.speaking import Command
from nfmaturity.domain.errors import UserError, message
from nfmaturity.i18n import N_, _, local_time, say

if TYPE_CHECKING:
    from nfmaturity.domain.edits_apart import Extent
    from nfmaturity.domain.enterprise import Enterprise
    from nfmaturity.storage.listing import AssessmentRow
    from nfmaturity.workspace.opening import Workspace
    from nfmaturity.workspace.subject import Subject

_FATES = {
    "added": N_("{id}: added"),
    "same": N_("{id}: known already, nothing to do"),
    "newer": N_("{id}: known already, its newer edits were taken up"),
    "older": N_("{id}: the library holds newer edits, nothing was changed"),
}


class Kind(Enum):
    """Who assesses."""

    self = "self"
    audit = "audit"


def add_to(app: typer.Typer) -> typer.Typer:
    """Add the commands."""
    _add_list(app)
    _add_new(app)
    ident = Annotated[str, typer.Argument(metavar="ID", help=_("The beginning of an assessment's id."))]

    @app.command("duplicate", cls=Command, help=_("Begin a new assessment with all that another says; print its id."))
    def duplicate(
        context: typer.Context,
        name: ident,
        title: Annotated[str, typer.Option(help=_("A title; without it that of the other one."))] = "",
        next_year: Annotated[
            bool,
            typer.Option(
                "--next-year", help=_("As next year's, dated today: period a year on, every grade to be confirmed.")
            ),
        ] = False,
    ) -> None:
        if next_year:
            _begin_next_year(context.obj, name, title)
        else:
            _duplicate(context.obj, name, title)

    _add_import(app)
    add_moving(app)

    @app.command("export", cls=Command, help=_("Write an assessment with its history as a document."))
    def export(
        context: typer.Context,
        name: ident,
        file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The file to write."))],
    ) -> None:
        _export(context.obj, name, file)

    @app.command("delete", cls=Command, help=_("Move an assessment to the trash."))
    def delete(
        context: typer.Context,
        name: ident,
        purge: Annotated[bool, typer.Option("--purge", help=_("Delete for good what is in the trash."))] = False,
    ) -> None:
        _delete(context.obj, name, purge=purge)

    @app.command("undelete", cls=Command, help=_("Bring an assessment back from the trash."))
    def undelete(context: typer.Context, name: ident) -> None:
        _undelete(context.obj, name)

    return app


def _add_list(app: typer.Typer) -> None:
    @app.command("list", cls=Command, help=_("List the assessments, last changed first."))
    def list_(
        context: typer.Context,
        trash: Annotated[bool, typer.Option("--trash", help=_("Those in the trash."))] = False,
        json: Annotated[bool, typer.Option("--json", help=_("For programs: exact, in JSON."))] = False,
    ) -> None:
        _list(context.obj, trashed=trash, as_json=json)


def _add_new(app: typer.Typer) -> None:
    @app.command("new", cls=Command, help=_("Start an empty assessment and print its id."))
    def new(
        context: typer.Context,
        name: Annotated[str, typer.Option(help=_("The enterprise's name."))],
        segments: Annotated[
            str, typer.Option(help=_("What it does: mining, beneficiation, smelting, processing, with commas."))
        ],
        code: Annotated[str, typer.Option(help=_("Its unified social credit code."))] = "",
        title: Annotated[str, typer.Option(help=_("A title."))] = "",
        kind: Annotated[Kind, typer.Option(help=_("Who assesses: the enterprise itself, or an auditor."))] = Kind.self,
        target: Annotated[int | None, typer.Option(help=_("The level aimed at."))] = None,
        rubric: Annotated[str | None, typer.Option(help=_("The rubric: a folder or an id."))] = None,
    ) -> None:
        profile: dict[str, object] = {
            "name": name,
            "credit_code": code,
            "segments": [s.strip() for s in re.split("[,，、]", segments) if s.strip()],
        }
        _new(context.obj, _enterprise(profile), (title, kind.value, target), rubric)


def _add_import(app: typer.Typer) -> None:
    document = Annotated[Path, file_argument()]
    own_rubric = Annotated[str | None, rubric_option()]
    beside = Annotated[bool, as_copy_option()]
    one_side = Annotated[Side | None, merge_option()]

    @app.command("import", cls=Command, help=_("Bring an assessment document into the library."))
    def import_(
        context: typer.Context,
        file: document,
        rubric: own_rubric = None,
        as_copy: beside = False,
        replace: Annotated[
            bool, typer.Option("--replace", help=_("Make a known one what the file says; its history is kept."))
        ] = False,
        merge: one_side = None,
    ) -> None:
        _take_in(context.obj, Document(file, rubric, as_copy, replace, merge))


def _enterprise(profile: dict[str, object]) -> "Enterprise":
    from pydantic import ValidationError

    from nfmaturity.domain.enterprise import Enterprise
    from nfmaturity.domain.schema_faults import schema_faults

    if not str(profile["name"]).strip():
        raise UserError(N_("{option}: {reason}"), option="--name", reason=message(N_("must not be empty")))
    options = {"name": "--name", "credit_code": "--code", "segments": "--segments"}
    try:
        return Enterprise.model_validate(profile)
    except ValidationError as error:
        place, reason = next(schema_faults(error))
        raise UserError(N_("{option}: {reason}"), option=options[str(place[0])], reason=reason) from None


def _new(common: Common, enterprise: "Enterprise", chosen: tuple[str, str, int | None], rubric: str | None) -> None:
    from nfmaturity.domain.assessment_record import Record
    from nfmaturity.domain.credit_code import check_code
    from nfmaturity.workspace.assessments import Plan, add_record, planned_assessment
    from nfmaturity.workspace.opening import open_workspace, workspace_if_any
    from nfmaturity.workspace.rubrics import default_rubric, find_rubric

    title, kind, target = chosen
    if doubt := check_code(enterprise.credit_code).warning:
        note(say(doubt))
    with workspace_if_any(common.library) as workspace:
        pack = find_rubric(workspace, rubric) if rubric else default_rubric(workspace)
    state = planned_assessment(pack, Plan(enterprise, title.strip(), "audit" if kind == "audit" else "self", target))
    with open_workspace(common.library, create=True, writes=True) as workspace:
        tell(workspace.library.warnings)
        add_record(workspace, pack, Record(state, state))
    put(state.id)


def _duplicate(common: Common, name: str, title: str) -> None:
    from nfmaturity.workspace.assessments import duplicate_assessment
    from nfmaturity.workspace.opening import open_workspace

    with open_workspace(common.library, writes=True) as workspace:
        tell(workspace.library.warnings)
        put(duplicate_assessment(workspace, name, title))


def _begin_next_year(common: Common, name: str, title: str) -> None:
    from nfmaturity.workspace.following import begin_next_year
    from nfmaturity.workspace.opening import open_workspace

    with open_workspace(common.library, writes=True) as workspace:
        tell(workspace.library.warnings)
        begun = begin_next_year(workspace, name, title)
    put(begun.id)
    note(_("Grades to be confirmed: {n}").format(n=begun.to_confirm))
    if begun.moved_to:
        moved = _("It stands under the newer rubric {name}; answers without a place there: {n}.")
        note(moved.format(name=begun.moved_to, n=begun.left))


def _list(common: Common, *, trashed: bool, as_json: bool) -> None:
    from nfmaturity.workspace.opening import open_workspace

    with open_workspace(common.library) as workspace:
        tell(workspace.library.warnings)
        rows = workspace.repository.rows(trashed=trashed)
    if as_json:
        put_json([row._asdict() for row in rows])
        return
    head = [_("Id"), _("Enterprise"), _("Title"), _("Level"), _("Score"), _("Graded"), _("Changed")]
    put_table(head, [_line(row) for row in rows], right=(3, 4, 5))


def _line(row: "AssessmentRow") -> list[str]:
    from nfmaturity.analysis.enterprise_words import enterprise_words
    from nfmaturity.domain.scoring import cut

    score = row.exact_score if row.answered else None
    graded = f"{row.answered}/{row.in_scope}"
    if row.to_confirm:
        graded += _(", {n} to confirm").format(n=row.to_confirm)
    level = "–" if row.level is None or not row.answered else str(row.level)
    names = [elided(enterprise_words(row.enterprise, row.name_en), 30), elided(row.title, 30)]
    return [row.id[:8], *names, level, "–" if score is None else cut(score), graded, local_time(row.changed_at)]


def _take_in(common: Common, document: Document) -> None:
    document.check()
    if document.merge:
        _merge(common, document, document.merge)
    elif document.replace:
        _replace(common, document)
    else:
        _import(common, document)


def _import(common: Common, document: Document) -> None:
    from nfmaturity.files.assessment_files import read_document
    from nfmaturity.workspace.assessments import EditedApart, import_assessment
    from nfmaturity.workspace.opening import open_workspace
    from nfmaturity.workspace.subject import rubric_of, subject_to_import

    read = read_document(document.file)
    pack = rubric_of(read, document.file, document.rubric, common.library)
    subject = subject_to_import(read, document.file, pack, common.library)
    tell(subject.notes)
    with open_workspace(common.library, create=True, writes=True) as workspace:
        tell(workspace.library.warnings)
        try:
            done = import_assessment(workspace, subject, copy=document.as_copy)
        except EditedApart:
            _refuse_apart(workspace, subject)
    put(_(_FATES[done.fate]).format(id=done.id))
    tell_outside(done.outside)


def _replace(common: Common, document: Document) -> None:
    from nfmaturity.workspace.account import account
    from nfmaturity.workspace.assessments import EditedApart, replace_assessment
    from nfmaturity.workspace.opening import open_workspace
    from nfmaturity.workspace.subject import read_edited_export

    subject = read_edited_export(document.file, document.rubric, common.library)
    tell(subject.notes)
    with open_workspace(common.library, writes=True) as workspace:
        tell(workspace.library.warnings)
        try:
            done = replace_assessment(workspace, subject, account())
        except EditedApart:
            _refuse_apart(workspace, subject)
    _put_taken_over(subject, done)


def _merge(common: Common, document: Document, side: Side) -> None:
    from nfmaturity.workspace.account import account
    from nfmaturity.workspace.assessments import merge_assessment
    from nfmaturity.workspace.opening import open_workspace
    from nfmaturity.workspace.subject import read_edited_export

    subject = read_edited_export(document.file, document.rubric, common.library)
    tell(subject.notes)
    with open_workspace(common.library, writes=True) as workspace:
        tell(workspace.library.warnings)
        done = merge_assessment(workspace, subject, side.value, account())
    _put_taken_over(subject, done)


def _put_taken_over(subject: "Subject", done: "Extent") -> None:
    put(_("{id}: edits taken over: {n}").format(id=subject.assessment.id, n=done.edits))
    tell_outside(done.outside)


def _refuse_apart(workspace: "Workspace", subject: "Subject") -> NoReturn:
    """Say what differs between the library and a file, and what can be done."""
    from nfmaturity.domain.errors import NotAllowed
    from nfmaturity.workspace.merging import plan_of_merge

    try:
        planned = plan_of_merge(workspace, subject)
    except NotAllowed:
        raise UserError(
            N_(
                "The library holds this assessment with other edits and under another rubric than {name}: "
                "import it beside with --as-copy, or export it anew and edit that."
            ),
            name=subject.pack.label,
        ) from None
    tell_changed(planned)
    raise UserError(
        N_(
            "The library holds this assessment with other edits: take over what the file changed with --merge library, "
            "or --merge file where the file is to count in what both changed, or import it beside with --as-copy."
        )
    ) from None


def _export(common: Common, name: str, file: Path) -> None:
    from nfmaturity.analysis.enterprise_words import enterprise_words
    from nfmaturity.workspace.assessments import export_assessment
    from nfmaturity.workspace.earlier import left_behind
    from nfmaturity.workspace.opening import open_workspace
    from nfmaturity.workspace.subject import stored_subject

    with open_workspace(common.library) as workspace:
        subject = stored_subject(workspace, name)
        export_assessment(subject, file)
        left = left_behind(workspace, [subject.assessment.id])
    put(str(file))
    for row in left:
        said = _("It is compared with {id} {title}: export that as well, or the comparison is missing elsewhere.")
        named = row.title or enterprise_words(row.enterprise, row.name_en)
        note(said.format(id=row.id[:8], title=named))


def _delete(common: Common, name: str, *, purge: bool) -> None:
    from nfmaturity.workspace.assessments import purge_assessment, trash_assessment
    from nfmaturity.workspace.opening import open_workspace

    with open_workspace(common.library, writes=True) as workspace:
        if purge:
            put(_("{id}: deleted for good").format(id=purge_assessment(workspace, name)))
        else:
            put(
                _("{id}: in the trash; nfmaturity assessment undelete brings it back").format(
                    id=trash_assessment(workspace, name)
                )
            )


def _undelete(common: Common, name: str) -> None:
    from nfmaturity.workspace.assessments import restore_assessment
    from nfmaturity.workspace.opening import open_workspace

    with open_workspace(common.library, writes=True) as workspace:
        put(_("{id}: back in the list").format(id=restore_assessment(workspace, name)))
