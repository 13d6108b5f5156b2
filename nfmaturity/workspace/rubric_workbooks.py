"""Rubrics out to workbooks and back in: shown as a difference first, then written as a pack of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nfmaturity.analysis.rubric_difference import rubric_difference
from nfmaturity.domain.errors import N_, FileFaults, UserError
from nfmaturity.files.output import cannot_be_written, write_whole
from nfmaturity.files.pack_folder import write_pack_folder
from nfmaturity.files.rubric_files import PACK_FILE, load_pack, rubric_from_source
from nfmaturity.files.rubric_workbook.reader import read_workbook
from nfmaturity.workspace.rubrics import find_rubric, list_rubrics

if TYPE_CHECKING:
    from nfmaturity.analysis.rubric_difference import RubricDifference
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.workspace.opening import Workspace
    from nfmaturity.workspace.rubrics import RubricEntry

WORKBOOK_ENDING = ".xlsx"

_NO_FOLDER = N_("A library on a server has no folder of rubric packs: write the pack into one with rubric import.")


@dataclass(frozen=True, slots=True)
class RubricImport:
    """A pack that a workbook proposes for a folder.

    `difference` is from `base`, the pack of the same id in that folder, else the newest at hand, else the pack of
    another id that shares most requirements; both are None where there is none. `refusal` says why the pack may not be
    written there; `is_there` that the folder holds exactly this pack, `elsewhere` that another folder beside it among
    the library's packs does. `replaced` is what it takes the place of, and `makes_parent` says that
    the library has no folder of packs yet. `newer` is the newest pack of the id, where its version is higher.
    """

    pack: RubricPack
    folder: Path
    base: RubricPack | None
    difference: RubricDifference | None
    refusal: UserError | None
    is_there: bool
    elsewhere: str | None = None
    replaced: RubricPack | None = None
    makes_parent: bool = False
    newer: RubricPack | None = None

    @property
    def is_to_be_written(self) -> bool:
        """Whether the pack may be written and lies nowhere yet where it belongs."""
        return self.refusal is None and self.elsewhere is None


def export_rubric(workspace: Workspace | None, name: str, file: Path, *, replaces: bool = False) -> RubricPack:
    """Write the rubric that a user names into a workbook, a new one unless it `replaces`; raises `UserError`."""
    if file.suffix.lower() != WORKBOOK_ENDING:
        raise UserError(N_("{file} is no name for a workbook: end it in .xlsx."), file=str(file))
    if file.exists() and not replaces:
        raise UserError(N_("{file} exists already: choose another name or give --replace."), file=str(file))
    pack = find_rubric(workspace, name)
    write_workbook(pack, file)
    return pack


def write_workbook(pack: RubricPack, file: Path) -> None:
    """Write a rubric into a workbook; raises `UserError`."""
    # Openpyxl takes its time; who only imports has no need of it.
    from nfmaturity.files.rubric_workbook.writer import workbook_bytes

    write_whole(file, workbook_bytes(pack))


def propose_import(workspace: Workspace | None, file: Path, folder: Path, against: str | None = None) -> RubricImport:
    """Read a workbook and say what writing its pack into a folder would change; nothing is written.

    `against` names the pack to compare with, for one that has got an id of its own. Raises `FileFaults` with every
    fault of the workbook, and `NotFound` where nothing is named so.
    """
    return _propose(workspace, read_workbook(file), folder, against)


def propose_own(workspace: Workspace, file: Path, ident: str = "", version: str = "") -> RubricImport:
    """Read a workbook and say what taking its pack into the library's folder of packs would change.

    With `ident` or `version` the pack gets these in place of those of the workbook. Raises `UserError`, `FileFaults`
    among them; nothing is written but the folder that holds the packs.
    """
    if workspace.rubric_folder is None:
        raise UserError(_NO_FOLDER)
    read = read_workbook(file)
    pack = _renamed(read, ident or read.rubric.id, version or read.rubric.version)
    workspace.rubric_folder.mkdir(exist_ok=True)
    folder = workspace.rubric_folder / f"{pack.rubric.id}-{pack.rubric.version}"
    known = [entry.pack for entry in list_rubrics(workspace) if entry.pack]
    ids = {other.rubric.id for other in known}
    is_new = pack.rubric.id not in ids and read.rubric.id in ids
    proposed = _propose(workspace, pack, folder, read.rubric.id if is_new else None)
    return replace(proposed, is_there=any(other.sha256 == pack.sha256 for other in known))


def _renamed(pack: RubricPack, ident: str, version: str) -> RubricPack:
    """Give a pack under another id or version; raises `FileFaults` for what neither may be."""
    if (ident, version) == (pack.rubric.id, pack.rubric.version):
        return pack
    return rubric_from_source(json.loads(pack.source) | {"id": ident, "version": version}, pack.label)


def _propose(workspace: Workspace | None, pack: RubricPack, folder: Path, against: str | None) -> RubricImport:
    there, refusal = None, None
    own = workspace.rubric_folder if workspace else None
    makes_parent = own is not None and not own.exists() and folder.resolve().parent == own.resolve()
    try:
        there = None if makes_parent else _pack_in(folder)
    except UserError as found:
        refusal = found
    entries = list_rubrics(workspace)
    known = [*(entry.pack for entry in entries if entry.pack), *([there] if there else [])]
    held = there if there and there.rubric.id == pack.rubric.id else None
    newest = _newest(pack.rubric.id, known)
    base = find_rubric(workspace, against) if against else held or newest or _nearest(pack, known)
    is_there = there is not None and there.sha256 == pack.sha256
    return RubricImport(
        pack=pack,
        folder=folder,
        base=base,
        difference=rubric_difference(base, pack) if base else None,
        refusal=refusal or _refusal(pack, folder, there, known),
        is_there=is_there,
        elsewhere=None if is_there else _elsewhere(pack, folder, entries),
        replaced=None if is_there else held,
        makes_parent=makes_parent,
        newer=newest if newest and newest.version > pack.version else None,
    )


def _elsewhere(pack: RubricPack, folder: Path, entries: list[RubricEntry]) -> str | None:
    """Give the folder beside this one, among the library's packs, that holds exactly this pack."""
    own = (entry for entry in entries if entry.origin == "own" and entry.pack and entry.pack.sha256 == pack.sha256)
    others = [Path(entry.where) for entry in own]
    beside = (other for other in others if other.resolve().parent == folder.resolve().parent)
    return next((str(other) for other in beside if other.resolve() != folder.resolve()), None)


def write_import(proposed: RubricImport) -> None:
    """Write the proposed pack into its folder, whole or not at all; raises `UserError`, the refusal if there is one.

    A folder that holds the pack already is left alone, and so is one beside which the pack lies.
    """
    if proposed.elsewhere:
        return
    if proposed.makes_parent:
        try:
            proposed.folder.parent.mkdir(exist_ok=True)
        except OSError as found:
            raise cannot_be_written(proposed.folder, found) from None
    there = _pack_in(proposed.folder)
    if refusal := proposed.refusal or _refusal(proposed.pack, proposed.folder, there, [there] if there else []):
        raise refusal
    if there is None or there.sha256 != proposed.pack.sha256:
        write_pack_folder(proposed.pack, proposed.folder)


def _newest(ident: str, known: list[RubricPack]) -> RubricPack | None:
    """Give the newest known pack of an id."""
    return max((pack for pack in known if pack.rubric.id == ident), key=lambda pack: pack.version, default=None)


def _nearest(pack: RubricPack, known: list[RubricPack]) -> RubricPack | None:
    """Give the known pack that shares most ids of requirements, the newest of several; None where none shares any."""

    def shared(other: RubricPack) -> int:
        return len(pack.rubric.places.keys() & other.rubric.places.keys())

    return max(filter(shared, known), key=lambda other: (shared(other), other.version), default=None)


def _pack_in(folder: Path) -> RubricPack | None:
    """Give the pack that a folder holds; raises `UserError` where none may be written."""
    shown = str(folder)
    if not folder.parent.is_dir():
        raise UserError(
            N_("The folder {folder} does not exist: make it first or choose another."), folder=str(folder.parent)
        )
    if not folder.exists():
        return None
    if not folder.is_dir():
        raise UserError(N_("{folder} is a file: name a folder."), folder=shown)
    if not (folder / PACK_FILE).exists():
        if any(folder.iterdir()):
            raise UserError(
                N_("{folder} holds files, but no rubric pack: name a new folder or a pack's."), folder=shown
            )
        return None
    try:
        return load_pack(folder)
    except FileFaults:
        raise UserError(
            N_("{folder} holds a pack with faults: mend it first (rubric check tells them) or name a new folder."),
            folder=shown,
        ) from None


def _refusal(pack: RubricPack, folder: Path, there: RubricPack | None, known: list[RubricPack]) -> UserError | None:
    if there and there.rubric.id != pack.rubric.id:
        return UserError(
            N_("{folder} holds the rubric {held}: name another folder for {name}."),
            folder=str(folder),
            held=there.label,
            name=pack.label,
        )
    if any(other.label == pack.label and other.sha256 != pack.sha256 for other in known):
        return UserError(
            N_("{name} is known with other content: raise the version in the workbook, then import it."),
            name=pack.label,
        )
    if there and there.sha256 != pack.sha256 and there.version >= pack.version:
        return UserError(
            N_("{folder} holds {held}, which is not older than {name}: raise the version in the workbook."),
            folder=str(folder),
            held=there.label,
            name=pack.label,
        )
    return None
