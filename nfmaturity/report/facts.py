"""What every section of a report draws from, and how figures and names are written in it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from nfmaturity.analysis import amount_words
from nfmaturity.analysis.change_words import when_words
from nfmaturity.analysis.checks.check import Asked
from nfmaturity.analysis.comparison import compare
from nfmaturity.analysis.following_year import count_to_confirm, with_old_comments
from nfmaturity.analysis.measures import measures_of
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import _
from nfmaturity.report.chapters import ALL_PARTS, Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.analysis.comparison import Comparison, Earlier
    from nfmaturity.analysis.measures import Measures
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import CapabilityDomain, Group, Rubric, RubricPack, SubIndicator
    from nfmaturity.domain.scope import Scope
    from nfmaturity.domain.scoring import NodeScore, ScoreCard

SHORT_NAME = 12
"""How many characters of a level's name still fit a chip or a column's head."""

GAIN_DECIMALS = 4
_SMALLEST_GAIN = Fraction(1, 10**GAIN_DECIMALS)


@dataclass(frozen=True)
class Facts:
    """One assessment under its rubric, scored, and the language of the report.

    `marked` asks for the draft mark or for none; None leaves it to the grades: it is there while one is to confirm.
    """

    pack: RubricPack
    assessment: Assessment
    scope: Scope
    card: ScoreCard
    language: str
    marked: bool | None = None
    earlier: Earlier | None = None
    """The assessment that this one is compared with."""

    parts: frozenset[Part] = ALL_PARTS
    """What is printed; what is left out is not referred to."""

    @property
    def rubric(self) -> Rubric:
        """The rubric."""
        return self.pack.rubric

    @property
    def overall(self) -> NodeScore:
        """The standing of the whole enterprise."""
        return self.card.overall

    @property
    def tau(self) -> Fraction:
        """The share that a level takes."""
        return self.rubric.scoring.level_threshold

    @property
    def incomplete(self) -> bool:
        """Whether anything in scope is unanswered."""
        return self.overall.answered < self.overall.in_scope

    @property
    def draft(self) -> bool:
        """Whether the report bears the draft mark: an incomplete one always does."""
        return self.incomplete or (self.waiting() > 0 if self.marked is None else self.marked)

    def waiting(self, node: str = OVERALL) -> int:
        """Count the grades taken over from another year that nobody has confirmed yet, of the whole or of a node."""
        return self._waiting.get(node, 0)

    @cached_property
    def _waiting(self) -> Mapping[str, int]:
        return count_to_confirm(self.rubric, self.scope, self.assessment)

    @cached_property
    def measures(self) -> Measures:
        """What leads to the next level of the whole."""
        return measures_of(self.rubric, self.assessment, self.scope, self.card)

    @property
    def asked(self) -> Asked:
        """What the checks look at; a report says nothing of what day it is."""
        before = self.earlier.assessment if self.earlier else None
        return Asked(self.rubric, self.assessment, self.scope, self.card, earlier=before)

    def comment(self, requirement: str) -> str:
        """Give the comment of a requirement, "" for none; one that is older than its grade says of when it is."""
        words = self.assessment.answer(requirement).comment.strip()
        if self.earlier is None or requirement not in self._old_comments:
            return words
        when = when_words(self.earlier.assessment, self.assessment)
        return _("Comment of {when}, before the grade was changed: {words}").format(when=when, words=words)

    @cached_property
    def _old_comments(self) -> frozenset[str]:
        return with_old_comments(self.assessment, self.earlier.assessment if self.earlier else None)

    @cached_property
    def compared(self) -> Comparison | None:
        """The result beside that of the earlier assessment; None without one."""
        return compare(self.rubric, self.card, self.earlier, self.waiting()) if self.earlier else None

    @property
    def enterprise(self) -> str:
        """The name of the enterprise, in the report's language where it has one."""
        profile = self.assessment.enterprise
        names = (profile.name, profile.name_en) if self.language == "zh" else (profile.name_en, profile.name)
        return next((name for name in names if name), _("Enterprise not named"))

    def say(self, text: Mapping[str, str]) -> str:
        """Give a text of the rubric in the report's language."""
        return self.rubric.say(text, self.language)

    def name(self, node: str) -> str:
        """Give the name of a group, domain or sub-indicator; a domain's with its id where another has the same."""
        name = self.say(self.rubric.node_names[node])
        return _("{name} ({id})").format(name=name, id=node) if name in self._twins and node in self._domains else name

    @cached_property
    def _domains(self) -> frozenset[str]:
        return frozenset(domain.id for _group, domain in self.rubric.domains)

    @cached_property
    def _twins(self) -> frozenset[str]:
        names = [self.say(domain.name) for _group, domain in self.rubric.domains]
        return frozenset(name for name in names if names.count(name) > 1)

    def level(self, number: int) -> str:
        """Give the name of a level; 0 is below the first."""
        return self.rubric.level_name(number, self.language) or _("Below level 1")

    def level_short(self, number: int) -> str:
        """Give the name of a level, or its number where the name is long."""
        name = self.level(number)
        return name if len(name) <= SHORT_NAME or number < 1 else _("Level {n}").format(n=number)

    def standing(self, node: NodeScore) -> str:
        """Give the level a node has, "–" where nothing of it is in scope; without any grade it has none yet."""
        if node.is_blank:
            return _("Not graded yet")
        return "–" if node.level is None else self.level(node.level)

    def grade(self, requirement: str) -> str:
        """Name the grade of a requirement, and that it is still to be confirmed where it is."""
        answer = self.assessment.answer(requirement)
        if answer.grade is None:
            return _("unanswered")
        name = self.say(self.rubric.degrees[answer.grade].name)
        return _("{grade}, to confirm").format(grade=name) if answer.is_to_confirm else name

    def weights(
        self, children: tuple[Group, ...] | tuple[CapabilityDomain, ...] | tuple[SubIndicator, ...]
    ) -> dict[str, Fraction]:
        """Give what each child in scope weighs among its siblings (0–1)."""
        having = [child for child in children if self.card.nodes[child.id].in_play]
        total = sum((child.weight for child in having), Fraction())
        return {child.id: child.weight / total for child in having}

    @cached_property
    def domain_weights(self) -> Mapping[str, Fraction]:
        """What each domain in scope weighs in the whole (0–1)."""
        groups = self.weights(self.rubric.groups)
        return {
            name: groups[group.id] * weight
            for group in self.rubric.groups
            for name, weight in self.weights(group.domains).items()
        }


def share(value: Fraction | None) -> str:
    """Write a share or a score: three decimals, cut."""
    return "–" if value is None else cut(value)


def score_of(node: NodeScore) -> str:
    """Write a node's score, "–" where nothing of it is in scope or graded: its 0 would read as a result."""
    return share(None if node.is_blank else node.score)


def share_at(node: NodeScore, level: int) -> str:
    """Write a node's share at a level, "–" where nothing of it is in scope or nothing of the node is graded."""
    return share(None if node.is_blank else node.shares.get(level))


def gap(value: Fraction) -> str:
    """Write how much is missing (never negative): three decimals, never understated.

    A share is cut and what it lacks is rounded up, so that the two add to the threshold on the page.
    """
    return cut(Fraction(ceil(value * 1000), 1000))


def surplus(value: Fraction) -> str:
    """Write how far something is above (never negative): three decimals, cut."""
    return cut(value)


def gain(value: Fraction) -> str:
    """Write what a grade would add (never negative): four decimals; one too small for them is not called nothing."""
    sign, shown = ("<", _SMALLEST_GAIN) if 0 < value < _SMALLEST_GAIN else ("+", value)
    return sign + cut(shown, GAIN_DECIMALS)


def percent(value: Fraction) -> str:
    """Write a weight in per cent, rounded to one decimal: unlike a score it claims no level."""
    return cut(value * 100 + Fraction(1, 20), 1) + "%"


def threshold(value: Fraction) -> str:
    """Write τ: two decimals, or as many as it has up to four."""
    shown = cut(value, 4).rstrip("0")
    return shown if len(shown) >= 4 else cut(value, 2)


def days(value: Fraction | None) -> str:
    """Write an effort in person-days; "–" where the pack gives none."""
    return "–" if value is None else amount_words.days(value)
