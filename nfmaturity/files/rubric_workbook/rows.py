"""A pack's source as the rows of its workbook's sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nfmaturity.domain.rubric_consistency import languages_of
from nfmaturity.files.rubric_workbook.cells import cells_of
from nfmaturity.files.rubric_workbook.layout import (
    ACTION_ROW,
    DEGREE_ROW,
    DOMAIN_ROW,
    DOMAIN_SHEET,
    EMPTY,
    FIXED,
    FORMAT_ROW,
    GLOSSARY,
    GLOSSARY_SHEET,
    GROUP_ROW,
    LEVEL,
    LEVEL_ROW,
    MAX_SHEET_NAME,
    PACK,
    PACK_ROW,
    PACK_SHEET,
    REQUIREMENT_ROW,
    ROW,
    SCORING_ROW,
    SEGMENT_ROW,
    SHEET,
    SUB_INDICATOR_ROW,
    TERM_ROW,
    Column,
    heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nfmaturity.domain.documents import JsonValue
    from nfmaturity.files.rubric_workbook.layout import RowKind, SheetKind

_Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its kind, None for an empty one to write into, and its cells by heading."""

    kind: RowKind | None
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One sheet to be written: its headings with their columns, and its rows below them."""

    name: str
    kind: SheetKind
    headings: Mapping[str, Column]
    rows: tuple[Row, ...]


BLANK = Row(None, {})


def sheets_of(source: JsonValue) -> tuple[SheetRows, ...]:
    """Give the sheets of a pack: the pack, the glossary and one a domain."""
    languages = languages_of(source)
    domains = [domain for group in source["groups"] for domain in group["domains"]]
    names = _sheet_names([domain["id"] for domain in domains])
    return (
        _sheet(PACK, PACK_SHEET, languages, _pack_rows(source, names)),
        _sheet(GLOSSARY, GLOSSARY_SHEET, languages, _list_rows(TERM_ROW, source.get("glossary"))),
        *(_sheet(names[domain["id"]], DOMAIN_SHEET, languages, _domain_rows(domain)) for domain in domains),
    )


def _sheet(name: str, kind: SheetKind, languages: tuple[str, ...], rows: Iterable[Row]) -> SheetRows:
    rows = tuple(rows)
    used = {word for row in rows for word in row.cells}
    return SheetRows(name, kind, dict(_headings(kind, languages, used)), rows)


def _headings(kind: SheetKind, languages: tuple[str, ...], used: set[str]) -> Iterator[tuple[str, Column]]:
    for column in kind.columns:
        named = [heading(column.word, language) for language in languages]
        if not column.by_language or column.word in used:
            yield column.word, column
        if column.by_language and (column.word not in used or used.intersection(named)):
            yield from ((word, column) for word in named)


def _pack_rows(source: _Tree, names: Mapping[str, str]) -> Iterator[Row]:
    yield _row(FORMAT_ROW, source)
    yield _row(PACK_ROW, source)
    yield _row(SCORING_ROW, source["scoring"])
    yield from _list_rows(DEGREE_ROW, source["scoring"]["degrees"])
    yield from _list_rows(LEVEL_ROW, source["levels"])
    yield from _list_rows(SEGMENT_ROW, source["segments"])
    for group in source["groups"]:
        yield _row(GROUP_ROW, group)
        for domain in group["domains"]:
            name = names[domain["id"]]
            yield _row(DOMAIN_ROW, domain if name == domain["id"] else {**domain, SHEET: name})


def _domain_rows(domain: _Tree) -> Iterator[Row]:
    for item in domain["sub_indicators"]:
        yield _row(SUB_INDICATOR_ROW, item)
        for level, content in sorted(item["levels"].items(), key=lambda entry: int(entry[0])):
            for requirement in content["requirements"]:
                yield _row(REQUIREMENT_ROW, {**requirement, LEVEL: level})
            for action in content.get("actions", ()):
                yield _row(ACTION_ROW, {**action, LEVEL: level})
            if content.get("actions") == []:
                # The text column of either heading tells it: an action has an effort, this row has none.
                yield Row(ACTION_ROW, {ROW: ACTION_ROW.word, LEVEL: level, "effort": EMPTY})
        # Rows inserted below a locked id are locked as well; below this one they are open.
        yield BLANK


def _list_rows(kind: RowKind, entries: list[_Tree] | None) -> Iterator[Row]:
    yield from (_row(kind, entry) for entry in entries or ())
    if entries == []:
        yield Row(kind, {ROW: kind.word, "id": EMPTY})


def _row(kind: RowKind, tree: _Tree) -> Row:
    cells = {ROW: kind.word}
    for field in kind.fields:
        if field.key in tree:
            cells |= cells_of(field, tree[field.key])
    return Row(kind, cells)


def _sheet_names(ids: list[str]) -> dict[str, str]:
    """Name each domain's sheet by its id; Excel takes 31 characters and no two names that differ by case only."""
    taken = {name.casefold() for name in FIXED}
    names = {}
    for ident in ids:
        name, number = ident[:MAX_SHEET_NAME], 2
        while name.casefold() in taken or (name != ident and number == 2):
            ending = f"~{number}"
            name, number = ident[: MAX_SHEET_NAME - len(ending)] + ending, number + 1
        taken.add(name.casefold())
        names[ident] = name
    return names
