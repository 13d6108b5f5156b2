"""Where a text uses the terms of a pack's glossary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from nfmaturity.domain.rubric import Rubric, Term


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a text, from `start` up to but without `end`, and the term that stands there."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True)
class Glossary:
    """The terms of a pack as its texts use them."""

    rubric: Rubric

    @cached_property
    def _finders(self) -> Mapping[str, TermFinder]:
        return {language: TermFinder(self.rubric, language) for language in self.rubric.languages}

    def mentions(self, text: Mapping[str, str], language: str) -> tuple[Mention, ...]:
        """Give the mentions of terms in a text of the pack.

        A word that only happens to look like a term ("platform", "line") is told by the other languages, which do not
        mention that term.
        """
        if language not in self._finders or language not in text:
            return ()
        found = tuple(self._finders[language].mentions(text[language]))
        others = [self._ids(other, text[other]) for other in text if found and other != language]
        return tuple(mention for mention in found if all(mention.term.id in ids for ids in others))

    def used(self, texts: Iterable[Mapping[str, str]], language: str, among: Collection[str] | None = None) -> set[str]:
        """Give the ids of the terms that texts mention, of those asked for; a text that can add none is left."""
        found: set[str] = set()
        forms = self._finders[language].forms if language in self._finders else []
        if among is not None:
            forms = [form for form in forms if form.term.id in among]
        for text in texts:
            folded = _folded(text.get(language, ""))
            if any(form.stem in folded for form in forms):
                found |= {mention.term.id for mention in self.mentions(text, language)}
                forms = [form for form in forms if form.term.id not in found]
        return found if among is None else found & set(among)

    def _ids(self, language: str, text: str) -> set[str]:
        return {mention.term.id for mention in self._finders[language].mentions(text)}


@dataclass(frozen=True)
class TermFinder:
    """Finds a glossary's terms in texts of one language; of terms that overlap the longest counts."""

    rubric: Rubric
    language: str

    def mentions(self, text: str) -> Iterator[Mention]:
        """Give every mention of a term, in the order of the text."""
        folded = _folded(text)
        likely = [form for form in self.forms if form.stem in folded]
        at = 0
        while found := _first(likely, text, at):
            yield found
            at = found.end

    @cached_property
    def forms(self) -> list[_Form]:
        """Every form of every term, the longest first."""
        forms = [_Form(form, term) for term in self.rubric.glossary for form in forms_of(term, self.language)]
        return sorted(forms, key=lambda form: -len(form.words))


@dataclass(frozen=True)
class _Form:
    """One form of a term.

    `stem` is in every text that has the form: looking for it takes a thousandth of what the pattern takes, and leaves
    but a few patterns of a glossary to be compiled and tried.
    """

    words: str
    term: Term

    @cached_property
    def stem(self) -> str:
        folded = _folded(self.words)
        return folded.removesuffix("y")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_as_pattern(self.words))

    def mention(self, text: str, at: int) -> Mention | None:
        """Give the first mention by this form from a place on; Chinese words, which have one form, need no pattern."""
        if _is_plain(self.words):
            start = text.find(self.words, at)
            return Mention(start, start + len(self.words), self.term) if start >= 0 else None
        found = self._pattern.search(text, at)
        return Mention(found.start(), found.end(), self.term) if found else None


def _first(forms: Sequence[_Form], text: str, at: int) -> Mention | None:
    """Give the first mention from a place on; of those that begin together, that of the first form."""
    mentions = (mention for form in forms if (mention := form.mention(text, at)))
    return min(mentions, key=lambda mention: mention.start, default=None)


def _is_plain(words: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in words)


def _folded(text: str) -> str:
    return text.lower().replace("-", " ")


def forms_of(term: Term, language: str) -> tuple[str, ...]:
    """Give the term in a language with the further forms that texts use."""
    named = (term.term[language],) if language in term.term else ()
    return (*named, *(term.also.get(language, ()) if term.also else ()))


def _as_pattern(form: str) -> str:
    """Give the pattern of a form.

    Latin words stand alone, may be in the plural and joined by a hyphen or a space; abbreviations keep their case.
    """
    pattern = re.escape(form).replace(r"\ ", "[ -]")
    if form[-1].isascii() and form[-1].isalpha():
        pattern = f"{pattern[:-1]}(?:y|ies)" if re.search("[^aeiou]y$", form) else f"{pattern}(?:e?s)?"
    if form[-1].isascii() and form[-1].isalnum():
        pattern += r"(?![A-Za-z0-9])"
    if form[0].isascii() and form[0].isalnum():
        pattern = rf"(?<![A-Za-z0-9]){pattern}"
    return pattern if re.search("[A-Z]", form[1:]) else f"(?i:{pattern})"
