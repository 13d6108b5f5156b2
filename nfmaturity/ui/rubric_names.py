"""What a rubric pack is called where several are at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.resources import is_shipped_rubric

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nfmaturity.domain.rubric import RubricPack


def version_words(pack: RubricPack, among: Iterable[RubricPack]) -> str:
    """Give the version of a pack, after its id where the title alone would let it pass for a version of another one."""
    rubric = pack.rubric
    titles = set(rubric.title.values())
    shares = any(one.rubric.id != rubric.id and titles & set(one.rubric.title.values()) for one in among)
    return pack.label if shares or not is_shipped_rubric(rubric.id) else rubric.version
