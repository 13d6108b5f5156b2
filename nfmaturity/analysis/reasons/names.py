"""Names of the rubric as they go into sentences and tables: each says itself in the language in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.analysis.change_words import signed
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.i18n import _, current_language, say

if TYPE_CHECKING:
    from nfmaturity.analysis.comparison import Difference
    from nfmaturity.domain.errors import Message
    from nfmaturity.domain.rubric import Rubric


@dataclass(frozen=True, slots=True)
class NodeName:
    """The whole, a group, a domain or a sub-indicator."""

    rubric: Rubric
    id: str

    def __str__(self) -> str:
        """Give its name."""
        if self.id == OVERALL:
            return _("Whole enterprise")
        return self.rubric.say(self.rubric.node_names[self.id], current_language())


@dataclass(frozen=True, slots=True)
class RequirementName:
    """A requirement."""

    rubric: Rubric
    id: str

    def __str__(self) -> str:
        """Give its text."""
        return self.rubric.say(self.rubric.places[self.id].requirement.text, current_language())


@dataclass(frozen=True, slots=True)
class LevelName:
    """A level; 0 is below the first."""

    rubric: Rubric
    level: int

    @property
    def id(self) -> str:
        """Its number."""
        return str(self.level)

    def __str__(self) -> str:
        """Give its name."""
        return self.rubric.level_name(self.level, current_language()) or _("Below level 1")


@dataclass(frozen=True, slots=True)
class DegreeName:
    """A degree of the scale; "" is no grade yet."""

    rubric: Rubric
    id: str

    def __str__(self) -> str:
        """Give its name."""
        if not self.id:
            return _("Unanswered")
        return self.rubric.say(self.rubric.degrees[self.id].name, current_language())


@dataclass(frozen=True, slots=True)
class SegmentNames:
    """Segments, one after the other."""

    rubric: Rubric
    ids: tuple[str, ...]

    def __str__(self) -> str:
        """Give their names."""
        return _(", ").join(self.rubric.segment_names(self.ids, current_language()))


@dataclass(frozen=True, slots=True)
class Words:
    """What has no name in the rubric."""

    said: Message
    id: str = ""

    def __str__(self) -> str:
        """Say it."""
        return say(self.said)


@dataclass(frozen=True, slots=True)
class MovedBy:
    """By how much a figure moved; None where it has none to compare with."""

    by: Difference | None
    id: str = ""

    def __str__(self) -> str:
        """Write it with its sign."""
        return signed(self.by)


Name = NodeName | RequirementName | LevelName | DegreeName | Words | MovedBy
