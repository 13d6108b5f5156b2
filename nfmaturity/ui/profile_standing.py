"""How the profile that an assessment holds stands to the one kept for its enterprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.profile_differences import profile_differences
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.domain.errors import N_, Message, message

if TYPE_CHECKING:
    from nfmaturity.analysis.profile_differences import FieldDifference
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.storage.enterprises import StoredEnterprise


def taken_over(held: Enterprise, stored: StoredEnterprise) -> Enterprise:
    """Give an enterprise's profile as an assessment holds it: one without a segment yet leaves those as they are."""
    raw = stored.kept.profile.model_dump(mode="json", exclude_defaults=True) | {"id": stored.id}
    return Enterprise.model_validate(raw if raw.get("segments") else raw | {"segments": list(held.segments)})


def not_taken_over(held: Enterprise, stored: StoredEnterprise | None) -> tuple[FieldDifference, ...]:
    """Give what the enterprise's profile says otherwise than an assessment's."""
    return profile_differences(held, taken_over(held, stored)) if stored else ()


def news_for(assessment: Assessment, stored: StoredEnterprise | None) -> int:
    """Count the fields that an assessment could take over; figures of its own year or later came after it was made."""
    made = assessment.date or assessment.period_to
    if stored is None or (made and stored.kept.profile.figures_year >= made[:4]):
        return 0
    return len(not_taken_over(assessment.enterprise, stored))


def update_message(n: int) -> Message:
    """Say that so many fields of the enterprise's profile are not in the assessment."""
    said = N_("The enterprise's profile has changed in {n} fields; this assessment still holds its own.")
    return message(said, n=n)
