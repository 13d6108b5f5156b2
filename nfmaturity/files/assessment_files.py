"""Assessment documents as JSON files. Source: INTERFACES."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import ValidationError

from nfmaturity.domain.assessment_document import FORMAT, SCHEMA, AssessmentDocument
from nfmaturity.domain.assessment_record import Record, document_of, misfits, notes_on, record_of
from nfmaturity.domain.errors import N_, Fault, FileFaults, Message, UserError, message
from nfmaturity.domain.schema_faults import schema_faults
from nfmaturity.files.json_source import MAX_BYTES, parse_json
from nfmaturity.files.output import write_whole
from nfmaturity.files.plain_text import dotted, read_bytes, single_fault

if TYPE_CHECKING:
    from pathlib import Path

    from nfmaturity.domain.assessment_document import RubricName
    from nfmaturity.domain.rubric import RubricPack

STORED_NAME = "assessment.json"


def read_document(path: Path) -> AssessmentDocument:
    """Read an assessment document; raises `FileFaults` with every fault at once."""
    return document_from(read_bytes(path, MAX_BYTES), path.name)


def document_from(raw: bytes, name: str) -> AssessmentDocument:
    """Build a document from the bytes of a file or of an entry of a package; raises `FileFaults`."""
    if reason := _other_kind(raw):
        raise single_fault(name, 0, reason)
    tree = parse_json(raw, name)
    if reason := _foreign_format(tree):
        raise single_fault(name, 0, reason)
    try:
        return AssessmentDocument.model_validate(tree)
    except ValidationError as error:
        found = [Fault(name, 0, dotted(place), reason) for place, reason in schema_faults(error)]
        raise FileFaults(name, found) from None


def record_from(
    document: AssessmentDocument, pack: RubricPack, name: str = STORED_NAME
) -> tuple[Record, tuple[Message, ...]]:
    """Turn a document into values under its rubric, with notes on what is no fault but worth a word.

    Raises `UserError` when the document names another rubric, `FileFaults` with all that does not fit this one.
    """
    if document.rubric is not None:
        _check_rubric(document.rubric, pack)
    found = [Fault(name, 0, dotted(place), reason) for place, reason in misfits(document, pack.rubric)]
    if found:
        raise FileFaults(name, found)
    return record_of(document, pack, name), notes_on(document, pack.rubric)


def write_document(path: Path, record: Record) -> None:
    """Write a record as a document that people can read and compare line by line."""
    text = json.dumps(document_of(record), ensure_ascii=False, indent=1)
    write_whole(path, f"{text}\n".encode())


def _other_kind(raw: bytes) -> Message | None:
    """Name the kind of a file that people choose by mistake, by how it begins, and say where it belongs."""
    if raw.startswith(b"%PDF"):
        return message(N_("is a PDF, not an assessment: choose the .json file that was exported"))
    if not raw.startswith(b"PK"):
        return None
    if b"xl/workbook.xml" in raw:
        return message(N_("is a workbook, not an assessment: the Rubric page or rubric import reads a rubric's"))
    return message(N_("is packed, or of another program, not an assessment: unpack it, and choose the .json file"))


def _foreign_format(tree: object) -> Message | None:
    """Say in one sentence that something is no assessment document, or one of a later program."""
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        return message(N_('is not an assessment: its "format" must be {format}'), format=FORMAT)
    schema = tree.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        return message(N_("was made by a newer version of nfmaturity; update it to read this (schema {n})"), n=schema)
    return None


def _check_rubric(named: RubricName, pack: RubricPack) -> None:
    same = (named.id, named.version) == (pack.rubric.id, pack.rubric.version)
    if not same or named.sha256 not in ("", pack.sha256):
        raise UserError(
            N_("The assessment was made with the rubric {named}, not with {given}: choose the rubric that it names."),
            named=_label(named.id, named.version, named.sha256),
            given=_label(pack.rubric.id, pack.rubric.version, pack.sha256),
        )


def _label(name: str, version: str, sha256: str) -> str:
    return f"{name} {version} ({sha256[:12]})" if sha256 else f"{name} {version}"
