"""Make the questionnaire of an assessment for a site walk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nfmaturity.domain.admission import check_segments
from nfmaturity.domain.errors import N_, NotFound
from nfmaturity.domain.scope import still_to_do
from nfmaturity.report.questionnaire import make_questionnaire
from nfmaturity.workspace.scores import score_subject

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.report.document import Report
    from nfmaturity.workspace.scores import Scored
    from nfmaturity.workspace.subject import Subject

_UNKNOWN = N_("{node} is no domain or sub-indicator of this rubric. Its domains are: {domains}.")
_DONE = N_("Nothing is left to print: all that was chosen is graded, and nothing is to confirm.")
_NOTHING = N_("Nothing of {nodes} is in scope of this assessment. In scope are: {domains}.")


def lay_out_questionnaire(
    scored: Scored,
    *,
    nodes: Collection[str] = (),
    answers: bool = False,
    to_do: bool = False,
    on_page: Callable[[int], None] | None = None,
) -> Report:
    """Make the questionnaire in the language in force; the case of ids does not matter.

    Raises `NotFound` for nodes that are unknown or out of scope, and with `to_do` where all of them is graded.
    """
    rubric = scored.subject.pack.rubric
    wanted = [_node(rubric, said) for said in nodes]
    if wanted and not any(_is_asked(rubric, item, wanted) for item in scored.scope.levels):
        in_scope = (domain.id for _group, domain in rubric.domains if scored.card.nodes[domain.id].in_play)
        raise NotFound(_NOTHING, nodes=", ".join(wanted), domains=", ".join(in_scope))
    subject = scored.subject
    left = still_to_do(scored.scope, subject.assessment).levels if to_do else scored.scope.levels
    if not any(not wanted or _is_asked(rubric, item, wanted) for item in left):
        raise NotFound(_DONE)
    return make_questionnaire(
        subject.pack,
        subject.assessment,
        scored.scope,
        scored.card,
        nodes=wanted,
        answers=answers,
        to_do=to_do,
        on_page=on_page,
    )


def _node(rubric: Rubric, said: str) -> str:
    """Give the id that is meant; ids that differ in nothing but case are told apart."""
    found = [node for node in rubric.node_names if node.casefold() == said.strip().casefold()]
    if not found:
        raise NotFound(_UNKNOWN, node=said, domains=", ".join(domain.id for _group, domain in rubric.domains))
    return said if said in found else found[0]


def for_segments(subject: Subject, segments: Collection[str]) -> Scored:
    """Score an assessment as if its enterprise had these segments and nothing were left out."""
    check_segments(subject.pack.rubric, tuple(segments))
    held = subject.record.state
    profile = held.enterprise.model_copy(update={"segments": tuple(segments)})
    state = replace(held, enterprise=profile, exclusions={})
    return score_subject(replace(subject, record=replace(subject.record, state=state)))


def _is_asked(rubric: Rubric, item: str, nodes: Collection[str]) -> bool:
    group, domain, _item = rubric.sub_indicators[item]
    return not {group.id, domain.id, item}.isdisjoint(nodes)
