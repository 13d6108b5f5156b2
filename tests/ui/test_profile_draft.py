"""What a person types of an enterprise, without a window: what of it is kept and what is found fault with."""

from __future__ import annotations

from pathlib import Path

import pytest

from nfmaturity.i18n import language
from nfmaturity.ui.forms.amounts import PERCENTAGES
from nfmaturity.ui.forms.profile_draft import check_profile, draft_of_profile, empty_draft
from nfmaturity.ui.forms.profile_fields import PROFILE_SPECS
from nfmaturity.ui.forms.profile_words import value_words
from nfmaturity.workspace.demo import demo_documents
from nfmaturity.workspace.enterprises import kept_from
from nfmaturity.workspace.subject import read_subject


@pytest.mark.parametrize("path", demo_documents(), ids=lambda path: path.stem)
def test_a_profile_goes_through_the_form_as_it_is(path: Path) -> None:
    kept = kept_from(read_subject(path, None, None).assessment.enterprise)
    checked = check_profile(draft_of_profile(kept))
    assert (checked.faults, checked.kept) == ({}, kept)


def test_the_form_shows_what_a_draft_holds() -> None:
    assert PROFILE_SPECS.keys() == empty_draft().keys()


@pytest.mark.parametrize(
    ("field", "typed", "fault", "said"),
    [
        ("credit_code", "91340799DEMCU00198", "credit_code", "typing error"),
        ("staff", "many", "staff", "a whole number"),
        ("energy_tce", "110,5 kt", "energy_tce", "a plain number"),
        ("region_code", "34079", "region_code", "six digits"),
        ("figures_year", "26", "figures_year", "four digits"),
        ("products", (("Cathode", "", "about 400", "", "kt"),), "products/0/capacity", "a plain number"),
        ("products", (("",) * 5, ("Cathode", "", "", "x", "kt")), "products/1/output", "a plain number"),
        ("sites", (("Main", "", "", "melting", "", "", "", "yes"),), "sites/0/sections", "from the list"),
        ("sites", (("Main", "", "", "", "", "12.5", "", "yes"),), "sites/0/staff", "a whole number"),
        ("sites", (("Main", "", "", "", "", "", "9134", "yes"),), "sites/0/credit_code", "18 characters"),
    ],
)
def test_a_bad_entry_is_told_and_kept_as_typed(field: str, typed: object, fault: str, said: str) -> None:
    draft = {**empty_draft(), "name": "Riverside", field: typed}
    checked = check_profile(draft)
    assert list(checked.faults) == [fault]
    assert said in str(checked.faults[fault])
    assert checked.kept.profile.name == "Riverside"
    assert draft_of_profile(checked.kept)[field] == typed


@pytest.mark.parametrize(
    ("typed", "held"), [("1,450", "1450"), ("１４５０", "1450"), (" 98.5 ", "98.5"), ("1 450", "1450")]
)
def test_figures_may_be_typed_as_people_write_them(typed: str, held: str) -> None:
    assert check_profile({**empty_draft(), "energy_tce": typed}).kept.profile.energy_tce == held


@pytest.mark.parametrize(
    ("field", "typed", "held"),
    [
        ("energy_tce", "38.5万", "385000"),
        ("energy_tce", "38.5 万吨标准煤", "385000"),
        ("power_gwh", "3.2亿", "320"),
        ("power_gwh", "5600万千瓦时", "56"),
        ("power_gwh", "１.５亿 kWh", "150"),
        ("co2_kt", "104.25万吨", "1042.5"),
        ("investment_3y", "3.2亿元", "320"),
        ("investment_3y", "1,250万", "12.5"),
        ("staff", "1.2万人", "12000"),
        ("loops_in_automatic", "85%", "85"),
        ("investment_share", "1.2 ％", "1.2"),
    ],
)
def test_large_amounts_come_in_the_unit_of_their_field(field: str, typed: str, held: str) -> None:
    checked = check_profile({**empty_draft(), field: typed})
    assert not checked.faults
    assert str(getattr(checked.kept.profile, field)) == held


def test_a_sign_behind_a_figure_is_read_where_the_field_has_it_as_its_unit() -> None:
    assert {name for name, spec in PROFILE_SPECS.items() if spec.unit == "%"} == PERCENTAGES


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("power_gwh", "3.2亿吨"),
        ("energy_tce", "约38万"),
        ("loops_in_automatic", "0.9万"),
        ("staff", "1.23456万"),
        ("loops_in_automatic", "85%%"),
    ],
)
def test_what_an_amount_cannot_mean_is_told(field: str, typed: str) -> None:
    assert "Write a" in str(check_profile({**empty_draft(), field: typed}).faults[field])


@pytest.mark.parametrize(
    ("field", "held", "zh", "en"),
    [
        ("power_gwh", "560", "56,000\u00a0万千瓦时", "560\u00a0GWh"),
        ("energy_tce", "112000", "11.2\u00a0万吨标准煤", "112,000\u00a0tce"),
        ("co2_kt", "1,042.5", "104.25\u00a0万吨", "1,042.5\u00a0kt"),
    ],
)
def test_large_amounts_are_said_as_each_language_counts(field: str, held: str, zh: str, en: str) -> None:
    assert value_words(field, held) == en
    with language("zh"):
        assert value_words(field, held) == zh
