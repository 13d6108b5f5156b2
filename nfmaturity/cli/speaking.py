"""Make typer's own words speak the language in force."""

from __future__ import annotations

import gettext
import os
from typing import Any

from typer.core import TyperCommand, TyperGroup

from nfmaturity.i18n import DOMAIN, N_, _, catalogue_folder, current_language

# Typer asks gettext for these, so they stand in our catalogues.
ASKED_FOR = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("Missing command."),
    N_("No such command {name!r}."),
)
# These it writes as they are.
WRITTEN = (
    N_("Usage: "),
    N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
    N_("Show this message and exit."),
)


def speak() -> None:
    """Lend our catalogue to typer, which looks for the language in the environment."""
    os.environ["LANGUAGE"] = current_language()
    gettext.bindtextdomain(DOMAIN, catalogue_folder())
    gettext.textdomain(DOMAIN)


def spoken(help_text: str) -> str:
    """Give a help page with the words that typer does not ask gettext for in the language in force."""
    for words in WRITTEN:
        help_text = help_text.replace(words, _(words))
    return help_text


class Command(TyperCommand):
    """A command whose help is all in one language."""

    def get_help(self, ctx: Any) -> str:
        """Give the help page."""
        return spoken(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help is all in one language."""

    def get_help(self, ctx: Any) -> str:
        """Give the help page."""
        return spoken(super().get_help(ctx))
