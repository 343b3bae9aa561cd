"""`newslint config`: the settings in force and where each came from."""

from __future__ import annotations

import argparse
from pathlib import Path

from newslint.cli import exits
from newslint.cli.options import Command, add_rule_choice, resolver


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", type=Path, metavar="PATH", help="the settings for this file")
    add_rule_choice(parser)


def _run(arguments: argparse.Namespace) -> int:
    for key, (value, origin) in sorted(resolver(arguments).origins(arguments.path).items()):
        setting = f"# {key} is not set" if value is None else f"{key} = {_toml(value)}"
        print(f"{setting:<56} # {origin}")
    return exits.CLEAN


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, bool | int):
        return str(value).lower()
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


COMMANDS = {"config": Command(_add_arguments, _run)}
