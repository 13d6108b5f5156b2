"""Faults that a user can mend, told as marked templates that are translated where they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nfmaturity.domain.spot import Spot


def N_(template: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a template for the catalogues and give it back as it is."""
    return template


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for a user: a marked template and the values that go into it.

    A value may itself be a `Message`; it is then translated with the sentence around it.
    """

    template: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Give the sentence untranslated, for logs and tests."""
        return self.template.format(**self.params)


def message(template: str, /, **params: object) -> Message:
    """Build a `Message` from a template marked with `N_` and its values."""
    return Message(template, params)


class UserError(Exception):
    """A fault of the user's input or surroundings; the sentence says what to do."""

    def __init__(self, template: str, /, **params: object) -> None:
        """Keep the marked template and its values; nothing is translated here."""
        self.message = Message(template, params)
        super().__init__(template)

    def __str__(self) -> str:
        """Give the sentence untranslated, for logs and tests."""
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file: where it is and what is wrong there.

    `line` counts from 1, 0 where no line can be named; `place` is a dotted path inside the file, "" for all of it. In a
    workbook `spot` is the place as a value.
    """

    file: str
    line: int
    place: str
    reason: Message
    spot: Spot | None = None


class FileFaults(UserError):
    """Every fault found in one document or pack, reported at once."""

    def __init__(self, name: str, faults: Iterable[Fault], count: int | None = None) -> None:
        """Keep the faults in the order of files and lines; `count` where not each is told one by one."""
        self.faults = tuple(faults)
        self.count = len(self.faults) if count is None else count
        super().__init__(
            N_("{name} was not read. Faults found: {n}, listed above."),
            name=name,
            n=self.count,
        )


class NotFound(UserError):
    """Something that was named does not exist."""


class NotAllowed(UserError):
    """The rubric or the rules of assessment do not permit this edit."""
