"""Long work for the app, as child processes of it: progress and the ending on standard output, a line of JSON each.

`{"progress": sentence, "part": n or null, "of": n or null}`, any number of times, then one of
`{"done": {…}}` (status 0) and `{"fault": sentence, "faults": [sentences before it, if any]}` (status 1). For the faults
of a file it has as well `"count": n` and `"places": [[place in the file, reason, spot], …]`, a spot being
[sheet, row, column] in a workbook and null elsewhere, and where an import met other edits `"apart": true, "id": "…"`.
Where both stand under one rubric that has `"changed": {"both": [line, …], "file": […], "library": […]}` as well, a line
a requirement, `"outside"`, the same of what does not count, `"asked"`, what each requirement of them asks, by its id,
`"is_known"`, whether who changed what is known, and `"seq"`, where the library's log ended: a merge told `--shown-at`
that is told of once more, with `"again": true`, where the log has grown since. A process that breaks writes none of
these.
"""

import json
import signal
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nfmaturity.cli import questionnaire_task, rubric_task
from nfmaturity.cli.common import Common, draft_option, part_option
from nfmaturity.cli.import_command import (
    Document,
    Side,
    as_copy_option,
    asked_texts,
    changed_lines,
    file_argument,
    merge_option,
    rubric_option,
)
from nfmaturity.cli.output import put
from nfmaturity.cli.running import sentences
from nfmaturity.cli.speaking import Command
from nfmaturity.domain.errors import FileFaults, UserError
from nfmaturity.domain.signature import Signature
from nfmaturity.i18n import N_, _, current_language, language, say
from nfmaturity.report.chapters import Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from nfmaturity.analysis.comparison import Earlier
    from nfmaturity.workspace.assessments import Imported
    from nfmaturity.workspace.scores import Scored
    from nfmaturity.workspace.subject import Subject

_TERMINATED = 128 + signal.SIGTERM
_IMPORT_PARTS = 3
_MISSING = N_(
    "{file} was made with the rubric {named}, which is not at hand: bring that in on the Rubric page, then import the "
    "file again."
)
_UNNAMED = N_("{file} does not say which rubric it was made with: have it exported anew where it comes from.")


@dataclass(frozen=True, slots=True)
class Shown:
    """Whom what differs was shown, on which machine, and where the library's log ended then."""

    at: int | None
    by: str
    device: str


def add_to(app: typer.Typer) -> typer.Typer:
    """Add the commands."""
    marked_draft = Annotated[bool | None, draft_option()]
    only_parts = Annotated[list[Part] | None, part_option()]

    @app.command("report", cls=Command, help=_("Write the report as a PDF."))
    def report(
        context: typer.Context,
        name: Annotated[str, typer.Argument(metavar="ID", help=_("The beginning of an assessment's id."))],
        out: Annotated[Path, typer.Argument(metavar="OUT.pdf", help=_("The file to write."))],
        draft: marked_draft = None,
        part: only_parts = None,
        written_in: Annotated[str, typer.Option(metavar="zh|en", help=_("The language of the report."))] = "",
    ) -> None:
        spoken = written_in or current_language()
        _end(lambda: _report(context.obj, (name, out), part or [], draft=draft, spoken=spoken))

    questionnaire_task.add_to(app, _end, _progress)
    rubric_task.add_to(app, _end, _progress)
    _add_import(app)

    return app


def _add_import(app: typer.Typer) -> None:
    document = Annotated[Path, file_argument()]
    own_rubric = Annotated[str | None, rubric_option()]
    beside = Annotated[bool, as_copy_option()]
    one_side = Annotated[Side | None, merge_option()]
    seq = Annotated[int | None, typer.Option(metavar="SEQ", help=_("Merge only while the library's log ends there."))]
    name = Annotated[str, typer.Option(metavar="NAME", help=_("Who merges, for what the file names nobody."))]
    machine = Annotated[str, typer.Option(metavar="NAME", help=_("The machine on which that is done."))]

    @app.command("import", cls=Command, help=_("Bring an assessment document into the library."))
    def import_(
        context: typer.Context,
        file: document,
        rubric: own_rubric = None,
        as_copy: beside = False,
        merge: one_side = None,
        shown_at: seq = None,
        by: name = "",
        device: machine = "",
    ) -> None:
        shown = Shown(shown_at, by, device)
        _end(lambda: _take_in(context.obj, Document(file, rubric, as_copy, merge=merge), shown))


def _end(work: "Callable[[], dict[str, Any]]") -> None:
    """Do the work, which gives the closing line, and write that or the fault that came instead."""
    signal.signal(signal.SIGTERM, _leave)
    try:
        closing = work()
    except BrokenPipeError:  # nobody waits for it any more
        raise
    except (UserError, OSError) as fault:
        *others, last = sentences(fault)
        closing = {"fault": last} | ({"faults": others} if others else {})
        if isinstance(fault, FileFaults):
            spots = [astuple(one.spot) if one.spot else None for one in fault.faults]
            reasons = [(one.place, say(one.reason)) for one in fault.faults]
            closing["places"] = [(*told, spot) for told, spot in zip(reasons, spots, strict=True)]
            closing["count"] = fault.count
    put(json.dumps(closing))
    if "done" not in closing:
        raise typer.Exit(1)


def _leave(*_signal: object) -> None:
    """Leave by an exception, so that what is half-written is cleared away; a second signal does not wait for that."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    raise SystemExit(_TERMINATED)


def _progress(said: str, part: int | None = None, of: int | None = None) -> None:
    put(json.dumps({"progress": said, "part": part, "of": of}))


def _report(
    common: Common, names: tuple[str, Path], parts: list[Part], *, draft: bool | None, spoken: str
) -> dict[str, Any]:
    name, out = names
    scored, earlier = _scored(common, name)
    from nfmaturity.files.output import write_beside_if_held
    from nfmaturity.workspace.reports import lay_out_report

    _progress(_("Laying out the report"))
    told = current_language()

    def tell_page(number: int) -> None:
        with language(told):  # the report may be in another language than those who wait for it
            _progress(_("Page {n} is laid out").format(n=number), number)

    with language(spoken):
        report = lay_out_report(scored, draft=draft, earlier=earlier, parts=parts, on_page=tell_page)
    _progress(_("Writing the file"))
    written = write_beside_if_held(out, report.pdf)
    done = {"file": str(written), "pages": report.pages, "missing": report.missing, "renamed": written != out}
    return {"done": done}


def _scored(common: Common, name: str) -> "tuple[Scored, Earlier | None]":
    from nfmaturity.workspace.earlier import earlier_of
    from nfmaturity.workspace.opening import open_workspace
    from nfmaturity.workspace.scores import score_subject
    from nfmaturity.workspace.subject import stored_subject

    _progress(_("Reading the rubric and the answers"))
    with open_workspace(common.library) as workspace:
        subject = stored_subject(workspace, name)
        earlier = earlier_of(workspace, subject.assessment)
    _progress(_("Scoring"))
    return score_subject(subject), earlier


def _take_in(common: Common, document: Document, shown: Shown) -> dict[str, Any]:
    from nfmaturity.workspace.assessments import EditedApart

    document.check()
    subject = _read(common, document)
    try:
        if document.merge:
            return _merge(common, subject, document.merge, shown)
        return _import(common, subject, copy=document.as_copy)
    except EditedApart as apart:
        told = {"apart": True, "id": apart.id, "fault": say(apart.message), "again": document.merge is not None}
        return told | _differences(common, subject)


def _import(common: Common, subject: "Subject", *, copy: bool) -> dict[str, Any]:
    from nfmaturity.workspace.assessments import import_assessment
    from nfmaturity.workspace.opening import open_workspace

    with open_workspace(common.library, create=True, writes=True) as workspace:
        return _imported(import_assessment(workspace, subject, copy=copy), subject)


def _differences(common: Common, subject: "Subject") -> dict[str, Any]:
    """Say what differs between the library and a file; nothing where both stand under different rubrics."""
    from nfmaturity.domain.errors import NotAllowed
    from nfmaturity.workspace.merging import plan_of_merge
    from nfmaturity.workspace.opening import open_workspace

    try:
        with open_workspace(common.library) as workspace:
            planned = plan_of_merge(workspace, subject)
    except NotAllowed:
        return {}
    told: dict[str, Any] = {"changed": changed_lines(planned), "outside": changed_lines(planned, outside=True)}
    told["asked"] = asked_texts(planned)
    return {**told, "is_known": planned.is_known, "seq": planned.seen.seq}


def _merge(common: Common, subject: "Subject", side: Side, shown: Shown) -> dict[str, Any]:
    from nfmaturity.workspace.account import account
    from nfmaturity.workspace.assessments import Imported, merge_assessment
    from nfmaturity.workspace.opening import open_workspace

    user, machine = account()
    by = Signature(shown.by or user, shown.device or machine)
    with open_workspace(common.library, writes=True) as workspace:
        done = merge_assessment(workspace, subject, side.value, by, shown_at=shown.at)
    return _imported(Imported(subject.assessment.id, "replaced", done.edits, done.outside), subject)


def _read(common: Common, document: Document) -> "Subject":
    from nfmaturity.files.assessment_files import read_document
    from nfmaturity.workspace.subject import NoRubricAtHand, rubric_of, subject_to_import

    _progress(_("Reading the file"), 1, _IMPORT_PARTS)
    read = read_document(document.file)
    _progress(_("Reading the rubric"), 2, _IMPORT_PARTS)
    try:
        pack = rubric_of(read, document.file, document.rubric, common.library)
    except NoRubricAtHand as missing:
        raise UserError(_MISSING if missing.label else _UNNAMED, file=document.file.name, named=missing.label) from None
    subject = subject_to_import(read, document.file, pack, common.library)
    _progress(_("Storing the assessment"), 3, _IMPORT_PARTS)
    return subject


def _imported(done: "Imported", subject: "Subject") -> dict[str, Any]:
    notes = [say(note) for note in subject.notes]
    return {"done": {**asdict(done), "notes": notes}}
