"""Where the words of a search stand in a text, in whatever case."""

from __future__ import annotations

_BEFORE = 16
"""Characters that an excerpt gives before what was found."""

Span = tuple[int, int]
"""Where a stretch of a text begins and ends."""


def found_in(text: str, words: str) -> list[Span]:
    """Give where words stand in a text, from the left and without overlap; nowhere for no words."""
    wanted = words.casefold()
    if not wanted:
        return []
    folded, at = text.casefold(), 0
    # A character may fold to several, as ß does: `origins` gives the character that each of the folded came from.
    origins = [place for place, character in enumerate(text) for _ in character.casefold()]
    spans = []
    while (found := folded.find(wanted, at)) >= 0:
        at = found + len(wanted)
        spans.append((origins[found], origins[at - 1] + 1))
    return spans


def excerpt(text: str, words: str, *, after: int = 120) -> str:
    """Give what stands in a text around words, with so many characters from there on, on one line."""
    line = " ".join(text.split())
    spans = found_in(line, words)
    at = spans[0][0] if spans else 0
    begin = max(at - _BEFORE, 0)
    return ("…" if begin else "") + line[begin : at + after] + ("…" if at + after < len(line) else "")
