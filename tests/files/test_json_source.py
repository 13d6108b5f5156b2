from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfmaturity.domain.errors import FileFaults
from nfmaturity.files.json_source import MAX_BYTES, MAX_DEPTH, parse_json

VALID = json.dumps({"a": [1, 2.5, True, None, {"b": "铜"}], "c": '\\ud800 " \n'}, ensure_ascii=False)


def told(raw: bytes) -> tuple[int, str]:
    with pytest.raises(FileFaults) as caught:
        parse_json(raw, "a.json")
    (fault,) = caught.value.faults
    assert (fault.file, fault.place) == ("a.json", "")
    return fault.line, str(fault.reason)


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_valid_json_is_read(start: bytes) -> None:
    assert parse_json(start + VALID.encode(), "a") == json.loads(VALID)
    assert parse_json(start + json.dumps(json.loads(VALID)).encode(), "a") == json.loads(VALID)


def test_characters_outside_the_basic_plane_may_be_escaped() -> None:
    assert parse_json(b'"\\ud83d\\ude00"', "a") == "😀"


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        (b"", 0, "the file is empty"),
        (b" \n", 0, "the file is empty"),
        ('{"a": 1}'.encode("utf-16"), 0, "is UTF-16 text: save it as UTF-8"),
        ('{"a": 1}'.encode("utf-16-le"), 0, "is UTF-16 text: save it as UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", 0, "is not a text file: it holds binary data"),
        ('{\n"a": "铜精矿"}'.encode("gbk"), 2, "is not UTF-8 text (GBK perhaps): save it as UTF-8"),
        (b'{"a": NaN}', 0, "holds NaN, which is no number"),
        (b"[Infinity]", 0, "holds Infinity, which is no number"),
        (b"[-Infinity]", 0, "holds -Infinity, which is no number"),
        (b"[1e999]", 0, "holds 1e999, which is no number"),
        (b'{"a": {"b": 1, "b": 2}}', 0, "the key b stands twice in one group"),
        (b"[" + b"9" * 5000 + b"]", 0, "holds a number of more than 40 digits"),
        (b'["\\ud800"]', 0, "holds a control character or half a character in a text"),
        (b'["\\uDC00x"]', 0, "holds a control character or half a character in a text"),
        (b'{"\\ud800": 1}', 0, "holds a control character or half a character in a text"),
        (b'["\\u0000"]', 0, "holds a control character or half a character in a text"),
        (b'["\\b"]', 0, "holds a control character or half a character in a text"),
        (b'["\x7f"]', 0, "holds a control character or half a character in a text"),
        (b"[" * 100_000, 0, "is nested more than 100 deep"),
        (b"[" * 100_000 + b"]" * 100_000, 0, "is nested more than 100 deep"),
        (b'{"a":' * 100_000, 0, "is nested more than 100 deep"),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), 0, "is nested more than 100 deep"),
        (b" " * (MAX_BYTES + 1), 0, "is larger than 64 MB"),
    ],
)  # fmt: skip
def test_what_is_refused(raw: bytes, line: int, reason: str) -> None:
    assert told(raw) == (line, reason)


@pytest.mark.parametrize(
    ("raw", "line"),
    [(b"{\n'a': 1}", 2), (b'{"a": 1,\n}', 2), (b'{"a": 1 "b": 2}', 1), (b"[1]\n[2]", 2), (b'["\n"]', 1)],
)
def test_what_is_not_json_is_told_with_its_line(raw: bytes, line: int) -> None:
    found = told(raw)
    assert found[0] == line
    assert found[1].startswith("is not written as JSON: look at the commas, quotes and brackets here")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b'{"a": }', "a value is missing"),
        (b"{a: 1}", "a key in double quotes is missing"),
        (b'{"a" 1}', "a colon is missing"),
        (b"[1 2]", "a comma is missing"),
        (b"[1] 2", "something follows the end"),
        (b'["\n"]', "a text goes beyond its line"),
        (b'["\\q"]', "a backslash is not doubled"),
    ],
)
def test_what_is_not_json_says_what_is_missing(raw: bytes, problem: str) -> None:
    assert told(raw)[1].endswith(f"here ({problem})")


@pytest.mark.parametrize("end", range(1, len(VALID.encode()), 3))
def test_half_a_file_is_told_as_such(end: int) -> None:
    """Wherever the sending broke off, also within a character or after a comma."""
    half = VALID.encode()[:end].decode(errors="ignore").encode()
    found = told(half)
    assert found[0] == half.count(b"\n") + 1
    assert found[1].startswith("breaks off here") or half.endswith((b"tru", b"t", b"n", b"\\"))


def test_nesting_up_to_the_limit_is_read() -> None:
    assert parse_json(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, "a")


@given(st.binary(max_size=100))
def test_any_bytes_give_a_tree_or_a_fault(raw: bytes) -> None:
    assert_readable_or_refused(raw)


@given(
    st.integers(0, len(VALID)), st.integers(0, 5), st.sampled_from(['"', "\\u", "d8", "{", "]", "9", ",", "e", "\x00"])
)
def test_damaged_json_gives_a_tree_or_a_fault(start: int, length: int, put: str) -> None:
    assert_readable_or_refused((VALID[:start] + put + VALID[start + length :]).encode())


def assert_readable_or_refused(raw: bytes) -> None:
    """Anything but a tree that can be written again, or one fault, fails the test."""
    try:
        tree = parse_json(raw, "a")
    except FileFaults:
        return
    assert json.loads(json.dumps(tree, ensure_ascii=False).encode()) == tree
