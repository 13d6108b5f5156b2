"""Canonical JSON and the identity of documents."""

from __future__ import annotations

import hashlib
import json
import unicodedata
import uuid
from typing import Any

JsonValue = Any
"""What JSON can hold: dict, list, str, int, bool, None."""

DECIMAL_KEYS = frozenset({"weight", "value", "level_threshold", "effort_days"})
"""Keys of a rubric whose values are decimals, so that "0.80" and "0.8" are one identity."""


def canonical_json(value: JsonValue) -> str:
    """Write a value in the one form that identity is taken of.

    Keys sorted, lists in order, NFC texts, decimals of a rubric in shortest form, no spaces, not escaped to ASCII.
    """
    return json.dumps(_canonical(value, ""), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def new_id() -> str:
    """Give a new UUID."""
    return str(uuid.uuid4())


def _canonical(value: JsonValue, key: str) -> JsonValue:
    # By exact type, as a pack has tens of thousands of these and its identity is taken at every start.
    kind = type(value)
    if kind is str:
        if key in DECIMAL_KEYS:
            return _shortest(value)
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if kind is dict:
        return {
            name if name.isascii() else unicodedata.normalize("NFC", name): _canonical(item, name)
            for name, item in value.items()
        }
    if kind is list:
        return [_canonical(item, "") for item in value]
    return value


def _shortest(decimal: str) -> str:
    whole, point, rest = decimal.partition(".")
    if not (whole.isdigit() and (rest.isdigit() or not point)):
        return decimal
    rest = rest.rstrip("0")
    return (whole.lstrip("0") or "0") + ("." + rest if rest else "")
