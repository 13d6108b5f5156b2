"""Differences of profiles, and what two people typed at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nfmaturity.analysis.profile_differences import FieldDifference, merged, profile_differences
from nfmaturity.domain.enterprise import Enterprise

FIELDS = st.fixed_dictionaries({name: st.integers(0, 2) for name in "abc"})


def test_differences_go_by_field_and_leave_the_identity_out() -> None:
    held = Enterprise(id="00000000-0000-4000-8000-000000000001", segments=("smelting",), staff=1680)
    assert profile_differences(held, held.model_copy(update={"id": ""})) == ()
    other = held.model_copy(update={"staff": 1712, "segments": ("mining", "smelting")})
    assert profile_differences(held, other) == (
        FieldDifference("segments", ("smelting",), ("mining", "smelting")),
        FieldDifference("staff", 1680, 1712),
    )


@given(FIELDS, FIELDS, FIELDS)
def test_nobodys_edit_is_lost(base: dict[str, int], theirs: dict[str, int], mine: dict[str, int]) -> None:
    merge = merged(base, theirs, mine)
    contested = {difference.field for difference in merge.contested}
    for name, held in base.items():
        both = mine[name] != held != theirs[name] and mine[name] != theirs[name]
        assert (name in contested) == both
        assert merge.fields[name] == (mine[name] if mine[name] != held else theirs[name])
