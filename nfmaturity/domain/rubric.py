"""The rubric: groups, capability domains, sub-indicators and requirements as frozen values.

The classes are the schema of a pack: unknown keys are faults; numbers arrive as decimal strings and are held exactly.
Descriptions and forms of the fields are what docs/rubric-format.md tells about them.
How the parts must fit one another is in `rubric_consistency`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import lcm
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from nfmaturity.domain.rubric_fields import (
    Effort,
    Forms,
    Identifier,
    Name,
    Natural,
    NodeId,
    RequirementId,
    Rule,
    SegmentId,
    Share,
    Text,
    Texts,
    Truth,
    VersionNumber,
    Weight,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OVERALL = "overall"


class _Node(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Level(_Node):
    """One maturity level of the pack, lowest first."""

    level: Natural = Field(description="its number: 1, 2, 3 … without gaps")
    name: Name = Field(description="what the level is called")
    summary: Text = Field(description="what an enterprise at this level does")


class Segment(_Node):
    """A kind of enterprise that requirements may be limited to."""

    id: SegmentId = Field(description="which kind; the program knows these")
    name: Name = Field(description="what the segment is called")


class Degree(_Node):
    """One degree of satisfaction."""

    id: Identifier = Field(description="names the degree in assessments")
    value: Share = Field(description="what the degree counts: 1 for the best, then falling strictly to 0")
    name: Name = Field(description="what the degree is called")
    meaning: Text | None = Field(None, description="when an assessor gives it")


class Scoring(_Node):
    """The scale, the threshold τ and the rule that turns shares into a level. Source: SCORING."""

    degrees: tuple[Degree, ...] = Field(description="the scale, best first; at least two")
    level_threshold: Weight = Field(description="τ, the share at which a level is met; at most 1")
    accumulate: Rule = Field(description="the rule that makes level and score of the levels' shares")


class Requirement(_Node):
    """What an assessor grades: one observable idea."""

    id: RequirementId = Field(description="sub-indicator, dot, level and one lower-case letter: `BC-ORG-01.1a`")
    text: Text = Field(description="what is asked")
    guidance: Text | None = Field(None, description="what the assessor looks at or asks, and what must be found")
    evidence: Text | None = Field(None, description="which document, log or screen proves this requirement")
    effort_days: Effort | None = Field(None, description="person-days from none to full at a mid-size site")
    applies_to: tuple[SegmentId, ...] | None = Field(None, description="the segments it is for; absent: all")
    depends_on: tuple[RequirementId, ...] = Field((), description="what must be in place first; same or lower level")
    tags: tuple[Identifier, ...] = Field((), description="words to find and group requirements by")


class Action(_Node):
    """A typical way to reach a level."""

    text: Text = Field(description="what to do")
    effort: Literal["S", "M", "L"] = Field(description="S to a month, M to six months, L beyond")


class LevelContent(_Node):
    """What a sub-indicator asks at one level."""

    requirements: tuple[Requirement, ...] = Field(description="what is graded; at least one")
    actions: tuple[Action, ...] = Field((), description="typical ways to get there")


class SubIndicator(_Node):
    """One sub-indicator of a domain, with requirements at every level of the pack."""

    id: NodeId = Field(description="begins with the domain's id and a hyphen: `BC-ORG-01`")
    name: Name = Field(description="what the sub-indicator is called")
    definition: Text = Field(description="what it is about, in a sentence")
    weight: Weight = Field(description="relative to its siblings in the domain, in the same way")
    tailorable: Truth | None = Field(None, description="whether an assessor may exclude it; absent: as its domain")
    applies_to: tuple[SegmentId, ...] | None = Field(None, description="the segments it is for; absent: all")
    evidence: Texts | None = Field(None, description="what typically proves the whole item")
    levels: dict[Natural, LevelContent] = Field(description="under the number of each level of the pack, what it asks")


class CapabilityDomain(_Node):
    """One capability domain, in a file that is named after its id."""

    id: NodeId = Field(description="begins with the group's id and a hyphen: `BC-ORG`")
    name: Name = Field(description="what the domain is called")
    weight: Weight = Field(description="relative to its siblings in the group, in the same way")
    tailorable: Truth = Field(True, description="whether an assessor may exclude parts of it, each with a reason")
    sub_indicators: tuple[SubIndicator, ...] = Field(description="what the domain consists of; at least one")


class Group(_Node):
    """A group of capability domains: basic common or industry-specific in our pack."""

    id: NodeId = Field(description="such as `BC`; the domains' ids begin with it")
    name: Name = Field(description="what the group is called")
    weight: Weight = Field(description="relative to the other groups; need not add up to 100")
    domains: tuple[CapabilityDomain, ...] = Field(
        description="in `pack.yaml` the ids of its domains, in order; each has a file of its own; at least one"
    )


class Term(_Node):
    """A word of the field and its meaning in one sentence."""

    id: Identifier = Field(description="names the term")
    term: Name = Field(description="the word")
    text: Text = Field(description="its meaning, in one sentence")
    also: Forms | None = Field(None, description="further forms that the pack's texts use")


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

    format: Literal["nfmaturity-rubric"] = Field(description="says what the file is")
    schema_: Natural = Field(alias="schema", description="the version of this format")
    id: Identifier = Field(description="names the pack")
    version: VersionNumber = Field(description="of the content: another content is another version")
    languages: tuple[Identifier, ...] = Field(("zh", "en"), description="of the texts; the first is the fallback")
    title: Name = Field(description="what the pack is called")
    provenance: Text = Field(description="where structure and wording come from; stands in every report")
    levels: tuple[Level, ...] = Field(description="the maturity levels, lowest first")
    segments: tuple[Segment, ...] = Field(description="the kinds of enterprise that the pack tells apart")
    scoring: Scoring = Field(description="scale, threshold and rule")
    groups: tuple[Group, ...] = Field(description="the groups of capability domains; at least one")
    glossary: tuple[Term, ...] = Field((), description="words that readers may not know")

    def segment_names(self, wanted: Iterable[str], language: str) -> list[str]:
        """Name segments in a language; one that the rubric does not know by its id."""
        names: dict[str, str] = {segment.id: self.say(segment.name, language) for segment in self.segments}
        return [names.get(name, name) for name in wanted]

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

    @property
    def version(self) -> tuple[int, ...]:
        """The version as numbers, by which packs of one id are ordered."""
        return tuple(int(part) for part in self.rubric.version.split("."))
