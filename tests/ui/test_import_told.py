"""What is told of many files at once has room, and what went wrong comes first."""

from __future__ import annotations

from nfmaturity.domain.errors import message
from nfmaturity.i18n import say
from nfmaturity.ui.pages.import_told import Told, has_more, in_short, refusal
from nfmaturity.ui.tasks import Refused


def test_faults_come_first_and_the_rest_is_counted() -> None:
    told = [Told(message(f"{number}.json was added.")) for number in range(9)]
    told.append(Told(message("bad.json: is empty"), is_fault=True))
    shown = say(in_short(told)).splitlines()
    assert shown[0] == "bad.json: is empty"
    assert shown[1:6] == [f"{number}.json was added." for number in range(5)]
    assert shown[6:] == ["… and 4 more."]
    assert has_more(told)
    assert not has_more(told[:6])


def test_few_faults_are_told_whole() -> None:
    few = ("a.json:grades.X: unknown requirement", "a.json: was not read")
    said = refusal("a.json", Refused(few, {"count": 1, "places": [["grades.X", "unknown requirement", None]]}))
    assert said.lines == [few[0], f"    {few[1]}"]
    assert not has_more([said])
