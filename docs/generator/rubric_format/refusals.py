"""What loading a pack refuses, in the sentences that it is told with."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

from docs.generator.rubric_format.marked_texts import sentences_of, shown
from nfmaturity.domain import rubric_consistency, rubric_fields
from nfmaturity.domain.schema_faults import SENTENCES
from nfmaturity.files import plain_text, rubric_files, yaml_source

if TYPE_CHECKING:
    from collections.abc import Iterator

# What pydantic itself finds wrong with the classes of a pack.
_FOUND_BY_THE_SCHEMA = ("missing", "extra_forbidden", "literal_error", "string_type", "tuple_type", "dict_type")
_OWN_KIND = re.compile(r'_fault\("(\w+)"')


def refusals() -> Iterator[str]:
    """Give the sentences as lists, from the file as a whole to how the parts fit."""
    for title, sentences in (
        ("The file as a whole", [*sentences_of(plain_text), *sentences_of(yaml_source)]),
        ("The folder", [*sentences_of(rubric_files)]),
        ("Keys and values", _schema_sentences()),
        ("How the parts fit", [*sentences_of(rubric_consistency)]),
    ):
        yield from ("", f"{title}:", "")
        yield from (f"- {shown(sentence)}" for sentence in dict.fromkeys(sentences))


def _schema_sentences() -> list[str]:
    """Give what the schema says of a value; the kinds of our own are those that the module of the fields raises."""
    own = _OWN_KIND.findall(inspect.getsource(rubric_fields))
    return [SENTENCES[kind] for kind in (*_FOUND_BY_THE_SCHEMA, *own)]
