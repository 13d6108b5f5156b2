"""Make the PDF of an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.files.output import write_whole
from nfmaturity.report.chapters import ALL_PARTS
from nfmaturity.report.document import make_report

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from nfmaturity.analysis.comparison import Earlier
    from nfmaturity.report.chapters import Part
    from nfmaturity.report.document import Report
    from nfmaturity.workspace.scores import Scored


def lay_out_report(
    scored: Scored,
    *,
    draft: bool | None = None,
    earlier: Earlier | None = None,
    parts: Collection[Part] = ALL_PARTS,
    on_page: Callable[[int], None] | None = None,
) -> Report:
    """Make the report in the language in force, with the draft mark also on a complete assessment where it is asked.

    `earlier` is the assessment that the result is set beside; all parts are printed where none is named.
    """
    subject = scored.subject
    return make_report(
        subject.pack,
        subject.assessment,
        scored.scope,
        scored.card,
        draft=draft,
        earlier=earlier,
        parts=parts or ALL_PARTS,
        on_page=on_page,
    )


def write_report(
    scored: Scored,
    path: Path,
    *,
    draft: bool | None = None,
    earlier: Earlier | None = None,
    parts: Collection[Part] = ALL_PARTS,
) -> Report:
    """Write the report in the language in force; gives it for what is worth a word."""
    report = lay_out_report(scored, draft=draft, earlier=earlier, parts=parts)
    write_whole(path, report.pdf)
    return report
