"""Where the words of a search stand in a text, in whatever case."""

from __future__ import annotations

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
