"""The language in force and the texts of the program in it.

The language is a `ContextVar`, so that a Chinese report can be made inside an English app: `with language("zh"): …`.
Texts in the source are English; every other language has a catalogue.
"""

from __future__ import annotations

import datetime as dt
import gettext
import os
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_, Message
from nfmaturity.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "DOMAIN",
    "LANGUAGES",
    "N_",
    "_",
    "catalogue_folder",
    "current_language",
    "language",
    "language_name",
    "local_time",
    "put_language",
    "say",
    "system_language",
]

LANGUAGES = ("zh", "en")
_NAMES = {"zh": N_("Chinese"), "en": N_("English")}
DOMAIN = "nfmaturity"

_language: ContextVar[str] = ContextVar("language", default="en")


def catalogue_folder() -> str:
    """Give the folder that holds the compiled catalogues."""
    return str(resource("i18n"))


@cache
def _catalogue(name: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, catalogue_folder(), [name], fallback=True)


def current_language() -> str:
    """Give the language in force: `zh` or `en`."""
    return _language.get()


def put_language(name: str) -> None:
    """Put a language in force from here on, as an app does where a person switches."""
    _language.set(name)


def language_name(name: str) -> str:
    """Name a language in the one in force, by its code where the program does not speak it."""
    return _(_NAMES[name]) if name in _NAMES else name


@contextmanager
def language(name: str) -> Iterator[None]:
    """Put a language in force for the duration of a block."""
    token = _language.set(name)
    try:
        yield
    finally:
        _language.reset(token)


def _(text: str) -> str:
    """Give a text of the program in the language in force."""
    return _catalogue(_language.get()).gettext(text)


def join_sentences(sentences: Iterable[str]) -> str:
    """Put sentences one after the other, as the language in force writes them; empty ones are left out."""
    return ("" if current_language() == "zh" else " ").join(sentence for sentence in sentences if sentence)


def say(said: Message) -> str:
    """Give a message in the language in force; messages inside it are translated with it."""
    values = {name: say(value) if isinstance(value, Message) else value for name, value in said.params.items()}
    return _(said.template).format(**values)


def system_language() -> str:
    """Give the language that the user's system asks for: Chinese for any Chinese locale, else English."""
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    named = next((name for name in names if name), "")
    if not named and sys.platform == "win32":
        import ctypes

        named = "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0xFF == 0x04 else "en"
    return "zh" if named.lower().startswith("zh") else "en"


def local_time(moment: str) -> str:
    """Write a time of the log as the user's clock has it."""
    try:
        return dt.datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return moment
