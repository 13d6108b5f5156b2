"""The command that writes the questionnaire for a site walk."""

from pathlib import Path
from typing import Annotated

import typer

from nfmaturity.cli.common import Common, tell
from nfmaturity.cli.output import note, put
from nfmaturity.cli.speaking import Command
from nfmaturity.i18n import _, current_language


def add_to(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(
        "questionnaire",
        cls=Command,
        help=_("Write requirements as a PDF to print: boxes to tick and lines to write on."),
    )
    def questionnaire(
        context: typer.Context,
        name: Annotated[
            str, typer.Argument(metavar="ID|FILE", help=_("The beginning of an assessment's id, or a document."))
        ],
        out: Annotated[Path, typer.Argument(metavar="OUT.pdf", help=_("The file to write."))],
        domain: Annotated[
            list[str] | None,
            typer.Option("--domain", metavar="BC-ORG", help=_("Only this domain or sub-indicator; may be repeated.")),
        ] = None,
        segment: Annotated[
            list[str] | None,
            typer.Option(
                metavar=_("SEGMENT"),
                help=_("What is meant for this segment instead of the assessment's scope; repeated."),
            ),
        ] = None,
        answers: Annotated[bool, typer.Option("--answers", help=_("With the present grades and comments."))] = False,
        to_do: Annotated[
            bool, typer.Option("--unanswered", help=_("Only what has no grade or is to confirm."))
        ] = False,
        rubric: Annotated[
            str | None, typer.Option("--rubric", metavar="DIR", help=_("The folder of the rubric it was made with."))
        ] = None,
    ) -> None:
        _write(context.obj, (name, out), (domain or [], segment or []), rubric, (answers, to_do))


def _write(
    common: Common,
    names: tuple[str, Path],
    wanted: tuple[list[str], list[str]],
    rubric: str | None,
    how: tuple[bool, bool],
) -> None:
    from nfmaturity.files.output import write_whole
    from nfmaturity.workspace.questionnaires import for_segments, lay_out_questionnaire
    from nfmaturity.workspace.scores import score_subject
    from nfmaturity.workspace.subject import find_subject

    (name, out), (nodes, segments), (answers, to_do) = names, wanted, how
    subject = find_subject(name, rubric, common.library)
    tell(subject.notes)
    scored = for_segments(subject, segments) if segments else score_subject(subject)
    made = lay_out_questionnaire(scored, nodes=nodes, answers=answers, to_do=to_do)
    write_whole(out, made.pdf)
    if made.missing:
        shown = "、".join(made.missing) if current_language() == "zh" else ", ".join(made.missing)
        note(
            _("The report's fonts lack these characters, which stand there by their codes: {shown}").format(shown=shown)
        )
    put(_("{file}: {n} pages").format(file=out, n=made.pages))
