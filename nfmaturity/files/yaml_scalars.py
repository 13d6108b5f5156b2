"""Texts as YAML scalars that read back as the same text: plain where they can be, else quoted, long ones broken.

The packs' reader resolves no types; what another program would take for a number or a truth is quoted all the same.
"""

from __future__ import annotations

import re
from functools import cache

import yaml

WIDTH = 140

_STRING_TAG = "tag:yaml.org,2002:str"
_NOT_PLAIN = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@` .=~<]|: |:$| #| $")
_FLOW_MARKS = re.compile(r"[,\[\]{}]|:(?=[\"'])")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_AFTER_A_MARK = re.compile(r"(?<=[。；，、：！？])(?=[\w（“])")
_AT_A_SPACE = re.compile(r"(?<=[^ ]) (?=[^ ])")
_AT_A_PLAIN_SPACE = re.compile(r"(?<=[^ ]) (?=[^\W_])")


def short_scalar(text: str, *, bare: bool = False, in_flow: bool = False) -> str:
    """Write a text on one line; a `bare` one may look like a number or a truth without being quoted."""
    if _may_be_plain(text, in_flow=in_flow) and (bare or _is_plain_string(text)):
        return text
    return f'"{_escaped(text)}"'


def scalar_lines(text: str, first: int, indent: int) -> list[str]:
    """Write a text in block context: `first` columns of its first line are taken, later lines are indented.

    Texts of several lines become literal blocks; long ones are broken where the reader puts the same text together.
    """
    pad = " " * indent
    if _may_be_literal(text):
        return ["|-", *(pad + line if line else "" for line in text.split("\n"))]
    whole = short_scalar(text)
    if first + len(whole) <= WIDTH:
        return [whole]
    if not whole.startswith('"') and " " in whole:
        return _broken(_AT_A_PLAIN_SPACE.split(whole), " ", "", first, pad)
    escaped = f'"{_escaped(text)}"'
    if _AT_A_SPACE.search(escaped):
        return _broken(_AT_A_SPACE.split(escaped), " ", "", first, pad)
    return _broken(_AFTER_A_MARK.split(escaped), "", "\\", first, pad)


def _broken(pieces: list[str], joint: str, at_break: str, first: int, pad: str) -> list[str]:
    """Fill lines with pieces; `joint` stands between two on a line, `at_break` at the end of a line that goes on."""
    lines = [pieces[0]]
    taken = first
    for piece in pieces[1:]:
        if taken + len(lines[-1]) + len(joint) + len(piece) + len(at_break) <= WIDTH:
            lines[-1] += joint + piece
        else:
            lines[-1] += at_break
            lines.append(pad + piece)
            taken = 0
    return lines


def _may_be_plain(text: str, *, in_flow: bool) -> bool:
    if not text or not text.isprintable() or _NOT_PLAIN.search(text):
        return False
    return not (in_flow and _FLOW_MARKS.search(text))


def _may_be_literal(text: str) -> bool:
    lines = text.split("\n")
    if len(lines) == 1 or not lines[-1] or not lines[0] or lines[0].startswith(" "):
        return False
    return all(line.isprintable() and not line.endswith(" ") for line in lines)


@cache
def _resolver() -> yaml.resolver.Resolver:
    return yaml.resolver.Resolver()


def _is_plain_string(text: str) -> bool:
    tag: str = _resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag == _STRING_TAG


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(letter) or (letter if letter.isprintable() else _code(letter)) for letter in text)


def _code(letter: str) -> str:
    number = ord(letter)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
