"""What a workbook would change in a rubric, as rows of a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nfmaturity.analysis.difference_words import field_words, node_words
from nfmaturity.analysis.rubric_difference import FieldChange, NodeDifference
from nfmaturity.domain.errors import N_
from nfmaturity.i18n import _, current_language
from nfmaturity.ui.sheet_rows import Fact, Row, field, head, title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ACTS = {"removed": N_("Removed"), "changed": N_("Altered"), "moved": N_("Put elsewhere"), "added": N_("Added")}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pack that a workbook proposes, as the child process told it."""

    id: str
    version: str
    sha256: str
    items: int
    requirements: int
    folder: str
    base: str
    refused: str
    is_there: bool
    nodes: tuple[NodeDifference, ...]
    provenance_of: str = ""
    newer: str = ""
    """The pack of the same id at hand whose version is higher, "" for none."""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Proposal:
        """Read what was told."""
        nodes = tuple(
            NodeDifference(act, kind, ident, tuple(FieldChange(*change) for change in changes))
            for act, kind, ident, changes in told["nodes"]
        )
        return cls(**{**told, "nodes": nodes})

    @property
    def caution(self) -> str:
        """What to say where the version is confirmed: that a newer one is at hand; "" for nothing."""
        if not (self.newer and self.may_be_saved):
            return ""
        said = _("{newer} is at hand already; this would be saved as {version}, an older number.")
        return said.format(newer=self.newer, version=self.version)

    @property
    def may_be_saved(self) -> bool:
        """Whether it can be taken into the library."""
        return not self.refused and not self.is_there


def proposal_rows(proposal: Proposal, file: str) -> tuple[Row, ...]:
    """Say what the pack is and how it differs from the one at hand, what is lost first."""
    label = f"{proposal.id} {proposal.version}"
    rows = [title(label, _("From the workbook {file}; nothing is saved yet").format(file=file))]
    if proposal.refused:
        rows += [field(_("Not possible"), proposal.refused, "cop")]
        rows += [field("", _("Another id or version may be given below as well."), "ink2")]
    if proposal.provenance_of:
        caution = _("The provenance still says, word for word, what that of {name} says, and every report prints it.")
        rows += [field(_("Provenance"), caution.format(name=proposal.provenance_of), "cop")]
        rows += [
            field("", _("Change it on sheet “指标体系 Pack” of the workbook, then read the workbook again."), "ink2")
        ]
    if proposal.is_there:
        rows += [field(_("At hand"), _("The library holds exactly this pack already."))]
    holds = _("{items} sub-indicators, {n} requirements")
    rows += [field(_("What it holds"), holds.format(items=proposal.items, n=proposal.requirements))]
    rows += [field(_("Saved as"), proposal.folder, "ink2")]
    compared = proposal.base or _("no rubric of this id is at hand")
    rows += [field(_("Compared with"), compared)]
    if proposal.base:
        rows += [field(_("Difference"), _counts(proposal))]
    for act, word in _ACTS.items():
        found = [node for node in proposal.nodes if node.act == act]
        rows += [head(_(word), str(len(found))), *map(_node, found)] if found else []
    return tuple(rows)


def _counts(proposal: Proposal) -> str:
    counts = {act: sum(node.act == act for node in proposal.nodes) for act in _ACTS}
    if not proposal.nodes:
        return _("none")
    return _("{added} added, {removed} removed, {changed} changed, {moved} put elsewhere").format(**counts)


def _node(node: NodeDifference) -> Row:
    """Name a node, with its text where it is new or gone, else with what was altered in it."""
    if node.act in {"added", "removed"}:
        return Row("entry", node.title(current_language()), lead=node_words(node))
    return Row("entry", "", lead=node_words(node), facts=tuple(_facts(node)))


def _facts(node: NodeDifference) -> Iterator[Fact]:
    for change in node.changes:
        yield Fact(field_words(change), change.before if change.before is not None else "–", "ink3")
        yield Fact("→", change.after if change.after is not None else "–")
