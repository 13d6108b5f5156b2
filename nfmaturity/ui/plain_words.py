"""Words from elsewhere as texts of ours have them: one kind of line end, no control characters."""

from __future__ import annotations

import re

_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\ufeff\ufffc"))
"""Marks without width, and the place of a picture, that a copy from a word processor brings."""


def plain_words(text: str) -> str:
    """Give a text with every kind of line end as one, and without what no text can hold; its words are kept."""
    from nfmaturity.domain.field_types import holds_forbidden  # pydantic comes after the first paint

    plain = _BREAK.sub("\n", text).translate(_UNSEEN)
    return "".join(char for char in plain if not holds_forbidden(char)) if holds_forbidden(plain) else plain
