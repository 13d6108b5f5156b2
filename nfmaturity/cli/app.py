"""The commands and their options. Built anew for each run, so that help is in the language in force."""

from enum import Enum
from typing import Annotated

import typer

from nfmaturity import __version__
from nfmaturity.cli import assessment, questionnaire, rubric, task, work
from nfmaturity.cli.common import Common, Desktop
from nfmaturity.cli.output import put
from nfmaturity.cli.speaking import Group
from nfmaturity.i18n import _


class Language(Enum):
    """The languages of the program."""

    zh = "zh"
    en = "en"


def build(desktop: Desktop | None = None) -> typer.Typer:
    """Give the application with every command."""
    app = _group(_("Assess the digital-transformation maturity of a non-ferrous metals enterprise."))

    @app.callback()
    def common(
        context: typer.Context,
        library: Annotated[
            str | None,
            typer.Option(
                help=_("The library: a folder, or an address that begins with postgresql://."), metavar=_("PLACE")
            ),
        ] = None,
        lang: Annotated[  # noqa: ARG001 - taken before, see `running.run`
            Language | None, typer.Option(help=_("The language of texts and reports."))
        ] = None,
        version: Annotated[  # noqa: ARG001 - acts on being given
            bool,
            typer.Option("--version", help=_("Show the version and leave."), callback=_show_version, is_eager=True),
        ] = False,
    ) -> None:
        context.obj = Common(library, desktop)

    work.add_to(app)
    questionnaire.add_to(app)
    app.add_typer(assessment.add_to(_group(_("Assessments in the library."))), name="assessment")
    app.add_typer(rubric.add_to(_group(_("Rubric packs."))), name="rubric")
    app.add_typer(task.add_to(_group(_("Long work for the app, told as lines of JSON."))), name="task", hidden=True)
    return app


def _group(help_text: str) -> typer.Typer:
    return typer.Typer(
        cls=Group,
        help=help_text,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )


def _show_version(wanted: bool) -> None:
    if wanted:
        put(__version__)
        raise typer.Exit
