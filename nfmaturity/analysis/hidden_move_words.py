"""What moved since an earlier assessment without moving a domain's score: shares, and levels of sub-indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.change_words import signed
from nfmaturity.analysis.scope_change_words import level_of, listed_with_rest
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.i18n import _, current_language, join_sentences

if TYPE_CHECKING:
    from nfmaturity.analysis.comparison import Comparison
    from nfmaturity.domain.rubric import Rubric

_SHARES, _ITEMS = 6, 4
"""How many shares, and how many sub-indicators on either side, a sentence names."""


def hidden_move_words(rubric: Rubric, found: Comparison) -> str:
    """Say which shares moved below an equal score and which sub-indicators changed their level; "" for neither."""
    if not found.same_scale:
        return ""
    lower, higher = (_items(rubric, found, sign) for sign in (-1, 1))
    said = [_shares(rubric, found)]
    if lower:
        said.append(_("Sub-indicators at a lower level: {names}.").format(names=lower))
    if higher:
        said.append(_("Sub-indicators at a higher level: {names}.").format(names=higher))
    return join_sentences(said)


def _shares(rubric: Rubric, found: Comparison) -> str:
    template = _("{name} {level} share {change}")
    names = [
        template.format(name=_name(rubric, node), level=level_of(rubric, level), change=signed(by))
        for node, level, by in found.hidden_shares()
    ]
    return (
        _("The score stayed, the share moved: {names}.").format(names=listed_with_rest(names, _SHARES)) if names else ""
    )


def _items(rubric: Rubric, found: Comparison, sign: int) -> str:
    template = _("{id} from {before} to {after}")
    names = []
    for item in found.climbed_items(sign):
        change = found.items[item]
        before, after = (level_of(rubric, node.level or 0) for node in (change.before, change.after))
        names.append(template.format(id=item, before=before, after=after))
    return listed_with_rest(names, _ITEMS)


def _name(rubric: Rubric, node: str) -> str:
    return _("Whole enterprise") if node == OVERALL else rubric.say(rubric.node_names[node], current_language())
