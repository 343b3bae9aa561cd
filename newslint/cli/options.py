"""What the commands share: the flags that stand for settings, and the settings that come of them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from newslint.config import Resolver
from newslint.errors import SelectorError, UsageError
from newslint.ruleset import RuleSet, in_force
from newslint.settings import KEYS, Settings, per_file_ignores_for

_SEPARATED_BY_COMMAS = ("select", "extend-select", "ignore", "per-file-ignores")


class Command(NamedTuple):
    """A command: its arguments, and what it does."""

    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def add_rule_choice(parser: argparse.ArgumentParser) -> None:
    """Add the flags that say which rules are in force, and where settings come from."""
    group = parser.add_argument_group("rules and settings")
    for flag, text in (
        ("--select", "rules to use, by id, folder or glob (default: all)"),
        ("--extend-select", "rules to use besides those of --select"),
        ("--ignore", "rules to leave out"),
    ):
        group.add_argument(flag, action="append", metavar="RULES", help=text)
    group.add_argument(
        "--per-file-ignores",
        action="append",
        metavar="GLOB:RULES",
        help="rules to leave out for some files (repeatable)",
    )
    group.add_argument("--rules", action="append", metavar="PATH", help="more rules: a file or a folder (repeatable)")
    group.add_argument(
        "--config",
        action="append",
        default=[],
        metavar="FILE|KEY=VALUE",
        help="a settings file, or one setting in TOML",
    )
    group.add_argument("--isolated", action="store_true", help="read no settings file")


def resolver(arguments: argparse.Namespace) -> Resolver:
    """Whatever decides the settings, with the flags of a command line on top."""
    given = {flag: getattr(arguments, flag.replace("-", "_"), None) for flag in KEYS}
    for flag in _SEPARATED_BY_COMMAS:
        if (values := given[flag]) is not None:
            given[flag] = ",".join(values)
    return Resolver(given, config=arguments.config, isolated=arguments.isolated, environ=os.environ, cwd=Path.cwd())


def ignored_for(settings: Settings, path: Path | None) -> tuple[str, ...]:
    """The selectors of what is left out, for everything or for one file."""
    return (*settings.ignore, *(per_file_ignores_for(settings, path) if path else ()))


def rules_for(resolver: Resolver, path: Path | None = None) -> RuleSet:
    """The rules in force: for everything, or for one file. Raises UsageError that says where a selector came from."""
    settings = resolver.for_path(path) if path else resolver.for_run()
    extended = (*settings.select, *settings.extend_select) if settings.select else ()
    ignored = ignored_for(settings, path)
    try:
        in_force(settings.extend_select, (), settings.rules)  # asked even where `select` leaves nothing to extend
        return in_force(extended, ignored, settings.rules)
    except SelectorError as error:
        origins = resolver.origins(path)
        keys = ("select", "extend-select", "ignore", "per-file-ignores")
        origin = next((origins[key][1] for key in keys if repr(error.selector) in repr(origins[key][0])), "")
        raise UsageError(f"{origin}: {error}" if origin else str(error)) from None
    except UsageError as error:  # a path of `rules` that leads to none
        raise UsageError(f"{resolver.origins(path)['rules'][1]}: {error}") from None
