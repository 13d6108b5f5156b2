"""What is wrong in a workbook, as rows of a sheet: each fault once, with every cell that has it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from nfmaturity.domain.spot import reference
from nfmaturity.i18n import _
from nfmaturity.ui.sheet_rows import Fact, Row, head, text, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nfmaturity.ui.tasks import FileFault, Refused

_FEW = 40
"""Characters of places that may stand as a heading."""


def fault_rows(refused: Refused, file: str) -> tuple[Row, ...]:
    """Say what is wrong in a workbook, each fault with its sheets and cells."""
    rows = [title(_("The workbook cannot be taken in yet"), file)]
    faults = refused.faults
    if not any(fault.place for fault in faults):
        return (*rows, *(text(said, "cop") for said in [fault.reason for fault in faults] or refused.sentences))
    advice = _("Mend the cells in Excel, save the workbook and read it again; everything found is listed here.")
    rows += [text(advice), head(_("Faults found"), str(refused.count))]
    alike = _alike(faults)
    rows += [row for reason, found in alike.items() for row in _entries(reason, found)]
    scattered = {
        reason: places for reason, found in alike.items() if len(found) > 1 and _is_long(places := _places(found))
    }
    rows += [head(_("All places of the faults that recur"))] if scattered else []
    return (*rows, *(Row("entry", "", lead=reason, facts=places) for reason, places in scattered.items()))


def _alike(faults: Iterable[FileFault]) -> dict[str, list[FileFault]]:
    """Put the faults with the same reason together, at the place of the first."""
    alike: dict[str, list[FileFault]] = defaultdict(list)
    for fault in faults:
        alike[fault.reason].append(fault)
    return alike


def _entries(reason: str, found: Sequence[FileFault]) -> Iterator[Row]:
    places = _places(found)
    if len(found) == 1 or not places:
        yield from (Row("entry", reason, lead=fault.place) for fault in found)
        return
    sheet, ranges = places[0].label, places[0].text
    first = f"{sheet}!{ranges}" if ranges else sheet
    if _is_long(places):
        few = first[:_FEW].rpartition(", ")[0] if len(first) > _FEW else first
        first = f"{few or found[0].place} …"
    yield Row("entry", reason, lead=first, aside=_("{n} times").format(n=len(found)))


def _is_long(places: Sequence[Fact]) -> bool:
    """Tell whether places take more room than a heading has."""
    return len(places) > 1 or (len(places) == 1 and len(places[0].label) + len(places[0].text) > _FEW)


def _places(found: Iterable[FileFault]) -> tuple[Fact, ...]:
    """Name the cells of each sheet, those below one another as Excel does: L2:L901; none where nothing is a cell."""
    sheets: dict[str, dict[int, list[int]]] = {}
    for fault in found:
        if fault.spot is None:
            return ()
        sheets.setdefault(fault.spot.sheet, {}).setdefault(fault.spot.column, []).append(fault.spot.row)
    return tuple(
        Fact(sheet, ", ".join(named for column, rows in columns.items() for named in _ranges(column, rows)))
        for sheet, columns in sheets.items()
    )


def _ranges(column: int, rows: Iterable[int]) -> Iterator[str]:
    runs: list[list[int]] = []
    for row in filter(None, rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    for run in runs:
        first, last = reference(run[0], column), reference(run[-1], column)
        yield first if first == last else f"{first}:{last}"
