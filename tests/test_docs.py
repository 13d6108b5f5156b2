"""The documentation: what is generated is up to date, its example loads, and every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from docs.generator.pages import committed_pages, generated_pages, write_pages
from docs.generator.rubric_format import EXAMPLE, FORMAT_PAGE
from docs.generator.rubric_format.schema_tables import DOMAIN_OBJECTS, PACK_OBJECTS
from docs.generator.rubric_pages import rubric_pages
from nfmaturity.analysis.rubric_review.review import review
from nfmaturity.files.rubric_files import load_pack
from tests.rubrics import domain, group, item, pack

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
ANEW = "write it anew with `python3 dev.py docs`"


def test_the_generated_pages_are_those_committed() -> None:
    wanted, found = generated_pages(), committed_pages(DOCS)
    assert sorted(wanted) == sorted(found), ANEW
    for name, text in wanted.items():
        assert found[name] == text, f"docs/{name}: {ANEW}"


def test_pages_that_are_no_longer_generated_are_taken_away(tmp_path: Path) -> None:
    write_pages({FORMAT_PAGE: "f\n", "rubric/zh/A.md": "a\n"}, tmp_path)
    (tmp_path / "authoring.md").write_text("by hand\n", encoding="utf-8")
    write_pages({FORMAT_PAGE: "g\n", "rubric/en/A.md": "a\n"}, tmp_path)
    assert committed_pages(tmp_path) == {FORMAT_PAGE: "g\n", "rubric/en/A.md": "a\n"}
    assert (tmp_path / "authoring.md").exists()


def test_the_example_pack_loads_and_stands_the_strict_review() -> None:
    loaded = load_pack(EXAMPLE)
    assert len(loaded.rubric.levels) == 2
    assert [f"{remark.place}: {remark.reason}" for remark in review(loaded.rubric)] == []


@pytest.mark.parametrize("kind", [*PACK_OBJECTS.values(), *DOMAIN_OBJECTS.values()], ids=lambda kind: kind.__name__)
def test_every_key_of_the_schema_is_described_and_stands_in_the_example(kind: type[BaseModel]) -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in EXAMPLE.glob("*.yaml"))
    for name, field in kind.model_fields.items():
        assert field.description, name
        assert f"{field.alias or name}:" in written, name


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))], ids=lambda path: path.stem)
def test_every_link_leads_somewhere(path: Path) -> None:
    if path.name == "frame.md":  # its links hold where the page lies that is made of it
        return
    for page, place in links(path.read_text(encoding="utf-8")):
        target = (path.parent / page).resolve() if page else path
        assert target.exists(), page
        assert not place or place in places(target), f"{page}#{place}"


def links(text: str) -> Iterator[tuple[str, str]]:
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" not in target:
            page, _, place = target.partition("#")
            yield page, place


def places(path: Path) -> set[str]:
    """The places that links to a page may name: explicit ones, and headings as code-hosting pages call them."""
    text = path.read_text(encoding="utf-8")
    headings = (re.sub(r"[^\w\- ]", "", line.lower()) for line in re.findall(r"^#+ (.+)$", text, re.MULTILINE))
    return {*re.findall(r'<a id="([^"]+)">', text), *(heading.replace(" ", "-") for heading in headings)}


def test_a_pack_of_other_parts_becomes_pages_too() -> None:
    items = [item("G-A-01", [1, 2], applies={"G-A-01.1a": ["mining"]}), item("G-A-02", [1, 1])]
    items[1]["definition"] = {"zh": "a*b", "en": "`<b>` and [x](y)"}
    pages = rubric_pages(pack([group("G", [domain("G-A", items)])], levels=2))  # type: ignore[arg-type]
    assert sorted(pages) == ["README.md", "en/G-A.md", "en/glossary.md", "zh/G-A.md", "zh/glossary.md"]
    assert "a\\*b" in pages["zh/G-A.md"]
    assert r"\`\<b>\` and [x\](y)" in pages["en/G-A.md"]
    assert "10 person-days · Applies to: mining" in pages["en/G-A.md"]
