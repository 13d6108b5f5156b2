"""Two editors at random on one real library: the model of `test_changes_model`, on disk."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from nfmaturity.domain.changes import Change, Target
from nfmaturity.storage.library import open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.writer import AssessmentWriter
from tests import rubrics
from tests.edits import edit, next_id
from tests.storage.conftest import store
from tests.storage.test_writer import assert_consistent

PACK = rubrics.pack([rubrics.group("G", [rubrics.domain("G-D", [rubrics.item(f"G-D-0{n}", [2] * 5) for n in (1, 2)])])])
CELLS = (
    Target("answer", "G-D-01.1a", "grade"),
    Target("answer", "G-D-01.1a", "comment"),
    Target("answer", "G-D-02.5b", "grade"),
    Target("exclusion", "G-D-02", "reason"),
    Target("assessment", "", "title"),
)
VALUES = {
    "grade": [None, "full", "most", "none"],
    "comment": ["", "看过台账"],
    "reason": [None, "no such plant"],
    "title": ["", "2026"],
}


class TwoEditorsOnDisk(RuleBasedStateMachine):
    """Each editor has a connection and a view of their own, and looks only when told to."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        place = parse_place(str(Path(self.folder.name) / "library"))
        self.libraries = [open_library(place, create=True), open_library(place)]
        self.ident = store(self.libraries[0], PACK).id
        self.writers = [AssessmentWriter(library, PACK, self.ident) for library in self.libraries]
        self.accepted: list[str] = []
        self.own: list[list[Change]] = [[], []]

    def teardown(self) -> None:
        for library in self.libraries:
            library.close()
        self.folder.cleanup()

    @rule(who=st.sampled_from([0, 1]))
    def look(self, who: int) -> None:
        self.writers[who].refresh()

    @rule(who=st.sampled_from([0, 1]), data=st.data())
    def write(self, who: int, data: st.DataObject) -> None:
        seen = self.writers[who].standing.assessment
        targets = data.draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=3, unique=True))
        self._send(who, [edit(seen, t, data.draw(st.sampled_from(VALUES[t.field]))) for t in targets])

    @rule(who=st.sampled_from([0, 1]), data=st.data())
    def undo(self, who: int, data: st.DataObject) -> None:
        if self.own[who]:
            change = data.draw(st.sampled_from(self.own[who]))
            self._send(who, [change.inverse(new_id=next_id(), at="2026-11-22T09:00:00Z", base_seq=0)])

    def _send(self, who: int, changes: list[Change]) -> None:
        outcome = self.writers[who].write(changes)
        self.accepted += [change.id for change in outcome.accepted]
        self.own[who] += outcome.accepted

    @invariant()
    def nothing_is_lost(self) -> None:
        log = Repository(self.libraries[0]).record(self.ident).log
        assert [change.id for change in log] == self.accepted
        assert_consistent(self.libraries[1], PACK, self.ident)


TwoEditorsOnDisk.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestTwoEditorsOnDisk = TwoEditorsOnDisk.TestCase
