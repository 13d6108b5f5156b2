"""The profile of an enterprise; an assessment holds a frozen copy of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from nfmaturity.domain.credit_code import check_code
from nfmaturity.domain.field_types import Count, Line, Note, Number
from nfmaturity.domain.rubric_fields import SegmentId

Section = Literal[
    "open_pit",
    "underground",
    "concentrator",
    "pyro_smelter",
    "acid",
    "hydro",
    "alumina",
    "electrolysis_al",
    "electrolysis_er",
    "electrowinning",
    "precious_metals",
    "casting",
    "rolling",
    "extrusion",
    "drawing",
    "recycling",
    "high_purity",
]
Metal = Literal["Cu", "Al", "Pb", "Zn", "Ni", "Co", "Sn", "Sb", "W", "Mo", "Li", "RE", "Au", "Ag", "Ti", "Mg", "other"]
RevenueBand = Literal["<0.2", "0.2-0.4", "0.4-2", "2-10", "10-20", "20-30", "30-40", "40-100", ">100"]
Scale = Literal["large", "medium", "small", "micro"]
Ownership = Literal["central_soe", "local_soe", "private", "foreign", "mixed"]
SystemState = Literal["in_use", "pilot", "none"]


def _credit_code(typed: str) -> str:
    checked = check_code(typed)
    if checked.error:
        raise PydanticCustomError("credit_code", "not a credit code", {"said": checked.error})
    return checked.code


def _distinct_segments(segments: tuple[SegmentId, ...]) -> tuple[SegmentId, ...]:
    if len(set(segments)) != len(segments):
        raise PydanticCustomError("repeated_segment", "a segment is named twice")
    return segments


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Region(_Part):
    """Where the enterprise is registered: six-digit administrative code and name."""

    code: Annotated[str, StringConstraints(pattern=r"^([0-9]{6})?$")] = ""
    name: Line = ""


class Product(_Part):
    """A main product; capacity and output of last year in `unit`."""

    name: Line
    grade: Line = ""
    capacity: Number = ""
    output: Number = ""
    unit: Line = ""


class Site(_Part):
    """A site of the enterprise."""

    name: Line
    kind: Line = ""
    region: Line = ""
    capacity: Line = ""
    staff: Count | None = None
    in_scope: bool = True


class Enterprise(_Part):
    """The profile; only the segments are required. Revenue in billion CNY, investment in million CNY, rates in %."""

    name: Line = ""
    name_en: Line = ""
    credit_code: Annotated[str, AfterValidator(_credit_code)] = ""
    segments: Annotated[tuple[SegmentId, ...], Field(min_length=1), AfterValidator(_distinct_segments)]
    sections: tuple[Section, ...] = ()
    metals: tuple[Metal, ...] = ()
    region: Region | None = None
    industry_code: Annotated[str, StringConstraints(pattern=r"^([0-9]{2,4})?$")] = ""
    products: tuple[Product, ...] = ()
    sites: tuple[Site, ...] = ()
    revenue_band: RevenueBand | None = None
    staff: Count | None = None
    staff_digital: Count | None = None
    staff_data: Count | None = None
    scale: Scale | None = None
    ownership: Ownership | None = None
    investment_3y: Number = ""
    investment_share: Number = ""
    systems: dict[Line, SystemState] = {}
    key_process_control_rate: Number = ""
    loops_in_automatic: Number = ""
    energy_note: Note = ""
    certificates: tuple[Line, ...] = ()


def scale_class(staff: int | None, revenue_band: RevenueBand | None) -> Scale | None:
    """Give the scale class of an industrial enterprise: both conditions, else one class down.

    None where staff or revenue is missing, or where the lowest band does not tell small from medium.
    Source: the National Bureau of Statistics' rule for industry (2017), from practitioners' knowledge.
    """
    if staff is None or revenue_band is None:
        return None
    large_revenue = revenue_band not in {"<0.2", "0.2-0.4"}
    if staff >= 1000 and large_revenue:
        return "large"
    if staff >= 300 and revenue_band != "<0.2":
        return "medium"
    if staff < 20:
        return "micro"
    return "small" if staff < 300 and revenue_band != "<0.2" else None
