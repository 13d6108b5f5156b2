"""Where texts use the terms of a glossary."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfmaturity.domain.glossary import Glossary, TermFinder, _as_pattern, forms_of
from nfmaturity.domain.rubric import Rubric
from tests.rubrics import pack_source, rubric

TERMS = [
    ("grade", "品位", "Grade", {}),
    ("grade-control", "品位控制", "Grade control", {}),
    ("agc", "自动厚度控制", "AGC", {"zh": ["AGC"]}),
    ("assay", "化验", "Assay", {"en": ["Assaying"]}),
    ("footprint", "碳足迹", "Carbon footprint", {"en": ["footprint"]}),
    ("inventory", "库存", "Inventory", {}),
]


def pack() -> Rubric:
    source = pack_source([]) | {
        "glossary": [
            {"id": ident, "term": {"zh": zh, "en": en}, "text": {"zh": "义。", "en": "Meaning."}}
            | ({"also": also} if also else {})
            for ident, zh, en, also in TERMS
        ]
    }
    return rubric(source)


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.term.id) for m in TermFinder(pack(), language).mentions(text)]


@pytest.mark.parametrize(
    ("language", "text", "mentions"),
    [
        ("zh", "用品位控制稳定品位。", [("品位控制", "grade-control"), ("品位", "grade")]),
        ("zh", "AGC投用，MAGC不算。", [("AGC", "agc")]),
        ("en", "Grade control keeps grades.", [("Grade control", "grade-control"), ("grades", "grade")]),
        ("en", "An agc is no AGC, nor is AGCX.", [("AGC", "agc")]),
        ("en", "Upgrade the assays and assaying.", [("assays", "assay"), ("assaying", "assay")]),
        ("en", "A product-carbon-footprint report", [("carbon-footprint", "footprint")]),
        ("en", "Inventories and footprints", [("Inventories", "inventory"), ("footprints", "footprint")]),
        ("en", "", []),
    ],
)
def test_the_longest_term_stands_alone(language: str, text: str, mentions: list[tuple[str, str]]) -> None:
    assert found(text, language) == mentions


def test_a_pack_without_a_glossary_has_no_mentions() -> None:
    assert list(TermFinder(rubric(pack_source([])), "zh").mentions("品位")) == []


def test_the_used_terms_are_those_that_are_mentioned_anywhere() -> None:
    glossary = Glossary(pack())
    texts = [
        {"zh": "控制品位。", "en": "Control the grade."},
        {"zh": "品位控制每班化验。", "en": "Grade control has each shift assayed; assaying is logged."},
        {"zh": "再看品位。", "en": "Look at the grade again."},
        {"zh": "盘点库存。", "en": "Count what lies there."},
    ]
    for language in ("zh", "en", "xx"):
        mentioned = {one.term.id for text in texts for one in glossary.mentions(text, language)}
        assert glossary.used(texts, language) == mentioned
    assert glossary.used(texts, "en") == {"grade", "grade-control", "assay"}


def test_a_word_that_the_other_language_does_not_mean_is_no_mention() -> None:
    glossary = Glossary(pack())
    meant = {"zh": "按品位分堆。", "en": "Heap by grade."}
    not_meant = {"zh": "给每条要求评分。", "en": "Give each requirement a grade."}
    assert [(m.start, m.end, m.term.id) for m in glossary.mentions(meant, "en")] == [(8, 13, "grade")]
    assert [m.term.id for m in glossary.mentions(meant, "zh")] == ["grade"]
    assert glossary.mentions(not_meant, "en") == ()
    assert glossary.mentions(meant, "fr") == ()


@given(
    st.lists(
        st.sampled_from(["品位", "控制", "AGC", "agc", "Grade", "control", "grades", "-", " ", "assays", "X", "。"])
    )
)
def test_what_is_found_is_what_one_pattern_of_all_forms_finds(parts: list[str]) -> None:
    text = "".join(parts)
    for language in ("zh", "en"):
        forms = [(form, term.id) for term in pack().glossary for form in forms_of(term, language)]
        forms.sort(key=lambda form: -len(form[0]))
        pattern = re.compile("|".join(f"({_as_pattern(form)})" for form, _ in forms))
        matches = [(m.start(), m.end(), forms[(m.lastindex or 0) - 1][1]) for m in pattern.finditer(text)]
        mentions = TermFinder(pack(), language).mentions(text)
        assert [(m.start, m.end, m.term.id) for m in mentions] == matches
