"""The profile: credit codes as typed, scale classes, what the schema refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from nfmaturity.domain.credit_code import check_code, check_digit, normalize_code
from nfmaturity.domain.enterprise import Enterprise, KeptEnterprise, enterprise_kind, missing_fields, scale_class


@pytest.mark.parametrize(
    ("typed", "held"), [("a\tb", "a b"), ("a\nb", "a b"), ("a\u2028b\tc\n", "a b c"), (" a  b ", "a  b")]
)
def test_a_line_has_neither_breaks_nor_tabs(typed: str, held: str) -> None:
    assert Enterprise.model_validate({"segments": ["smelting"], "name": typed}).name == held


DEMO = ["91340799DEMCU00199", "91530199DEMAL00260", "91450699DEMAL00346", "91410199DEMAL0042N"]
SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", [*DEMO, "91350100M000100Y43"])
def test_valid_codes(code: str) -> None:
    assert check_code(code) == check_code(f"  {code.lower()} ")
    assert (check_code(code).code, check_code(code).error) == (code, None)


@pytest.mark.parametrize("code", DEMO)
def test_the_inner_check_is_only_a_warning(code: str) -> None:
    body = code[:16] + ("0" if code[16] != "0" else "1")
    found = check_code(body + check_digit(body))
    assert (found.error is None, found.warning is not None) == (True, True)
    assert check_code(code).warning is None


@given(st.text(SYMBOLS, min_size=17, max_size=17), st.integers(0, 17), st.sampled_from(SYMBOLS))
def test_one_wrong_character_is_always_found(body: str, place: int, symbol: str) -> None:
    code = body + check_digit(body)
    assert check_code(code).error is None
    changed = code[:place] + symbol + code[place + 1 :]
    assert (check_code(changed).error is None) == (changed == code)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("91350100M000100Y4Z", "cannot hold the character Z"),
        ("9134O799DEMCU00199", "cannot hold the character O"),
        ("9134079", "has 18 characters; this one has 7"),
        ("91340799DEMCU00198", "typing error"),
        ("示例", "cannot hold the character 示"),
        ("91350211-M000100Y4", "cannot hold the character “-”."),
        ("9135\x07", "cannot hold the character U+0007."),
    ],
)
def test_what_is_wrong_is_named(typed: str, said: str) -> None:
    assert said in str(check_code(typed).error)


def test_full_width_is_made_half_width_and_o_is_not_turned_to_zero() -> None:
    assert normalize_code(" ９１３４ｏ ") == "9134O"
    assert normalize_code("9135 0211\u3000M000\u00a0100Y\u200b46") == "91350211M000100Y46"
    assert check_code("").error is None


@pytest.mark.parametrize(
    ("staff", "band", "scale"),
    [
        (1000, "0.4-2", "large"),
        (1000, "0.2-0.4", "medium"),
        (999, ">100", "medium"),
        (300, "0.2-0.4", "medium"),
        (299, "2-10", "small"),
        (5000, "<0.2", None),
        (19, "2-10", "micro"),
        (None, "2-10", None),
        (100, None, None),
    ],
)
def test_scale_classes(staff: int | None, band: str | None, scale: str | None) -> None:
    assert scale_class(staff, band) == scale  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "profile",
    [
        {},
        {"segments": []},
        {"segments": ["steel"]},
        {"segments": ["mining", "mining"]},
        {"segments": ["mining"], "colour": "red"},
        {"segments": ["mining"], "staff": -1},
        {"segments": ["mining"], "staff": "12"},
        {"segments": ["mining"], "name": "x" * 301},
        {"segments": ["mining"], "credit_code": "91340799DEMCU00198"},
        {"segments": ["mining"], "systems": {"ERP": "maybe"}},
        {"segments": ["mining"], "investment_3y": "1e3"},
    ],
)
def test_profiles_that_are_refused(profile: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Enterprise.model_validate(profile)


def test_a_profile_tells_what_it_lacks() -> None:
    assert missing_fields(KeptEnterprise(name="Riverside"))[:2] == ("credit_code", "segments")
    settled = KeptEnterprise(no_credit_code=True, staff=1680, revenue_band="30-40")
    assert not {"credit_code", "scale", "staff", "revenue_band"} & set(missing_fields(settled))
    assert "scale" in missing_fields(KeptEnterprise(staff=50, revenue_band="<0.2")), "these figures do not decide it"


@pytest.mark.parametrize(
    ("segments", "kind"),
    [((), None), (("smelting",), "smelting"), (("mining", "smelting"), "comprehensive"), (("trading",), None)],
)
def test_the_type_follows_from_the_segments(segments: tuple[str, ...], kind: str | None) -> None:
    assert enterprise_kind(segments) == kind
