"""What somebody else changed meanwhile: shown in the language in force, told when nobody decided."""

from __future__ import annotations

from nfmaturity.domain.changes import Target
from nfmaturity.ui.widgets.paragraph import Paragraph
from tests.ui.assessing import Assess
from tests.ui.driving import saved


def disagree(at: Assess) -> str:
    """Grade what somebody else has graded otherwise since."""
    name = at.current
    theirs = "none" if at.grade(name) != "none" else "most"
    at.somebody_else({Target("answer", name, "grade"): theirs})
    at.session.grade(name, "full" if at.grade(name) != "full" else "partial")
    saved(at.qtbot, at.app)
    at.qtbot.waitUntil(at.window.disagreements.isVisible)
    return name


def said(at: Assess) -> str:
    return "\n".join(line.text() for line in at.window.disagreements.findChildren(Paragraph) if line.isVisible())


def test_what_waits_for_a_decision_follows_the_language(at: Assess) -> None:
    name = disagree(at)
    english = said(at)
    at.window.switch_language("zh")
    at.qtbot.waitUntil(lambda: name in said(at) and said(at) != english)
    at.window.switch_language("en")
    at.qtbot.waitUntil(lambda: said(at) == english)


def test_what_nobody_decided_is_told_as_the_assessment_is_closed(at: Assess) -> None:
    name = disagree(at)
    at.app.desk.close_assessment()
    assert at.window.location.page == "library"
    assert at.notice() == f"What others had stored was kept: {name}."
