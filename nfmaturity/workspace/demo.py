"""The demonstration: two made-up enterprises, one of them twice, on a throw-away library, graded as people would."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from nfmaturity.domain.assessment_record import Record
from nfmaturity.domain.changes import Change, Target, read_cell
from nfmaturity.domain.documents import new_id
from nfmaturity.domain.errors import N_, UserError
from nfmaturity.domain.scoring import score
from nfmaturity.files.output import write_whole
from nfmaturity.i18n import LANGUAGES, language
from nfmaturity.report.pictures import page_pictures
from nfmaturity.resources import resource
from nfmaturity.workspace.assessments import export_assessment
from nfmaturity.workspace.earlier import earlier_of
from nfmaturity.workspace.opening import now, open_workspace
from nfmaturity.workspace.reports import write_report
from nfmaturity.workspace.scores import score_subject
from nfmaturity.workspace.subject import Subject, read_subject, stored_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.analysis.comparison import Earlier
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.workspace.opening import Workspace

PAGE_WIDTH_PX = 1000


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file that the demonstration wrote."""

    path: Path


def demo_documents() -> list[Path]:
    """Give the shipped assessments of the made-up enterprises."""
    return sorted(resource("demo").glob("*.json"))


def fill_demo_library(workspace: Workspace) -> list[str]:
    """Put the demo assessments into a library, each answer an edit of its own in the log; gives the ids."""
    return [_grade_through(workspace, read_subject(path, None, None)) for path in demo_documents()]


def run_unseen_demo(folder: Path) -> Iterator[DemoFile]:
    """Grade, score and print the demo enterprises into a folder, telling each file as it is written."""
    _make_folder(folder)
    with tempfile.TemporaryDirectory() as throw_away:
        place = str(Path(throw_away) / "library")
        with open_workspace(place, create=True) as workspace:
            for path, ident in zip(demo_documents(), fill_demo_library(workspace), strict=True):
                pictured = path == demo_documents()[0]  # the others have the same pages, some hundreds of them
                subject = stored_subject(workspace, ident)
                earlier = earlier_of(workspace, subject.assessment)
                yield from _print(subject, earlier, folder / path.stem, pictured=pictured)


def _grade_through(workspace: Workspace, wanted: Subject) -> str:
    """Store an assessment with a log as the assessors would have left it, and give its id."""
    state = wanted.assessment
    origin = replace(state, answers=MappingProxyType({}), exclusions=MappingProxyType({}))
    gestures = list(_gestures(wanted))
    moments = _moments(state, len(gestures))
    log: list[Change] = []
    for (actor, targets), moment in zip(gestures, moments, strict=True):
        group = new_id()
        log += [
            Change(
                id=new_id(),
                target=target,
                before=read_cell(origin, target),
                after=read_cell(state, target),
                device="demo",
                actor=actor,
                at=moment,
                group=group,
                base_seq=len(log),
                seq=len(log) + number,
            )
            for number, target in enumerate(targets, start=1)
        ]
    record = Record(state, origin, tuple(log))
    workspace.repository.add(wanted.pack, record, score(wanted.pack.rubric, state), moments[-1])
    return state.id


def _gestures(wanted: Subject) -> Iterator[tuple[str, list[Target]]]:
    """Give what one person did at a time: exclusions first, then requirement by requirement, a domain a person."""
    state, rubric = wanted.assessment, wanted.pack.rubric
    people = [name.split("（")[0].split(" (")[0] for name in state.assessors] or ["demo"]
    for node in state.exclusions:
        yield people[0], [Target("exclusion", node, "reason")]
    order = [domain.id for _, domain in rubric.domains]
    for name, place in rubric.places.items():
        answer = state.answer(name)
        targets = [Target("answer", name, "grade")] if answer.grade is not None else []
        targets += [Target("answer", name, "comment")] if answer.comment else []
        targets += [Target("answer", name, "confirm")] if answer.confirm else []
        if targets:
            yield people[order.index(place.domain.id) % len(people)], targets


def _moments(state: Assessment, count: int) -> list[str]:
    """Spread edits evenly over the assessment's period, in UTC; without a period they are made now."""
    if not state.period_from or not state.period_to:
        return [now()] * count
    first, last = (
        dt.datetime.fromisoformat(f"{day}T{hour}:00:00+00:00")
        for day, hour in ((state.period_from, "01"), (state.period_to, "09"))
    )
    step = (last - first) / max(count, 1)
    return [f"{first + n * step:%Y-%m-%dT%H:%M:%S}Z" for n in range(1, count + 1)]


def _print(subject: Subject, earlier: Earlier | None, target: Path, *, pictured: bool) -> Iterator[DemoFile]:
    folder, name = target.parent, target.name
    document = folder / f"{name}.json"
    export_assessment(subject, document)
    yield DemoFile(document)
    scored = score_subject(subject)
    pages = folder / "pages"
    _make_folder(pages)
    for lang in LANGUAGES:
        with language(lang):
            path = folder / f"{name}-{lang}.pdf"
            report = write_report(scored, path, earlier=earlier)
            yield DemoFile(path)
        pictures = page_pictures(report.pdf, PAGE_WIDTH_PX) if pictured else ()
        for number, picture in enumerate(pictures, start=1):
            path = pages / f"{name}-{lang}-{number:02}.png"
            write_whole(path, picture)
            yield DemoFile(path)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError:
        raise UserError(N_("The folder {folder} does not exist: create it first."), folder=folder.parent) from None
    except FileExistsError:
        raise UserError(N_("{folder} is a file: name a folder."), folder=folder) from None
    except OSError:
        raise UserError(
            N_("The folder {folder} cannot be made: check that you may write there."), folder=folder
        ) from None
