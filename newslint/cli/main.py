"""The parser, the choice of command, and the one handler of what goes wrong."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from newslint import __version__
from newslint.cli import exits
from newslint.errors import NewslintError, UsageError, did_you_mean

if TYPE_CHECKING:
    from newslint.cli.options import Command

_COMMANDS = {
    "check": ("lint", "report what is wrong, change nothing"),
    "fix": ("lint", "apply safe fixes in place (- reads stdin and writes stdout)"),
    "restore": ("restore", "undo a fix, byte for byte, by its journal"),
    "rule": ("rule", "explain one rule"),
    "rules": ("rules", "list rules, try them, begin new ones"),
    "config": ("config", "show the settings in force and where each came from"),
}
"""For each command its module, which is loaded only where it is called, and what it is for."""

_YOUNG = 20_000
"""Objects between two looks for cycles, of which texts hardly make any; Python would look after every 700."""


def entry() -> NoReturn:
    """Run as a program."""
    gc.disable()  # hardly anything that a start makes can go again
    _import_lightly()
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115 - as long as the process
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, _terminate)
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)  # nothing is open any more, and to take everything down piece by piece takes 20 ms


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and give its exit code. Raises SystemExit for --help, --version and values of flags."""
    try:
        arguments = _arguments(sys.argv[1:] if argv is None else argv)
        if not gc.isenabled():
            gc.freeze()
            gc.set_threshold(_YOUNG)
            gc.enable()
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except NewslintError as error:
        from newslint.reporters.visible import inert

        print(f"newslint: {inert(str(error))}", file=sys.stderr)
        return exits.MISTAKE
    except KeyboardInterrupt:
        print("newslint: interrupted; files that were not finished are as they were", file=sys.stderr)
        return exits.INTERRUPTED
    except MemoryError:
        print("newslint: out of memory; files that were not finished are as they were", file=sys.stderr)
        return exits.MISTAKE
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        _drop_output()
        return exits.UNREAD
    except OSError as error:  # files tell of theirs by name; this is standard output's
        _drop_output()
        print(f"newslint: the report cannot be written ({error.strerror})", file=sys.stderr)
        return exits.MISTAKE
    return code


def _import_lightly() -> None:
    """Load msgspec without typing_extensions, which takes as long again, and of which it needs nothing."""
    if "typing_extensions" not in sys.modules:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment]
        import msgspec  # noqa: F401

        del sys.modules["typing_extensions"]


def _formatter(prog: str) -> argparse.HelpFormatter:
    """What `argparse` lays out help with, and asks for at every argument; it would load `shutil` for the width."""
    columns = 0
    with suppress(KeyError, ValueError):
        columns = int(os.environ["COLUMNS"])
    if columns <= 0:
        with suppress(AttributeError, ValueError, OSError):
            columns = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    return argparse.HelpFormatter(prog, width=(columns or 80) - 2)


def _drop_output() -> None:
    """Send what is still to be written to nowhere, so that Python does not stumble over it on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _terminate(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(exits.TERMINATED)  # so that what is open is closed, and drafts are cleared away


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    """What a command line says. Raises UsageError for a command or a flag that nobody knows."""
    first = given[0] if given else ""
    if first not in _COMMANDS and not first.startswith("-") and first:
        hint = did_you_mean(first, _COMMANDS) or f"; the commands are {', '.join(_COMMANDS)}"
        if Path(first).exists():
            hint = f"; to read what is there: newslint check {first}"
        raise UsageError(f"no command `{first}`{hint}")
    arguments, unknown = _parser(first).parse_known_args(given)
    if unknown:
        flag = unknown[0].partition("=")[0]
        near = did_you_mean(flag, arguments.flags) if flag.startswith("-") else ""
        raise UsageError(f"{first} takes no `{flag}`{near or ';'} `newslint {first} --help` shows what it takes")
    return arguments


def _parser(first: str = "") -> argparse.ArgumentParser:
    """The parser of a command line that begins so: it knows the one command that is named there, or else all."""
    parser = argparse.ArgumentParser(
        prog="newslint",
        description="The linter for scraped news text: finds boilerplate, encoding damage and mixed scripts.",
        allow_abbrev=False,
        formatter_class=_formatter,
    )
    parser.add_argument("--version", action="version", version=f"newslint {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, prog="newslint")
    for name in [first] if first in _COMMANDS else _COMMANDS:
        module, text = _COMMANDS[name]
        command: Command = import_module(f"newslint.cli.{module}").COMMANDS[name]
        child = commands.add_parser(name, help=text, description=text, allow_abbrev=False, formatter_class=_formatter)
        command.add_arguments(child)
        child.set_defaults(run=command.run, flags=tuple(child._option_string_actions))
    return parser
