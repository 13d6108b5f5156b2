"""A pack in one of its languages, with what the pages say alike."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from docs.generator.markdown import link, plain
from docs.generator.rubric_pages.words import NAMES, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nfmaturity.domain.rubric import CapabilityDomain, Group, Requirement, Rubric, SubIndicator

INDEX_PAGE = "README.md"
GLOSSARY_PAGE = "glossary.md"


@dataclass(frozen=True)
class Spoken:
    """A rubric in one of its languages; a language without words of its own gets the English ones."""

    rubric: Rubric
    language: str

    def word(self, name: str) -> str:
        """Give a word of the pages."""
        return WORDS.get(self.language, WORDS["en"])[name]

    def say(self, text: Mapping[str, str]) -> str:
        """Give a text of the pack, with nothing in it that is read as markup."""
        return plain(self.rubric.say(text, self.language))

    def named(self, word: str, value: str) -> str:
        """Give a value with the word for what it is."""
        return f"{self.word(word)}{self.word('colon')}{value}"

    def aside(self, words: str) -> str:
        """Give words in brackets."""
        return f"{self.word('open')}{words}{self.word('close')}"

    def listed(self, words: Iterable[str]) -> str:
        """Join words to a list."""
        return self.word("comma").join(words)

    def level(self, number: int) -> str:
        """Name a level."""
        return plain(self.rubric.level_name(number, self.language) or str(number))

    def segments_of(self, node: SubIndicator | Requirement) -> str:
        """Name the segments that a node is for."""
        if node.applies_to is None:
            return self.word("all")
        named = {segment.id: self.say(segment.name) for segment in self.rubric.segments}
        return self.listed(named[name] for name in named if name in node.applies_to)

    def others(self, page: str, ident: str = "") -> str:
        """Give links to the same place in the other languages, each in its own name."""
        languages = (name for name in self.rubric.languages if name != self.language)
        return " · ".join(link(NAMES.get(name, name), f"../{name}/{page}", ident) for name in languages)


def number(value: Fraction) -> str:
    """Write a number of the pack as a decimal, without zeros that say nothing."""
    return f"{float(value):.12f}".rstrip("0").rstrip(".")


def share_of(weight: Fraction, siblings: Iterable[Group | CapabilityDomain | SubIndicator]) -> str:
    """Write what a weight is of those of all siblings, in per cent, to one decimal where it is no whole number."""
    whole = sum((sibling.weight for sibling in siblings), Fraction())
    return f"{float(100 * weight / whole):.1f}".removesuffix(".0") + "%"
