"""The kinds of field that profiles and documents are made of, with what each refuses."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

MAX_COMMENT = 20_000

# Control characters other than tab and line ends, halves of characters, and what is no character at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

_NUMBER = re.compile(r"([0-9]{1,12}(\.[0-9]{1,6})?)?", re.ASCII)


def holds_forbidden(text: str) -> bool:
    """Tell whether a text holds what no document or database can: control characters, halves of characters."""
    return not text.isprintable() and _FORBIDDEN.search(text) is not None


def _writable(text: str) -> str:
    if holds_forbidden(text):
        raise PydanticCustomError("forbidden_character", "a control character or half a character")
    return text


def _on_one_line(text: str) -> str:
    return " ".join(text.splitlines()).replace("\t", " ")


def _day(text: str) -> str:
    if text and not _DAY.fullmatch(text):
        raise PydanticCustomError("not_day", "not a day")
    try:
        if text:
            dt.date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("no_such_day", "not in the calendar") from None
    return text


def _number(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise PydanticCustomError("not_number", "not a plain number")
    return text


def _moment(text: str) -> str:
    try:
        dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        raise PydanticCustomError("not_moment", "not a moment") from None
    return text


def _uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text)) if text else ""
    except ValueError:
        raise PydanticCustomError("not_uuid", "not a UUID") from None


Line = Annotated[
    str,
    StringConstraints(max_length=300, strip_whitespace=True),
    AfterValidator(_writable),
    AfterValidator(_on_one_line),
]
Note = Annotated[str, StringConstraints(max_length=5000), AfterValidator(_writable)]
Comment = Annotated[str, StringConstraints(max_length=MAX_COMMENT), AfterValidator(_writable)]
Number = Annotated[str, AfterValidator(_number)]
Count = Annotated[int, Field(ge=0, le=10_000_000, strict=True)]
Sequence = Annotated[int, Field(ge=0, le=2**31 - 1, strict=True)]
Day = Annotated[str, AfterValidator(_day)]
Moment = Annotated[str, AfterValidator(_moment)]
Identity = Annotated[str, AfterValidator(_uuid)]
GivenIdentity = Annotated[str, StringConstraints(min_length=1), AfterValidator(_uuid)]
