"""How the nodes and values of a difference between rubrics are named, in the language in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.rubric_difference import KINDS
from nfmaturity.i18n import N_, _, language_name

if TYPE_CHECKING:
    from nfmaturity.analysis.rubric_difference import FieldChange, NodeDifference

_FIELDS = {
    "name": N_("Name"),
    "title": N_("Title"),
    "text": N_("Text"),
    "definition": N_("Definition"),
    "guidance": N_("Look at"),
    "evidence": N_("Evidence"),
    "effort_days": N_("Effort"),
    "effort": N_("Effort"),
    "applies_to": N_("Applies to"),
    "depends_on": N_("Needs first"),
    "tags": N_("Tags"),
    "weight": N_("Weight"),
    "tailorable": N_("Exclusion"),
    "version": N_("Version"),
    "provenance": N_("Provenance"),
    "summary": N_("Summary"),
    "meaning": N_("Meaning"),
    "value": N_("Counts"),
    "term": N_("Term"),
    "also": N_("Other forms"),
    "level_threshold": N_("Threshold τ"),
    "accumulate": N_("Scoring rule"),
    "under": N_("Under"),
    "position": N_("Position"),
}


def node_words(node: NodeDifference) -> str:
    """Name a node by its kind and id: Requirement BC-ORG-01.2a."""
    kind = _(KINDS[node.kind])
    return f"{kind[:1].upper()}{kind[1:]} {node.id}".rstrip()


def field_words(change: FieldChange) -> str:
    """Name a value and the language it is in: Text (Chinese). A key that has no name stands for itself."""
    name = _(_FIELDS[change.field]) if change.field in _FIELDS else change.field
    if not change.language:
        return name
    return _("{field} ({language})").format(field=name, language=language_name(change.language))
