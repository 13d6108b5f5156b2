"""The profile of an enterprise; an assessment holds a frozen copy of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from nfmaturity.domain.credit_code import check_code
from nfmaturity.domain.field_types import Count, Identity, Line, Note, Number
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
Kind = Literal["mining", "beneficiation", "smelting", "processing", "comprehensive"]
Year = Annotated[str, StringConstraints(pattern=r"^((19|20)[0-9]{2})?$")]
RegionCode = Annotated[str, StringConstraints(pattern=r"^([0-9]{6})?$")]


def _credit_code(typed: str) -> str:
    checked = check_code(typed)
    if checked.error:
        raise PydanticCustomError("credit_code", "not a credit code", {"said": checked.error})
    return checked.code


CreditCode = Annotated[str, AfterValidator(_credit_code)]


def _distinct_segments(segments: tuple[SegmentId, ...]) -> tuple[SegmentId, ...]:
    if len(set(segments)) != len(segments):
        raise PydanticCustomError("repeated_segment", "a segment is named twice")
    return segments


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Region(_Part):
    """Where the enterprise is registered: six-digit administrative code, province, city, and what else names it."""

    code: RegionCode = ""
    province: Line = ""
    city: Line = ""
    name: Line = ""


class Product(_Part):
    """A main product; capacity and output of last year in `unit`."""

    name: Line
    grade: Line = ""
    capacity: Number = ""
    output: Number = ""
    unit: Line = ""


class Site(_Part):
    """A site of the enterprise; one abroad, or that is no company of its own, has no credit code."""

    name: Line
    kind: Line = ""
    region: Line = ""
    sections: tuple[Section, ...] = ()
    capacity: Line = ""
    staff: Count | None = None
    credit_code: CreditCode = ""
    in_scope: bool = True


class Enterprise(_Part):
    """The profile; only the segments are required.

    Revenue in billion CNY, investment in million CNY, rates in %, energy in tonnes of standard coal (tce), electricity
    in GWh, CO2 in kt. `id` names the enterprise of the library that the profile was copied from.
    """

    id: Identity = ""
    name: Line = ""
    name_en: Line = ""
    credit_code: CreditCode = ""
    no_credit_code: bool = False
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
    figures_year: Year = ""
    energy_tce: Number = ""
    power_gwh: Number = ""
    co2_kt: Number = ""
    carbon_market: bool | None = None
    energy_note: Note = ""
    certificates: tuple[Line, ...] = ()


class KeptEnterprise(Enterprise):
    """The profile of an enterprise that is being written down: it need not name a segment yet."""

    segments: Annotated[tuple[SegmentId, ...], AfterValidator(_distinct_segments)] = ()


_SINCE_SCHEMA_2: Mapping[type[BaseModel], frozenset[str]] = {
    Enterprise: frozenset(
        {"id", "no_credit_code", "figures_year", "energy_tce", "power_gwh", "co2_kt", "carbon_market"}
    ),
    Region: frozenset({"province", "city"}),
    Site: frozenset({"sections", "credit_code"}),
}


def newer_keys(profile: Enterprise) -> tuple[str, ...]:
    """Give the keys that a profile states and that documents of schema 1 do not have."""
    parts: list[BaseModel] = [profile, *profile.sites, *([profile.region] if profile.region else [])]
    stated = (_SINCE_SCHEMA_2[Enterprise if part is profile else type(part)] & part.model_fields_set for part in parts)
    return tuple(sorted(set().union(*stated)))


REQUIRED: tuple[str, ...] = (
    "name",
    "credit_code",
    "segments",
    "sections",
    "metals",
    "region",
    "products",
    "sites",
    "revenue_band",
    "staff",
    "scale",
)
"""What a complete profile states; the scale class may follow from revenue and staff."""


def missing_fields(profile: Enterprise) -> tuple[str, ...]:
    """Give what a complete profile would state besides; an assessment can be made without it."""
    settled = {
        "credit_code": profile.no_credit_code,
        "scale": scale_class(profile.staff, profile.revenue_band) is not None,
    }
    return tuple(name for name in REQUIRED if getattr(profile, name) in ("", (), None) and not settled.get(name))


def enterprise_kind(segments: Sequence[str]) -> Kind | None:
    """Give the type of an enterprise: its one segment, comprehensive where it has several, None without any.

    Segments that the four types do not know make no type of their own.
    """
    if len(segments) > 1:
        return "comprehensive"
    known: Mapping[str, Kind] = {name: name for name in get_args(Kind)}
    return known.get(segments[0]) if segments else None


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
