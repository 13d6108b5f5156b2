"""How a reason is said: its figure, its cells, and what was cut where they are shown."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.amount_words import exact_days
from nfmaturity.analysis.reasons.names import RequirementName
from nfmaturity.domain.errors import Message
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import N_, _, say
from nfmaturity.ui.standing_words import NOTHING, gain_words, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nfmaturity.analysis.reasons.names import Name
    from nfmaturity.analysis.reasons.values import Cell, Form, Reason

_DECIMALS = {"share": 3, "fine": 4, "gain": 4}
_LONGEST = 8
"""The most decimals with which an exact figure is written out."""

_LARGEST = 1000
"""The greatest denominator with which it is written as a fraction."""


def _plain(value: Fraction) -> str:
    return cut(value, 4).rstrip("0").rstrip(".")


_FORMS: Mapping[Form, Callable[[Fraction], str]] = {
    "number": _plain,
    "percent": percent,
    "share": cut,
    "fine": lambda value: cut(value, 4),
    "gain": lambda value: cut(value, 4) if value else NOTHING,
    "days": exact_days,
    "count": lambda value: cut(value, 0),
    "words": str,
}


def figure_words(reason: Reason) -> str:
    """Give the figure as it is shown; "–" with nothing in scope."""
    if not reason.values:
        return NOTHING
    if reason.named is not None:
        return str(reason.named)
    if reason.figure.kind == "gain":
        return gain_words(reason.values[0])
    return " – ".join(dict.fromkeys(_FORMS[reason.form](value) for value in reason.values))


def cell_words(cell: Cell, form: Form) -> str:
    """Write one cell of a table; nothing for an empty one."""
    if cell is None:
        return ""
    if isinstance(cell, Message):
        return say(cell)
    return _FORMS[form](cell) if isinstance(cell, Fraction) else str(cell)


def name_words(name: Name, node: str) -> str:
    """Name what a row is about; a requirement by its id, shortened beside its own sub-indicator, and its text."""
    if not isinstance(name, RequirementName):
        return str(name)
    return f"{name.id.removeprefix(f'{node}.')}  {str(name).rstrip('。.')}"


def cut_words(reason: Reason) -> tuple[str, ...]:
    """Say what was cut or rounded where it is shown; nothing where every figure is shown whole."""
    found = [_exact(value, _DECIMALS[reason.form]) for value in reason.values if reason.form in _DECIMALS]
    said = [words for words in dict.fromkeys(found) if words]
    if reason.form == "percent" and any((value * 1000).denominator > 1 for value in reason.values):
        said.append(_("Parts are rounded to one decimal."))
    if any(
        isinstance(cell, Fraction) and (cell * 10 ** _DECIMALS.get(column.form, 9)).denominator > 1
        for row in reason.rows
        for cell, column in zip(row.cells, reason.columns, strict=True)
        if column.form in _DECIMALS
    ):
        said.append(_("Figures in the table are cut, too; the result is worked out with exact fractions."))
    return tuple(said)


def _exact(value: Fraction, places: int) -> str:
    if (value * 10**places).denominator == 1:
        return ""
    shown, rest = cut(value, places), value
    long = next((n for n in range(places + 1, _LONGEST + 1) if (value * 10**n).denominator == 1), None)
    if long:
        exact = cut(value, long)
    elif rest.denominator <= _LARGEST:
        exact = f"{rest.numerator}/{rest.denominator}"
    else:
        return _("{shown} is cut after {places} decimals, never rounded up.").format(shown=shown, places=places)
    return _("{exact} is shown as {shown}: cut, never rounded up.").format(exact=exact, shown=shown)


LEFT_OUT, NEEDED = N_("Does not count"), N_("Needed first")


def left_out_words(reason: Reason) -> str:
    """Give the heading over what does not count, or what must come first."""
    heading = NEEDED if reason.figure.kind in {"gain", "steps"} else LEFT_OUT
    return _(heading)


def spoken(reason: Reason) -> str:
    """Give all of a reason but its table, for those who hear it."""
    return " ".join((f"{say(reason.title)}: {figure_words(reason)}.", *map(say, reason.sentences), *cut_words(reason)))
