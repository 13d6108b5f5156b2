"""What Excel offers and refuses in the cells of a rubric's workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from nfmaturity.domain.rubric import Action
from nfmaturity.domain.rubric_fields import Rule
from nfmaturity.files.rubric_workbook.cells import split_words
from nfmaturity.files.rubric_workbook.layout import kind_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.files.rubric_workbook.layout import Column
    from nfmaturity.files.rubric_workbook.rows import SheetRows

_LAST_ROW = 5_000
_LONGEST_LIST = 255


def validations(rows: SheetRows, source: dict[str, Any]) -> Iterator[DataValidation]:
    """Give the validations of a sheet's columns."""
    for index, column in enumerate(rows.headings.values(), start=1):
        validation = _listed(column, rows, source) or _bounded(column)
        if validation:
            letter = get_column_letter(index)
            validation.add(f"{letter}2:{letter}{_LAST_ROW}")
            yield validation


def _listed(column: Column, rows: SheetRows, source: dict[str, Any]) -> DataValidation | None:
    """Give a list to choose from; where several may stand in a cell, other values are taken as well."""
    match column.word:
        case "row":
            words, strict = [kind_label(kind) for kind in rows.kind.rows], True
        case "level":
            words, strict = [entry["level"] for entry in source["levels"]], True
        case "effort":
            words, strict = list(get_args(Action.model_fields["effort"].annotation)), True
        case "rule":
            words, strict = list(get_args(Rule)), True
        case "tailorable":
            words, strict = ["true", "false"], True
        case "applies_to":
            words, strict = [segment["id"] for segment in source["segments"]], False
        case "tags":
            words, strict = _tags(rows), False
        case _:
            return None
    formula = ",".join(words)
    if not words or len(formula) > _LONGEST_LIST:
        return None
    return DataValidation("list", f'"{formula}"', allow_blank=True, showErrorMessage=strict)


def _tags(rows: SheetRows) -> list[str]:
    return sorted({tag for row in rows.rows for tag in split_words(row.cells.get("tags", ""))})


def _bounded(column: Column) -> DataValidation | None:
    match column.word:
        case "weight":
            return DataValidation("decimal", operator="greaterThan", formula1="0", showErrorMessage=True)
        case "effort_days":
            return DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", showErrorMessage=True)
        case "value":
            return DataValidation("decimal", operator="between", formula1="0", formula2="1", showErrorMessage=True)
    return None
