"""The unified social credit code of a Chinese organization. Source: GB 32100-2015 and GB 11714."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from nfmaturity.domain.errors import N_, Message, message

_SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
LENGTH = 18


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """What became of a code as typed: its normal form, and a fault or a doubt if there is one."""

    code: str
    error: Message | None = None
    warning: Message | None = None


def normalize_code(typed: str) -> str:
    """Make half-width and upper-case, without blanks and what is invisible; the check names letters that do not fit."""
    plain = "".join(unicodedata.normalize("NFKC", typed).split())
    return "".join(symbol for symbol in plain if unicodedata.category(symbol) != "Cf").upper()


def check_digit(body: str) -> str:
    """Give the 18th character that belongs to the first 17 (31 is written 0)."""
    total = sum(_SYMBOLS.index(symbol) * weight for symbol, weight in zip(body, _WEIGHTS, strict=True))
    return _SYMBOLS[-total % 31]


def check_code(typed: str) -> CodeCheck:
    """Check a code; an empty one is "not issued" and no fault.

    A wrong 18th character is an error. A mismatch of the inner organization code is only a warning, as the rule for it
    is known from practice.
    """
    code = normalize_code(typed)
    if not code:
        return CodeCheck("")
    wrong = next((symbol for symbol in code if symbol not in _SYMBOLS), None)
    if wrong is not None:
        return CodeCheck(code, message(N_("A credit code cannot hold the character {symbol}."), symbol=_shown(wrong)))
    if len(code) != LENGTH:
        return CodeCheck(code, message(N_("A credit code has 18 characters; this one has {n}."), n=len(code)))
    expected = check_digit(code[:-1])
    if code[-1] != expected:
        said = message(N_("The credit code {code} has a typing error: its check character does not fit."), code=code)
        return CodeCheck(code, said)
    if _inner_check(code[8:16]) != code[16]:
        doubt = message(N_("The organization code inside the credit code {code} looks unusual."), code=code)
        return CodeCheck(code, warning=doubt)
    return CodeCheck(code)


def _shown(symbol: str) -> str:
    """Give a character so that it is seen: a mark in quotes, an invisible one by its number."""
    if not symbol.isprintable():
        return f"U+{ord(symbol):04X}"
    return symbol if symbol.isalnum() else f"“{symbol}”"


def _inner_check(body: str) -> str:
    total = sum(int(symbol, 36) * weight for symbol, weight in zip(body, _INNER_WEIGHTS, strict=True))
    return "0X987654321"[total % 11]
