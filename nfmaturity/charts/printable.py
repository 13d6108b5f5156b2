"""What a font can show of a text, whatever draws it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Has = Callable[[str], bool]
"""Tells whether a font has a character."""

INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


def printed_form(text: str, has: Has, code: Callable[[str], str]) -> str:
    """Give a text as it can be printed; `code` gives what stands for a character that the font lacks.

    Control and other invisible characters are left out, a tab is a space; line feeds stay. A character is first tried
    in its plain form, such as 2 for ₂.
    """
    plain = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    composed = unicodedata.normalize("NFC", plain)
    return "".join(char if char == "\n" or has(char) else _plainer(char, has, code) for char in composed)


def lacking(text: str, has: Has) -> tuple[str, ...]:
    """Give the characters of a text that can be printed in no form, each once."""
    found: dict[str, None] = {}

    def note(char: str) -> str:
        found[char] = None
        return char

    printed_form(text, has, note)
    return tuple(found)


def _plainer(char: str, has: Has, code: Callable[[str], str]) -> str:
    plain = unicodedata.normalize("NFKC", char)
    return plain if plain != char and all(map(has, plain)) else code(char)
