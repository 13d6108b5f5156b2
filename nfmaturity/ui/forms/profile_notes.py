"""What the form of an enterprise says of a field that is no fault, in the language in force."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from nfmaturity.domain.credit_code import LENGTH, check_code, normalize_code
from nfmaturity.domain.enterprise import RevenueBand, enterprise_kind, scale_class
from nfmaturity.i18n import _, current_language, say
from nfmaturity.report.sections.labels import SCALES
from nfmaturity.ui.forms.amounts import SPOKEN, plain_amount
from nfmaturity.ui.forms.profile_draft import ProfileDraft
from nfmaturity.ui.forms.profile_fields import KIND_WORDS, PROFILE_SPECS

if TYPE_CHECKING:
    from nfmaturity.ui.forms.inputs import NoteKind

Note = tuple["NoteKind", str]

_WHOLE_CODE = {"region_code": 6, "figures_year": 4}


def is_unfinished_entry(draft: ProfileDraft, field: str) -> bool:
    """Tell whether a field lacks something that is perhaps about to come, so that its fault is not shown yet."""
    if field == "credit_code":
        return len(normalize_code(draft[field])) < LENGTH
    if field in _WHOLE_CODE:
        return len(draft[field].strip()) < _WHOLE_CODE[field]
    return field == "industry_code" and len(draft[field].strip()) < 2


def profile_note(draft: ProfileDraft, field: str, left: Collection[str]) -> Note:  # noqa: PLR0911 - one a field
    """Give what is worth saying of a field without fault."""
    if field == "credit_code":
        return _code_note(draft, left)
    if field == "segments" and (kind := enterprise_kind(draft["segments"])):
        return "hint", _(KIND_WORDS[kind])
    if field == "scale":
        return "hint", _scale_note(draft)
    if field in {"staff_digital", "staff_data"}:
        return _part_note(draft, field)
    if field in {"investment_share", "key_process_control_rate", "loops_in_automatic"} and _is_over_100(draft, field):
        return "doubt", _("This is more than 100%.")
    is_said = field in SPOKEN and (field == "investment_3y" or current_language() == "zh")
    if is_said and (amount := _figure(draft, field)) is not None:
        return "hint", SPOKEN[field](amount)
    return "hint", _(PROFILE_SPECS[field].said) if PROFILE_SPECS[field].said else ""


def _code_note(draft: ProfileDraft, left: Collection[str]) -> Note:
    if draft["no_credit_code"]:
        return "hint", _("Recorded as not issued.")
    check = check_code(draft["credit_code"])
    if check.warning:
        return "doubt", say(check.warning)
    if not check.code:
        return "hint", ""
    if check.error:
        is_typing = "credit_code" not in left
        return "hint", _("{n} of {length} characters").format(n=len(check.code), length=LENGTH) if is_typing else ""
    return "ok", _("The check character fits.")


def _scale_note(draft: ProfileDraft) -> str:
    if draft["scale"]:
        return ""
    staff, band = _figure(draft, "staff"), cast("RevenueBand | None", draft["revenue_band"] or None)
    scale = scale_class(None if staff is None else int(staff), band)
    if scale:
        return _("By revenue and employees: {scale}.").format(scale=_(SCALES[scale]))
    return _("These figures do not decide it: choose.") if band and staff is not None else ""


def _part_note(draft: ProfileDraft, field: str) -> Note:
    part, whole = _figure(draft, field), _figure(draft, "staff")
    if part is not None and whole is not None and part > whole:
        return "doubt", _("More than all employees.")
    return "hint", ""


def _figure(draft: ProfileDraft, field: str) -> Fraction | None:
    try:
        return Fraction(plain_amount(field, draft[field]))
    except (ValueError, ZeroDivisionError):
        return None


def _is_over_100(draft: ProfileDraft, field: str) -> bool:
    return (_figure(draft, field) or 0) > 100
