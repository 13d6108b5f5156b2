"""The source of a pack from the rows of its workbook, and the cell that each of its places came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nfmaturity.domain.errors import N_, Message, message
from nfmaturity.domain.rubric_consistency import languages_of
from nfmaturity.domain.spot import Spot
from nfmaturity.files.rubric_workbook.cells import value_of
from nfmaturity.files.rubric_workbook.layout import (
    DOMAIN_SHEET,
    EMPTY,
    FIXED,
    GLOSSARY,
    LEVEL,
    PACK,
    PACK_SHEET,
    ROW,
    SHEET,
    SHEETS,
    heading,
    kind_label,
)
from nfmaturity.files.rubric_workbook.table import Faults, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.domain.schema_faults import Path
    from nfmaturity.files.rubric_workbook.table import Table, TableRow
    from nfmaturity.files.xlsx_source import Sheet

_Tree = dict[str, Any]

_LISTS: Mapping[str, Path] = {"level": ("levels",), "segment": ("segments",), "degree": ("scoring", "degrees")}
_ONCE = {"format": (), "pack": (), "scoring": ("scoring",)}


class Builder:
    """Builds the source of one workbook: `tree` is the source, `faults` what is wrong with sheets, rows and cells."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        """Take the sheets by their names in one case."""
        self.tree: _Tree = {}
        self.faults = Faults()
        self._sheets = sheets
        self._tables: list[Table] = []
        self._places: dict[Path, tuple[Table, TableRow, str]] = {}
        self._used = {name.casefold() for name in FIXED}
        self._torn: set[str] = set()  # sheets of which a blank cell may be but a consequence of other faults

    def build(self) -> None:
        """Read every sheet."""
        self._read_pack(self._table(PACK, Spot(PACK)))
        self._read_glossary(self._table(GLOSSARY, Spot(GLOSSARY)))
        for name, sheet in self._sheets.items():
            if name not in self._used:
                reason = message(
                    N_("no row of the sheet {pack} names this sheet: add its domain or delete it"), pack=PACK
                )
                self.faults.add(Spot(sheet.name), reason)
        for table in self._tables:
            self._check_languages(table)
        self._torn |= {spot.sheet for spot in self.faults.found if spot.row < 2}
        self._torn |= {sheet.name for sheet in self._sheets.values() if sheet.merged}

    def locate(self, path: Path, reason: Message) -> Spot:
        """Give the cell that a place of the source came from or belongs in, else the nearest above it."""
        language = reason.params.get("language")
        named = language if isinstance(language, str) else None
        for length in range(len(path), 0, -1):
            if path[:length] in self._places:
                table, row, column = self._places[path[:length]]
                after = path[length] if length < len(path) else named
                return table.spot(row, column, after if isinstance(after, str) else named)
        return Spot(PACK)

    def locate_value(self, path: Path, reason: Message) -> Spot | None:
        """Give the cell that holds a value or lacks one; None for what may only follow from other faults."""
        for length in range(len(path), max(len(path) - 3, 0), -1):
            if path[:length] in self._places:
                table, row, column = self._places[path[:length]]
                after = path[length] if length < len(path) else reason.params.get("language")
                language = after if isinstance(after, str) else None
                return self._value_spot(table, row, column, language) if column != ROW else None
        return None

    def _value_spot(self, table: Table, row: TableRow, column: str, language: str | None) -> Spot | None:
        cells = row.cells.get(column, {})
        if language and ((column, language) not in table.headings or language not in languages_of(self.tree)):
            return None
        is_filled = language in cells if language else bool(cells)
        return table.spot(row, column, language) if is_filled or table.name not in self._torn else None

    def _table(self, name: str, asked_at: Spot) -> Table | None:
        """Read a sheet; one that is missing is a fault at the place that asks for it."""
        sheet = self._sheets.get(name.casefold())
        self._used.add(name.casefold())
        if sheet is None:
            self.faults.add(asked_at, message(N_("the sheet {name} is missing"), name=name), deep=True)
            return None
        table = read_table(sheet, SHEETS.get(name, DOMAIN_SHEET), self.faults)
        self._tables.append(table)
        return table

    def _read_pack(self, table: Table | None) -> None:
        if table is None:
            return
        seen: dict[str, TableRow] = {}
        for row in table.rows:
            word = row.kind.word
            if word in _ONCE and word in seen:
                reason = message(N_("a second row of the kind {kind}: there is one"), kind=kind_label(row.kind))
                self.faults.add(table.spot(row, ROW), reason)
                continue
            seen.setdefault(word, row)
            self._read_pack_row(table, row)
        for kind in PACK_SHEET.rows:
            if kind.word not in seen:
                reason = message(N_("has no row of the kind {kind}"), kind=kind_label(kind))
                self.faults.add(Spot(table.name), reason, deep=True)

    def _read_pack_row(self, table: Table, row: TableRow) -> None:
        word = row.kind.word
        if word in _ONCE:
            _child(self.tree, _ONCE[word]).update(self._node(table, row, _ONCE[word]))
        elif word in _LISTS:
            *above, _key = _LISTS[word]
            self._append(table, row, _child(self.tree, tuple(above)), _LISTS[word])
        elif word == "group":
            groups = self.tree.setdefault("groups", [])
            groups.append({**self._node(table, row, ("groups", len(groups))), "domains": []})
        elif self.tree.get("groups"):
            self._read_domain(table, row)
        else:
            self.faults.add(table.spot(row, ROW), message(N_("stands above every group: move it below its group")))

    def _append(self, table: Table, row: TableRow, holder: _Tree, path: Path) -> None:
        """Add a row to a list of nodes; a row that is only `[]` says that the list is there and empty."""
        nodes = holder.setdefault(str(path[-1]), [])
        if not row.is_only("id", EMPTY):
            nodes.append(self._node(table, row, (*path, len(nodes))))

    def _read_domain(self, table: Table, row: TableRow) -> None:
        group = len(self.tree["groups"]) - 1
        domains = self.tree["groups"][group]["domains"]
        path = ("groups", group, "domains", len(domains))
        node = self._node(table, row, path)
        name = node.pop(SHEET, node.get("id"))
        domains.append(node)
        spot = table.spot(row, SHEET if SHEET in row.cells else "id")
        if name is None:
            self.faults.add(spot, message(N_("fill in the id")), deep=True)
        elif name.casefold() in self._used:
            self.faults.add(spot, message(N_("another row names the sheet {name}"), name=name), deep=True)
        elif (sheet := self._table(name, spot)) is not None:
            node["sub_indicators"] = self._items(sheet, (*path, "sub_indicators"))

    def _read_glossary(self, table: Table | None) -> None:
        if table is not None:
            for row in table.rows:
                self._append(table, row, self.tree, ("glossary",))

    def _items(self, table: Table, path: Path) -> list[_Tree]:
        items: list[_Tree] = []
        for row in table.rows:
            if row.kind.word == "sub-indicator":
                items.append({**self._node(table, row, (*path, len(items))), "levels": {}})
            elif items:
                self._read_level_row(table, row, items[-1]["levels"], (*path, len(items) - 1, "levels"))
            else:
                reason = message(N_("stands above every sub-indicator: move it below its sub-indicator"))
                self.faults.add(table.spot(row, ROW), reason)
        return items

    def _read_level_row(self, table: Table, row: TableRow, levels: _Tree, path: Path) -> None:
        """Add a requirement or an action to its level; an action that is only `[]` says that there is none."""
        number = row.cells.get(LEVEL, {}).get(None, "").strip()
        if not number:
            self.faults.add(table.spot(row, LEVEL), message(N_("fill in the level")), deep=True)
            return
        level = levels.setdefault(number, {"requirements": []})
        self._places.setdefault((*path, number), (table, row, LEVEL))
        key = f"{row.kind.word}s"
        nodes = level.setdefault(key, [])
        if row.kind.word != "action" or dict(row.cells) != {LEVEL: row.cells[LEVEL], "effort": {None: EMPTY}}:
            node = self._node(table, row, (*path, number, key, len(nodes)))
            node.pop(LEVEL)
            nodes.append(node)

    def _node(self, table: Table, row: TableRow, path: Path) -> _Tree:
        """Give the node that a row says, and note the cells of its values, also of those that it lacks."""
        node = {}
        self._places[path] = (table, row, ROW)
        for field in row.kind.fields:
            self._places[*path, field.key] = (table, row, field.column)
            cells = row.cells.get(field.column)
            if cells and None in cells and len(cells) > 1:
                reason = message(N_("fill in either this cell or those by language"))
                self.faults.add(table.spot(row, field.column), reason)
            elif cells:
                node[field.key] = value_of(field, cells)
        return node

    def _check_languages(self, table: Table) -> None:
        """Tell of columns in languages that the pack does not list, and of languages without their column."""
        languages = languages_of(self.tree)
        for (_word, language), column in table.headings.items():
            if language and language not in languages:
                reason = message(
                    N_("the pack does not list the language {language}: list it in its row or delete the column"),
                    language=language,
                )
                self.faults.add(Spot(table.name, 1, column), reason, deep=True)
        for kind in table.kind.columns:
            known = {language for word, language in table.headings if word == kind.word}
            missing = [name for name in languages if name not in known]
            if kind.by_language and known and missing and not (None in known and len(languages) == 1):
                columns = ", ".join(heading(kind.word, name) for name in missing)
                reason = message(N_("the first row lacks the headings: {columns}"), columns=columns)
                self.faults.add(Spot(table.name), reason, deep=True)


def _child(tree: _Tree, path: Path) -> _Tree:
    for key in path:
        tree = tree.setdefault(str(key), {})
    return tree
