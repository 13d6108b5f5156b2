"""The questionnaire for a site walk as a child process of the app."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from nfmaturity.cli.common import Common
from nfmaturity.cli.speaking import Command
from nfmaturity.i18n import _, current_language, language

End = Callable[[Callable[[], dict[str, Any]]], None]


def add_to(app: typer.Typer, end: End, tell: Callable[..., None]) -> None:
    """Add the command; `end` does the work and writes the closing line, `tell` says how far it is."""

    @app.command("questionnaire", cls=Command, help=_("Write requirements as a PDF to print."))
    def questionnaire(
        context: typer.Context,
        name: Annotated[str, typer.Argument(metavar="ID", help=_("The beginning of an assessment's id."))],
        out: Annotated[Path, typer.Argument(metavar="OUT.pdf", help=_("The file to write."))],
        node: Annotated[list[str] | None, typer.Option(metavar="ID", help=_("Only this part of the rubric."))] = None,
        answers: Annotated[bool, typer.Option("--answers", help=_("With the present grades and comments."))] = False,
        to_do: Annotated[
            bool, typer.Option("--unanswered", help=_("Only what has no grade or is to confirm."))
        ] = False,
        written_in: Annotated[str, typer.Option(metavar="zh|en", help=_("The language of the report."))] = "",
    ) -> None:
        spoken = written_in or current_language()
        end(lambda: _write(context.obj, (name, out), node or [], tell, (answers, to_do), spoken))


def _write(
    common: Common,
    names: tuple[str, Path],
    nodes: list[str],
    tell: Callable[..., None],
    how: tuple[bool, bool],
    spoken: str,
) -> dict[str, Any]:
    from nfmaturity.files.output import write_beside_if_held
    from nfmaturity.workspace.opening import open_workspace
    from nfmaturity.workspace.questionnaires import lay_out_questionnaire
    from nfmaturity.workspace.scores import score_subject
    from nfmaturity.workspace.subject import stored_subject

    (name, out), (answers, to_do) = names, how
    tell(_("Reading the rubric and the answers"))
    with open_workspace(common.library) as workspace:
        scored = score_subject(stored_subject(workspace, name))
    told = current_language()

    def tell_page(number: int) -> None:
        with language(told):
            tell(_("Page {n} is laid out").format(n=number), number)

    with language(spoken):
        made = lay_out_questionnaire(scored, nodes=nodes, answers=answers, to_do=to_do, on_page=tell_page)
    tell(_("Writing the file"))
    written = write_beside_if_held(out, made.pdf)
    return {"done": {"file": str(written), "pages": made.pages, "missing": made.missing, "renamed": written != out}}
