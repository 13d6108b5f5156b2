"""What a sheet says, as values: titles, headings, levels, paragraphs and entries, one under the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["title", "head", "level", "text", "entry", "field"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it, in a colour role."""

    label: str
    text: str
    role: str = "ink2"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet.

    `key` stands in the column before the text: an id, or the label of a field. `aside` is small: after a heading, at
    the right of an entry. `chip` is a level's short name with the role of its colour, "" for none. `ident` is the whole
    of an id of which `key` shows the end. `part_of` and `weight_of` name the node whose part of the whole, or whose
    weight, the row tells.
    """

    kind: Kind
    text: str
    key: str = ""
    aside: str = ""
    lead: str = ""
    facts: tuple[Fact, ...] = ()
    chip: tuple[str, str] = ("", "")
    role: str = "ink"
    ident: str = ""
    part_of: str = ""
    weight_of: str = ""

    @property
    def spoken(self) -> str:
        """The row as one text, to be read aloud or copied."""
        first = " ".join(part for part in (self.key or self.chip[0], self.lead, self.text) if part)
        lines = [f"{first} ({self.aside})" if self.aside else first]
        return "\n".join([*lines, *(f"{fact.label}: {fact.text}" if fact.label else fact.text for fact in self.facts)])


def title(text: str, above: str = "") -> Row:
    """Name what the sheet is about, with the way to it above."""
    return Row("title", text, aside=above)


def head(text: str, aside: str = "") -> Row:
    """Begin a part."""
    return Row("head", text, aside=aside)


def text(words: str, role: str = "ink2") -> Row:
    """Say something in running text."""
    return Row("text", words, role=role)


def field(label: str, value: str, role: str = "ink") -> Row:
    """Name a fact of the whole."""
    return Row("field", value, key=label, role=role)
