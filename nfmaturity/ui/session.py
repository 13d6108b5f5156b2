"""The one object that changes the open assessment; pages show what it holds and ask it for edits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nfmaturity.domain.admission import check_exclusions
from nfmaturity.domain.changes import Target, Value, differences, read_cell
from nfmaturity.domain.documents import new_id
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import ScoreCard, rescore, score
from nfmaturity.ui import disagreement
from nfmaturity.ui.confirmations import Confirmations
from nfmaturity.ui.disagreement import Disagreement, Disagreements
from nfmaturity.ui.signed_edits import Signer, applied, touches_scope
from nfmaturity.ui.terms import Terms
from nfmaturity.ui.undecided import Undecided
from nfmaturity.ui.undo import Gesture, UndoHistory

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Answer, Assessment
    from nfmaturity.domain.changes import Change
    from nfmaturity.domain.rubric import Rubric, RubricPack
    from nfmaturity.domain.scope import Scope
    from nfmaturity.domain.signature import Signature
    from nfmaturity.storage.writer import Standing
    from nfmaturity.ui.saving import SaveQueue, SaveState, Written


_NOTHING: Mapping[Target, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Moved:
    """What an edit moved: cells, and with `scope` also which requirements count; `whole` after others' edits."""

    targets: frozenset[Target]
    scope: bool = False
    whole: bool = False

    @property
    def requirements(self) -> frozenset[str]:
        """The requirements whose answers moved."""
        return frozenset(target.id for target in self.targets if target.kind == "answer")


class AssessmentSession(QObject):
    """An open assessment with its scope and score, its undo history and its edits on their way to the disk."""

    moved = Signal(object)
    """A `Moved` after every change of what is held."""

    saving = Signal(object)
    """The `SaveState`."""

    disagreed = Signal()
    """The disagreements are others than before."""

    dropped = Signal(object, object)
    """A `UserError` because of which a gesture could never be written, and the gesture; what is stored is shown."""

    def __init__(self, pack: RubricPack, standing: Standing, queue: SaveQueue, sign: Callable[[], Signature]) -> None:
        """Show an assessment as it is stored; each edit is signed as `sign` says then."""
        super().__init__()
        self._pack = pack
        self._held = standing
        self._queue = queue
        self._sign = sign
        self._terms = Terms(pack.rubric)
        self._history = UndoHistory()
        self._disagreements = disagreement.NONE
        self._doubted = False
        self._confirmations = Confirmations()
        queue.setParent(self)
        queue.written.connect(self._on_written)
        queue.refused.connect(self._on_refused)
        queue.moved.connect(self.saving)

    # What is held

    @property
    def pack(self) -> RubricPack:
        """The rubric with its identity."""
        return self._pack

    @property
    def rubric(self) -> Rubric:
        """The rubric."""
        return self._pack.rubric

    @property
    def terms(self) -> Terms:
        """The rubric's glossary, which finds its terms in texts."""
        return self._terms

    @property
    def assessment(self) -> Assessment:
        """The assessment with every edit, on disk already or not."""
        return self._held.assessment

    @property
    def scope(self) -> Scope:
        """What counts."""
        return self._held.scope

    @property
    def card(self) -> ScoreCard:
        """Where every node stands."""
        return self._held.card

    def answer(self, requirement: str) -> Answer:
        """Give what is said of a requirement."""
        return self._held.assessment.answer(requirement)

    @property
    def to_confirm(self) -> Mapping[str, int]:
        """How many grades in scope are to be confirmed, by node and as "overall"; nodes without any are absent."""
        return self._confirmations.counts(self.rubric, self.scope, self.assessment)

    @property
    def save_state(self) -> SaveState:
        """How the edits stand on their way to the disk."""
        return self._queue.state

    @property
    def pending(self) -> tuple[Change, ...]:
        """The changes that are not known to be on disk, oldest first."""
        return tuple(change for change in self._queue.pending if not change.is_witness)

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """The cells about which the user is asked to decide between yours and theirs."""
        return disagreement.asked(self._disagreements)

    @property
    def undecided(self) -> dict[Target, Value]:
        """The user's own values that wait for a choice, also those that another choice decides as well."""
        return {target: one.yours for target, one in self._disagreements.items()}

    @property
    def as_wanted(self) -> Assessment:
        """The assessment with the user's own values where they wait for a choice."""
        return disagreement.with_yours(self.assessment, self._disagreements)

    @property
    def to_undo(self) -> Gesture | None:
        """The gesture that `undo` takes back."""
        return self._history.done[-1] if self._history.done else None

    @property
    def to_redo(self) -> Gesture | None:
        """The changes that `redo` takes back in their turn."""
        return self._history.undone[-1] if self._history.undone else None

    # Edits

    def grade(self, requirement: str, degree: str | None) -> None:
        """Give a requirement a degree, or take its grade away with None; either way it is confirmed no more.

        Giving the degree that it has changes nothing, but for a grade that is still to be confirmed, which it confirms.
        """
        cells: dict[Target, Value] = {Target("answer", requirement, "grade"): degree}
        if self.answer(requirement).confirm:
            cells[Target("answer", requirement, "confirm")] = False
        self.edit(cells)

    def confirm(self, requirements: Iterable[str]) -> int:
        """Confirm the grades of requirements as they stand, in one gesture; gives how many waited for that."""
        cells = {Target("answer", name, "confirm"): False for name in requirements if self.answer(name).confirm}
        self.edit(cells)
        return len(cells)

    def comment(self, requirement: str, words: str, group: str = "", seen: str | None = None) -> None:
        """Write the comment of a requirement; edits of one `group` are undone together, and one change in the log.

        They are drafts on disk until `end_writing` or any other edit. `seen` is what the writer began from.
        """
        target = Target("answer", requirement, "comment")
        if target in self._disagreements:
            # Who is writing goes on writing his own words; only a choice puts them over what somebody else has stored.
            mine = replace(self._disagreements[target], yours=words)
            self._disagree({**self._disagreements, target: mine})
        else:
            self._edit({target: words}, group, {} if seen is None else {target: seen}, is_draft=bool(group))

    def end_writing(self) -> None:
        """Make the words that were drafts a change."""
        self._queue.release()

    def words_of(self, requirement: str) -> str:
        """Give the comment of a requirement as its writer has it: the user's own words while they wait for a choice."""
        mine = self._disagreements.get(Target("answer", requirement, "comment"))
        return mine.yours if mine else self.answer(requirement).comment

    def show_writing(self, *, unsent: bool) -> None:
        """Let nothing be called saved while words are being written that were not handed over yet."""
        state = self.save_state
        self.saving.emit(replace(state, kind="saving") if unsent and state.kind == "saved" else state)

    def mark(self, requirement: str, *, review: bool) -> None:
        """Mark a requirement for review, or take the mark off."""
        self.edit({Target("answer", requirement, "review"): review})

    def exclude(self, node: str, reason: str) -> None:
        """Take a sub-indicator or requirement out of scope; `NotAllowed` where the rubric or the rules forbid it."""
        self.edit({Target("exclusion", node, "reason"): reason})

    def include(self, node: str) -> None:
        """Take an excluded sub-indicator or requirement back into scope."""
        self.edit({Target("exclusion", node, "reason"): None})

    def met_up_to(self, item: str, level: int) -> int:
        """Give the best degree to what is unanswered and in scope up to a level of a sub-indicator; gives how many."""
        best = self.rubric.scoring.degrees[0].id
        levels = self.scope.levels.get(item, {})
        open_ids = [name for n, names in levels.items() if n <= level for name in names]
        cells = {Target("answer", name, "grade"): best for name in open_ids if self.answer(name).grade is None}
        self.edit(cells)
        return len(cells)

    def edit(self, cells: Mapping[Target, Value], group: str = "", seen: Mapping[Target, Value] = _NOTHING) -> bool:
        """Change cells in one gesture; False where nothing would change.

        `seen` is what an edit that took a while began from: a cell that somebody else has changed since waits for the
        user's choice. Raises `NotAllowed`, with nothing changed, for what the rubric or the rules do not permit.
        """
        return self._edit(cells, group, seen, is_draft=False)

    def _edit(self, cells: Mapping[Target, Value], group: str, seen: Mapping[Target, Value], *, is_draft: bool) -> bool:
        cells = self._without_surprises(cells, seen)
        gesture = self._signer().make(self.rubric, self.assessment, cells, group or new_id())
        if not gesture:
            return False
        after = applied(self.assessment, gesture)
        if touches_scope(gesture):
            check_exclusions(self.rubric, after)
        self._history = self._history.wrote_on(gesture) if is_draft else self._history.did(gesture)
        self._take(gesture, after, is_draft=is_draft)
        return True

    def undo(self) -> None:
        """Take the newest gesture back."""
        if self.to_undo:
            inverse = self._signer().take_back(self.to_undo)
            self._history = self._history.took_back(inverse)
            self._take(inverse, applied(self.assessment, inverse))

    def take_back(self, gesture: Gesture) -> bool:
        """Take back what was edited before the undo history begins; False, and nothing done, where it holds no more."""
        if self.to_undo or any(read_cell(self.assessment, change.target) != change.after for change in gesture):
            return False
        inverse = self._signer().take_back(gesture)
        self._history = self._history.took_back(inverse)
        self._take(inverse, applied(self.assessment, inverse))
        return True

    def forget_undo(self) -> None:
        """Begin the undo history anew, as what a file brought came after all that was done before."""
        self._history = UndoHistory()
        self.moved.emit(Moved(frozenset()))

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.to_redo:
            again = self._signer().take_back(self.to_redo)
            self._history = self._history.did_again(again)
            self._take(again, applied(self.assessment, again))

    # Others

    def keep_theirs(self, target: Target) -> None:
        """Leave a cell as somebody else has stored it."""
        self._disagree(disagreement.without(self._disagreements, [target]))

    def put_yours(self, target: Target) -> None:
        """Write the user's own value over what somebody else has stored."""
        if not self.edit(disagreement.yours_with(self._disagreements, target)):
            self.keep_theirs(target)

    def offer(self, cells: Mapping[Target, Value], *, is_adrift: bool) -> dict[Target, Value]:
        """Let the user choose what to put into cells; gives the values that the rubric has no place for.

        `is_adrift`: they could not be stored under the rubric before, so that nobody else need have changed the cell.
        """
        found, homeless = disagreement.found_in(self.rubric, self.assessment, cells, is_adrift=is_adrift)
        self._disagree({**self._disagreements, **found})
        return homeless

    def go_on_after(self, other: AssessmentSession) -> None:
        """Answer for the choices that another session of the assessment has on disk, which writes them no more."""
        self._queue.keep_after(other._queue)

    def withdraw(self) -> tuple[Gesture, ...]:
        """Take back the gestures that are not on disk, and on their way no longer."""
        return self._queue.withdraw()

    def take_standing(self, standing: Standing) -> None:
        """Show what others have stored since, with the user's own edits that are still on their way."""
        if self._doubted or (standing.seq, standing.head) != (self._held.seq, self._held.head):
            self._rebase(standing, self._queue.pending)

    def finish_saving(self) -> None:
        """Put every edit before the thread of the database, as the app ends."""
        self._queue.hand_over()

    def give_up_saving(self) -> None:
        """Drop the edits that are not on disk, as the library is thrown away."""
        self._queue.give_up()

    def hurry_saving(self) -> None:
        """Begin to write at once, before what is asked of the library next."""
        self._queue.hurry()

    def try_saving_again(self) -> None:
        """Try what could not be saved again now."""
        self._queue.try_again()

    # Within

    def _without_surprises(self, cells: Mapping[Target, Value], seen: Mapping[Target, Value]) -> Mapping[Target, Value]:
        """Leave out what is not as the editor had seen it, and let the user choose there."""
        held = {target: read_cell(self.assessment, target) for target in cells if target in seen}
        moved = {t: value for t, value in held.items() if value not in (seen[t], cells[t])}
        if moved:
            found = {t: Disagreement(t, cells[t], theirs) for t, theirs in moved.items()}
            self._disagree({**self._disagreements, **found})
        return {target: value for target, value in cells.items() if target not in moved}

    def _signer(self) -> Signer:
        return Signer(self._sign(), self._held.seq)

    def _take(self, gesture: Gesture, after: Assessment, *, is_draft: bool = False) -> None:
        """Hold an edited assessment, tell the pages and send the edit on its way."""
        scoped = touches_scope(gesture)
        if scoped:
            self._held = self._scored(after, self._held)
        else:
            graded = {change.target.id for change in gesture if change.target.field == "grade"}
            card = rescore(self.rubric, after, self.scope, self.card, graded)
            self._confirmations.follow(gesture, self.assessment, after)
            self._held = replace(self._held, assessment=after, card=card)
        targets = frozenset(change.target for change in gesture)
        self._settle(targets)
        self.moved.emit(Moved(targets, scope=scoped))
        if is_draft:
            self._queue.hold(self._held.assessment.id, gesture)
        else:
            self._queue.add(gesture)

    def _scored(self, assessment: Assessment, held: Standing) -> Standing:
        scope = scope_of(self.rubric, assessment.enterprise.segments, assessment.exclusions)
        return replace(held, assessment=assessment, scope=scope, card=score(self.rubric, assessment, scope))

    def _settle(self, targets: Collection[Target]) -> None:
        self._disagree(disagreement.without(self._disagreements, targets))

    def _disagree(self, disagreements: Disagreements) -> None:
        """Let these wait for a choice; they wait on disk as well."""
        if disagreements == self._disagreements:
            return
        self._disagreements = MappingProxyType(dict(disagreements))
        self._queue.keep(Undecided(self.assessment.id, self._disagreements))
        self.disagreed.emit()

    def _on_written(self, written: Written) -> None:
        outcome, standing = written.outcome, written.standing
        ours_only = written.based_on == self._held.head and not outcome.conflicts
        if ours_only:
            self._held = replace(self._held, seq=standing.seq, head=standing.head)
            return
        found = disagreement.of_conflicts(outcome.conflicts)
        self._history = self._history.without(found)
        self._settle([change.target for change in outcome.agreed])
        self._rebase(standing, written.pending, found)

    def _on_refused(self, fault: object, gesture: Gesture) -> None:
        """Doubt what is held, as an edit in it will never be stored, until it is read anew."""
        self._doubted = True
        self.dropped.emit(fault, gesture)

    def _rebase(self, standing: Standing, pending: Sequence[Change], found: Disagreements = disagreement.NONE) -> None:
        """Take the stored state over, with the edits that are still on their way put on top.

        What others have changed can no longer be undone here.
        """
        before, self._held, self._doubted = self.assessment, standing, False
        if pending:
            self._held = self._scored(applied(standing.assessment, pending), standing)
        others = frozenset(target for target, _ in differences(before, self.assessment))
        self._history = self._history.without(others)
        self._disagree(disagreement.compared({**self._disagreements, **found}, standing.assessment))
        self.moved.emit(Moved(others, scope=True, whole=True))
