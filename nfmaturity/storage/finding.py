"""Search the comments of a whole library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from nfmaturity.storage import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.storage.library import Library

_R = tables.answers.c


def find_comments(library: Library, words: Sequence[str]) -> dict[str, str]:
    """Give a comment that holds every word, by the id of its assessment; the first one that does."""
    if not words:
        return {}
    holds = and_(*(_R.comment.icontains(word, autoescape=True) for word in words))
    first = (
        select(_R.assessment_id, func.min(_R.requirement).label("requirement"))
        .where(holds)
        .group_by(_R.assessment_id)
        .subquery()
    )
    found = select(_R.assessment_id, _R.comment).join(
        first, and_(_R.assessment_id == first.c.assessment_id, _R.requirement == first.c.requirement)
    )
    with library.reading() as connection:
        return {ident: comment for ident, comment in connection.execute(found)}  # noqa: C416 - rows, not pairs
