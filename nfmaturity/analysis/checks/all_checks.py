"""Every check in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.checks.details import detail_checks
from nfmaturity.analysis.checks.grades import grade_checks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nfmaturity.analysis.checks.check import Asked, Check


def checks(asked: Asked, more: Iterable[Check] = ()) -> tuple[Check, ...]:
    """Give what is to be mended, then what is to be looked at; `more` are checks made elsewhere."""
    found = [*grade_checks(asked), *detail_checks(asked), *more]
    return tuple(sorted(found, key=lambda check: check.severity != "mend"))
