"""What must hold of any score, shown on random rubrics, grades and exclusions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from nfmaturity.domain.rubric import Rubric
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import ScoreCard, rescore, score
from tests import rubrics

RULES = ("first_unmet", "met_as_one", "plain_sum")
SEGMENTS = ("mining", "beneficiation", "smelting", "processing")
RISING = ("none", "partial", "most", "full")
weights = st.integers(1, 60).map(str)


@st.composite
def sources(draw: st.DrawFn) -> dict[str, Any]:
    """A random pack: one to three groups, domains and sub-indicators, some limited to segments."""
    groups = []
    for g in range(draw(st.integers(1, 2))):
        domains = []
        for d in range(draw(st.integers(1, 3))):
            items = []
            for i in range(draw(st.integers(1, 3))):
                ident = f"G{g}-D{d}-{i}"
                counts = draw(st.lists(st.integers(1, 3), min_size=4, max_size=4))
                names = [f"{ident}.{n}{c}" for n, k in enumerate(counts, 1) for c in "abc"[:k]]
                limited = draw(st.lists(st.sampled_from(names), max_size=4, unique=True))
                applies = {name: [draw(st.sampled_from(SEGMENTS))] for name in limited}
                items.append(rubrics.item(ident, counts, weight=draw(weights), applies=applies))
            domains.append(rubrics.domain(f"G{g}-D{d}", items, draw(weights)))
        groups.append(rubrics.group(f"G{g}", domains, draw(weights)))
    tau = draw(st.sampled_from(["0.8", "0.5", "1", "0.65"]))
    return rubrics.pack_source(groups, rule=draw(st.sampled_from(RULES)), tau=tau, levels=4)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rubric, dict[str, str], tuple[str, ...]]:
    rubric = rubrics.rubric(draw(sources()))
    names = list(rubric.places)
    grades = draw(st.dictionaries(st.sampled_from(names), st.sampled_from(RISING)))
    segments = tuple(draw(st.lists(st.sampled_from(SEGMENTS), min_size=1, unique=True)))
    return rubric, grades, segments


def scored(rubric: Rubric, grades: Mapping[str, str], segments: tuple[str, ...]) -> ScoreCard:
    return score(rubric, rubrics.assessment(grades, segments))


@given(cases(), st.data())
@settings(max_examples=150, deadline=None)
def test_raising_a_grade_lowers_nothing(case: tuple[Any, ...], data: st.DataObject) -> None:
    rubric, grades, segments = case
    name = data.draw(st.sampled_from(list(rubric.places)))
    start = RISING.index(grades[name]) if name in grades else -1
    raised = data.draw(st.sampled_from(RISING[max(start, 0) :]))
    low, high = scored(rubric, grades, segments), scored(rubric, {**grades, name: raised}, segments)
    for node, before in low.nodes.items():
        after = high.nodes[node]
        if before.in_play:
            assert (before.level, before.score) <= (after.level, after.score)  # type: ignore[operator]
            assert before.level <= after.level and before.score <= after.score  # type: ignore[operator]  # noqa: PT018
        else:
            assert not after.in_play


@given(cases(), st.data())
@settings(max_examples=150, deadline=None)
def test_bounds_hold_whatever_is_graded_next(case: tuple[Any, ...], data: st.DataObject) -> None:
    rubric, grades, segments = case
    open_ones = [name for name in rubric.places if name not in grades]
    completion = {name: data.draw(st.sampled_from(RISING)) for name in open_ones}
    now, final = scored(rubric, grades, segments), scored(rubric, grades | completion, segments)
    for node, before in now.nodes.items():
        if before.bounds is None:
            assert final.nodes[node].level is None
            continue
        level, total = final.nodes[node].level, final.nodes[node].score
        assert before.bounds.level[0] <= level <= before.bounds.level[1]  # type: ignore[operator]
        assert before.bounds.score[0] <= total <= before.bounds.score[1]  # type: ignore[operator]
        assert final.nodes[node].bounds.score == (total, total)  # type: ignore[union-attr]
        assert final.nodes[node].answered == final.nodes[node].in_scope == before.in_scope


@given(cases(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_edits_does_not_matter_and_each_step_equals_the_whole(case: tuple[Any, ...], random: Any) -> None:
    rubric, grades, segments = case
    scope = scope_of(rubric, segments)
    order = list(grades)
    random.shuffle(order)
    done: dict[str, str] = {}
    card = scored(rubric, done, segments)
    for name in order:
        done[name] = grades[name]
        card = rescore(rubric, rubrics.assessment(done, segments), scope, card, [name])
        assert card == scored(rubric, done, segments)
    assert card == scored(rubric, grades, segments)


@given(sources(), st.integers(1, 9), st.integers(1, 9), st.data())
@settings(max_examples=80, deadline=None)
def test_scaling_sibling_weights_changes_nothing(source: Any, by: int, over: int, data: st.DataObject) -> None:
    rubric = rubrics.rubric(source)
    grades = data.draw(st.dictionaries(st.sampled_from(list(rubric.places)), st.sampled_from(RISING)))
    group = data.draw(st.sampled_from(rubric.groups))
    factor = Fraction(by, over)
    domains = tuple(
        d.model_copy(
            update={
                "weight": d.weight * factor,
                "sub_indicators": tuple(i.model_copy(update={"weight": i.weight / factor}) for i in d.sub_indicators),
            }
        )
        for d in group.domains
    )
    groups = tuple(g.model_copy(update={"domains": domains}) if g is group else g for g in rubric.groups)
    scaled = Rubric.model_validate(source, context={"languages": ("zh", "en")}).model_copy(update={"groups": groups})
    assert scored(scaled, grades, SEGMENTS) == scored(rubric, grades, SEGMENTS)


@given(cases(), st.data())
@settings(max_examples=100, deadline=None)
def test_an_exclusion_equals_the_tree_without_the_item(case: tuple[Any, ...], data: st.DataObject) -> None:
    rubric, grades, segments = case
    node = data.draw(st.sampled_from([*rubric.sub_indicators, *rubric.places]))
    left_out = score(rubric, rubrics.assessment(grades, segments, {node: "not here"}))
    pruned = score(without(rubric, node), rubrics.assessment(grades, segments))
    for name, expected in pruned.nodes.items():
        assert left_out.nodes[name] == expected


def without(rubric: Rubric, node: str) -> Rubric:
    """The tree with a sub-indicator or a requirement taken out of it."""

    def level(content: Any) -> Any:
        return content.model_copy(update={"requirements": tuple(r for r in content.requirements if r.id != node)})

    def item(node_item: Any) -> Any:
        return node_item.model_copy(update={"levels": {n: level(c) for n, c in node_item.levels.items()}})

    def dom(node_domain: Any) -> Any:
        kept = tuple(item(i) for i in node_domain.sub_indicators if i.id != node)
        return node_domain.model_copy(update={"sub_indicators": kept})

    groups = tuple(g.model_copy(update={"domains": tuple(dom(d) for d in g.domains)}) for g in rubric.groups)
    return Rubric.model_construct(**{**dict(rubric), "groups": groups})


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_first_unmet_reaches_a_level_exactly_at_its_band(data: st.DataObject) -> None:
    """Under `first_unmet`, S ≥ k − 1 + τ exactly when L ≥ k."""
    source = data.draw(sources())
    source["scoring"]["accumulate"] = "first_unmet"
    rubric = rubrics.rubric(source)
    grades = data.draw(st.dictionaries(st.sampled_from(list(rubric.places)), st.sampled_from(RISING)))
    tau = rubric.scoring.level_threshold
    for node in scored(rubric, grades, SEGMENTS).nodes.values():
        for k in range(1, max(node.shares) + 1):
            assert (node.score >= k - 1 + tau) == (node.level >= k)  # type: ignore[operator]
