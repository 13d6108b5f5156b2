"""What a row of a requirement shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.i18n import _
from nfmaturity.ui.terms import MarkedText

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Answer


@dataclass(frozen=True, slots=True)
class RowContent:
    """What a row shows.

    `words` are the comment as its writer has it, `details` labels and texts below the current requirement.
    """

    id: str
    short_id: str
    text: MarkedText
    answer: Answer
    words: str = ""
    details: tuple[tuple[str, MarkedText], ...] = ()
    tailorable: bool = False
    excluded: str = ""

    @property
    def meanings(self) -> str:
        """The meanings of all its terms in words."""
        texts = (self.text, *(text for _label, text in self.details))
        return "\n".join(mark.meaning.said for text in texts for mark in text.marks)

    @property
    def details_and_comment(self) -> tuple[tuple[str, MarkedText], ...]:
        """The details, the comment after them where there is one."""
        comment = self.answer.comment
        return (*self.details, (_("Comment"), MarkedText(comment))) if comment else self.details

    @property
    def waits(self) -> bool:
        """Whether the grade is still to be confirmed."""
        return self.answer.is_to_confirm and not self.excluded
