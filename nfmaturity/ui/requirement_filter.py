"""Which requirements a person wants to see of an assessment: a filter as a value, and what it lets through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nfmaturity.domain.scope import applies
from nfmaturity.i18n import N_, _, current_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from nfmaturity.domain.rubric import Place, Rubric
    from nfmaturity.ui.session import AssessmentSession

STATES: Mapping[str, str] = {
    "unanswered": N_("Unanswered"),
    "marked": N_("Marked"),
    "below_target": N_("Below target"),
    "no_comment": N_("No comment"),
    "to_confirm": N_("To be confirmed"),
}
"""What a filter may ask of where a requirement stands, and the word for it."""


@dataclass(frozen=True, slots=True)
class RequirementFilter:
    """What a requirement must meet, all of it; `segment` and `tag` are ids, "" for any."""

    words: str = ""
    states: frozenset[str] = frozenset()
    segment: str = ""
    tag: str = ""

    @property
    def is_set(self) -> bool:
        """Whether anything is asked."""
        return bool(self.words or self.states or self.segment or self.tag)  # asked some hundred times at each grade

    def is_within(self, other: RequirementFilter) -> bool:
        """Tell whether all that this one lets through is let through by another one."""
        words = other.words.casefold() in self.words.casefold()
        return (
            words
            and other.states <= self.states
            and other.segment in {"", self.segment}
            and other.tag in {"", self.tag}
        )

    def toggled(self, state: str, on: bool) -> RequirementFilter:
        """Ask for a state, or no longer."""
        return replace(self, states=self.states | {state} if on else self.states - {state})


EVERYTHING = RequirementFilter()


class RequirementIndex:
    """The texts of a rubric as they are searched, put together once."""

    def __init__(self, rubric: Rubric) -> None:
        """Put the texts of every requirement and the names of every sub-indicator together, in all languages."""
        self._said = {ident: "\n".join(_said(place)).casefold() for ident, place in rubric.places.items()}

    def mentions(self, name: str, words: str) -> bool:
        """Tell whether a requirement, or its sub-indicator by name, says words; they are given casefolded."""
        return words in self._said[name]


def _said(place: Place) -> Iterator[str]:
    for node, texts in ((place.requirement, place.requirement.text), (place.sub_indicator, place.sub_indicator.name)):
        yield node.id
        yield from texts.values()


def matching(
    session: AssessmentSession,
    index: RequirementIndex,
    wanted: RequirementFilter,
    names: Iterable[str] | None = None,
) -> Iterator[str]:
    """Give the requirements meant for the enterprise that a filter lets through, in the rubric's order or that given.

    Where a requirement stands can only be asked of one that counts: an excluded one has no grade to miss.
    """
    words, places = wanted.words.casefold(), session.rubric.places
    segments = session.assessment.enterprise.segments
    answers = session.assessment.answers
    for name in places if names is None else names:
        if words and not (
            index.mentions(name, words) or (name in answers and words in answers[name].comment.casefold())
        ):
            continue  # asked first, as nearly all are out by that
        place = places[name]
        if not (applies(place.sub_indicator, segments) and applies(place.requirement, segments)):
            continue
        if wanted.tag and wanted.tag not in place.requirement.tags:
            continue
        if wanted.segment and not is_for(place, wanted.segment):
            continue
        if all(_stands(session, place, state) for state in wanted.states):
            yield name


def is_for(place: Place, segment: str) -> bool:
    """Tell whether a requirement is meant for a segment in particular, not for every enterprise."""
    named = [node.applies_to for node in (place.sub_indicator, place.requirement) if node.applies_to is not None]
    return bool(named) and all(segment in segments for segments in named)


def _stands(session: AssessmentSession, place: Place, state: str) -> bool:
    name = place.requirement.id
    if name not in session.scope:
        return False
    answer = session.answer(name)
    if state == "unanswered":
        return answer.grade is None
    if state == "marked":
        return answer.review
    if state == "no_comment":
        return not answer.comment
    if state == "to_confirm":
        return answer.is_to_confirm
    return _is_below_target(session, place, answer.grade)


def _is_below_target(session: AssessmentSession, place: Place, grade: str | None) -> bool:
    """Tell whether more of a requirement would help its sub-indicator up to the target level."""
    target, node = session.assessment.target_level or 0, session.card.nodes[place.sub_indicator.id]
    is_short = node.level is not None and node.level < target
    return is_short and place.level <= target and grade != session.rubric.scoring.degrees[0].id


def segments_to_choose(session: AssessmentSession) -> tuple[str, ...]:
    """Give the enterprise's segments for which the rubric has requirements of their own."""
    own = session.assessment.enterprise.segments
    places = [place for name, place in session.rubric.places.items() if name in session.scope]
    return tuple(
        segment.id
        for segment in session.rubric.segments
        if segment.id in own and any(is_for(place, segment.id) for place in places)
    )


def tags_to_choose(rubric: Rubric) -> tuple[str, ...]:
    """Give the tags of a rubric's requirements, the most used first."""
    counts: dict[str, int] = {}
    for place in rubric.places.values():
        for tag in place.requirement.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return tuple(sorted(counts, key=lambda tag: (-counts[tag], tag)))


def filter_words(rubric: Rubric, wanted: RequirementFilter) -> str:
    """Say what a filter asks for."""
    parts = [_("“{words}”").format(words=wanted.words)] if wanted.words else []
    parts += [_(word) for state, word in STATES.items() if state in wanted.states]
    parts += rubric.segment_names([wanted.segment] if wanted.segment else [], current_language())
    parts += [tag_name(wanted.tag)] if wanted.tag else []
    return _(", ").join(parts)


_TAGS = {
    "data": N_("Data"),
    "cost": N_("Cost"),
    "ai": N_("Artificial intelligence"),
    "quality": N_("Quality"),
    "safety": N_("Work safety"),
    "green": N_("Green and low-carbon"),
    "security": N_("Cyber security"),
}


def tag_name(tag: str) -> str:
    """Name a tag of the shipped rubric as a practitioner does, another one as it is written."""
    return _(_TAGS[tag]) if tag in _TAGS else tag


def in_items(rubric: Rubric, names: Collection[str]) -> frozenset[str]:
    """Give the sub-indicators of requirements."""
    return frozenset(rubric.places[name].sub_indicator.id for name in names)
