"""The fields of the form as data: what each is called, what it takes and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from nfmaturity.analysis.amount_words import revenue
from nfmaturity.domain.enterprise import Metal, Ownership, RevenueBand, Scale, Section
from nfmaturity.i18n import N_, _
from nfmaturity.report.sections.labels import OWNERSHIP, SCALES, SECTIONS
from nfmaturity.ui.forms.one_line import MOST
from nfmaturity.workspace.opening import today

Kind = Literal["line", "note", "choice", "checks", "day", "segmented", "figure", "check", "table"]
NOT_STATED = N_("not stated")


_METALS: Mapping[str, str] = {
    "Cu": N_("copper"),
    "Al": N_("aluminium"),
    "Pb": N_("lead"),
    "Zn": N_("zinc"),
    "Ni": N_("nickel"),
    "Co": N_("cobalt"),
    "Sn": N_("tin"),
    "Sb": N_("antimony"),
    "W": N_("tungsten"),
    "Mo": N_("molybdenum"),
    "Li": N_("lithium"),
    "RE": N_("rare earths"),
    "Au": N_("gold"),
    "Ag": N_("silver"),
    "Ti": N_("titanium"),
    "Mg": N_("magnesium"),
}


def metal_word(value: str) -> str:
    """Give a metal with its symbol."""
    return f"{value} {_(_METALS[value])}" if value in _METALS else _("other")


def named(names: Mapping[str, str], none: str = NOT_STATED) -> Callable[[str], str]:
    """Give what names a choice; `none` is what the empty one is called."""
    return lambda value: _(names[value]) if value else _(none)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: its name in the draft, its label and hint marked with `N_`, and for choices what there is.

    `word` gives a choice in the language in force; `width` is the field's part of its row. A line takes `most`
    characters, 0 for any number, and has `at_breaks` where a pasted text broke its lines. `note_lines` are kept free
    for what is said under it. A figure has its `unit` beside it, marked with `N_`; `said` stands under a field that
    nothing else is said of. `label_word` and `hint_word` give a label and a hint that are not marked.
    """

    name: str
    label: str
    kind: Kind = "line"
    hint: str = ""
    options: tuple[str, ...] = ()
    word: Callable[[str], str] = str
    columns: int = 1
    width: int = 1
    most: int = 0
    at_breaks: str = " "
    note_lines: int = 1
    unit: str = ""
    said: str = ""
    label_word: Callable[[], str] | None = None
    hint_word: Callable[[], str] | None = None

    @property
    def shown_hint(self) -> str:
        """The hint in the language in force."""
        return self.hint_word() if self.hint_word else _(self.hint) if self.hint else ""

    @property
    def shown_label(self) -> str:
        """The label in the language in force."""
        return self.label_word() if self.label_word else _(self.label)


Row = Sequence[FieldSpec]

NAME_ROWS: Sequence[Row] = (
    (FieldSpec("name", N_("Enterprise name"), hint=N_("as registered; may be left for later"), most=MOST),),
)

CODE_ROWS: Sequence[Row] = (
    (
        FieldSpec(
            "credit_code", N_("Unified social credit code"), hint=N_("18 characters; may be left empty"), note_lines=2
        ),
        FieldSpec("site", N_("Site"), hint=N_("only if a single site is assessed"), most=MOST),
    ),
)

MORE_ROWS: Sequence[Row] = (
    (FieldSpec("name_en", N_("Name in English"), most=MOST),),
    (
        FieldSpec("region", N_("Region"), width=2),
        FieldSpec("region_code", N_("Administrative code"), hint=N_("six digits"), width=1),
        FieldSpec(
            "ownership",
            N_("Kind of ownership"),
            "choice",
            options=("", *get_args(Ownership)),
            word=named(OWNERSHIP),
            width=2,
        ),
    ),
    (
        FieldSpec(
            "revenue_band",
            N_("Revenue"),
            "choice",
            options=("", *get_args(RevenueBand)),
            word=lambda band: revenue(band) if band else _(NOT_STATED),
        ),
        FieldSpec("staff", N_("Employees"), hint=N_("number of persons")),
        FieldSpec(
            "scale",
            N_("Enterprise scale"),
            "choice",
            options=("", *get_args(Scale)),
            word=named(SCALES, N_("by revenue and employees")),
        ),
    ),
    (
        FieldSpec(
            "sections",
            N_("Main process sections"),
            "checks",
            options=get_args(Section),
            word=lambda value: _(SECTIONS[value]),
            columns=3,
        ),
    ),
    (FieldSpec("metals", N_("Main metals"), "checks", options=get_args(Metal), word=metal_word, columns=5),),
)


def _begin_of_year() -> str:
    return f"{today()[:4]}-01-01"


_KIND_WORDS: Mapping[str, str] = {"self": N_("Self-assessment"), "audit": N_("By a third party")}

ASSESSMENT_ROWS: Sequence[Row] = (
    (FieldSpec("kind", N_("Kind"), "segmented", options=tuple(_KIND_WORDS), word=named(_KIND_WORDS)),),
    (FieldSpec("title", N_("Title"), most=MOST),),
    (
        FieldSpec("target_level", N_("Target level"), "choice", options=("",), width=2),
        FieldSpec("period_from", N_("Period from"), "day", hint_word=_begin_of_year, width=3),
        FieldSpec("period_to", N_("Period to"), "day", hint_word=today, width=3),
    ),
    (FieldSpec("assessors", N_("Assessors"), hint=N_("names with commas between"), at_breaks=", "),),
    (FieldSpec("purpose", N_("Purpose"), "note", hint=N_("what the result is for")),),
)

STEPS: Sequence[tuple[str, str]] = (
    ("enterprise", N_("Enterprise")),
    ("scope", N_("Scope")),
    ("assessment", N_("Plan")),
)
"""The steps of the form with their words."""

_SPECS = [spec for rows in (NAME_ROWS, CODE_ROWS, MORE_ROWS, ASSESSMENT_ROWS) for row in rows for spec in row]
MOST_OF: Mapping[str, int] = MappingProxyType({spec.name: spec.most for spec in _SPECS if spec.most})
"""How many characters a field takes, where that is limited."""

ORDER: Sequence[str] = ("name", "segments", "credit_code", "site", *[s.name for row in MORE_ROWS for s in row])
"""The fields of the first step as the eye meets them; exclusions and the fields of the last step follow."""

OF_MORE = frozenset(spec.name for row in MORE_ROWS for spec in row)
"""The fields that are folded away at first."""

_OF_ASSESSMENT = [spec.name for row in ASSESSMENT_ROWS for spec in row]


def step_of(field: str) -> str:
    """Give the step that holds a field; exclusions are named `exclusion/` and the node."""
    if field.startswith("exclusion/"):
        return "scope"
    return "assessment" if field in _OF_ASSESSMENT else "enterprise"


def place_of(field: str) -> tuple[int, int]:
    """Give where a field stands among all, for the first fault to be the topmost."""
    if field in ORDER:
        return 0, ORDER.index(field)
    return (2, _OF_ASSESSMENT.index(field)) if field in _OF_ASSESSMENT else (1, 0)
