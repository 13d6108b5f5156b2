"""The fields of an enterprise's profile as data: sections with rows of fields, and the columns of its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from nfmaturity.analysis.amount_words import revenue
from nfmaturity.domain.enterprise import Kind as EnterpriseKind
from nfmaturity.domain.enterprise import Metal, Ownership, RevenueBand, Scale, Section, SystemState
from nfmaturity.i18n import N_, _
from nfmaturity.report.sections.labels import OWNERSHIP, SCALES, SECTIONS, SYSTEM_STATES, system_name
from nfmaturity.ui.forms.fields import NOT_STATED, FieldSpec, Row, metal_word, named
from nfmaturity.ui.forms.one_line import MOST
from nfmaturity.workspace.opening import today

CellKind = Literal["line", "figure", "count", "choice", "sections", "tick"]

SYSTEMS = (
    "ERP",
    "MES",
    "LIMS",
    "EAM",
    "EMS",
    "WMS",
    "historian",
    "APS",
    "CRM",
    "dispatch",
    "geology_model",
    "AI_platform",
)
"""The systems that every profile asks for; others are rows of a table."""

SEGMENT_WORDS: Mapping[str, str] = {
    "mining": N_("Mining"),
    "beneficiation": N_("Beneficiation"),
    "smelting": N_("Smelting"),
    "processing": N_("Processing"),
}
KIND_WORDS: Mapping[EnterpriseKind, str] = {
    "mining": N_("mining enterprise"),
    "beneficiation": N_("beneficiation enterprise"),
    "smelting": N_("smelting enterprise"),
    "processing": N_("processing enterprise"),
    "comprehensive": N_("comprehensive enterprise"),
}
"""What an enterprise with these segments is called."""

YES_NO: Mapping[str, str] = {"yes": N_("yes"), "no": N_("no")}


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a table: its name in the profile, its label marked with `N_`, what it takes, how wide it is.

    `width` is the least in pixels, `stretch` its part of what is left over.
    """

    name: str
    label: str
    kind: CellKind = "line"
    width: int = 80
    stretch: int = 0
    options: tuple[str, ...] = ()
    words: Mapping[str, str] | None = None
    hint: str = ""


PRODUCTS: Sequence[ColumnSpec] = (
    ColumnSpec("name", N_("Product"), width=124, stretch=3),
    ColumnSpec("grade", N_("Grade or standard"), width=108, stretch=2),
    ColumnSpec("capacity", N_("Capacity a year"), "figure", 92, 1),
    ColumnSpec("output", N_("Output, last year"), "figure", 92, 1),
    ColumnSpec("unit", N_("Unit"), width=64, hint=N_("kt")),
)
SITES: Sequence[ColumnSpec] = (
    ColumnSpec("name", N_("Site"), width=116, stretch=3),
    ColumnSpec("kind", N_("Type"), width=96, stretch=2),
    ColumnSpec("region", N_("Region"), width=80, stretch=1),
    ColumnSpec("sections", N_("Process sections"), "sections", 120, 3),
    ColumnSpec("capacity", N_("Capacity a year"), width=108, stretch=2),
    ColumnSpec("staff", N_("Employees"), "count", 72),
    ColumnSpec("credit_code", N_("Own credit code"), width=172),
    ColumnSpec("in_scope", N_("In scope"), "tick", 60),
)
MORE_SYSTEMS: Sequence[ColumnSpec] = (
    ColumnSpec("name", N_("Other system"), width=180, stretch=3),
    ColumnSpec("state", N_("State"), "choice", 140, 1, get_args(SystemState), SYSTEM_STATES),
)
COLUMNS: Mapping[str, Sequence[ColumnSpec]] = {"products": PRODUCTS, "sites": SITES, "systems": MORE_SYSTEMS}
"""The columns of each table."""

_CONTROL_RATE = N_("Share of the key process steps that control systems such as DCS and PLC cover.")
_LOOPS = N_("Share of control loops in automatic or a higher mode, over the time that the process runs.")


def last_full_year() -> str:
    """Give the year that figures of a whole year can be of."""
    return str(int(today()[:4]) - 1)


def _figure(name: str, label: str, unit: str, *, width: int = 1, said: str = "") -> FieldSpec:
    return FieldSpec(name, label, "figure", unit=unit, width=width, said=said, note_lines=2 if said else 1)


def _system(name: str) -> FieldSpec:
    return FieldSpec(
        f"system_{name}",
        name,
        "choice",
        options=("", *get_args(SystemState)),
        word=named(SYSTEM_STATES),
        label_word=lambda: system_name(name),
        note_lines=0,
    )


@dataclass(frozen=True, slots=True)
class FormSection:
    """A part of the form under a heading of its own."""

    name: str
    heading: str
    rows: Sequence[Row]
    said: str = ""


FORM_SECTIONS: Sequence[FormSection] = (
    FormSection(
        "identity",
        N_("Identity"),
        (
            (FieldSpec("name", N_("Enterprise name"), hint=N_("as registered"), most=MOST),),
            (FieldSpec("name_en", N_("Name in English"), most=MOST),),
            (
                FieldSpec("credit_code", N_("Unified social credit code"), hint=N_("18 characters"), width=3),
                FieldSpec("no_credit_code", N_("Not issued (being founded, or abroad)"), "check", width=2),
            ),
            (
                FieldSpec(
                    "ownership",
                    N_("Kind of ownership"),
                    "choice",
                    options=("", *get_args(Ownership)),
                    word=named(OWNERSHIP),
                    width=3,
                ),
                FieldSpec("industry_code", N_("Industry code"), hint=N_("GB/T 4754, such as 32"), width=2),
            ),
        ),
    ),
    FormSection(
        "place",
        N_("Place"),
        (
            (
                FieldSpec("region_code", N_("Administrative code"), hint=N_("six digits")),
                FieldSpec("province", N_("Province or region")),
                FieldSpec("city", N_("City")),
            ),
            (FieldSpec("region", N_("District, park or country"), most=MOST),),
        ),
    ),
    FormSection(
        "business",
        N_("Business"),
        (
            (
                FieldSpec(
                    "segments",
                    N_("Business segments"),
                    "checks",
                    options=tuple(SEGMENT_WORDS),
                    word=lambda value: _(SEGMENT_WORDS[value]),
                    columns=4,
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
        ),
    ),
    FormSection("products", N_("Main products"), ((FieldSpec("products", N_("Main products"), "table"),),)),
    FormSection("sites", N_("Sites"), ((FieldSpec("sites", N_("Sites"), "table"),),)),
    FormSection(
        "size",
        N_("People and revenue"),
        (
            (
                FieldSpec("staff", N_("Employees"), "figure", unit=N_("persons")),
                FieldSpec("staff_digital", N_("of them digital"), "figure", unit=N_("persons")),
                FieldSpec("staff_data", N_("of them process and data"), "figure", unit=N_("persons")),
            ),
            (
                FieldSpec(
                    "revenue_band",
                    N_("Revenue"),
                    "choice",
                    options=("", *get_args(RevenueBand)),
                    word=lambda band: revenue(band) if band else _(NOT_STATED),
                ),
                FieldSpec(
                    "scale",
                    N_("Enterprise scale"),
                    "choice",
                    options=("", *get_args(Scale)),
                    word=named(SCALES, N_("by revenue and employees")),
                ),
            ),
        ),
    ),
    FormSection(
        "investment",
        N_("Digital investment"),
        (
            (
                _figure("investment_3y", N_("Digital investment, three years"), N_("m CNY")),
                _figure("investment_share", N_("Share of revenue"), "%"),
            ),
        ),
    ),
    FormSection(
        "systems",
        N_("Systems"),
        (
            *(tuple(map(_system, SYSTEMS[at : at + 4])) for at in range(0, len(SYSTEMS), 4)),
            (FieldSpec("systems", N_("Other systems"), "table"),),
        ),
    ),
    FormSection(
        "control",
        N_("Control"),
        (
            (
                _figure(
                    "key_process_control_rate",
                    N_("Digital control rate of key processes"),
                    "%",
                    said=_CONTROL_RATE,
                ),
                _figure("loops_in_automatic", N_("Loops in automatic"), "%", said=_LOOPS),
            ),
        ),
    ),
    FormSection(
        "energy",
        N_("Energy and carbon"),
        (
            (
                FieldSpec("figures_year", N_("Year of the figures"), hint_word=last_full_year),
                _figure("energy_tce", N_("Energy"), N_("tce"), width=2),
                _figure("power_gwh", N_("Electricity"), N_("GWh"), width=2),
            ),
            (
                _figure("co2_kt", N_("CO2 emissions"), N_("kt CO2")),
                FieldSpec(
                    "carbon_market",
                    N_("In the national carbon market"),
                    "choice",
                    options=("", *YES_NO),
                    word=named(YES_NO),
                ),
            ),
            (FieldSpec("energy_note", N_("Notes on energy and carbon"), "note"),),
        ),
    ),
    FormSection(
        "certificates",
        N_("Certificates"),
        (
            (
                FieldSpec(
                    "certificates",
                    N_("Certificates and titles, one a line"),
                    "note",
                    hint=N_("such as CMMM level 3, DCMM level 2, ISO 50001, green factory"),
                ),
            ),
        ),
    ),
)
"""The form, top to bottom."""

PROFILE_SPECS: Mapping[str, FieldSpec] = {
    spec.name: spec for section in FORM_SECTIONS for row in section.rows for spec in row
}
"""Every field of the form by name."""
