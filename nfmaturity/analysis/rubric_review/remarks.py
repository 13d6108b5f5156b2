"""A remark on a pack, and the texts that remarks are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nfmaturity.domain.errors import Message
    from nfmaturity.domain.rubric import Rubric, SubIndicator


@dataclass(frozen=True, slots=True)
class Remark:
    """One fault of content: the node or place of the pack that it is about, and what is wrong there."""

    place: str
    reason: Message


KINDS = {
    "name": N_("name"),
    "definition": N_("definition"),
    "text": N_("requirement"),
    "guidance": N_("guidance"),
    "evidence": N_("evidence"),
    "action": N_("action"),
    "meaning": N_("meaning"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the pack in all its languages: where it stands and which kind of text it is, a key of `KINDS`."""

    place: str
    kind: str
    text: Mapping[str, str]


def passages(rubric: Rubric) -> Iterator[Passage]:
    """Give every text that an author writes about sub-indicators and terms."""
    for _, _, item in rubric.sub_indicators.values():
        yield Passage(item.id, "name", item.name)
        yield Passage(item.id, "definition", item.definition)
        yield from _level_passages(item)
    for term in rubric.glossary:
        yield Passage(term.id, "meaning", term.text)


def _level_passages(item: SubIndicator) -> Iterator[Passage]:
    for number, content in sorted(item.levels.items()):
        for requirement in content.requirements:
            yield Passage(requirement.id, "text", requirement.text)
            if requirement.guidance:
                yield Passage(requirement.id, "guidance", requirement.guidance)
            if requirement.evidence:
                yield Passage(requirement.id, "evidence", requirement.evidence)
        for action in content.actions:
            yield Passage(f"{item.id}.{number}", "action", action.text)
