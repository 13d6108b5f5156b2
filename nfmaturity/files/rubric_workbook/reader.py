"""A rubric pack from a workbook that a person has filled in. Source: RUBRIC.

Nothing of the file is trusted; all faults are told at once, each with sheet and cell.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from nfmaturity.domain.documents import canonical_json
from nfmaturity.domain.errors import N_, FileFaults, message
from nfmaturity.domain.schema_faults import SENTENCES
from nfmaturity.files.plain_text import single_fault
from nfmaturity.files.rubric_files import foreign_format, pack_of, validate, validate_values
from nfmaturity.files.rubric_workbook.builder import Builder
from nfmaturity.files.rubric_workbook.layout import PACK
from nfmaturity.files.xlsx_source import read_xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nfmaturity.domain.errors import Message
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.files.xlsx_source import Sheet


def read_workbook(path: Path) -> RubricPack:
    """Read a pack from its workbook; raises `FileFaults` with every fault at once."""
    return pack_from_sheets(read_xlsx(path), path.name)


def pack_from_sheets(sheets: Sequence[Sheet], file: str) -> RubricPack:
    """Build a pack from what the sheets of a file hold; raises `FileFaults` with every fault at once."""
    by_name = {sheet.name.strip().casefold(): sheet for sheet in sheets}
    if PACK.casefold() not in by_name:
        raise single_fault(file, 0, message(N_("is no rubric's workbook: it has no sheet {name}"), name=PACK))
    builder = Builder(by_name)
    builder.build()
    faults = builder.faults
    if not faults.deep and (reason := foreign_format(builder.tree)):
        raise single_fault(file, 0, reason, PACK)
    rubric, tree = None, builder.tree
    if not faults.deep:
        tree = json.loads(canonical_json(tree))
        rubric, found = validate(tree)
        for place, reason in found:
            faults.add(builder.locate(place, reason), _of_a_cell(reason))
    elif tree.get("languages") and not foreign_format(tree):
        # The pack cannot be judged as a whole, but values can in the rows that were read.
        for place, reason in validate_values(json.loads(canonical_json(tree)))[1].items():
            if spot := builder.locate_value(place, reason):
                faults.add(spot, _of_a_cell(reason))
    if rubric is None or faults.found:
        raise FileFaults(file, faults.told(file, [sheet.name for sheet in sheets]), len(faults.found))
    return pack_of(rubric, tree)


def _of_a_cell(reason: Message) -> Message:
    """Say it as it is for a cell: what is a missing key elsewhere is an empty cell here."""
    return message(SENTENCES["too_short"]) if reason.template == SENTENCES["missing"] else reason
