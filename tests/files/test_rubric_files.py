from __future__ import annotations

import contextlib
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nfmaturity.domain.documents import sha256_of
from nfmaturity.domain.errors import FileFaults
from nfmaturity.files.rubric_files import load_pack, rubric_from_source
from nfmaturity.resources import shipped_rubrics
from tests.files.packs import FILES, changed, write
from tests.synthetic import REQUIREMENTS, grades_for, write_pack

GOLDEN = "043d3efb5edacd4c6625f12a9ee0d613fdd29951e5eb70aa416ed7edccc5d728"

ONE_LANGUAGE = """\
format: nfmaturity-rubric
schema: 1
id: plain
version: 2.0.0
languages: [en]
title: Plain
provenance: Made up
levels:
  - {level: 1, name: One, summary: a}
  - {level: 2, name: Two, summary: b}
  - {level: 3, name: Three, summary: c}
segments: [{id: processing, name: Processing}]
scoring:
  degrees:
    - {id: a, value: "1", name: A}
    - {id: b, value: "0.75", name: B}
    - {id: c, value: "0.5", name: C}
    - {id: d, value: "0.25", name: D}
    - {id: e, value: "0", name: E}
  level_threshold: 1
  accumulate: plain_sum
groups:
  - {id: ALL, name: Everything, weight: 3, domains: [ALL-ONE]}
"""


def test_a_small_pack_loads(tmp_path: Path) -> None:
    pack = load_pack(write(tmp_path))
    assert pack.label == "small 1.0.0"
    assert list(pack.rubric.places) == [f"G-{d}-01.{r}" for d in "AB" for r in ("1a", "1b", "2a")]
    assert pack.rubric.places["G-A-01.1b"].requirement.applies_to == ("smelting",)
    assert pack.sha256 == sha256_of(pack.source)


def test_the_shipped_packs_load() -> None:
    folders = [folder for folder in shipped_rubrics().iterdir() if (folder / "pack.yaml").exists()]
    assert folders
    for folder in folders:
        assert load_pack(folder).rubric.id == folder.name


def test_three_levels_five_degrees_one_language(tmp_path: Path) -> None:
    levels = "".join(
        f"      {n}: {{requirements: [{{id: ALL-ONE-01.{n}a, text: Do {n}, evidence: no}}]}}\n" for n in "123"
    )
    domain = (
        "id: ALL-ONE\nname: One\nweight: 1\nsub_indicators:\n  - id: ALL-ONE-01\n    name: Item\n"
        f"    definition: 12:30\n    weight: 010\n    evidence: [on, 2026-11-23]\n    levels:\n{levels}"
    )
    rubric = load_pack(write(tmp_path, {"pack.yaml": ONE_LANGUAGE, "ALL-ONE.yaml": domain})).rubric
    item = rubric.sub_indicators["ALL-ONE-01"][2]
    assert rubric.level_numbers == (1, 2, 3)
    assert list(rubric.degrees) == list("abcde")
    assert item.definition == {"en": "12:30"}
    assert item.evidence == {"en": ("on", "2026-11-23")}
    assert item.weight == 10
    assert rubric.places["ALL-ONE-01.1a"].requirement.evidence == {"en": "no"}


def test_languages_default_to_chinese_and_english(tmp_path: Path) -> None:
    pack = load_pack(write(tmp_path, changed("pack.yaml", ("languages: [zh, en]\n", ""))))
    assert pack.rubric.languages == ("zh", "en")


# Identity


def hash_with(folder: Path, name: str, *edits: tuple[str, str]) -> str:
    return load_pack(write(folder, changed(name, *edits))).sha256


def test_the_hash_of_a_fixed_pack_never_changes(tmp_path: Path) -> None:
    assert load_pack(write(tmp_path)).sha256 == GOLDEN


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pack.yaml", "# A comment changes nothing.\n", ""),
        ("pack.yaml", '"0.8"', "0.80"),
        ("pack.yaml", "{zh: 小, en: Small}", "{en: 'Small', zh: \"小\"}"),
        ("pack.yaml", "id: small\nversion: 1.0.0\n", "version: '1.0.0'\nid: small\n"),
        ("pack.yaml", "title: {zh: 小, en: Small}", "title:\n  zh: 小\n  en: |-\n    Small"),
        ("pack.yaml", "\n", "\r\n"),
        ("pack.yaml", "# A comment", "\ufeff# A comment"),
        ("G-A.yaml", "effort_days: 10", "effort_days: 010.0"),
        ("G-A.yaml", "applies_to: [smelting]", "applies_to:\n            - smelting"),
    ],
)
def test_the_hash_does_not_depend_on_the_writing(tmp_path: Path, name: str, old: str, new: str) -> None:
    assert hash_with(tmp_path, name, (old, new)) == GOLDEN


def test_the_hash_does_not_depend_on_the_unicode_form(tmp_path: Path) -> None:
    composed = hash_with(tmp_path / "c", "pack.yaml", ("Made up", "Café"))
    assert hash_with(tmp_path / "d", "pack.yaml", ("Made up", unicodedata.normalize("NFD", "Café"))) == composed
    assert composed != GOLDEN


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pack.yaml", "Made up", "Made  up"),
        ("pack.yaml", '"0.8"', "0.81"),
        ("pack.yaml", "[G-A, G-B]", "[G-B, G-A]"),
        ("G-A.yaml", '"25"', '"26"'),
        ("G-A.yaml", "记录", "纪录"),
        ("G-A.yaml", "            effort_days: 10\n", ""),
    ],
)
def test_the_hash_follows_the_content(tmp_path: Path, name: str, old: str, new: str) -> None:
    assert hash_with(tmp_path, name, (old, new)) != GOLDEN


# The stored source


def test_the_stored_source_gives_the_same_pack(tmp_path: Path) -> None:
    pack = load_pack(write(tmp_path))
    assert rubric_from_source(pack.source) == pack
    assert rubric_from_source(json.loads(pack.source)) == pack
    assert rubric_from_source(json.dumps(json.loads(pack.source), indent=2)) == pack


def source_faults(source: object) -> list[tuple[str, str]]:
    with pytest.raises(FileFaults) as caught:
        rubric_from_source(source)
    assert {(fault.file, fault.line) for fault in caught.value.faults} == {("rubric.json", 0)}
    return [(fault.place, str(fault.reason)) for fault in caught.value.faults]


def test_a_stored_source_is_checked_like_a_folder(tmp_path: Path) -> None:
    tree = json.loads(load_pack(write(tmp_path)).source)
    tree["groups"][0]["domains"][0]["weight"] = "0"
    tree["groups"][0]["domains"][1]["id"] = "H-B"
    assert source_faults(tree) == [
        ("groups.0.domains.0.weight", "must be above 0"),
        ("groups.0.domains.1.id", "must begin with G-"),
        ("groups.0.domains.1.sub_indicators.0.id", "must begin with H-B-"),
    ]


def test_a_stored_source_holds_only_texts(tmp_path: Path) -> None:
    tree = json.loads(load_pack(write(tmp_path)).source)
    tree["groups"][0]["weight"] = 1
    tree["title"]["en"] = None
    assert source_faults(tree) == [("groups.0.weight", "must be a text"), ("title.en", "must be a text")]


@pytest.mark.parametrize("source", ["{}", "[]", '"x"', '{"format": "nfmaturity-assessment"}', {}, None])
def test_another_document_is_no_stored_source(source: object) -> None:
    assert source_faults(source) == [("", 'is not a rubric pack: its "format" must be nfmaturity-rubric')]


def test_a_stored_source_that_is_no_json() -> None:
    with pytest.raises(FileFaults, match="Faults found: 1"):
        rubric_from_source('{"format": "nfmaturity-rubric"')


def test_a_domain_left_as_its_id_is_a_fault_of_a_stored_source(tmp_path: Path) -> None:
    tree = json.loads(load_pack(write(tmp_path)).source)
    tree["groups"][0]["domains"][1] = "G-B"
    assert source_faults(tree) == [("groups.0.domains.1", "must be a group of keys")]


# Size and hostility


def test_a_pack_of_real_size(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path))
    assert len(pack.rubric.places) == REQUIREMENTS
    assert len(pack.rubric.sub_indicators) == 52
    assert rubric_from_source(pack.source) == pack
    grades, comments = grades_for(pack.rubric, seed=7)
    assert (grades, comments) == grades_for(pack.rubric, seed=7) != grades_for(pack.rubric, seed=8)
    assert set(grades) | set(comments) <= set(pack.rubric.places)


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(FILES)), start=st.integers(0), length=st.integers(0, 60), put=st.binary(max_size=12))
def test_a_damaged_pack_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, name: str, start: int, length: int, put: bytes
) -> None:
    folder = write(tmp_path_factory.getbasetemp() / "damaged")
    raw = (folder / name).read_bytes()
    start %= len(raw)
    (folder / name).write_bytes(raw[:start] + put + raw[start + length :])
    with contextlib.suppress(FileFaults):
        load_pack(folder)


def replaced(tree: object, turn: int, value: object) -> object:
    """A tree with the place that a count of all places leads to replaced by something else."""
    places: list[tuple[object, object]] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, child in pairs:
            places.append((node, key))
            waiting.append(child)
    holder, key = places[turn % len(places)]
    holder[key] = value  # type: ignore[index]
    return tree


TREES = st.recursive(
    st.sampled_from(["", "1", "G", "overall", "mining", "0.5", "G-A-01.1a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "zh", "1", "value"]), inner),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of the small pack."""
    return load_pack(write(tmp_path_factory.mktemp("whole"))).source


@settings(max_examples=300, deadline=None)
@given(turn=st.integers(0, 100_000), value=TREES)
def test_a_source_of_any_shape_never_crashes(whole: str, turn: int, value: object) -> None:
    try:
        pack = rubric_from_source(replaced(json.loads(whole), turn, value))
    except FileFaults:
        return
    assert rubric_from_source(pack.source) == pack
