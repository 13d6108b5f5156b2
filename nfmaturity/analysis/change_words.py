"""How the way from an earlier assessment is said: signs, figures, and a plain sentence."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.day_words import full_day
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import N_, _, current_language, join_sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.analysis.comparison import Comparison, Difference
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import Rubric

_NAMED = 2
"""How many domains a sentence names on each side."""

_YEAR = 4


def signed(by: Difference | None, same: str = "±0") -> str:
    """Write a difference with its sign, `same` where the figures are the same, "–" where there is none."""
    if by is None:
        return "–"
    if by.exact == 0:
        return same
    return ("+" if by.exact > 0 else "−") + size(by)


def size(by: Difference) -> str:
    """Write how large a difference is; one that the figures shown are too short for is not called nothing."""
    if by.shown == 0 != by.exact:
        return "<" + cut(Fraction(1, 10**by.places), by.places)
    return cut(abs(by.shown), by.places)


def when_words(earlier: Assessment, now: Assessment) -> str:
    """Say when an earlier assessment was: by its year, by its day within the year of the other, else by its title."""
    if not earlier.date:
        return earlier.title or _("the earlier assessment")
    same_year = earlier.date[:_YEAR] == now.date[:_YEAR]
    return full_day(earlier.date) if same_year else _("{year}").format(year=earlier.date[:_YEAR])


_UP = N_("Up {by} since {when}")
_DOWN = N_("Down {by} since {when}")
_SAME = N_("The same score as {when}")


def change_headline(found: Comparison, when: str) -> str:
    """Say how the whole moved and how many domains rose and fell; "" where there is nothing to compare.

    What is not fully graded is not compared, and that is said first; so is how many grades nobody confirmed yet.
    """
    return _after_waiting(found, _headline(found, when))


def _after_waiting(found: Comparison, said: str) -> str:
    """Say first how many grades were taken over and wait: until they are confirmed the figures are those of then."""
    if not found.waiting or not said:
        return said
    return _("Grades taken over and not confirmed yet: {n}. {said}").format(n=found.waiting, said=said)


def _headline(found: Comparison, when: str) -> str:
    rose, fell = (len(found.moved(sign)) for sign in (1, -1))
    if unfinished := _unfinished(found, when):
        if not found.settled:
            return unfinished
        counts = {"n": len(found.settled), "rose": rose, "fell": fell}
        return _("{unfinished}; domains graded in full: {n}, higher: {rose}, lower: {fell}").format(
            unfinished=unfinished, **counts
        )
    by = found.overall.score()
    if by is None:
        return ""
    if not rose and not fell and found.has_hidden_moves:
        return _("{lead}; no domain's score moved, but there are changes below the scores").format(lead=_lead(by, when))
    return _("{lead}; domains up: {rose}, down: {fell}").format(lead=_lead(by, when), rose=rose, fell=fell)


def _unfinished(found: Comparison, when: str) -> str:
    """Say that the whole is not compared, as there are requirements without a grade; "" where all are graded."""
    now, then = found.overall.after.ungraded, found.overall.before.ungraded
    if now:
        return _("Not fully graded yet, the whole is not compared ({n} without a grade)").format(n=now)
    if then:
        return _("{when} was not fully graded, the whole is not compared ({n} without a grade)").format(
            when=when, n=then
        )
    return ""


def then_and_change(found: Comparison, when: str) -> str:
    """Say level and score of the earlier assessment and how the score moved, in a line; "" where it has none."""
    then, now = found.overall.before, found.overall.after
    if then.score is None or now.score is None:
        return ""
    level = found.earlier.pack.rubric.level_name(then.level or 0, current_language()) or _("Below level 1")
    said = {"when": when, "level": level, "score": cut(then.score)}
    if now.ungraded:
        return _("{when}: {level}, {score}; not compared yet ({n} without a grade)").format(n=now.ungraded, **said)
    if then.ungraded:
        return _("{when}: {level}, {score}, not fully graded then").format(**said)
    return _("{when}: {level}, {score}; now {change}").format(change=signed(found.overall.score()), **said)


def _lead(by: Difference, when: str) -> str:
    return _(_UP if by.exact > 0 else _DOWN if by.exact < 0 else _SAME).format(by=size(by), when=when)


def change_sentence(rubric: Rubric, found: Comparison, when: str, places: int = 3) -> str:
    """Say how the whole moved and which domains rose and fell the most; "" where there is nothing to compare.

    `places` are the decimals that the scores of the domains are shown with beside the sentence.
    """
    return _after_waiting(found, _sentence(rubric, found, when, places))


def _sentence(rubric: Rubric, found: Comparison, when: str, places: int) -> str:
    by = found.overall.score()
    unfinished = _unfinished(found, when)
    if unfinished and not found.settled:
        return _("{unfinished}; no domain is compared.").format(unfinished=unfinished)
    if not unfinished and by is None:
        return ""
    lead = _finished_part(found, unfinished) if unfinished else _lead(by, when) if by else ""
    if moves := move_words(rubric, found, places):
        return _("{lead}: {moves}").format(lead=lead, moves=moves)
    still = _("{lead}; no domain's score moved.") if found.has_hidden_moves else _("{lead}; no domain moved.")
    return still.format(lead=lead)


def _finished_part(found: Comparison, unfinished: str) -> str:
    return _("{unfinished}; domains graded in full ({n})").format(unfinished=unfinished, n=len(found.settled))


def move_words(rubric: Rubric, found: Comparison, places: int = 3) -> str:
    """Say which domains rose and fell the most; "" where the score of none moved."""
    rose, fell = (_side(rubric, found.moved(sign, places)) for sign in (1, -1))
    if rose and fell:
        return _("{rose} rose; {fell} fell.").format(rose=rose, fell=fell)
    if rose:
        return _("{rose} rose, none fell.").format(rose=rose)
    return _("{fell} fell, none rose.").format(fell=fell) if fell else ""


def _side(rubric: Rubric, moved: tuple[tuple[str, Difference], ...]) -> str:
    names = [f"{_say(rubric, node)} {signed(by)}" for node, by in moved[:_NAMED]]
    listed = _(", ").join(names)
    if len(moved) > _NAMED:
        return _("{n} domains ({names} most)").format(n=len(moved), names=listed)
    return listed


def left_out_words(rubric: Rubric, found: Comparison) -> str:
    """Say what could not be compared, and under what other rubric the earlier one stands; "" for nothing."""
    said = []
    open_now = {name: change.after.ungraded for name, change in found.domains.items() if change.after.ungraded}
    open_then = {
        name: change.before.ungraded
        for name, change in found.domains.items()
        if change.before.ungraded and name not in open_now
    }
    if open_now:
        said.append(_("Not fully graded yet, so not compared: {names}.").format(names=_ungraded(rubric, open_now)))
    if open_then:
        said.append(_("Not fully graded then, so not compared: {names}.").format(names=_ungraded(rubric, open_then)))
    if found.new:
        said.append(_("Not compared, as they did not count then: {names}.").format(names=_names(rubric, found.new)))
    if found.gone:
        gone = [_say(found.earlier.pack.rubric, node) for node in found.gone]
        said.append(_("Not compared, as they no longer count: {names}.").format(names=_(", ").join(gone)))
    if not found.same_scale:
        said.append(_("Scored then by another scale or rule: the figures are not of one kind."))
    elif not found.same_rubric:
        said.append(_("Scored then under rubric {label}.").format(label=found.earlier.pack.label))
    return join_sentences(said)


def _ungraded(rubric: Rubric, nodes: Mapping[str, int]) -> str:
    template = _("{name} ({n} without a grade)")
    return _(", ").join(template.format(name=_say(rubric, node), n=n) for node, n in nodes.items())


def _names(rubric: Rubric, nodes: tuple[str, ...]) -> str:
    return _(", ").join(_say(rubric, node) for node in nodes)


def _say(rubric: Rubric, node: str) -> str:
    return rubric.say(rubric.node_names[node], current_language())
