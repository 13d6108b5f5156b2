"""Make the PDF of an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.files.output import write_whole
from nfmaturity.report.document import make_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nfmaturity.analysis.comparison import Earlier
    from nfmaturity.report.document import Report
    from nfmaturity.workspace.scores import Scored


def lay_out_report(
    scored: Scored,
    *,
    draft: bool | None = None,
    earlier: Earlier | None = None,
    on_page: Callable[[int], None] | None = None,
) -> Report:
    """Make the report in the language in force, with the draft mark also on a complete assessment where it is asked.

    `earlier` is the assessment that the result is set beside.
    """
    subject = scored.subject
    return make_report(
        subject.pack, subject.assessment, scored.scope, scored.card, draft=draft, earlier=earlier, on_page=on_page
    )


def write_report(scored: Scored, path: Path, *, draft: bool | None = None, earlier: Earlier | None = None) -> Report:
    """Write the report in the language in force; gives it for what is worth a word."""
    report = lay_out_report(scored, draft=draft, earlier=earlier)
    write_whole(path, report.pdf)
    return report
