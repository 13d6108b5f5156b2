"""What the fields of a rubric pack may hold: texts by language, exact decimals, ids. Source: RUBRIC.

Each kind of value is a type with its check; `Form` says for the documentation how it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Literal, LiteralString

from pydantic import AfterValidator, BeforeValidator, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

MAX_TEXT = 2000
MAX_NAME = 400
MAX_ID = 64
MAX_DIGITS = 12

_DECIMAL = re.compile(rf"-?[0-9]{{1,{MAX_DIGITS}}}(\.[0-9]{{1,{MAX_DIGITS}}})?", re.ASCII)
_IDENTIFIER = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{MAX_ID - 1}}}", re.ASCII)
_VERSION = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}", re.ASCII)
_NATURAL = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind of value is written in a pack's file."""

    words: str


def _fault(kind: LiteralString, template: LiteralString, **values: object) -> PydanticCustomError:
    return PydanticCustomError(kind, template, values)


def parse_decimal(value: object) -> Fraction:
    """Read a decimal string exactly; anything else raises a fault of kind `not_decimal`."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Fraction(value)
    raise _fault("not_decimal", "not a decimal number")


def _positive(value: object) -> Fraction:
    number = parse_decimal(value)
    if number <= 0:
        raise _fault("not_positive", "must be above 0")
    return number


def _not_negative(value: object) -> Fraction:
    number = parse_decimal(value)
    if number < 0:
        raise _fault("negative", "must not be below 0")
    return number


def _share(value: object) -> Fraction:
    number = parse_decimal(value)
    if not 0 <= number <= 1:
        raise _fault("not_share", "must lie between 0 and 1")
    return number


def _natural(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _NATURAL.fullmatch(value):
        return int(value)
    raise _fault("not_natural", "not a whole number from 1")


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise _fault("not_truth", "must be true or false")


def _languages_of(info: ValidationInfo) -> tuple[str, ...] | None:
    return info.context["languages"] if info.context else None


def _is_plain(text: object) -> bool:
    return type(text) is str and 0 < len(text) <= MAX_TEXT and not text.isspace()


def _text(value: object, info: ValidationInfo) -> Mapping[str, str]:
    languages = _languages_of(info)
    if type(value) is dict and tuple(value) == languages and all(map(_is_plain, value.values())):
        return MappingProxyType(dict(value))  # as nearly every text is
    return _checked_text(value, languages)


def _checked_text(value: object, languages: tuple[str, ...] | None) -> Mapping[str, str]:
    if isinstance(value, str):
        if languages is None or len(languages) != 1:
            raise _fault("plain_text", "write one text for each language")
        value = {languages[0]: value}
    if not isinstance(value, Mapping):
        raise _fault("not_text", "must be a text")
    for language, text in value.items():
        if languages is not None and language not in languages:
            raise _fault("unknown_language", "the pack does not list the language", language=str(language))
        if not isinstance(text, str) or not text.strip():
            raise _fault("empty_text", "the text is empty", language=str(language))
        if len(text) > MAX_TEXT:
            raise _fault("string_too_long", "too long", max_length=MAX_TEXT)
    for language in languages or ():
        if language not in value:
            raise _fault("missing_language", "the text is missing in a language", language=language)
    return MappingProxyType(dict(value))


def _name(value: object, info: ValidationInfo) -> Mapping[str, str]:
    name = _text(value, info)
    if any(len(words.splitlines()) > 1 for words in name.values()):
        raise _fault("several_lines", "must be on one line")
    if any(len(words) > MAX_NAME for words in name.values()):
        raise _fault("string_too_long", "too long", max_length=MAX_NAME)
    return name


def _identifier(text: str) -> str:
    if not _IDENTIFIER.fullmatch(text):
        raise _fault("not_id", "not an id")
    return text


def _version(text: str) -> str:
    if not _VERSION.fullmatch(text):
        raise _fault("not_version", "not a version")
    return text


def _texts(value: object, info: ValidationInfo) -> Mapping[str, tuple[str, ...]]:
    languages = _languages_of(info)
    if isinstance(value, list) and languages is not None and len(languages) == 1:
        value = {languages[0]: value}
    if not isinstance(value, Mapping):
        raise _fault("not_texts", "must be a list of texts for each language")
    for language in languages or ():
        if language not in value:
            raise _fault("missing_language", "the text is missing in a language", language=language)
    for language, texts in value.items():
        if languages is not None and language not in languages:
            raise _fault("unknown_language", "the pack does not list the language", language=str(language))
        if not isinstance(texts, list | tuple) or not all(isinstance(text, str) and text.strip() for text in texts):
            raise _fault("not_texts", "must be a list of texts for each language")
    return MappingProxyType({language: tuple(texts) for language, texts in value.items()})


def _forms(value: object, info: ValidationInfo) -> Mapping[str, tuple[str, ...]]:
    languages = _languages_of(info)
    if not isinstance(value, Mapping) or not value:
        raise _fault("not_texts", "must be a list of texts for each language")
    for language, forms in value.items():
        if languages is not None and language not in languages:
            raise _fault("unknown_language", "the pack does not list the language", language=str(language))
        if not isinstance(forms, list | tuple) or not all(isinstance(form, str) and form.strip() for form in forms):
            raise _fault("not_texts", "must be a list of texts for each language")
    return MappingProxyType({language: tuple(forms) for language, forms in value.items()})


Text = Annotated[Mapping[str, str], PlainValidator(_text), Form("text in each language")]
Name = Annotated[Mapping[str, str], PlainValidator(_name), Form("name in each language, on one line")]
Texts = Annotated[Mapping[str, tuple[str, ...]], PlainValidator(_texts), Form("list of texts in each language")]
Forms = Annotated[Mapping[str, tuple[str, ...]], PlainValidator(_forms), Form("list of texts in some languages")]
Weight = Annotated[Fraction, PlainValidator(_positive), Form("decimal above 0")]
Effort = Annotated[Fraction, PlainValidator(_not_negative), Form("decimal, 0 or more")]
Share = Annotated[Fraction, PlainValidator(_share), Form("decimal from 0 to 1")]
Natural = Annotated[int, PlainValidator(_natural), Form("whole number from 1")]
Truth = Annotated[bool, BeforeValidator(_truth), Form("`true` or `false`")]
Identifier = Annotated[str, AfterValidator(_identifier), Form("id")]
NodeId = Annotated[str, Form("id")]
RequirementId = Annotated[str, Form("requirement id")]
VersionNumber = Annotated[str, AfterValidator(_version), Form("three whole numbers with dots")]
SegmentId = Literal["mining", "beneficiation", "smelting", "processing"]
Rule = Literal["first_unmet", "met_as_one", "plain_sum"]
