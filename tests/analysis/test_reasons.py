"""A reason is right when its figure can be worked out from its table alone, and equals what the score says."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nfmaturity.analysis.blockers import blockers, gate
from nfmaturity.analysis.comparison import Earlier
from nfmaturity.analysis.measures import measures_of
from nfmaturity.analysis.reasons.reason import as_published, reason_of
from nfmaturity.analysis.reasons.values import Figure, Reason, Scored
from nfmaturity.domain.assessment import Answer
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import score
from nfmaturity.files.rubric_files import load_pack
from nfmaturity.i18n import language, say
from tests import rubrics
from tests.domain.test_scoring_properties import RISING, SEGMENTS, cases
from tests.rubrics import domain, group, item, pack, pack_source, rubric
from tests.synthetic import grades_for, write_pack


def scored_of(built: Any, grades: dict[str, str], segments: Any, exclusions: dict[str, str] | None = None) -> Scored:
    made = rubrics.assessment(grades, segments, exclusions)
    scope = scope_of(built, segments, made.exclusions)
    return Scored(built, made, scope, score(built, made, scope))


@st.composite
def scored_cases(draw: st.DrawFn) -> Scored:
    built, grades, segments = draw(cases())
    out = draw(st.lists(st.sampled_from(list(built.sub_indicators)), max_size=2, unique=True))
    return scored_of(built, grades, segments, dict.fromkeys(out, "made elsewhere"))


def column(reason: Reason, place: int) -> list[Any]:
    return [row.cells[place] for row in reason.rows]


def plain_score(shares: dict[int, Fraction], scored: Scored) -> tuple[int, Fraction]:
    """Level and score from the shares of a table, as a reader with pencil and the rule would work them out."""
    tau, top = scored.rubric.scoring.level_threshold, max(shares)
    counted = Fraction()
    if scored.rubric.scoring.accumulate == "first_unmet":
        level = 0
        while level < top and shares.get(level + 1, Fraction(1)) >= tau:
            level += 1
        return level, level + (shares[level + 1] if level < top else 0)
    for level in range(1, top + 1):
        share = shares.get(level)
        whole = scored.rubric.scoring.accumulate == "met_as_one" and (share is None or share >= tau)
        counted += 1 if whole else share or 0
    return max((n for n in range(1, top + 1) if counted >= n - 1 + tau), default=0), counted


@given(scored_cases())
@settings(max_examples=60, deadline=None)
def test_every_share_follows_from_its_table(scored: Scored) -> None:
    for name, node in scored.card.nodes.items():
        for level in scored.rubric.level_numbers:
            reason = reason_of(scored, Figure("share", name, level))
            if level not in node.shares:
                assert (reason.values, reason.rows) == ((), ())
                continue
            if name in scored.rubric.sub_indicators:
                values = column(reason, 1)
                assert sum(values) / len(values) == node.shares[level]
            else:
                weights, shares = column(reason, 0), column(reason, 2)
                assert sum(w * s for w, s in zip(weights, shares, strict=True)) / sum(weights) == node.shares[level]
                assert sum(column(reason, 1)) == 1
                assert reason.total[0] == sum(weights)
            assert reason.values == (node.shares[level],)
            assert sum(column(reason, -1)) == reason.total[-1] == node.shares[level]


@given(scored_cases())
@settings(max_examples=60, deadline=None)
def test_score_level_and_bounds_follow_from_their_tables(scored: Scored) -> None:
    for name, node in scored.card.nodes.items():
        by_score, by_level, bounds = (reason_of(scored, Figure(k, name)) for k in ("score", "level", "bounds"))  # type: ignore[arg-type]
        if not node.in_play:
            assert (by_score.values, by_level.values, bounds.values) == ((), (), ())
            continue
        shares = {int(row.of.id): row.cells[0] for row in by_score.rows if row.cells[0] is not None}
        level, total = plain_score(shares, scored)  # type: ignore[arg-type]
        assert (level, total) == (node.level, node.score)
        assert by_score.values == (total,)
        assert sum(column(by_score, 2)) == by_score.total[2] == node.score
        if scored.rubric.scoring.accumulate == "first_unmet":
            unmet = [
                int(row.of.id) for row in by_level.rows if row.cells[0] is not None and row.cells[0] < row.cells[1]
            ]  # type: ignore[operator]
            assert min(unmet, default=len(by_level.rows) + 1) - 1 == node.level
        else:
            assert max((int(r.of.id) for r in by_level.rows if r.cells[0] >= r.cells[1]), default=0) == node.level  # type: ignore[operator]
        assert by_level.values == (node.level,)
        assert node.bounds
        assert (sum(column(bounds, 2)), sum(column(bounds, 3))) == node.bounds.score == bounds.values
        highest = {int(row.of.id): row.cells[1] for row in bounds.rows if row.cells[1] is not None}
        assert plain_score(highest, scored) == (node.bounds.level[1], node.bounds.score[1])  # type: ignore[arg-type]


@given(scored_cases())
@settings(max_examples=40, deadline=None)
def test_a_gain_is_what_the_best_degree_adds(scored: Scored) -> None:
    for name in scored.card.nodes:
        for blocker in blockers(scored.rubric, scored.assessment, scored.scope, scored.card, name)[:4]:
            reason = reason_of(scored, Figure("gain", name, requirement=blocker.id))
            product = Fraction(1)
            for row in reason.rows:
                product *= row.cells[1]  # type: ignore[operator]
                assert row.cells[2] == product
            raised = replace(scored.assessment, answers={**scored.assessment.answers, blocker.id: Answer("full")})
            after = score(scored.rubric, raised, scored.scope).nodes[name].shares[blocker.place.level]
            before = scored.card.nodes[name].shares[blocker.place.level]
            assert reason.values == (product,) == (after - before,) == (blocker.gain,)


@given(scored_cases())
@settings(max_examples=40, deadline=None)
def test_the_least_steps_lead_where_they_say(scored: Scored) -> None:
    for name in scored.card.nodes:
        reason = reason_of(scored, Figure("steps", name))
        if not reason.values:
            continue
        grades = {}
        for row in reason.rows:
            is_degree = row.of.id in RISING
            grades[row.door if is_degree else row.of.id] = row.of.id if is_degree else "full"
        answers = {**scored.assessment.answers, **{n: Answer(degree) for n, degree in grades.items()}}  # type: ignore[dict-item]
        after = score(scored.rubric, replace(scored.assessment, answers=answers), scored.scope)  # type: ignore[arg-type]
        level = gate(scored.rubric, scored.card.nodes[name])
        assert level is not None
        assert reason.values == (after.nodes[name].shares[level],)
        assert reason.values[0] >= scored.rubric.scoring.level_threshold


@given(scored_cases())
@settings(max_examples=60, deadline=None)
def test_weights_and_counts_add_up(scored: Scored) -> None:
    for name, node in scored.card.nodes.items():
        weight = reason_of(scored, Figure("weight", name))
        if name != OVERALL and node.in_play:
            (own,) = (row for row in weight.rows if row.stands_out)
            assert own.cells[0] / sum(column(weight, 0)) == weight.values[0] == own.cells[1]  # type: ignore[operator]
        else:
            assert weight.values == ()
        counted, progress = reason_of(scored, Figure("scope", name)), reason_of(scored, Figure("progress", name))
        assert counted.values == (node.in_scope,) == (sum(column(counted, 1)),)
        assert counted.total[0] == sum(column(counted, 0))
        assert progress.values == (node.answered,) == (sum(column(progress, 1)),)
        assert sum(column(progress, 0)) == sum(column(progress, 1)) + sum(column(progress, 2)) == node.in_scope


@given(scored_cases(), st.sampled_from(["zh", "en"]))
@settings(max_examples=12, deadline=None)
def test_everything_can_be_said(scored: Scored, spoken: str) -> None:
    with language(spoken):
        for name in scored.card.nodes:
            for kind in ("level", "score", "bounds", "steps", "weight", "scope", "progress", "share"):
                reason = reason_of(scored, Figure(kind, name, 1))  # type: ignore[arg-type]
                words = [say(reason.title), *map(say, reason.sentences), *(say(out.why) for out in reason.left_out)]
                words += [str(row.of) for row in reason.rows] + [say(lead.words) for lead in reason.leads]
                assert all(words)
                assert not any("{" in said for said in words)


def small() -> Any:
    first = domain(
        "A-D",
        [
            item("A-D-01", [2, 2], weight="3", applies={"A-D-01.2b": ["mining"]}),
            item("A-D-02", [1, 1]),
            item("A-D-03", [1, 1]),
        ],
    )
    return rubric(pack_source([group("A", [first])], levels=2))


def test_what_is_left_out_says_why() -> None:
    scored = scored_of(small(), {"A-D-01.1a": "full"}, ("smelting",), {"A-D-03": "no such furnace here"})
    domain_share = reason_of(scored, Figure("share", "A-D", 1))
    assert [(out.of.id, say(out.why), out.door) for out in domain_share.left_out] == [
        ("A-D-03", "not applicable: no such furnace here", "A-D-03")
    ]
    item_share = reason_of(scored, Figure("share", "A-D-01", 2))
    assert [(out.of.id, say(out.why)) for out in item_share.left_out] == [("A-D-01.2b", "only for mining")]
    whole = reason_of(scored, Figure("scope", OVERALL))
    assert [say(out.why) for out in whole.left_out] == ["not applicable: no such furnace here", "1 in all"]
    assert [row.cells for row in reason_of(scored, Figure("scope", "A-D-01")).rows] == [(2, 2), (2, 1)]


def test_an_unanswered_requirement_counts_nothing_and_says_so() -> None:
    scored = scored_of(small(), {"A-D-01.1a": "full"}, ("smelting",))
    reason = reason_of(scored, Figure("share", "A-D-01", 1))
    assert [str(row.cells[0]) for row in reason.rows] == ["full", "Unanswered"]
    assert "Not graded yet: 1. Each counts 0." in map(say, reason.sentences)
    assert [row.door for row in reason.rows] == ["A-D-01.1a", "A-D-01.1b"]


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (("full", "none"), "Every level up to level 1 is met; level 2 is not: its share is 0.000, and it takes 0.80."),
        (("partial", "none"), "level 1 is not met: its share is 0.500, and it takes 0.80."),
        (("full", "full"), "Every level in scope is met: each share is 0.80 or more."),
    ],
)
def test_a_level_is_said_by_the_share_that_stops_it(shares: tuple[str, str], said: str) -> None:
    built = rubric(pack_source([group("A", [domain("A-D", [item("A-D-01", [1, 1])])])], levels=2))
    scored = scored_of(built, dict(zip(built.places, shares, strict=True)), SEGMENTS)
    assert say(reason_of(scored, Figure("level", "A-D")).sentences[0]) == said


def test_a_gain_names_what_must_come_first() -> None:
    source = pack_source([group("A", [domain("A-D", [item("A-D-01", [2])])])], levels=1)
    source["groups"][0]["domains"][0]["sub_indicators"][0]["levels"]["1"]["requirements"][1]["depends_on"] = [  # type: ignore[index]
        "A-D-01.1a"
    ]
    scored = scored_of(rubric(source), {"A-D-01.1a": "partial"}, SEGMENTS)
    reason = reason_of(scored, Figure("gain", OVERALL, requirement="A-D-01.1b"))
    assert [out.door for out in reason.left_out] == ["A-D-01.1a"]
    assert reason.values == (Fraction(1, 2),)


def test_the_way_up_of_the_whole_lists_the_measures_of_the_report_with_their_sums() -> None:
    """A gap waits for one of another level, which waits for one in turn: all three are measures, in that order."""
    source = pack_source([group("A", [domain("A-D", [item("A-D-01", [2, 2]), item("A-D-02", [2])])])], levels=2)
    first, second = source["groups"][0]["domains"][0]["sub_indicators"]
    levels = {**first["levels"], "other": second["levels"]["1"]}
    for level, place, needs in (("1", 0, "A-D-01.2a"), ("2", 0, "A-D-02.1b")):
        levels[level]["requirements"][place]["depends_on"] = [needs]
    for held in levels.values():
        for entry in held["requirements"]:
            entry["effort_days"] = "10"
    built = rubric(source)
    scored = scored_of(built, dict.fromkeys(built.places, "none") | {"A-D-02.1a": "full"}, SEGMENTS)
    made = measures_of(scored.rubric, scored.assessment, scored.scope, scored.card).made
    reason = reason_of(scored, Figure("steps"))
    assert [row.of.id for row in reason.rows] == [blocker.id for blocker in made]
    assert [row.of.id for row in reason.rows][:3] == ["A-D-02.1b", "A-D-01.2a", "A-D-01.1a"]
    assert column(reason, 1) == [blocker.effort_days for blocker in made]
    assert reason.total == (sum(column(reason, 0)), 10 * len(made), reason.values[0])
    assert reason.values[0] >= scored.rubric.scoring.level_threshold
    ((of, why, door),) = ((out.of.id, say(out.why), out.door) for out in reason.left_out)
    assert (of, door) == ("A-D-01.2a", "A-D-01.2a")
    assert why == "needed first by A-D-01.1a; it counts in level 2, so it adds nothing to this share"
    below = reason_of(scored, Figure("steps", "A-D-01"))
    assert next(say(out.why) for out in below.left_out).startswith("needed first by A-D-01.2a; it counts in A-D-02")


def test_what_is_not_graded_comes_before_the_measures_of_the_whole() -> None:
    scored = scored_of(small(), {"A-D-01.1a": "partial"}, ("smelting",))
    reason = reason_of(scored, Figure("steps"))
    assert (reason.values, reason.rows) == ((), ())
    assert say(reason.sentences[-1]) == "Grade first what is unanswered at the next level: 3."


def test_a_published_rubric_shows_its_weights() -> None:
    built = pack([group("A", [domain("A-D", [item("A-D-01", [1], weight="3"), item("A-D-02", [1])])])], levels=1)
    reason = reason_of(as_published(built), Figure("weight", "A-D-01"))
    assert (reason.values, reason.left_out) == ((Fraction(3, 4),), ())


def test_every_figure_of_a_pack_of_real_size_has_its_reason(tmp_path: Path) -> None:
    held = load_pack(write_pack(tmp_path)).rubric
    scored = scored_of(held, grades_for(held, 3)[0], ("mining", "smelting"), {"BC-ORG-01": "run by the parent company"})
    for name, node in scored.card.nodes.items():
        assert reason_of(scored, Figure("score", name)).values == (() if node.score is None else (node.score,))
        for level, share in node.shares.items():
            reason = reason_of(scored, Figure("share", name, level))
            assert (reason.values, reason.total[-1], sum(column(reason, -1))) == ((share,), share, share)
            assert [row.door for row in reason.rows if row.door is None] == []
    part = reason_of(scored, Figure("part", "BC-DAT-01"))
    assert part.rows[-1].cells[2] == part.total[2] == part.values[0]
    assert [row.door for row in part.rows] == [Figure("weight", node) for node in ("BC-DAT-01", "BC-DAT", "BC")]


def beside(built: Any, now: dict[str, str], then: dict[str, str]) -> Scored:
    """An assessment beside an earlier one under the same rubric."""
    before = replace(rubrics.assessment(then), date="2025-11-28")
    made = pack([group("G", [])]) if built is None else built
    return replace(
        scored_of(made.rubric, now, ("smelting",)), earlier=Earlier(made, before, score(made.rubric, before))
    )


def test_a_change_is_the_difference_of_what_stood_and_what_stands() -> None:
    built = pack(
        [group("G", [domain("G-A", [item("G-A-01", [2]), item("G-A-02", [2])]), domain("G-B", [item("G-B-01", [2])])])],
        levels=1,
    )
    lowest = dict.fromkeys(built.rubric.places, "none")
    then = lowest | {"G-A-01.1a": "full"}
    now = lowest | {"G-A-01.1a": "full", "G-A-02.1a": "full", "G-B-01.1b": "partial"}
    scored = beside(built, now, then)
    assert scored.earlier
    for kind, level in (("score", 0), ("share", 1)):
        for name in scored.card.nodes:
            reason = reason_of(scored, Figure("change", name, level))
            was, is_ = (
                (card.nodes[name].shares[level] if level else card.nodes[name].score)
                for card in (scored.earlier.card, scored.card)
            )
            assert was is not None
            assert is_ is not None
            assert reason.values == (is_ - was,)
            if name not in built.rubric.sub_indicators:
                assert reason.total[:2] == (was, is_)
            assert reason.leads[0].door == Figure(kind, name, level)  # type: ignore[arg-type]
    moved = reason_of(scored, Figure("change", "G-A-02", 1))
    assert [(row.of.id, *map(str, row.cells), row.door) for row in moved.rows] == [
        ("G-A-02.1a", "none", "full", "G-A-02.1a")
    ]
    still = reason_of(scored, Figure("change", "G-A-01"))
    assert (str(still.named), still.rows) == ("±0", ())
    assert "No grade below it differs" in say(still.sentences[-1])


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        ("G-A-01.1a", "G-A-01.1a G-A-02.1a", "Not fully graded yet, so not compared: 1 without a grade."),
        ("G-A-01.1a G-A-02.1a", "G-A-02.1a", "2025 was not fully graded, so it is not compared: 1 without a grade."),
    ],
)
def test_what_is_not_fully_graded_gives_no_change_and_says_why(now: str, then: str, said: str) -> None:
    built = pack([group("G", [domain("G-A", [item("G-A-01", [1]), item("G-A-02", [1])])])], levels=1)
    scored = beside(built, dict.fromkeys(now.split(), "full"), dict.fromkeys(then.split(), "full"))
    for name, level in (("G-A", 0), ("G-A", 1), ("overall", 0)):
        reason = reason_of(scored, Figure("change", name, level))
        assert reason.values == ()
        assert say(reason.sentences[0]).startswith(said)


def test_scores_and_shares_lead_to_how_they_moved() -> None:
    built = pack([group("G", [domain("G-A", [item("G-A-01", [2])])])], levels=1)
    scored = beside(built, {"G-A-01.1a": "full"}, {})
    for figure in (Figure("score", "G-A"), Figure("share", "G-A", 1)):
        assert reason_of(scored, figure).leads[0].door == Figure("change", "G-A", figure.level)
    alone = replace(scored, earlier=None)
    assert all(lead.door != Figure("change", "G-A") for lead in reason_of(alone, Figure("score", "G-A")).leads)


def test_grades_are_counted_by_who_gave_them_last() -> None:
    built = pack([group("G", [domain("G-A", [item("G-A-01", [3])]), domain("G-B", [item("G-B-01", [2])])])], levels=1)
    grades = {"G-A-01.1a": "full", "G-A-01.1b": "none", "G-B-01.1a": "full"}
    scored = replace(scored_of(built.rubric, grades, ("smelting",)), graders={"G-A-01.1a": "Li", "G-B-01.1a": "Li"})
    theirs = reason_of(scored, Figure("graded", who="Li"))
    assert (theirs.values, theirs.total) == ((2,), (3, 2))
    below = reason_of(scored, Figure("graded", "G", who="Li"))
    assert [(row.of.id, row.cells) for row in below.rows] == [("G-A", (2, 1)), ("G-B", (1, 1))]
    assert sum(column(below, 1)) == below.total[1]
    first = reason_of(scored, Figure("graded", "G-A-01", who=""))
    assert [(row.of.id, row.door) for row in first.rows] == [("G-A-01.1b", "G-A-01.1b")]
