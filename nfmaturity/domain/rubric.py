"""The rubric: groups, capability domains, sub-indicators and requirements as frozen values.

The classes are the schema of a pack: unknown keys are faults; numbers arrive as decimal strings and are held exactly.
How the parts must fit one another is in `rubric_consistency`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal, LiteralString, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterator

OVERALL = "overall"
MAX_TEXT = 2000
MAX_NAME = 400

_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_VERSION = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}", re.ASCII)
_NATURAL = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


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


def _text(value: object, info: ValidationInfo) -> Mapping[str, str]:
    languages = _languages_of(info)
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


Text = Annotated[Mapping[str, str], PlainValidator(_text)]
Name = Annotated[Mapping[str, str], PlainValidator(_name)]
Texts = Annotated[Mapping[str, tuple[str, ...]], PlainValidator(_texts)]
Forms = Annotated[Mapping[str, tuple[str, ...]], PlainValidator(_forms)]
Weight = Annotated[Fraction, PlainValidator(_positive)]
Effort = Annotated[Fraction, PlainValidator(_not_negative)]
Share = Annotated[Fraction, PlainValidator(_share)]
Natural = Annotated[int, PlainValidator(_natural)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Identifier = Annotated[str, AfterValidator(_identifier)]
VersionNumber = Annotated[str, AfterValidator(_version)]
SegmentId = Literal["mining", "beneficiation", "smelting", "processing"]
Rule = Literal["first_unmet", "met_as_one", "plain_sum"]


class _Node(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Level(_Node):
    """One maturity level of the pack, lowest first."""

    level: Natural
    name: Name
    summary: Text


class Segment(_Node):
    """A kind of enterprise that requirements may be limited to."""

    id: SegmentId
    name: Name


class Degree(_Node):
    """One degree of satisfaction; `value` is what it counts, from 1 (best) to 0."""

    id: Identifier
    value: Share
    name: Name
    meaning: Text | None = None


class Scoring(_Node):
    """The scale, the threshold τ and the rule that turns shares into a level. Source: SCORING."""

    degrees: tuple[Degree, ...]
    level_threshold: Weight
    accumulate: Rule


class Requirement(_Node):
    """What an assessor grades: one observable idea. `effort_days` is person-days from none to full."""

    id: str
    text: Text
    guidance: Text | None = None
    evidence: Text | None = None
    effort_days: Effort | None = None
    applies_to: tuple[SegmentId, ...] | None = None
    depends_on: tuple[str, ...] = ()
    tags: tuple[Identifier, ...] = ()


class Action(_Node):
    """A typical way to reach a level; `effort` is S (to a month), M (to six months) or L."""

    text: Text
    effort: Literal["S", "M", "L"]


class LevelContent(_Node):
    """What a sub-indicator asks at one level."""

    requirements: tuple[Requirement, ...]
    actions: tuple[Action, ...] = ()


class SubIndicator(_Node):
    """One sub-indicator; `weight` is relative to its siblings in the domain."""

    id: str
    name: Name
    definition: Text
    weight: Weight
    tailorable: Truth | None = None
    applies_to: tuple[SegmentId, ...] | None = None
    evidence: Texts | None = None
    levels: dict[Natural, LevelContent]


class CapabilityDomain(_Node):
    """One capability domain; `weight` is relative to its siblings in the group."""

    id: str
    name: Name
    weight: Weight
    tailorable: Truth = True
    sub_indicators: tuple[SubIndicator, ...]


class Group(_Node):
    """A group of capability domains: basic common or industry-specific in our pack."""

    id: str
    name: Name
    weight: Weight
    domains: tuple[CapabilityDomain, ...]


class Term(_Node):
    """A word of the field and its meaning in one sentence; `also` are further forms that texts use, by language."""

    id: Identifier
    term: Name
    text: Text
    also: Forms | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a requirement stands in the rubric."""

    requirement: Requirement
    level: int
    sub_indicator: SubIndicator
    domain: CapabilityDomain
    group: Group

    @property
    def tailorable(self) -> bool:
        """Whether an assessor may take the sub-indicator or its requirements out of scope."""
        return is_tailorable(self.sub_indicator, self.domain)


def is_tailorable(sub_indicator: SubIndicator, domain: CapabilityDomain) -> bool:
    """Tell whether a sub-indicator may be excluded: its own word, else its domain's."""
    return domain.tailorable if sub_indicator.tailorable is None else sub_indicator.tailorable


class DegreeUnits(NamedTuple):
    """The degrees in whole units; `best` is what full satisfaction counts."""

    by_id: Mapping[str, int]
    best: int


class Rubric(_Node):
    """A whole pack. Ids of groups, domains and sub-indicators share one namespace; `overall` is reserved."""

    format: Literal["nfmaturity-rubric"]
    schema_: Natural = Field(alias="schema")
    id: Identifier
    version: VersionNumber
    languages: tuple[Identifier, ...] = ("zh", "en")
    title: Name
    provenance: Text
    levels: tuple[Level, ...]
    segments: tuple[Segment, ...]
    scoring: Scoring
    groups: tuple[Group, ...]
    glossary: tuple[Term, ...] = ()

    def say(self, text: Mapping[str, str], language: str) -> str:
        """Give a text in a language, or in the pack's first where it has no other."""
        return text.get(language) or text.get(self.languages[0]) or next(iter(text.values()))

    @property
    def domains(self) -> Iterator[tuple[Group, CapabilityDomain]]:
        """Every capability domain with its group, in the pack's order."""
        return ((group, domain) for group in self.groups for domain in group.domains)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every requirement by id, in the pack's order."""
        return MappingProxyType(
            {
                requirement.id: Place(requirement, number, item, domain, group)
                for group, domain in self.domains
                for item in domain.sub_indicators
                for number, content in sorted(item.levels.items())
                for requirement in content.requirements
            }
        )

    @cached_property
    def sub_indicators(self) -> Mapping[str, tuple[Group, CapabilityDomain, SubIndicator]]:
        """Every sub-indicator by id with the nodes above it, in the pack's order."""
        return MappingProxyType(
            {item.id: (group, domain, item) for group, domain in self.domains for item in domain.sub_indicators}
        )

    @cached_property
    def node_names(self) -> Mapping[str, Text]:
        """The name of every group, domain and sub-indicator by id."""
        names: dict[str, Mapping[str, str]] = {}
        for group in self.groups:
            names[group.id] = group.name
            for domain in group.domains:
                names[domain.id] = domain.name
                names |= {item.id: item.name for item in domain.sub_indicators}
        return MappingProxyType(names)

    @cached_property
    def degrees(self) -> Mapping[str, Degree]:
        """The degrees of the scale by id, best first."""
        return MappingProxyType({degree.id: degree for degree in self.scoring.degrees})

    @cached_property
    def degree_units(self) -> DegreeUnits:
        """What each degree counts, in whole units of a common size, so that shares are summed in whole numbers."""
        common = lcm(*(degree.value.denominator for degree in self.scoring.degrees))
        return DegreeUnits({degree.id: int(degree.value * common) for degree in self.scoring.degrees}, common)

    @cached_property
    def whole_weights(self) -> Mapping[str, int]:
        """The weight of every group, domain and sub-indicator, as whole numbers in the same ratio among siblings."""
        weights = {group.id: group.weight for group in self.groups}
        weights |= {domain.id: domain.weight for _, domain in self.domains}
        weights |= {item.id: item.weight for _, _, item in self.sub_indicators.values()}
        common = lcm(*(weight.denominator for weight in weights.values()))
        return MappingProxyType({node: int(weight * common) for node, weight in weights.items()})

    @cached_property
    def level_numbers(self) -> tuple[int, ...]:
        """1…n."""
        return tuple(level.level for level in self.levels)

    def level_name(self, level: int, language: str) -> str | None:
        """Give the name of a level of the pack; None for 0, which no pack names."""
        return next((self.say(entry.name, language) for entry in self.levels if entry.level == level), None)


@dataclass(frozen=True, slots=True)
class RubricPack:
    """A rubric with its identity: the SHA-256 of the canonical JSON of its parsed source."""

    rubric: Rubric
    sha256: str
    source: str

    @property
    def label(self) -> str:
        """Id and version, as a person names the pack."""
        return f"{self.rubric.id} {self.rubric.version}"
