"""What a person types of an enterprise, without a window: what of it is kept and what is found fault with."""

from __future__ import annotations

from pathlib import Path

import pytest

from nfmaturity.ui.forms.profile_draft import check_profile, draft_of_profile, empty_draft
from nfmaturity.ui.forms.profile_fields import PROFILE_SPECS
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
