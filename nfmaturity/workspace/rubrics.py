"""The rubric packs at hand: those shipped, the user's own beside the library, and those that the library keeps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from nfmaturity.domain.errors import N_, NotFound, UserError
from nfmaturity.resources import shipped_rubrics
from nfmaturity.workspace.pack_cache import read_folder, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.workspace.opening import Workspace


Origin = Literal["shipped", "own", "stored"]
"""Where a rubric comes from: with the program, from the library's folder of packs, from the library alone."""


@dataclass(frozen=True, slots=True)
class RubricEntry:
    """One rubric of the list: a pack that loads, or the fault of one that does not."""

    where: str
    pack: RubricPack | None = None
    fault: UserError | None = None
    origin: Origin = "shipped"


def list_rubrics(workspace: Workspace | None) -> list[RubricEntry]:
    """List every rubric at hand; one that is broken stands there with its fault while the others load."""
    entries = [_entry(folder, origin) for origin, folder in _pack_folders(workspace)]
    seen = {entry.pack.sha256 for entry in entries if entry.pack}
    if workspace:
        stored = (row.sha256 for row in workspace.repository.rubrics() if row.sha256 not in seen)
        entries += [_stored_entry(workspace, sha256) for sha256 in stored]
    return entries


def find_rubric(workspace: Workspace | None, name: str) -> RubricPack:
    """Give the rubric that a user names by folder, id or "id version"; the newest where several fit."""
    if Path(name).is_dir():
        return read_folder(Path(name))
    wanted = name.split()
    entries = list_rubrics(workspace)
    fits = [e.pack for e in entries if e.pack and wanted in (e.pack.label.split(), [e.pack.rubric.id])]
    if not fits:
        known = ", ".join(sorted({entry.pack.label for entry in entries if entry.pack}))
        raise NotFound(N_("There is no rubric {name}. Known are: {known}."), name=name, known=known)
    return max(fits, key=lambda pack: pack.version)


def newest_first(packs: Sequence[RubricPack]) -> tuple[RubricPack, ...]:
    """Put packs of one id together, the newest version first; the ids stay in their order."""
    ids = list(dict.fromkeys(pack.rubric.id for pack in packs))
    return tuple(sorted(packs, key=lambda pack: (ids.index(pack.rubric.id), *(-part for part in pack.version))))


def packs_to_begin_with(workspace: Workspace) -> tuple[RubricPack, ...]:
    """Give the packs at hand that can be read, each once, the one that a new assessment begins with first."""
    packs = {entry.pack.sha256: entry.pack for entry in list_rubrics(workspace) if entry.pack}
    return newest_first(tuple(packs.values()))


def default_rubric(workspace: Workspace | None) -> RubricPack:
    """Give the rubric that a new assessment uses when none is named: the first one shipped."""
    return find_rubric(workspace, str(next(_folders_in(shipped_rubrics()))))


def rubric_with_hash(workspace: Workspace | None, sha256: str) -> RubricPack | None:
    """Give the rubric with exactly this content, None where it is not at hand."""
    if workspace and any(row.sha256 == sha256 for row in workspace.repository.rubrics()):
        from nfmaturity.workspace.subject import stored_rubric

        return stored_rubric(workspace, sha256)
    entries = (_entry(folder, origin) for origin, folder in _pack_folders(workspace))
    return next((entry.pack for entry in entries if entry.pack and entry.pack.sha256 == sha256), None)


def rubric_with_label(workspace: Workspace | None, ident: str, version: str) -> RubricPack | None:
    """Give the rubric of this id and version, None where it is not at hand."""
    packs = (entry.pack for entry in list_rubrics(workspace))
    return next((pack for pack in packs if pack and pack.label == f"{ident} {version}"), None)


def _stored_entry(workspace: Workspace, sha256: str) -> RubricEntry:
    where = workspace.library.place.shown
    try:
        return RubricEntry(where, read_source(workspace.repository.rubric_source(sha256)), origin="stored")
    except UserError as fault:
        return RubricEntry(where, fault=fault, origin="stored")


def _entry(folder: Path, origin: Origin) -> RubricEntry:
    try:
        return RubricEntry(str(folder), read_folder(folder), origin=origin)
    except UserError as fault:
        return RubricEntry(str(folder), fault=fault, origin=origin)


def _pack_folders(workspace: Workspace | None) -> Iterator[tuple[Origin, Path]]:
    for folder in _folders_in(shipped_rubrics()):
        yield "shipped", folder
    if workspace and workspace.rubric_folder and workspace.rubric_folder.is_dir():
        for folder in _folders_in(workspace.rubric_folder):
            yield "own", folder


def _folders_in(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
