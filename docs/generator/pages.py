"""Every generated page, by its place below docs/, and the writing of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docs.generator.rubric_format import FORMAT_PAGE, format_page
from docs.generator.rubric_pages import rubric_pages
from nfmaturity.files.rubric_files import load_pack
from nfmaturity.resources import shipped_rubrics

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCS = Path(__file__).parents[1]
SHIPPED = "nonferrous-dx"
RUBRIC_FOLDER = "rubric"


def generated_pages() -> dict[str, str]:
    """Give the text of every generated page by its path below docs/."""
    pages = rubric_pages(load_pack(shipped_rubrics() / SHIPPED))
    return {FORMAT_PAGE: format_page()} | {f"{RUBRIC_FOLDER}/{name}": text for name, text in pages.items()}


def committed_pages(docs: Path) -> dict[str, str]:
    """Give the text of every generated page that lies in a folder, those that are no longer generated among them."""
    found = [docs / FORMAT_PAGE, *(docs / RUBRIC_FOLDER).rglob("*.md")]
    return {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in found if path.exists()}


def write_pages(pages: Mapping[str, str], docs: Path) -> None:
    """Make a folder hold exactly these generated pages."""
    for name in committed_pages(docs).keys() - pages.keys():
        (docs / name).unlink()
    for name, text in pages.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
