"""Where an assessment begins, and where what was settled at its beginning is changed later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nfmaturity.domain.changes import differences, read_cell
from nfmaturity.domain.errors import N_, UserError
from nfmaturity.i18n import _
from nfmaturity.ui.forms.checks import scope_move
from nfmaturity.ui.forms.draft import Draft, draft_of, fitted, rebased, with_profile
from nfmaturity.ui.forms.form_page import FormPage
from nfmaturity.ui.forms.known_enterprises import KnownEnterprises
from nfmaturity.ui.forms.step_words import EDIT_ADVICE, NEW_ADVICE
from nfmaturity.ui.forms.summaries import move_sentence
from nfmaturity.ui.pages.profile_exchange import ProfileExchange
from nfmaturity.ui.settings import Location
from nfmaturity.workspace.enterprises import list_enterprises, read_enterprise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.storage.enterprises import StoredEnterprise
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.workspace.opening import Workspace

_SIGNED = N_("The log names {name} for edits made here (the settings change it).")
_KEYS = (("Ctrl Enter", N_("create and begin")), ("Esc", N_("cancel")))
_DETAIL_KEYS = (("Ctrl Enter", N_("apply")), ("Esc", N_("discard changes")))


class NewAssessmentPage(FormPage):
    """Asks what an assessment needs and begins it; what was typed stays until it is created or discarded."""

    KEYS = _KEYS

    def __init__(self, desk: Desk, go: Go) -> None:
        """Begin with an empty form; the rubrics are read when the page is first entered."""
        super().__init__(desk, go, NEW_ADVICE)
        self._packs: tuple[RubricPack, ...] = ()
        self._place: str | None = None
        self._blank = Draft(assessors=desk.settings.own_name)
        self._creating = False
        self.words.say(self.form.column.title.setText, N_("New assessment"))
        self.words.say(
            self.form.column.said.setText,
            N_("Everything can be changed later in the details of the assessment, which the Overview leads to."),
        )
        self.words.say(self.bar.out.setText, N_("Cancel"))
        self.words.say(self.bar.done.setText, N_("Create and begin grading"))
        self.form.rubric.chosen.connect(self._take_rubric)
        self.known = KnownEnterprises(self.form.name_line)
        self.known.taken.connect(self._take_enterprise)
        desk.opening.connect(self._free)
        self.form.open(None, self._blank)
        self.show_state()

    def enter(self, at: Location) -> None:
        """Come to the form as it was left, with another rubric where one is named."""
        if at.rubric or not self._packs or self._place != self.desk.place:
            self._place = self.desk.place
            self.desk.ask(_packs, lambda packs: self._show_packs(packs, at.rubric), self._tell_unread)
        self._take_own_name()
        self.form.focus_step()
        self.desk.ask(list_enterprises, self.known.show_list)
        if at.node:
            self._take_enterprise(at.node)

    def finish(self) -> None:
        """Create the assessment and begin, or go to the first fault."""
        if self.form.pack is None or self._creating or self.form.jump_to_fault():
            return
        assessment = self.form.checked.assessment
        if assessment:
            self._creating = True
            self.begun.emit()
            self.show_state()
            signs = self._sign_with(assessment.assessors)
            self.desk.create(self.form.pack, assessment, lambda: self._begin(assessment.id, signs))

    def leave(self) -> None:
        """Go back to the library; asks where something was typed. What is being created is waited for."""
        if self._creating:
            return
        if question := self.at_stake():
            self.ask_to_discard(question)
        else:
            self.discard()

    def at_stake(self) -> str:
        """Ask where something was typed that is not being created."""
        if self._creating or self.form.draft == self._blank:
            return ""
        return _("What you typed about this assessment will be lost. Discard it?")

    def discard(self) -> None:
        """Empty the form and go to the library."""
        self._start_afresh()
        self.go(Location("library"))

    def show_state(self) -> None:
        """Show what can be done now."""
        super().show_state()
        self.form.setEnabled(not self._creating)
        self.bar.done.setEnabled(self.form.pack is not None and not self._creating)

    def _sign_with(self, assessors: Sequence[str]) -> str:
        """Have the log name the first assessor where the settings name nobody; gives that name, "" where they do."""
        if self.desk.settings.own_name or not assessors:
            return ""
        self.desk.settings.assessor = assessors[0]
        return assessors[0]

    def _begin(self, ident: str, signs: str) -> None:
        self._creating = False
        self.led_to.emit(Location("assess", ident))
        if signs:
            self.desk.tell(_SIGNED, name=signs)
        self._start_afresh()  # out of sight by now, where it takes no keys

    def _start_afresh(self) -> None:
        self.form.open(self.form.pack, self._blank)
        self.form.show_step("enterprise")

    def _take_own_name(self) -> None:
        """Begin with the name that the settings have now, where nobody wrote another one."""
        own, held = self.desk.settings.own_name, self.form.draft
        if own != self._blank.assessors:
            if held.assessors == self._blank.assessors:
                self.form.open(self.form.pack, replace(held, assessors=own))
            self._blank = replace(self._blank, assessors=own)

    def _tell_unread(self, fault: UserError) -> None:
        """Say where the segments would stand why there is no rubric; coming here again reads anew."""
        if self.form.pack is None:
            self.form.tiles.tell_unread(fault.message)
        else:
            self.desk.tell_fault(fault)

    def _show_packs(self, packs: tuple[RubricPack, ...], wanted: str) -> None:
        self._packs = packs
        held = self.form.pack
        wanted = wanted or (held.sha256 if held else "")
        pack = next((pack for pack in packs if pack.sha256 == wanted), packs[0])
        has_keys = self.form.isAncestorOf(self.window().focusWidget() or self)
        self.form.show_packs(packs, pack.sha256)
        self.form.open(pack, fitted(self.form.draft, pack.rubric))
        if self.isVisible() and not has_keys:
            self.form.focus_step()

    def _take_enterprise(self, ident: str) -> None:
        """Fill in all that is kept of an enterprise."""
        self.desk.ask(lambda workspace: read_enterprise(workspace, ident), self._fill_in)

    def _fill_in(self, stored: StoredEnterprise) -> None:
        draft = with_profile(self.form.draft, stored.kept.profile)
        self.form.open(self.form.pack, fitted(draft, self.form.pack.rubric) if self.form.pack else draft)
        self.form.show_step("enterprise")

    def _take_rubric(self, sha256: str) -> None:
        pack = next(pack for pack in self._packs if pack.sha256 == sha256)
        self.form.show_packs(self._packs, sha256)
        self.form.open(pack, fitted(self.form.draft, pack.rubric))

    def _free(self, is_opening: bool) -> None:
        """Let the person try again when the library could not take the assessment, for whatever reason."""
        if self._creating and not is_opening:
            self._creating = False
            self.show_state()


class DetailsPage(FormPage):
    """Shows the same form for the open assessment; edits are applied together, as one gesture."""

    KEYS = _DETAIL_KEYS

    def __init__(self, desk: Desk, go: Go) -> None:
        """Begin empty; the form is filled when the page is entered."""
        super().__init__(desk, go, EDIT_ADVICE)
        self._session: AssessmentSession | None = None
        self._seen: Assessment | None = None
        self._base = Draft()
        self.words.say(self.form.column.title.setText, N_("Details of the assessment"))
        self.words.say(self.form.column.said.setText, N_("Edits are applied together, and can be undone together."))
        self.words.say(self.bar.out.setText, N_("Discard changes"))
        self.words.say(self.bar.done.setText, N_("Apply"))
        self.exchange = ProfileExchange(desk, self.words, self)
        self.form.lead_with(self.exchange)
        desk.session_changed.connect(self._forget)
        self.show_state()

    def enter(self, at: Location) -> None:  # noqa: ARG002 - the page has one place
        """Show the open assessment; what was typed for it before stays."""
        session = self.desk.session
        self.exchange.look_at(session)
        if session is None or session is self._session:
            self.form.focus_step()
            return
        self._session, self._seen = session, session.assessment
        self._base = draft_of(session.assessment)
        self.form.show_packs((session.pack,), session.pack.sha256)
        self.form.open(session.pack, self._base, session.assessment)
        session.moved.connect(self._follow)
        self.form.focus_step()

    def finish(self) -> None:
        """Apply every edit as one gesture, or go to the first fault."""
        session = self._session
        if session is None or not self._is_edited or self.form.jump_to_fault():
            return
        wanted = self.form.checked.assessment
        if wanted is None:
            return
        self._base = self.form.draft
        cells = dict(differences(session.assessment, wanted))
        # The profile is one cell, and what others changed in it was merged field by field already.
        seen = {target: read_cell(self._seen or wanted, target) for target in cells if target.field != "enterprise"}
        try:
            if not session.edit(cells, seen=seen):
                self.discard()
            self._seen = session.assessment
        except UserError as fault:
            self._base = draft_of(session.assessment)
            self.desk.tell_fault(fault)
        self.show_state()

    def leave(self) -> None:
        """Put the form back as the assessment is, or go to the overview where nothing was typed."""
        if question := self.at_stake():
            self.ask_to_discard(question)
        else:
            self.go(Location("overview"))

    def at_stake(self) -> str:
        """Ask where something was typed that is not applied."""
        return _("Your changes are not applied yet. Discard them?") if self._is_edited else ""

    def discard(self) -> None:
        """Show the assessment as it is."""
        if self._session:
            self._seen = self._session.assessment
            self._base = draft_of(self._session.assessment)
            self.form.open(self._session.pack, self._base, self._session.assessment)

    def show_state(self) -> None:
        """Show whether there is something to apply, and what it would do to the result."""
        super().show_state()
        edited = self._is_edited
        self.bar.done.setEnabled(edited)
        self.bar.out.setEnabled(edited)
        self.exchange.hold(is_edited=edited)
        self.effect.say(self._effect() if edited else "")

    @property
    def _is_edited(self) -> bool:
        return self._session is not None and self.form.draft != self._base

    def _effect(self) -> str:
        session, wanted = self._session, self.form.checked.assessment
        if session is None or wanted is None:
            return ""
        move = scope_move(session.rubric, session.assessment, wanted)
        return move_sentence(session.rubric, move) if move else ""

    def _follow(self) -> None:
        """Take up what changed in the assessment under what is typed here."""
        session = self._session
        if session is None:
            return
        if not self._is_edited:
            self._seen = session.assessment
        anew = draft_of(session.assessment)
        draft = rebased(self.form.draft, self._base, anew)
        self._base = anew
        self.form.take(draft, session.assessment)
        self.exchange.look_at(session)

    def _forget(self, session: AssessmentSession | None) -> None:
        if self._session and session is not self._session:
            self._session.moved.disconnect(self._follow)
            self._session = None


def _packs(workspace: Workspace) -> tuple[RubricPack, ...]:
    """Give the packs at hand; `UserError` where there is none that can be read."""
    from nfmaturity.workspace.rubrics import packs_to_begin_with

    if found := packs_to_begin_with(workspace):
        return found
    raise UserError(N_("No rubric pack can be read. The Rubric page says what is wrong with each of them."))
