"""Make the PDF of an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.files.output import write_whole
from nfmaturity.report.document import make_report

if TYPE_CHECKING:
    from pathlib import Path

    from nfmaturity.report.document import Report
    from nfmaturity.workspace.scores import Scored


def write_report(scored: Scored, path: Path) -> Report:
    """Write the report in the language in force; gives it for what is worth a word."""
    report = make_report(scored.subject.pack, scored.subject.assessment, scored.scope, scored.card)
    write_whole(path, report.pdf)
    return report
