"""What is wrong in a workbook, as rows of a sheet: each fault once, with every cell that has it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from nfmaturity.domain.spot import Spot, reference
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
    return (*rows, *_entries(faults))


def _entries(faults: Iterable[FileFault]) -> Iterator[Row]:
    """Put the cells that have the same fault together, at the place of the first."""
    alike: dict[str, list[FileFault]] = defaultdict(list)
    for fault in faults:
        alike[fault.reason].append(fault)
    for reason, found in alike.items():
        spots = [fault.spot for fault in found if fault.spot]
        if len(found) > 1 and len(spots) == len(found):
            yield _recurring(reason, spots)
        else:
            yield from (Row("entry", reason, lead=fault.place) for fault in found)


def _recurring(reason: str, spots: Sequence[Spot]) -> Row:
    sheets = tuple(_places(spots))
    counted = _("{n} times").format(n=len(spots))
    if len(sheets) == 1 and len(sheets[0]) <= _FEW:
        return Row("entry", reason, lead=sheets[0], aside=counted)
    everywhere = Fact(_("All places"), "\n".join(sheets))
    return Row("entry", reason, lead=f"{spots[0].place} …", aside=counted, facts=(everywhere,))


def _places(spots: Iterable[Spot]) -> Iterator[str]:
    """Name the cells of each sheet, those in one column below one another as Excel does: BC-DAT!D4, L2:L901."""
    sheets: dict[str, dict[int, list[int]]] = {}
    for spot in spots:
        sheets.setdefault(spot.sheet, {}).setdefault(spot.column, []).append(spot.row)
    for sheet, columns in sheets.items():
        ranges = [named for column, rows in columns.items() for named in _ranges(column, rows)]
        yield f"{sheet}!{', '.join(ranges)}" if ranges else sheet


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
