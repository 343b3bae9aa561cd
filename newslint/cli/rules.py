"""`newslint rules`: list them, try them, begin a new file of them, and the schema for editors."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from newslint.cli import exits
from newslint.cli.options import Command, add_rule_choice, resolver, rules_for
from newslint.errors import UsageError
from newslint.reporters.summary import many
from newslint.reporters.visible import visible
from newslint.rulefile import schema
from newslint.ruleset import RuleSet, builtin_rules, load
from newslint.trial import try_rules

_SKELETON = """\
# Try these rules with: newslint rules test {path}
# Use them with:        newslint check --rules {path} PATH
rules:
  - name: name-of-the-fault
    message: What was found, in one line
    why: Why it does not belong in the text, for somebody who meets it the first time.
    match:
      kind: phrase            # or pattern, inline, section, script, encoding, metric, repetition, …
      at: line                # the whole line; or start, end, inside
      phrases: [Words as a reader sees them, "And others, in quotes where YAML needs them"]
    fix: {{delete: line, safety: unsafe}}
    examples:
      bad:
        - text: |
            Rain fell.
            Words as a reader sees them
            It stopped.
          fixed: |
            Rain fell.
            It stopped.
      good:
        - "The likeliest mistake: words as a reader sees them, in a sentence of the article."
"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, text, run in (
        ("list", "list the rules in force", _list),
        ("test", "try rules on their own examples, and on each other's", _test),
        ("new", "begin a file of rules", _new),
        ("schema", "print the JSON Schema of a rule file, for editors", _schema),
    ):
        child = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        if name in ("list", "test"):
            add_rule_choice(child)
        if name == "test":
            child.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="rule files or folders of them")
        if name == "new":
            child.add_argument("path", type=Path, metavar="FILE", help="the file to make, FILE.yaml")
        child.set_defaults(run=run, flags=tuple(child._option_string_actions))


def _list(arguments: argparse.Namespace) -> int:
    for rule in rules_for(resolver(arguments)).rules:
        fix = rule.fix.safety if rule.fix else "-"
        print(f"{rule.id:<44} {rule.severity:<8} {fix:<7} {visible(rule.message)}")
    return exits.CLEAN


def _test(arguments: argparse.Namespace) -> int:
    tried = load(arguments.paths) if arguments.paths else rules_for(resolver(arguments))
    known = load([builtin_rules(), *arguments.paths])  # which refuses an id that stands twice, as `--rules` does
    others = [rule for rule in known.packed if rule.id not in tried.ids]
    failing = 0
    for failure in try_rules(tried.rules, RuleSet((*others, *tried.packed))):
        failing += 1
        print(f"{failure.rule}: {failure.way}: {visible(failure.reason)}")
        if failure.text:
            print(f"    in {visible(failure.text[:200])}")
    outcome = many(failing, "failure") if failing else "all as their examples say"
    print(f"{many(len(tried.ids), 'rule')} tried, {outcome}")
    return exits.FINDINGS if failing else exits.CLEAN


def _new(arguments: argparse.Namespace) -> int:
    path: Path = arguments.path
    if path.suffix not in (".yaml", ".yml"):
        raise UsageError(f"{path}: a rule file ends in .yaml")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as stream:
            stream.write(_SKELETON.format(path=path))
    except FileExistsError:
        raise UsageError(f"{path}: is there already; add your rule to it, or name another file") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from None
    print(f"{path}: made; write your rule into it, then: newslint rules test {path}")
    return exits.CLEAN


def _schema(_arguments: argparse.Namespace) -> int:
    print(json.dumps(schema(), indent=2, ensure_ascii=False))
    return exits.CLEAN


COMMANDS = {"rules": Command(_add_arguments, _list)}
