"""Values of a pack as the texts of cells, and back: each form of value has one writing that reads as the same value.

A list of texts stands one a line. A list that would read differently so (an empty one, a text of several lines or with
blanks around it) stands as JSON: `[]`, `["a", "b"]`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from nfmaturity.files.rubric_workbook.layout import EMPTY, Form, heading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.domain.documents import JsonValue
    from nfmaturity.files.rubric_workbook.layout import Field

_BETWEEN_WORDS = re.compile(r"[\s,，、;；]+")


def cells_of(field: Field, value: JsonValue) -> dict[str, str]:
    """Give the cells of a value by their headings."""
    if isinstance(value, dict):
        return {heading(field.column, language): _cell(field.form, inner) for language, inner in value.items()}
    return {field.column: _cell(field.form, value)}


def value_of(field: Field, cells: Mapping[str | None, str]) -> JsonValue:
    """Give the value of a field's cells that are not blank, by language; one without language is under None."""
    values = {language: _value(field.form, text) for language, text in cells.items()}
    return values.get(None, values)


def join_texts(texts: list[str]) -> str:
    """Write a list of texts into one cell."""
    lines = "\n".join(texts)
    is_plain = all(len(text.splitlines()) == 1 for text in texts) and split_texts(lines) == texts
    return lines if texts and is_plain else json.dumps(texts, ensure_ascii=False)


def split_texts(cell: str) -> list[str]:
    """Read a list of texts from one cell."""
    if cell.lstrip().startswith("["):
        try:
            texts = json.loads(cell)
        except (ValueError, RecursionError):
            texts = None
        if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
            return texts
    return [line.strip() for line in cell.split("\n") if line.strip()]


def split_words(cell: str) -> list[str]:
    """Read a list of ids from one cell; they stand between commas or blanks."""
    return [] if cell.strip() == EMPTY else [word for word in _BETWEEN_WORDS.split(cell) if word]


def _cell(form: Form, value: JsonValue) -> str:
    if form is Form.WORDS:
        return ", ".join(value) or EMPTY
    text: str = join_texts(value) if form is Form.TEXTS else value
    return text


def _value(form: Form, text: str) -> JsonValue:
    match form:
        case Form.WORDS:
            return split_words(text)
        case Form.TEXTS:
            return split_texts(text)
        case Form.TRUTH:
            return text.strip().lower()
        case Form.WORD | Form.NUMBER:
            return text.strip()
    return text
