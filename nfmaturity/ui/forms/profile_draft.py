"""What a person has typed about an enterprise, field by field, and the profile that it makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from nfmaturity.domain.credit_code import normalize_code
from nfmaturity.domain.enterprise import KeptEnterprise
from nfmaturity.domain.errors import N_, Message, message
from nfmaturity.domain.schema_faults import Path, schema_faults
from nfmaturity.storage.enterprises import KeptProfile
from nfmaturity.ui.forms.amounts import plain_amount, plain_figure
from nfmaturity.ui.forms.profile_fields import COLUMNS, SYSTEMS, ColumnSpec

if TYPE_CHECKING:
    from nfmaturity.domain.enterprise import Enterprise

Cells = tuple[tuple[str, ...], ...]
"""The rows of a table, a text for each column."""

ProfileDraft = Mapping[str, Any]
"""What each field of the form holds: a text, a choice, several choices, a tick, the cells of a table."""

_TEXTS = (
    "name",
    "name_en",
    "credit_code",
    "industry_code",
    "revenue_band",
    "scale",
    "ownership",
    "figures_year",
    "energy_note",
)
_FIGURES = (
    "investment_3y",
    "investment_share",
    "key_process_control_rate",
    "loops_in_automatic",
    "energy_tce",
    "power_gwh",
    "co2_kt",
)
_COUNTS = ("staff", "staff_digital", "staff_data")
_LISTS = ("segments", "sections", "metals")
_REGION = {"region_code": "code", "province": "province", "city": "city", "region": "name"}
_MARKET: Mapping[bool | None, str] = {None: "", True: "yes", False: "no"}
SHOWN_FIELDS: Mapping[str, str] = dict.fromkeys(_REGION, "region") | {f"system_{name}": "systems" for name in SYSTEMS}
"""The keys of the profile that the form shows in several fields."""

_PLAIN = N_("Write a plain number such as 1450 or 98.5, without a unit.")
_WHOLE = N_("Write a whole number such as 1680.")
_SENTENCES: Mapping[str, str] = {
    **dict.fromkeys(_FIGURES, _PLAIN),
    **dict.fromkeys(_COUNTS, _WHOLE),
    "region_code": N_("Write the six digits of the administrative code."),
    "industry_code": N_("Write the two to four digits of the industry code, such as 32."),
    "figures_year": N_("Write the year with four digits, such as 2026."),
    "capacity": _PLAIN,
    "output": _PLAIN,
    "cell_staff": _WHOLE,
    "cell_sections": N_("Choose the process sections from the list."),
}


@dataclass(frozen=True, slots=True)
class CheckedProfile:
    """What a draft comes to: faults by field, a cell as table/row/column, and what can be kept of it."""

    faults: Mapping[str, Message]
    kept: KeptProfile


def draft_of_profile(kept: KeptProfile) -> ProfileDraft:
    """Give the draft that shows what is kept of an enterprise."""
    draft = _draft(kept.profile)
    typed = {name: _tuples(value) for name, value in kept.unfinished.items()}
    fitting = {name: value for name, value in typed.items() if name in draft and type(value) is type(draft[name])}
    return MappingProxyType(draft | fitting)


def empty_draft() -> ProfileDraft:
    """Give the draft of an enterprise of which nothing is known."""
    return draft_of_profile(KeptProfile(KeptEnterprise()))


def _draft(profile: Enterprise) -> dict[str, Any]:
    region = profile.region
    return {
        **{name: getattr(profile, name) or "" for name in (*_TEXTS, *_FIGURES)},
        **{name: "" if (count := getattr(profile, name)) is None else str(count) for name in _COUNTS},
        **{name: tuple(getattr(profile, name)) for name in _LISTS},
        **{name: getattr(region, key) if region else "" for name, key in _REGION.items()},
        **{f"system_{name}": profile.systems.get(name, "") for name in SYSTEMS},
        "systems": tuple((name, state) for name, state in profile.systems.items() if name not in SYSTEMS),
        "no_credit_code": profile.no_credit_code,
        "carbon_market": _MARKET[profile.carbon_market],
        "certificates": "\n".join(profile.certificates),
        "products": tuple(_cells(part, COLUMNS["products"]) for part in profile.products),
        "sites": tuple(_cells(part, COLUMNS["sites"]) for part in profile.sites),
    }


def _cells(part: object, columns: Sequence[ColumnSpec]) -> tuple[str, ...]:
    return tuple(_cell(getattr(part, column.name)) for column in columns)


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def check_profile(draft: ProfileDraft) -> CheckedProfile:
    """Check a draft: what cannot be taken yet is kept as typed beside the profile, and the rest is in it."""
    raw, rows = _document(draft), _filled_rows(draft)
    faults = dict(_faults(raw, rows))
    for fault in faults:
        _leave_out(raw, fault, rows)
    unfinished = {name: draft[name] for name in dict.fromkeys(fault.split("/")[0] for fault in faults)}
    return CheckedProfile(faults, KeptProfile(KeptEnterprise.model_validate(raw), MappingProxyType(unfinished)))


def _document(draft: ProfileDraft) -> dict[str, Any]:
    region = {key: draft[name].strip() for name, key in _REGION.items() if draft[name].strip()}
    systems = {name: state for name in SYSTEMS if (state := draft[f"system_{name}"])}
    systems |= {name.strip(): state or "in_use" for name, state in draft["systems"] if name.strip()}
    raw = {
        **{name: draft[name] for name in _TEXTS},
        "credit_code": "" if draft["no_credit_code"] else normalize_code(draft["credit_code"]),
        "no_credit_code": draft["no_credit_code"] or None,
        **{name: plain_amount(name, draft[name]) for name in _FIGURES},
        **{name: _count(draft[name], name) for name in _COUNTS},
        **{name: list(draft[name]) for name in _LISTS},
        "region": region,
        "systems": systems,
        "carbon_market": {"yes": True, "no": False}.get(draft["carbon_market"]),
        "certificates": [line.strip() for line in draft["certificates"].splitlines() if line.strip()],
        **{name: [_part(row, COLUMNS[name]) for row in rows] for name, rows in _filled(draft).items()},
    }
    return {name: value for name, value in raw.items() if value is not None and value not in ("", [], {})}


def _filled(draft: ProfileDraft) -> dict[str, list[tuple[str, ...]]]:
    return {name: [draft[name][at] for at in rows] for name, rows in _filled_rows(draft).items()}


def _filled_rows(draft: ProfileDraft) -> dict[str, list[int]]:
    """Give the rows of products and sites that say something, by their place in the draft."""
    return {
        name: [
            at
            for at, row in enumerate(draft[name])
            if any(cell.strip() for cell, column in zip(row, COLUMNS[name], strict=True) if column.kind != "tick")
        ]
        for name in ("products", "sites")
    }


def _part(row: tuple[str, ...], columns: Sequence[ColumnSpec]) -> dict[str, Any]:
    values = {column.name: _value(cell, column) for cell, column in zip(row, columns, strict=True)}
    return {"name": ""} | {name: value for name, value in values.items() if value not in ("", [])}


def _value(cell: str, column: ColumnSpec) -> Any:
    if column.kind == "tick":
        return cell != "no"
    if column.kind == "sections":
        return [part for part in cell.split(",") if part]
    if column.kind == "figure":
        return plain_figure(cell)
    if column.kind == "count":
        return _count(cell)
    return normalize_code(cell) if column.name == "credit_code" else cell.strip()


def _count(typed: str, field: str = "") -> int | str:
    plain = plain_amount(field, typed)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 12 else plain


def _faults(raw: Mapping[str, Any], rows: Mapping[str, list[int]]) -> Iterator[tuple[str, Message]]:
    try:
        KeptEnterprise.model_validate(raw)
    except ValidationError as error:
        for place, said in schema_faults(error):
            field = _field_at(place, rows)
            yield field, _sentence(field, said)


def _field_at(place: Path, rows: Mapping[str, list[int]]) -> str:
    first, rest = str(place[0]), place[1:]
    if first in rows and len(rest) > 1:
        return f"{first}/{rows[first][int(rest[0])]}/{rest[1]}"
    if first == "region" and rest:
        return next((name for name, key in _REGION.items() if key == rest[0]), "region")
    return first


def _sentence(field: str, said: Message) -> Message:
    column = field.rsplit("/", 1)[-1]
    if "/" in field and column not in {"capacity", "output"}:
        column = f"cell_{column}"
    if field.startswith("sites/") and column == "capacity":
        return said
    return message(_SENTENCES[column]) if column in _SENTENCES else said


def _leave_out(raw: dict[str, Any], fault: str, rows: Mapping[str, list[int]]) -> None:
    """Take what cannot be kept out of the raw profile."""
    name, *cell = fault.split("/")
    if cell:
        part = raw[name][rows[name].index(int(cell[0]))]
        part.pop(cell[1], None)
        part.setdefault("name", "")
    elif name in _REGION and isinstance(raw.get("region"), dict):
        raw["region"].pop(_REGION[name], None)
    else:
        raw.pop(name, None)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value
