"""Write what the documentation shows of newslint itself: the pages on kinds and rules, and the output of commands.

    python docs/generate.py            write it
    python docs/generate.py --check    write nothing; exit 1 and name the pages that are out of date

In any page, a block below `<!-- file: NAME -->` is a file, and every line `$ COMMAND` of a `console` block is run, in
order, in a folder that holds the files of that page, and the examples. What the command prints stands below it. This
takes `sh`.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from newslint.reporters.visible import visible
from newslint.rule import Rule
from newslint.rulefile import schema
from newslint.ruleset import RuleSet, builtin_rules, load

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent

Schema = dict[str, Any]

_BLOCK = re.compile(r"(?ms)^(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)^```$")
_TYPES = {"string": "text", "integer": "a whole number", "boolean": "true or false", "number": "a number"}
_LONG = 30  # lines of a rule that are shown whole
_NOTE = "<!-- Written by docs/generate.py from newslint itself: change that, not this. -->"
_PARTS = (
    ("One of `counts`", "Count"),
    ("`head`, `between`, `tail` and `inside` of `lineshape`", "Region"),
    ("`weights` of `lineshape`", "Weights"),
    ("Keys of a rule", "Definition"),
    ("`where`", "Where"),
    ("`fix`", "Repair"),
    ("`examples`", "Examples"),
    ("One example", "Example"),
)


def main() -> int:
    """Write the pages, or with `--check` compare them; gives the exit code."""
    parser = argparse.ArgumentParser(description="Write the generated parts of the documentation.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a page is out of date")
    check = parser.parse_args().check
    stale = [(page, text) for page, text in pages() if not page.exists() or page.read_text("utf-8") != text]
    for page, text in stale:
        if check:
            sys.stderr.write(f"{page.relative_to(ROOT)}: out of date; run: python docs/generate.py\n")
        else:
            page.write_text(text, "utf-8")
    return 1 if check and stale else 0


def pages() -> Iterator[tuple[Path, str]]:
    """Each page of the documentation with the text that it ought to have."""
    rules = load([builtin_rules()])
    yield DOCS / "kinds.md", _joined(kinds_page(rules))
    yield DOCS / "rules.md", _joined(rules_page(rules))
    for page in (ROOT / "README.md", *sorted(DOCS.glob("*.md"))):
        if page.name not in ("kinds.md", "rules.md"):
            yield page, refreshed(page.read_text("utf-8"))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def rules_page(rules: RuleSet) -> Iterator[str]:
    """All rules that newslint comes with, a table for each file of them."""
    yield from ("# Rules", "", _NOTE, "")
    yield f"newslint comes with {len(rules.rules)} rules. `newslint rule ID` shows one of them with its examples;"
    yield "[kinds.md](kinds.md) explains how rules match, and [write-a-rule.md](write-a-rule.md) how to write one."
    yield ""
    yield "A *safe* fix is applied by `newslint fix`, an *unsafe* one with `--unsafe-fixes` only, and where the column"
    yield "is empty only a person can decide."
    for folder, own in groupby(rules.rules, lambda rule: rule.id.rpartition("/")[0]):
        yield from ("", f"## {folder}", "", *_head("rule", "severity", "fix", "what it reports, and why"))
        for rule in own:
            name, fix = rule.id.rpartition("/")[2], rule.fix.safety if rule.fix else ""
            yield f"| `{name}` | {rule.severity} | {fix} | {_cell(rule.message)}<br>*{_cell(rule.why.strip())}* |"


def kinds_page(rules: RuleSet) -> Iterator[str]:
    """Every kind with its keys and a rule of that kind, then the keys that all rules share."""
    definitions = schema()["$defs"]
    tags: dict[str, str] = definitions["Definition"]["properties"]["match"]["discriminator"]["mapping"]
    yield from ("# Kinds", "", _NOTE, "")
    yield f"What a rule looks for stands under `match`, and `kind` says how. There are {len(tags)} kinds; the list is"
    yield "closed. Keys in **bold** must be given. [write-a-rule.md](write-a-rule.md) helps to choose."
    for tag, target in tags.items():
        own = [rule for rule in rules.rules if _kind(rule) == tag]
        name = target.rpartition("/")[2]
        yield from ("", f"## {tag}", "", cleandoc(definitions[name]["description"]), "", *_keys(definitions[name]), "")
        values = sorted({"match"}.union(*(rule.match.values for rule in own)))
        known = ", ".join(f"`{{{value}}}`" for value in values)
        yield f"Placeholders that rules of this kind know, as far as their keys allow: {known}."
        shortest = min((source(rule) for rule in own), key=len)
        if shortest.count("\n") > _LONG:
            shortest = shortest[: shortest.index("  examples:")] + "  examples: …"
        yield from ("", "A rule of this kind:", "", "```yaml", shortest, "```")
    for title, name in _PARTS:
        yield from ("", f"## {title}", "", cleandoc(definitions[name]["description"]), "", *_keys(definitions[name]))


def _kind(rule: Rule) -> str:
    return str(rule.match.__struct_config__.tag)


def _keys(part: Schema) -> Iterator[str]:
    """A table of the keys of one part of a rule file."""
    yield from _head("key", "holds", "default", "meaning")
    for key, value in part["properties"].items():
        if key != "kind":
            shown = f"**`{key}`**" if key in part["required"] else f"`{key}`"
            default = value.get("default")
            given = f"`{default}`".lower() if isinstance(default, str | int) else ""
            yield f"| {shown} | {_cell(_holds(value))} | {given} | {_cell(_meaning(value))} |"


def _meaning(value: Schema) -> str:
    """The description of a key; one that may be left out has it on what it may hold."""
    return next((part["description"] for part in (value, *value.get("anyOf", ())) if "description" in part), "")


def _holds(value: Schema) -> str:
    """What a key may hold, in words."""
    if "enum" in value:
        return ", ".join(f"`{choice}`" for choice in value["enum"])
    if "$ref" in value:
        return _named(value["$ref"].rpartition("/")[2])
    if "discriminator" in value:
        return "a kind with its keys"
    if "anyOf" in value:
        return " or ".join(_holds(choice) for choice in value["anyOf"] if choice != {"type": "null"})
    if value["type"] == "array":
        return "a pair" if "prefixItems" in value else f"a list of: {_holds(value['items'])}"
    least = f" from {value['minimum']}" if "minimum" in value else ""
    return _TYPES[value["type"]] + least


def _named(name: str) -> str:
    """A part of a rule file by the name of its type."""
    part = schema()["$defs"][name]
    if "enum" in part:
        return _holds(part)
    return {"Repair": "a fix", "Where": "conditions", "Count": "a count", "Region": "a region"}.get(name, name.lower())


def _head(*titles: str) -> tuple[str, str]:
    return f"| {' | '.join(titles)} |", "|---" * len(titles) + "|"


def _cell(text: str) -> str:
    return visible(" ".join(text.split())).replace("|", "\\|")


def source(rule: Rule) -> str:
    """A rule as its file has it, moved to the left edge."""
    folder, _, name = rule.id.rpartition("/")
    text = (builtin_rules() / f"{folder}.yaml").read_text("utf-8")
    rules = re.split(r"(?m)^  (?=- )", text)[1:]
    found = next(each for each in rules if each.startswith(f"- name: {name}\n"))
    return re.sub("(?m)^  ", "", found).rstrip()


def refreshed(page: str) -> str:
    """A page with its commands run again."""
    with TemporaryDirectory() as above:
        (Path(above) / "newslint.toml").touch()  # ends the search for settings
        folder = Path(above) / "page"
        shutil.copytree(ROOT / "examples", folder / "examples")
        return _BLOCK.sub(lambda block: _treated(block, folder), page)


def _treated(block: re.Match[str], folder: Path) -> str:
    """A block of a page: a file is made, commands are run, anything else stays."""
    if block["file"]:
        file = folder / block["file"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block["body"], "utf-8")
    if block["kind"] != "console":
        return block[0]
    commands = [line.removeprefix("$ ") for line in block["body"].split("\n") if line.startswith("$ ")]
    lines, code = [], 0
    for command in commands:
        printed, code = _run(command, code, folder)
        lines += [f"$ {command}", *([printed.rstrip("\n")] if printed.strip() else [])]
    return _joined(["```console", *lines]) + "```"


def _run(command: str, code: int, folder: Path) -> tuple[str, int]:
    """What a command prints and its exit code; `code` is that of the command before, for `echo $?`."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", f"(exit {code}); {command}"],
        cwd=folder,
        env={"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout, done.returncode


if __name__ == "__main__":
    sys.exit(main())
