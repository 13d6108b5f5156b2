"""Entries of the command palette and how words find them: plain values, quick for ten thousand of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from nfmaturity.ui.pinyin_initials import initials

Kind = Literal["page", "act", "assessment", "domain", "item", "requirement", "term"]

MOST = 60
"""Entries that are shown for one query."""

_LOOKED_AT = 400
"""Entries that words are found in before the best of them are taken; what begins with the words comes first."""

_FEW = 12
"""Entries that are given for letters that stand apart, which count where nothing holds the words as they are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to go to or to do.

    `title` is in the language in force, `aside` stands small beside it, `also` is found but not shown. `cap` is the key
    that does the same; `refused` says why it cannot be done now.
    """

    ident: str
    kind: Kind
    title: str
    aside: str = ""
    also: str = ""
    cap: str = ""
    refused: str = ""
    run: Callable[[], object] | None = field(default=None, compare=False)


class PaletteIndex:
    """All entries, each with a line of one long text, which is searched as a whole."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Put the texts together, each entry's with the first letters of its pinyin."""
        self.entries = tuple(entries)
        self._by_ident = {entry.ident: place for place, entry in enumerate(self.entries)}
        lines = [_line(entry) for entry in self.entries]
        self._text = "\n" + "\n".join(lines) + "\n"
        self._short = [_short_line(entry) for entry in self.entries]
        self._names = "\n".join(self._short)
        self._ranked: dict[int, tuple[str, str]] = {}
        self._starts: list[int] = []
        at = 1
        for line in lines:
            self._starts.append(at)
            at += len(line) + 1

    def find(self, words: str, recent: Sequence[str] = ()) -> list[Entry]:
        """Give the entries that words find, the best first; without words those used last, then pages and acts."""
        tokens = words.casefold().split()
        if not tokens:
            return self._at_rest(recent)
        known = (self._by_ident[ident] for ident in recent if ident in self._by_ident)
        found = dict.fromkeys(place for place in known if self._says(place, tokens))
        found |= dict.fromkeys(islice(self._holding(tokens), _LOOKED_AT))
        if not found:
            found = dict.fromkeys(islice(self._scattered("".join(tokens)), _FEW))
        used = {ident: place for place, ident in enumerate(recent)}
        order = sorted(found, key=lambda place: self._rank(place, tokens, used))
        return [self.entries[place] for place in order[:MOST]]

    def _at_rest(self, recent: Sequence[str]) -> list[Entry]:
        used = [self._by_ident[ident] for ident in recent if ident in self._by_ident]
        rest = [place for place, entry in enumerate(self.entries) if entry.kind in {"page", "act"}]
        return [self.entries[place] for place in dict.fromkeys((*used, *rest))][:MOST]

    def _holding(self, tokens: Sequence[str]) -> Iterator[int]:
        """Give the entries that say every word: first those of which a part begins with the rarest."""
        rarest = min(tokens, key=self._text.count) if len(tokens) > 1 else tokens[0]
        if rarest not in self._text:
            return  # at once, instead of looking for it in four ways
        others = [token for token in tokens if token != rarest]
        for needle in ("\n" + rarest, "\t" + rarest, " " + rarest, rarest):
            at = self._text.find(needle)
            while at >= 0:
                place = bisect_right(self._starts, at + (needle[0] in "\n\t ")) - 1
                if self._says(place, others):
                    yield place
                at = self._text.find(needle, self._end(place) - 1)

    def _scattered(self, letters: str) -> Iterator[int]:
        """Give the entries that hold letters in their order, whatever stands between them."""
        pattern = re.compile("".join(f"[^{re.escape(letter)}]*{re.escape(letter)}" for letter in letters))
        rarest = min(letters, key=self._names.count)  # looked for first, at a tenth of what a pattern costs
        return (place for place, line in enumerate(self._short) if rarest in line and pattern.match(line))

    def _says(self, place: int, tokens: Sequence[str]) -> bool:
        return all(self._text.find(token, self._starts[place], self._end(place)) >= 0 for token in tokens)

    def _end(self, place: int) -> int:
        return self._starts[place + 1] if place + 1 < len(self._starts) else len(self._text)

    def _folded(self, place: int) -> tuple[str, str]:
        """Give title and aside as they are compared, worked out once for the entries that are ever ranked."""
        if place not in self._ranked:
            entry = self.entries[place]
            self._ranked[place] = entry.title.casefold(), entry.aside.casefold()
        return self._ranked[place]

    def _rank(self, place: int, tokens: Sequence[str], used: dict[str, int]) -> tuple[int, int, int, int, int]:
        """Rank an entry: by how well it says the words, how lately it was used, and its kind."""
        entry, (title, aside) = self.entries[place], self._folded(place)
        whole = " ".join(tokens)
        if whole in {title, aside}:
            how = 0
        elif title.startswith(whole) or aside.startswith(whole):
            how = 1
        elif whole in title or whole in aside:
            how = 2
        elif all(token in title or token in aside for token in tokens):
            how = 3 if title.startswith(tokens[0]) else 4
        else:
            how = 5 if self._says(place, tokens) else 6
        return how // 6, used.get(entry.ident, len(used)), how, _ORDER[entry.kind], place


_ORDER: dict[Kind, int] = {"page": 0, "act": 1, "domain": 2, "item": 3, "assessment": 4, "term": 5, "requirement": 6}


def _short_line(entry: Entry) -> str:
    """Give what letters that stand apart are sought in: names, not running text."""
    return "" if entry.kind == "requirement" else f"{entry.title}\t{initials(entry.title)}".casefold()


def _line(entry: Entry) -> str:
    """Give all that finds an entry, on one line; letters of pinyin are given for titles, not for running text."""
    parts = [entry.title, entry.aside, entry.also]
    if entry.kind != "requirement":
        parts += [initials(part) for part in (entry.title, entry.also) if not part.isascii()]
    return "\t".join(parts).replace("\n", " ").casefold()
