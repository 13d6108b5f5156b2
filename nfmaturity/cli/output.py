"""Print results to standard output, and notes to standard error."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from nfmaturity.domain.errors import N_, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def put(text: str = "") -> None:
    """Print a line of a result."""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UserError(
            N_("The output could not be written ({reason})."), reason=error.strerror or type(error).__name__
        ) from None


def put_json(value: Any) -> None:
    """Print a result for programs; where the output is not UTF-8, every other character is escaped as JSON does."""
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    put(json.dumps(value, ensure_ascii=not is_utf8, indent=1))


def note(text: str) -> None:
    """Print a sentence that is no result: progress, a warning, a fault."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def put_table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Print rows in aligned columns; `right` are the columns of figures. A Chinese character takes two places."""
    from rich.cells import cell_len

    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        cells = []
        for column, (cell, width) in enumerate(zip(line, widths, strict=True)):
            blank = " " * (width - cell_len(cell))
            cells.append(blank + cell if column in right else cell + blank)
        put("  ".join(cells).rstrip())


def elided(text: str, places: int) -> str:
    """Shorten a text to so many places on a line."""
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= places else set_cell_size(text, places - 1).rstrip() + "…"
