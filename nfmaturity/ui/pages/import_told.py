"""What is told of files that were imported: little where one looks, all of it where one asks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from nfmaturity.domain.errors import N_, Message, message
from nfmaturity.i18n import _, say
from nfmaturity.ui.pages.list_question import ListQuestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from nfmaturity.ui.tasks import Refused

_FEW = 3
"""How many faults of a file are told at once."""
_MOST_LINES = 6
"""How many lines are told at once of several files."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence on a file; `faults` are all that it has where the sentence names the first of them."""

    said: Message
    is_fault: bool = False
    faults: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """All that there is to say."""
        head, *others = say(self.said).splitlines()
        return [head, *(f"    {line}" for line in self.faults or others)]


def refusal(name: str, refused: Refused) -> Told:
    """Say that a file was not taken in: every fault of few, the first of many with how many there are."""
    if refused.count <= _FEW:
        return Told(as_told("\n".join(refused.sentences)), is_fault=True)
    faults = tuple(_("{place}: {reason}").format(place=one.place or name, reason=one.reason) for one in refused.faults)
    template = N_("{file} was not taken in. Faults found: {n}.\n{faults} …")
    said = message(template, file=name, n=refused.count, faults="\n".join(faults[:_FEW]))
    return Told(said, is_fault=True, faults=faults)


def in_short(told: Sequence[Told]) -> Message:
    """Say the most of it that has room, faults first."""
    said = [one.said for one in faults_first(told)]
    fit = _fitting(told)
    return lines([*said[:fit], message(N_("… and {n} more."), n=len(said) - fit)] if fit < len(said) else said)


def has_more(told: Sequence[Told]) -> bool:
    """Whether there is more to say than is told in short."""
    return _fitting(told) < len(told) or any(one.faults for one in told)


def _fitting(told: Sequence[Told]) -> int:
    """Count the sentences that have room; the first always has."""
    taken = accumulate(say(one.said).count("\n") + 1 for one in faults_first(told))
    return max(1, sum(so_far <= _MOST_LINES for so_far in taken))


def faults_first(told: Sequence[Told]) -> list[Told]:
    """Put what did not go well before the rest."""
    return sorted(told, key=lambda one: not one.is_fault)


def show_all(parent: QWidget, told: Sequence[Told]) -> None:
    """Show all that there is to say over a window, to be read or copied."""
    said = [line for one in faults_first(told) for line in one.lines]
    is_fault = any(one.is_fault for one in told)
    about = _("Of a file with faults nothing was taken in: mend it where it comes from and import it again.")
    words = (_("What became of the files"), about if is_fault else "")
    question = ListQuestion(parent, words, (("copy", _("Copy all")), ("close", _("Close"))), said)
    question.setObjectName("import-told")
    question.list.setAccessibleName(words[0])
    question.fit(parent.window())

    def copy(answer: str) -> None:
        if answer == "copy":
            QGuiApplication.clipboard().setText("\n".join(said))

    question.ask(copy)


def as_told(sentence: str) -> Message:
    """Give a sentence that was told in words, as by a child process, as a message."""
    return Message("{sentence}", {"sentence": sentence})


def lines(said: Sequence[Message]) -> Message:
    """Put messages one under the other; each follows the language."""
    names = [f"line{number}" for number in range(len(said))]
    return Message("\n".join(f"{{{name}}}" for name in names), dict(zip(names, said, strict=True)))
