"""JSON from strangers: what Python's reader lets through or chokes on is a fault here."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, NoReturn

from nfmaturity.domain.errors import N_, Message, UserError, message
from nfmaturity.domain.field_types import holds_forbidden
from nfmaturity.files.plain_text import decode_text, single_fault, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 64_000_000
MAX_DEPTH = 100
MAX_DIGITS = 40

_SUSPECT_ESCAPE = re.compile(r"\\(?:[bf]|u00[01]|u007|u[dD][89a-fA-F]|u[fF]{3})")
_PROBLEMS = {
    "Expecting value": N_("a value is missing"),
    "Expecting property name": N_("a key in double quotes is missing"),
    "Expecting ':'": N_("a colon is missing"),
    "Expecting ','": N_("a comma is missing"),
    "Illegal trailing comma": N_("a comma is one too many"),
    "Extra data": N_("something follows the end"),
    "Invalid control character": N_("a text goes beyond its line"),
    "Invalid \\": N_("a backslash is not doubled"),
}
"""What Python's reader says, by how that begins, and how we say it."""
_CUT_SHORT = "Unterminated string"
_TOO_DEEP = N_("is nested more than {n} deep")


def parse_json(raw: bytes, name: str) -> object:
    """Give what a JSON file of at most 64 MB says; anything amiss raises `FileFaults` with one fault.

    Raw texts may hold any escape; the tree holds no control characters, no halves of characters and no infinities.
    """
    if len(raw) > MAX_BYTES:
        raise single_fault(name, 0, too_large(MAX_BYTES))
    text = decode_text(raw, name)
    try:
        tree = _load(text)
        _check_depth(tree)
        if _SUSPECT_ESCAPE.search(text) or holds_forbidden(text):
            _check_texts(tree)
    except json.JSONDecodeError as found:
        raise single_fault(name, found.lineno, _syntax(found)) from None
    except RecursionError:
        raise single_fault(name, 0, message(_TOO_DEEP, n=MAX_DEPTH)) from None
    except UserError as found:
        raise single_fault(name, 0, found.message) from None
    return tree


def _syntax(found: json.JSONDecodeError) -> Message:
    if found.msg.startswith(_CUT_SHORT) or not found.doc[found.pos :].strip():
        return message(N_("breaks off here, as a file does that was sent by half: get it once more"))
    said = next((words for begins, words in _PROBLEMS.items() if found.msg.startswith(begins)), None)
    if said is None:
        return message(N_("is not written as JSON: look at the commas, quotes and brackets here"))
    template = N_("is not written as JSON: look at the commas, quotes and brackets here ({problem})")
    return message(template, problem=message(said))


def _load(text: str) -> object:
    return json.loads(
        text,
        object_pairs_hook=_without_repeats,
        parse_constant=_refuse_constant,
        parse_int=_whole,
        parse_float=_finite,
    )


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    tree = dict(pairs)
    if len(tree) != len(pairs):
        seen: set[str] = set()
        repeated = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise UserError(N_("the key {key} stands twice in one group"), key=repeated)
    return tree


def _refuse_constant(word: str) -> NoReturn:
    raise UserError(N_("holds {word}, which is no number"), word=word)


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise UserError(N_("holds a number of more than {n} digits"), n=MAX_DIGITS)
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise UserError(N_("holds {word}, which is no number"), word=digits[:MAX_DIGITS])
    return number


def _check_depth(tree: object) -> None:
    level = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in _inside(node) if isinstance(child, dict | list)]
        if not level:
            return
    raise UserError(_TOO_DEEP, n=MAX_DEPTH)


def _check_texts(tree: object) -> None:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str) and holds_forbidden(node):
            raise UserError(N_("holds a control character or half a character in a text"))
        waiting.extend(_inside(node))
        if isinstance(node, dict):
            waiting.extend(node)


def _inside(node: object) -> Iterator[object]:
    if isinstance(node, dict):
        yield from node.values()
    elif isinstance(node, list):
        yield from node
