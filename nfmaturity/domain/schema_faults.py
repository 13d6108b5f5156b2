"""The sentences for what a schema class finds wrong, by pydantic's kinds of error and our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError

Path = tuple[str | int, ...]
"""Keys and list places from the top of a document to a value."""

SENTENCES = {
    "missing": N_("this key is missing"),
    "extra_forbidden": N_("unknown key"),
    "newer_keys": N_('unknown in "schema": 1: {keys}; write "schema": 2'),
    "newer_key": N_('unknown key in "schema": 1; write "schema": 2'),
    "literal_error": N_("must be one of {expected}"),
    "string_type": N_("must be a text"),
    "int_type": N_("must be a whole number"),
    "bool_type": N_("must be true or false"),
    "bool_parsing": N_("must be true or false"),
    "tuple_type": N_("must be a list"),
    "list_type": N_("must be a list"),
    "dict_type": N_("must be a group of keys"),
    "model_type": N_("must be a group of keys"),
    "model_attributes_type": N_("must be a group of keys"),
    "string_too_long": N_("is longer than {max_length} characters"),
    "too_short": N_("must not be empty"),
    "greater_than_equal": N_("must be at least {ge}"),
    "less_than_equal": N_("must be at most {le}"),
    "string_pattern_mismatch": N_("is not written as it must be"),
    "not_decimal": N_("is not a decimal number"),
    "not_positive": N_("must be above 0"),
    "negative": N_("must not be below 0"),
    "not_share": N_("must lie between 0 and 1"),
    "not_natural": N_("is not a whole number from 1"),
    "not_truth": N_("must be true or false"),
    "plain_text": N_("the pack has several languages: write one text for each"),
    "not_text": N_("must be a text"),
    "not_texts": N_("must be a list of texts for each language"),
    "unknown_language": N_("the pack does not list the language {language}"),
    "empty_text": N_("the text in {language} is empty"),
    "missing_language": N_("the text in {language} is missing"),
    "repeated_segment": N_("a segment is named twice"),
    "not_day": N_("is not a day written as 2026-11-22"),
    "no_such_day": N_("is not a day of the calendar"),
    "not_number": N_("is not a plain number such as 1450 or 98.5, without unit, comma or %"),
    "several_lines": N_("must be on one line"),
    "not_id": N_("is not an id: letters, digits and . _ -, at most 64 of them"),
    "not_version": N_("is not a version such as 1.0.0"),
    "not_moment": N_("is not a time written as 2026-11-22T08:00:00Z"),
    "forbidden_character": N_("holds a control character or half a character"),
    "string_too_short": N_("must not be empty"),
    "not_uuid": N_("is not a UUID"),
    "not_a_change": N_("is not an edit of something that an assessment holds"),
    "gaps_in_log": N_("changes are missing: they must be numbered 1, 2, 3 …"),
}
_ANY = N_("is not what is expected here")


def schema_faults(error: ValidationError) -> Iterator[tuple[Path, Message]]:
    """Give every fault that a schema class found, as place and sentence."""
    faults = error.errors(include_url=False, include_input=False)
    for found in faults:
        if found["type"] == "too_short" and any(_is_within(other["loc"], found["loc"]) for other in faults):
            continue  # it is not empty: what it holds is at fault
        context = found.get("ctx", {})
        if "expected" in context:
            context = context | {"expected": context["expected"].replace(" or ", ", ")}
        said = context.get("said")
        yield found["loc"], said if isinstance(said, Message) else Message(SENTENCES.get(found["type"], _ANY), context)


def _is_within(place: Path, group: Path) -> bool:
    return len(place) > len(group) and place[: len(group)] == group
