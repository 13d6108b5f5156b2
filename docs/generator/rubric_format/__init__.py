"""The page that describes the format of a pack to those who write one by hand."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, get_args

from docs.generator.markdown import page
from docs.generator.rubric_format.limits import limits
from docs.generator.rubric_format.refusals import refusals
from docs.generator.rubric_format.schema_tables import DOMAIN_OBJECTS, PACK_OBJECTS, object_tables
from docs.generator.rubric_format.strict import strict_rules
from nfmaturity.domain.documents import DECIMAL_KEYS
from nfmaturity.domain.rubric_fields import Rule
from nfmaturity.files.rubric_files import FORMAT, SCHEMA
from nfmaturity.i18n import language
from nfmaturity.report.sections.labels import rule_sentence, shares_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT_PAGE = "rubric-format.md"
EXAMPLE = Path(__file__).parents[2] / "example-pack"

_FRAME = Path(__file__).with_name("frame.md")


def format_page() -> str:
    """Give the text of the page: the frame with what the program's own modules say in it."""
    frame = Template(_FRAME.read_text(encoding="utf-8"))
    parts = {
        "format": FORMAT,
        "schema": str(SCHEMA),
        "decimals": ", ".join(f"`{key}`" for key in sorted(DECIMAL_KEYS)),
        "pack_tables": "\n".join(object_tables(PACK_OBJECTS)),
        "domain_tables": "\n".join(object_tables(DOMAIN_OBJECTS)),
        "scoring": "\n".join(_scoring()),
        "limits": "\n".join(limits()),
        "refusals": "\n".join(refusals()),
        "strict": "\n".join(strict_rules()),
        "example": "\n".join(_example()),
    }
    return page([frame.substitute(parts)])


def _scoring() -> Iterator[str]:
    with language("en"):
        yield from (shares_sentence(), "")
        yield from (f"- `{rule}`: {rule_sentence(rule, 'τ')}" for rule in get_args(Rule))


def _example() -> list[str]:
    lines = []
    for file in sorted(EXAMPLE.glob("*.yaml"), key=lambda path: (path.name != "pack.yaml", path.name)):
        lines += [f"`{file.name}`", "", "```yaml", file.read_text(encoding="utf-8").rstrip(), "```", ""]
    return lines
