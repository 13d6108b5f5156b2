"""Bytes of a file and the text in them, with a fault in place of every surprise."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_, Fault, FileFaults, Message, message

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from nfmaturity.domain.schema_faults import Path

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_UNREADABLE = {
    errno.ENOENT: N_("there is no such file"),
    errno.ENOTDIR: N_("there is no such file"),
    errno.EACCES: N_("you have no permission to read it"),
    errno.EPERM: N_("you have no permission to read it"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}


def read_bytes(path: FilePath, limit: int) -> bytes:
    """Give the content of an ordinary file of at most `limit` bytes; anything else raises `FileFaults`."""
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise single_fault(path.name, 0, message(N_("is a folder, not a file")))
        if not stat.S_ISREG(state.st_mode):
            raise single_fault(path.name, 0, message(N_("is not an ordinary file")))
        with path.open("rb") as file:
            raw = file.read(limit + 1) if state.st_size <= limit else b""
    except OSError as found:
        raise single_fault(path.name, 0, unreadable(found)) from None
    if max(len(raw), state.st_size) > limit:
        raise single_fault(path.name, 0, too_large(limit))
    return raw


def decode_text(raw: bytes, name: str) -> str:
    """Give the text of bytes in UTF-8, with or without byte order mark; anything else raises `FileFaults`."""
    if reason := _foreign_encoding(raw):
        raise single_fault(name, 0, reason)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as found:
        line = raw.count(b"\n", 0, found.start) + 1
        raise single_fault(name, line, message(N_("is not UTF-8 text (GBK perhaps): save it as UTF-8"))) from None
    if not text.strip():
        raise single_fault(name, 0, message(N_("the file is empty")))
    return text


def _foreign_encoding(raw: bytes) -> Message | None:
    marked = next((encoding for mark, encoding in _WIDE_MARKS if raw.startswith(mark)), None)
    if marked is None and b"\0" not in raw:
        return None
    # A text in UTF-16 without mark begins with a Latin letter, of which one byte is zero.
    if marked is None and (len(raw) % 2 or (raw[0] == 0) == (raw[1] == 0)):
        return message(N_("is not a text file: it holds binary data"))
    return message(N_("is {encoding} text: save it as UTF-8"), encoding=marked or "UTF-16")


def single_fault(name: str, line: int, reason: Message, place: str = "") -> FileFaults:
    """Give the error for a file that one fault makes unreadable."""
    return FileFaults(name, [Fault(name, line, place, reason)])


def dotted(path: Path) -> str:
    """Write a place of a document as a person reads it: groups.0.weight."""
    return ".".join(map(str, path))


def too_large(limit: int) -> Message:
    """Say that a file is larger than this program reads."""
    return message(N_("is larger than {limit} MB"), limit=limit // 1_000_000)


def unreadable(found: OSError) -> Message:
    """Say why the system did not hand out a file, by its error number."""
    if found.errno in _UNREADABLE:
        return Message(_UNREADABLE[found.errno])
    return message(N_("cannot be read ({code})"), code=error_name(found))


def error_name(found: OSError) -> str:
    """Give the system's short name of an error, such as EIO."""
    return errno.errorcode.get(found.errno or 0, os.strerror(found.errno or 0))
