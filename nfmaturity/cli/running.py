"""Run one command: language first, faults as sentences, exit status 0, 1 (the user's fault) or 2 (wrong usage)."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nfmaturity.cli.output import note
from nfmaturity.domain.errors import FileFaults, UserError
from nfmaturity.i18n import LANGUAGES, N_, _, language, say, system_language

if TYPE_CHECKING:
    from typer import TyperException

    from nfmaturity.cli.common import Desktop

COMMON = ("--library", "--lang")
_USAGE = {
    "MissingParameter": N_("{name} is missing."),
    "NoSuchOption": N_("There is no option {name}."),
    "BadOptionUsage": N_("The option {name} needs a value."),
    "BadParameter": N_("{name} does not take this value."),
}


def run(arguments: Sequence[str], desktop: Desktop | None = None) -> int:
    """Run a command line and give its exit status; `desktop` is the way to the app where there is one."""
    _never_fail_to_print()
    arguments = hoist(arguments)
    wanted = next((value for name, value in _pairs(arguments) if name == "--lang"), None)
    with language(wanted if wanted in LANGUAGES else system_language()):
        try:
            return _dispatch(arguments, desktop)
        except BrokenPipeError:  # the reader of our output has seen enough
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - kept to the end
        except (UserError, OSError) as fault:
            for sentence in sentences(fault):
                note(sentence)
        except KeyboardInterrupt:
            return 130
        return 1


def hoist(arguments: Sequence[str]) -> list[str]:
    """Put the common options first, wherever they were written, so that one place declares them."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    common: list[str] = []
    rest: list[str] = []
    words = iter(arguments[:end])
    for word in words:
        if word.split("=", 1)[0] not in COMMON:
            rest.append(word)
        elif "=" in word:
            common += word.split("=", 1)
        else:
            common += [word, *([value] if (value := next(words, None)) is not None else [])]
    return [*common, *rest, *arguments[end:]]


def _pairs(arguments: list[str]) -> list[tuple[str, str]]:
    return list(zip(arguments[::2], arguments[1::2], strict=False))


def _dispatch(arguments: list[str], desktop: Desktop | None) -> int:
    from typer import Exit, TyperException

    from nfmaturity.cli.app import build
    from nfmaturity.cli.speaking import speak

    speak()
    try:
        result = build(desktop)(arguments, prog_name="nfmaturity", standalone_mode=False)
    except Exit as left:
        return left.exit_code
    except TyperException as wrong:
        return _tell_usage(wrong)
    return result if isinstance(result, int) else 0


def _tell_usage(wrong: TyperException) -> int:
    if type(wrong).__name__ == "NoArgsIsHelpError":
        sys.stdout.write(f"{wrong}\n")
        return 2
    parameter = getattr(wrong, "param", None)
    name = getattr(wrong, "option_name", None) or (parameter.get_error_hint().strip("'") if parameter else "")
    sentence = _USAGE.get(type(wrong).__name__) if name else None
    detail = _(sentence).format(name=name) if sentence else getattr(wrong, "format_message", wrong.__str__)()
    values = (getattr(parameter, "metavar", None) or "").split("|")
    if type(wrong).__name__ == "BadParameter" and len(values) > 1:
        detail = _("{name} takes one of these: {values}.").format(name=name, values=_(", ").join(values))
    context = getattr(wrong, "ctx", None)
    command = context.command_path if context else "nfmaturity"
    note(_("{detail} See {command} --help.").format(detail=detail, command=command))
    return 2


def sentences(fault: UserError | OSError) -> list[str]:
    """Word a fault in the language in force: each of a file's faults, and last what to say of them all."""
    if isinstance(fault, OSError):
        return [_("The system refused: {reason} ({file}).").format(reason=fault.strerror, file=fault.filename)]
    if not isinstance(fault, FileFaults):
        return [say(fault.message)]
    found = []
    for one in fault.faults:
        place = ":".join(str(part) for part in (one.file, one.line or "", one.place) if part)
        found.append(_("{place}: {reason}").format(place=place, reason=say(one.reason)))
    return found if len(found) == 1 else [*found, say(fault.message)]


def _never_fail_to_print() -> None:
    """Show what a console cannot print as codes, and print nowhere where there is no console, instead of failing."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - kept to the end
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")
