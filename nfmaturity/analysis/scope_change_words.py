"""How the scope differs from that of an earlier assessment, and which domains went from level to level, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.i18n import _, current_language, join_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.analysis.comparison import Comparison
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import Rubric

_NAMED = 6
"""How many exclusions a sentence names."""


def scope_words(rubric: Rubric, now: Assessment, found: Comparison, when: str) -> str:
    """Say how many requirements count then and now and which exclusions differ; "" where the scope is the same."""
    then = found.earlier.assessment
    before, after = found.overall.before.in_scope, found.overall.after.in_scope
    added = [node for node in now.exclusions if node not in then.exclusions]
    dropped = [node for node in then.exclusions if node not in now.exclusions]
    said = []
    if before != after or added or dropped:
        said.append(
            _("Requirements in scope: {when} {before}, now {after}.").format(when=when, before=before, after=after)
        )
    if added:
        said.append(_("Excluded now, not then: {names}.").format(names=_names(rubric, added)))
    if dropped:
        said.append(_("Excluded then, not now: {names}.").format(names=_names(found.earlier.pack.rubric, dropped)))
    return join_sentences(said)


def level_words(rubric: Rubric, found: Comparison) -> str:
    """Name the domains that went to another level, "" where none did or the levels are not of one kind.

    Level by level a share counts only once the level before is reached: what that does to a score is said, too.
    """
    if not found.same_scale:
        return ""
    ways: dict[tuple[int, int], list[str]] = {}
    for node in found.settled:
        change = found.domains[node]
        then, now = change.before.level or 0, change.after.level or 0
        if then != now:
            ways.setdefault((then, now), []).append(rubric.say(rubric.node_names[node], current_language()))
    said = []
    for (then, now), names in sorted(ways.items(), key=lambda way: (way[0][0] - way[0][1], way[0])):
        template = (
            _("From {before} to {after}: {names} ({n}).") if len(names) > 1 else _("From {before} to {after}: {names}.")
        )
        levels = {"before": level_of(rubric, then), "after": level_of(rubric, now)}
        said.append(template.format(names=_(", ").join(names), n=len(names), **levels))
    if any(now > then for then, now in ways) and rubric.scoring.accumulate == "first_unmet":
        said.append(_("A domain that reaches a level goes on with the share it has of the next, so its score leaps."))
    return join_sentences(said)


def level_of(rubric: Rubric, level: int) -> str:
    """Name a level; 0 is below the first."""
    return rubric.level_name(level, current_language()) or _("Below level 1")


def _names(rubric: Rubric, nodes: list[str]) -> str:
    return listed_with_rest([_node(rubric, node) for node in nodes], _NAMED)


def listed_with_rest(names: Sequence[str], most: int) -> str:
    """Give so many names at most in a row, and how many there are beyond them."""
    listed = _(", ").join(names[:most])
    return _("{names} and {n} more").format(names=listed, n=len(names) - most) if len(names) > most else listed


def _node(rubric: Rubric, node: str) -> str:
    name = rubric.node_names.get(node)
    return f"{node} {rubric.say(name, current_language())}" if name else node
