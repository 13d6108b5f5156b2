"""Small pieces of Markdown, as code-hosting pages and editors show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# What would become emphasis, code or a tag; a bracket is a link only before a parenthesis, so [AL] stays as it is.
_MARKS = re.compile(r"[\\`*<~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|\](?=\()")


def plain(text: str) -> str:
    """Give a text so that nothing in it is read as markup; it stands on one line."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.splitlines()))


def anchor(ident: str) -> str:
    """Give the place that links to an id lead to; nothing of it is shown."""
    return f'<a id="{ident.lower()}"></a>'


def link(words: str, page: str, ident: str = "") -> str:
    """Give a link to a page, or to the place of an id on it; "" is the same page."""
    return f"[{words}]({page}{'#' + ident.lower() if ident else ''})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> Iterator[str]:
    """Give the lines of a table; the columns numbered in `right` are set flush right."""
    yield _row(head)
    yield _row(["--:" if index in right else "---" for index in range(len(head))])
    for row in rows:
        yield _row(row)


def page(lines: Iterable[str]) -> str:
    """Join lines to a page that ends with one line end and never has two blank lines in a row."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
