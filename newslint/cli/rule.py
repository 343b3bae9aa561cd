"""`newslint rule ID`: one rule explained."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator

import msgspec

from newslint.cli import exits
from newslint.cli.options import Command, add_rule_choice, resolver, rules_for
from newslint.notices import NOTICES, Notice
from newslint.reporters.visible import visible
from newslint.rule import Example, Repair, Rule


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the rule's id, such as boilerplate/en/advert-label")
    add_rule_choice(parser)


def _run(arguments: argparse.Namespace) -> int:
    rules = rules_for(resolver(arguments))
    notice = NOTICES.get(arguments.id)
    for line in _noticed(arguments.id, notice) if notice else explain(rules.get(arguments.id)):
        print(line)
    return exits.CLEAN


def explain(rule: Rule) -> Iterator[str]:
    """A rule as a page of plain text, invisible characters made visible."""
    yield f"{rule.id} ({rule.severity})"
    yield ""
    yield from textwrap.wrap(visible(rule.message), 100)
    yield ""
    yield from textwrap.wrap(visible(rule.why.strip()), 100)
    yield from _section("Matches", _given(msgspec.to_builtins(rule.match)))
    yield from _section("Where", _given(msgspec.to_builtins(rule.where)))
    yield ""
    yield "Fix: " + (_repair(rule.fix) if rule.fix else "none; a person has to decide")
    yield ""
    yield "Finds something in"
    for bad in rule.examples.bad:
        yield f"  - {_shown(bad.text)}"
        if bad.fixed is not None:
            yield f"    fixed: {_shown(bad.fixed)}"
    yield from _texts("Leaves alone", rule.examples.good)
    yield from _texts("Misses so far", rule.examples.missed)


def _noticed(name: str, notice: Notice) -> Iterator[str]:
    """What newslint finds without a rule."""
    yield f"{name} ({notice.severity})"
    yield ""
    yield f"Meaning: {notice.meaning}"
    yield f"Remedy: {notice.remedy}"
    yield ""
    yield "No rule finds this, newslint itself does" + ("; --ignore leaves it out" if notice.is_optional else "")


def _given(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value not in (None, False, (), [])}


def _section(title: str, values: dict[str, object]) -> Iterator[str]:
    if values:
        yield ""
        yield title
        for key, value in values.items():
            shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            yield from textwrap.wrap(
                visible(f"{key}: {shown}"),
                100,
                initial_indent="  ",
                subsequent_indent="    ",
                break_long_words=False,  # a pattern is to be copied
                break_on_hyphens=False,
            )


def _repair(repair: Repair) -> str:
    if repair.delete:
        done = f"deletes the {repair.delete}"
    elif repair.convert:
        done = f"converts it ({repair.convert})"
    elif repair.translate:
        done = "writes " + ", ".join(f"{visible(new)!r} for {visible(old)!r}" for old, new in repair.translate)
    else:
        done = f"puts {visible(repair.replace or '')!r} in its place"
    how = "safe" if repair.safety == "safe" else "unsafe: applied with --unsafe-fixes only"
    return f"{done} ({how})"


def _texts(title: str, examples: tuple[str | Example, ...]) -> Iterator[str]:
    if examples:
        yield ""
        yield title
        for example in examples:
            yield f"  - {_shown(example if isinstance(example, str) else example.text)}"


def _shown(text: str) -> str:
    return "⏎".join(visible(line) for line in text.split("\n"))


COMMANDS = {"rule": Command(_add_arguments, _run)}
