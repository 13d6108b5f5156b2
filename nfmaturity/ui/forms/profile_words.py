"""What the fields of a profile are called and what they hold, in words, for previews and choices."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from nfmaturity.domain.enterprise import Product, Region, Site
from nfmaturity.i18n import N_, _
from nfmaturity.report.sections.labels import SECTIONS, SYSTEM_STATES, region_words, system_name
from nfmaturity.ui.forms.amounts import SPOKEN, plain_figure
from nfmaturity.ui.forms.profile_fields import PROFILE_SPECS, SEGMENT_WORDS, SYSTEMS

if TYPE_CHECKING:
    from collections.abc import Iterable

_OWN_LABELS = {
    "region": N_("Place"),
    "systems": N_("Systems"),
    "no_credit_code": N_("Credit code not issued"),
    "certificates": N_("Certificates"),
}
"""What a key of the profile is called where the form says it otherwise."""


def field_label(field: str) -> str:
    """Name a field."""
    if field in _OWN_LABELS:
        return _(_OWN_LABELS[field])
    return PROFILE_SPECS[field].shown_label


def value_words(field: str, value: Any) -> str:
    """Say what a field holds, "–" where it is empty; takes a profile's values and a form's."""
    return _said(field, value) or "–"


def _said(field: str, value: Any) -> str:  # noqa: PLR0911 - one for each kind of value
    if value is None or value in ("", (), {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Region):
        return region_words(value)
    if isinstance(value, Mapping):
        return _listed(
            _("{name}: {value}").format(name=_system(n), value=_(SYSTEM_STATES[s])) for n, s in value.items()
        )
    if isinstance(value, tuple):
        return _listed(_part(field, part) for part in value)
    spec = PROFILE_SPECS[field]
    if spec.kind == "choice":
        return spec.word(value)
    if field in SPOKEN and plain_figure(value).replace(".", "", 1).isdigit():
        return SPOKEN[field](Fraction(plain_figure(value)))
    return f"{value} {_(spec.unit)}" if spec.unit and spec.unit != "%" else f"{value}{spec.unit}"


def _part(field: str, part: Any) -> str:
    if isinstance(part, Product):
        output = _("output {n}").format(n=f"{part.output} {part.unit}".strip()) if part.output else ""
        capacity = f"{part.capacity} {part.unit}".strip() if part.capacity else ""
        return " ".join(piece for piece in (part.name, part.grade, capacity, output) if piece)
    if isinstance(part, Site):
        sections = _listed(_(SECTIONS[name]) for name in part.sections)
        pieces = (
            part.name,
            part.kind,
            part.region,
            sections,
            part.capacity,
            "" if part.staff is None else str(part.staff),
        )
        said = " ".join(piece for piece in pieces if piece)
        return said if part.in_scope else _("{site} (not in scope)").format(site=said)
    if isinstance(part, tuple):
        return " ".join(cell for cell in part if cell)
    spec = PROFILE_SPECS[field]
    if field == "segments":
        return _(SEGMENT_WORDS[part]) if part in SEGMENT_WORDS else part
    return spec.word(part) if spec.kind == "checks" else str(part)


def _system(name: str) -> str:
    return system_name(name) if name in SYSTEMS else name


def _listed(parts: Iterable[str]) -> str:
    return _(", ").join(part for part in parts if part)
