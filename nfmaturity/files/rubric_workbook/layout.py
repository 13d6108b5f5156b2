"""What stands where in a rubric's workbook: kinds of row, their columns, and the form of each value.

A column of texts stands once for each language, headed `text zh` and `text en`; in a pack of one language, whose source
may also give a text without naming the language, headed `text`. The first line of a heading is what is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from nfmaturity.domain.errors import N_
from nfmaturity.i18n import _, language

NOTES = "说明 Notes"
PACK = "指标体系 Pack"
GLOSSARY = "术语 Glossary"
FIXED = (NOTES, PACK, GLOSSARY)
MAX_SHEET_NAME = 31

ROW = "row"
LEVEL = "level"
SHEET = "sheet"
EMPTY = "[]"


class Form(Enum):
    """How a value stands in its cell."""

    WORD = auto()
    WORDS = auto()
    NUMBER = auto()
    TRUTH = auto()
    TEXT = auto()
    TEXTS = auto()

    @property
    def by_language(self) -> bool:
        """Whether the value has a cell for each language."""
        return self in {Form.TEXT, Form.TEXTS}


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a kind of row: its key in the pack, its column and its form."""

    key: str
    column: str
    form: Form


@dataclass(frozen=True, slots=True)
class RowKind:
    """One kind of row; `word` is what its first cell says."""

    word: str
    name: str
    fields: tuple[Field, ...]

    @property
    def columns(self) -> frozenset[str]:
        """The columns that such a row fills, without languages."""
        return frozenset([ROW, *(field.column for field in self.fields)])

    def field(self, key: object) -> Field | None:
        """Give the field of a key of the pack."""
        return next((field for field in self.fields if field.key == key), None)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its word, what it holds, for people, and whether its texts are by language."""

    word: str
    meaning: str
    width: int
    by_language: bool = False


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One kind of sheet: the columns in their order and the kinds of row."""

    columns: tuple[Column, ...]
    rows: tuple[RowKind, ...]

    def row_kind(self, word: str) -> RowKind | None:
        """Give the kind of row of a word."""
        return next((kind for kind in self.rows if kind.word == word), None)

    def column(self, word: str) -> Column | None:
        """Give the column of a word."""
        return next((column for column in self.columns if column.word == word), None)


def kind_label(kind: RowKind) -> str:
    """Give what the first cell of a row says: the word that is read and its name in Chinese."""
    with language("zh"):
        return f"{kind.word} {_(kind.name)}"


def heading(column: str, language: str | None = None) -> str:
    """Give the heading of a column as it is read."""
    return f"{column} {language}" if language else column


_ID = Field("id", "id", Form.WORD)
_NAME = Field("name", "name", Form.TEXT)
_WEIGHT = Field("weight", "weight", Form.NUMBER)
_TAILORABLE = Field("tailorable", "tailorable", Form.TRUTH)
_APPLIES_TO = Field("applies_to", "applies_to", Form.WORDS)
# Of a requirement and an action; in the pack it is a key above them.
_LEVEL = Field(LEVEL, LEVEL, Form.NUMBER)

FORMAT_ROW = RowKind(
    "format",
    N_("file format"),
    (Field("format", "id", Form.WORD), Field("schema", "version", Form.WORD)),
)
PACK_ROW = RowKind(
    "pack",
    N_("rubric"),
    (
        _ID,
        Field("version", "version", Form.WORD),
        Field("languages", "languages", Form.WORDS),
        Field("title", "name", Form.TEXT),
        Field("provenance", "text", Form.TEXT),
    ),
)
LEVEL_ROW = RowKind(
    "level", N_("maturity level"), (Field("level", "id", Form.NUMBER), _NAME, Field("summary", "text", Form.TEXT))
)
SEGMENT_ROW = RowKind("segment", N_("business segment"), (_ID, _NAME))
SCORING_ROW = RowKind(
    "scoring",
    N_("scoring rule"),
    (Field("level_threshold", "value", Form.NUMBER), Field("accumulate", "rule", Form.WORD)),
)
DEGREE_ROW = RowKind(
    "degree",
    N_("degree of satisfaction"),
    (_ID, Field("value", "value", Form.NUMBER), _NAME, Field("meaning", "text", Form.TEXT)),
)
GROUP_ROW = RowKind("group", N_("group of domains"), (_ID, _NAME, _WEIGHT))
DOMAIN_ROW = RowKind(
    "domain", N_("capability domain"), (_ID, _NAME, _WEIGHT, _TAILORABLE, Field(SHEET, SHEET, Form.WORD))
)
TERM_ROW = RowKind(
    "term",
    N_("term"),
    (_ID, Field("term", "name", Form.TEXT), Field("text", "text", Form.TEXT), Field("also", "also", Form.TEXTS)),
)
SUB_INDICATOR_ROW = RowKind(
    "sub-indicator",
    N_("sub-indicator"),
    (
        _ID,
        _NAME,
        Field("definition", "text", Form.TEXT),
        Field("evidence", "evidence", Form.TEXTS),
        _WEIGHT,
        _APPLIES_TO,
        _TAILORABLE,
    ),
)
REQUIREMENT_ROW = RowKind(
    "requirement",
    N_("requirement"),
    (
        _ID,
        _LEVEL,
        Field("text", "text", Form.TEXT),
        Field("guidance", "guidance", Form.TEXT),
        Field("evidence", "evidence", Form.TEXT),
        Field("effort_days", "effort_days", Form.NUMBER),
        _APPLIES_TO,
        Field("depends_on", "depends_on", Form.WORDS),
        Field("tags", "tags", Form.WORDS),
    ),
)
ACTION_ROW = RowKind(
    "action", N_("action"), (_LEVEL, Field("text", "text", Form.TEXT), Field("effort", "effort", Form.WORD))
)

_ROW_COLUMN = Column(ROW, N_("what the row holds"), 16)
_ID_COLUMN = Column("id", N_("fixed name, never changed or reused"), 16)
_NAME_COLUMN = Column("name", N_("name"), 22, by_language=True)
_WEIGHT_COLUMN = Column("weight", N_("weight among its siblings"), 10)
_TAILORABLE_COLUMN = Column("tailorable", N_("may be excluded"), 12)

PACK_SHEET = SheetKind(
    (
        _ROW_COLUMN,
        _ID_COLUMN,
        _NAME_COLUMN,
        Column("text", N_("provenance, summary or meaning"), 50, by_language=True),
        _WEIGHT_COLUMN,
        Column("value", N_("what a degree counts; the threshold"), 11),
        Column("rule", N_("how levels add up"), 14),
        _TAILORABLE_COLUMN,
        Column("version", N_("raise it with every change"), 11),
        Column("languages", N_("languages, the first is the fallback"), 12),
        Column(SHEET, N_("sheet of the domain, where it is not named by the id"), 14),
    ),
    (FORMAT_ROW, PACK_ROW, SCORING_ROW, DEGREE_ROW, LEVEL_ROW, SEGMENT_ROW, GROUP_ROW, DOMAIN_ROW),
)
GLOSSARY_SHEET = SheetKind(
    (
        _ROW_COLUMN,
        _ID_COLUMN,
        _NAME_COLUMN,
        Column("text", N_("meaning in one sentence"), 60, by_language=True),
        Column("also", N_("further forms, one a line"), 24, by_language=True),
    ),
    (TERM_ROW,),
)
DOMAIN_SHEET = SheetKind(
    (
        _ROW_COLUMN,
        _ID_COLUMN,
        Column(LEVEL, N_("level"), 7),
        _NAME_COLUMN,
        Column("text", N_("definition, requirement or action"), 42, by_language=True),
        Column("guidance", N_("what the assessor looks at or asks"), 38, by_language=True),
        Column("evidence", N_("evidence; a sub-indicator's one a line"), 26, by_language=True),
        _WEIGHT_COLUMN,
        Column("effort_days", N_("person-days from none to full"), 12),
        Column("effort", N_("S to a month, M to six, L longer"), 9),
        Column("applies_to", N_("segments it is limited to"), 18),
        Column("depends_on", N_("ids of prerequisites"), 18),
        Column("tags", N_("tags"), 14),
        _TAILORABLE_COLUMN,
    ),
    (SUB_INDICATOR_ROW, REQUIREMENT_ROW, ACTION_ROW),
)
SHEETS: Mapping[str, SheetKind] = {PACK: PACK_SHEET, GLOSSARY: GLOSSARY_SHEET}
"""The fixed sheets that are read; every other one but the notes is a domain's."""
