"""Commands on one assessment or the whole library: score, report, backup, restore, demo."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nfmaturity.cli.common import Common, draft_option, part_option, tell
from nfmaturity.cli.output import note, put, put_json, put_table
from nfmaturity.cli.speaking import Command
from nfmaturity.i18n import _, current_language
from nfmaturity.report.chapters import Part

if TYPE_CHECKING:
    from nfmaturity.workspace.scores import Scored

DEMO_FOLDER = Path("demo-output")


def add_to(app: typer.Typer) -> typer.Typer:
    """Add the commands."""
    subject = Annotated[
        str, typer.Argument(metavar="ID|FILE", help=_("The beginning of an assessment's id, or a document."))
    ]
    rubric_option = Annotated[
        str | None, typer.Option("--rubric", metavar="DIR", help=_("The folder of the rubric it was made with."))
    ]
    as_json = Annotated[bool, typer.Option("--json", help=_("For programs: exact, in JSON."))]
    marked_draft = Annotated[bool | None, draft_option()]
    only_parts = Annotated[list[Part] | None, part_option()]

    @app.command("score", cls=Command, help=_("Show levels, scores and what they can still become."))
    def score(context: typer.Context, name: subject, rubric: rubric_option = None, json: as_json = False) -> None:
        _score(context.obj, name, rubric, as_json=json)

    @app.command("report", cls=Command, help=_("Write the report as a PDF."))
    def report(
        context: typer.Context,
        name: subject,
        out: Annotated[Path, typer.Argument(metavar="OUT.pdf", help=_("The file to write."))],
        rubric: rubric_option = None,
        draft: marked_draft = None,
        part: only_parts = None,
    ) -> None:
        _report(context.obj, (name, out), rubric, part or [], draft=draft)

    @app.command("backup", cls=Command, help=_("Write the whole library into one file."))
    def backup(
        context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The file to write."))]
    ) -> None:
        _backup(context.obj, file)

    @app.command(
        "restore", cls=Command, help=_("Put a backup in the place of everything in the library; a copy is kept first.")
    )
    def restore(
        context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The backup."))]
    ) -> None:
        _restore(context.obj, file)

    @app.command(
        "demo",
        cls=Command,
        help=_("The app with two made-up enterprises; unseen: grade, score, write reports and pictures of all pages."),
    )
    def demo(
        context: typer.Context,
        headless: Annotated[
            Path | None, typer.Option(metavar="DIR", help=_("Work unseen and write into this folder."))
        ] = None,
    ) -> None:
        _demo(context.obj, headless)

    return app


def _scored(common: Common, name: str, rubric: str | None) -> "Scored":
    from nfmaturity.workspace.scores import score_subject
    from nfmaturity.workspace.subject import find_subject

    subject = find_subject(name, rubric, common.library)
    tell(subject.notes)
    return score_subject(subject)


def _score(common: Common, name: str, rubric: str | None, *, as_json: bool) -> None:
    from nfmaturity.analysis.enterprise_words import enterprise_words
    from nfmaturity.analysis.following_year import count_to_confirm
    from nfmaturity.domain.rubric import OVERALL
    from nfmaturity.domain.scoring import cut
    from nfmaturity.workspace.scores import score_json

    scored = _scored(common, name, rubric)
    if as_json:
        put_json(score_json(scored))
        return
    overall = scored.card.overall
    profile = scored.subject.assessment.enterprise
    put(enterprise_words(profile.name, profile.name_en) or scored.subject.assessment.title)
    put(_("Graded: {answered} of {in_scope}").format(answered=overall.answered, in_scope=overall.in_scope))
    subject = scored.subject
    if waiting := count_to_confirm(subject.pack.rubric, scored.scope, subject.assessment).get(OVERALL, 0):
        put(_("Grades to be confirmed: {n}").format(n=waiting))
    put()
    head = ["", _("Level"), _("Score"), _("Can still become"), *_level_heads(scored)]
    put_table(head, [_score_line(scored, node, name) for node, name in _nodes(scored)], right=range(1, len(head)))
    put()
    tau = cut(scored.subject.pack.rubric.scoring.level_threshold)
    put(_("Below each level stands the share met there, 0 to 1; a level takes {tau}.").format(tau=tau))


def _level_heads(scored: "Scored") -> list[str]:
    rubric = scored.subject.pack.rubric
    return [rubric.say(level.name, current_language()) for level in rubric.levels]


def _nodes(scored: "Scored") -> list[tuple[str, str]]:
    rubric, spoken = scored.subject.pack.rubric, current_language()
    lines = [("overall", _("Overall"))]
    for group in rubric.groups:
        lines.append((group.id, rubric.say(group.name, spoken)))
        for domain in group.domains:
            lines.append((domain.id, f"  {domain.id} {rubric.say(domain.name, spoken)}"))
            lines += [(item.id, f"    {item.id} {rubric.say(item.name, spoken)}") for item in domain.sub_indicators]
    return lines


def _score_line(scored: "Scored", node_id: str, name: str) -> list[str]:
    from nfmaturity.domain.scoring import cut

    node = scored.card.nodes[node_id]
    rubric = scored.subject.pack.rubric
    if node.score is None or node.bounds is None:
        return [name, "–", "–", "", *("–" for _level in rubric.levels)]
    low, high = node.bounds.score
    still = "" if low == high else f"{cut(low)}–{cut(high)}"
    shares = [cut(node.shares[n]) if n in node.shares else "–" for n in rubric.level_numbers]
    return [name, str(node.level), cut(node.score), still, *shares]


def _report(
    common: Common, names: tuple[str, Path], rubric: str | None, parts: list[Part], *, draft: bool | None
) -> None:
    name, out = names
    scored = _scored(common, name, rubric)
    from nfmaturity.workspace.earlier import earlier_in_library
    from nfmaturity.workspace.reports import write_report

    earlier = earlier_in_library(common.library, scored.subject.assessment)
    report = write_report(scored, out, draft=draft, earlier=earlier, parts=parts)
    if report.missing:
        shown = "、".join(report.missing) if current_language() == "zh" else ", ".join(report.missing)
        note(
            _("The report's fonts lack these characters, which stand there by their codes: {shown}").format(shown=shown)
        )
    put(_("{file}: {n} pages").format(file=out, n=report.pages))


def _backup(common: Common, file: Path) -> None:
    from nfmaturity.workspace.backups import back_up
    from nfmaturity.workspace.opening import open_workspace

    with open_workspace(common.library) as workspace:
        tell(workspace.library.warnings)
        back_up(workspace, file)
    put(_("The library was written to {file}.").format(file=file))


def _restore(common: Common, file: Path) -> None:
    from nfmaturity.workspace.backups import restore

    restored, warnings = restore(common.library, file)
    tell(warnings)
    put(_("Assessments restored: {n}").format(n=restored.assessments))
    if restored.kept:
        note(_("What was there is kept in {file}.").format(file=restored.kept))


def _demo(common: Common, folder: Path | None) -> None:
    desktop = common.desktop
    if folder is None and desktop and desktop.has_screen:
        raise typer.Exit(desktop.run(lang=current_language(), demo=True))
    folder = folder or DEMO_FOLDER
    from nfmaturity.workspace.demo import run_unseen_demo

    for written in run_unseen_demo(folder):
        put(str(written.path))
    if desktop:
        for picture in desktop.write_pictures(folder / "app"):
            put(str(picture))
