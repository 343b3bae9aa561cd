"""The documentation says what newslint does: pages are current, and name everything that there is."""

import argparse
import doctest
import re
import shlex
import subprocess
import sys
import tomllib
from itertools import chain, dropwhile, groupby
from pathlib import Path
from typing import get_args

import pytest
import yaml

import newslint
from newslint.cli import exits, main
from newslint.formats import CODECS, FORMATS
from newslint.matchers import Spec
from newslint.notices import NOTICES
from newslint.reporters import FORMATS as REPORTS
from newslint.settings import KEYS
from newslint.trial import Way

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
HOOKS = ROOT / ".pre-commit-hooks.yaml"
COMMAND_LINE = (DOCS / "command-line.md").read_text("utf-8")
FAILURES = {
    rule
    for file in (ROOT / "newslint" / "formats").rglob("*.py")
    for rule in re.findall('"(input/[a-z0-9-]+)"', file.read_text())
}


def page(name):
    return (DOCS / name).read_text("utf-8")


def blocks(text, *kinds):
    return re.findall(rf"(?ms)^```(?:{'|'.join(kinds)})\n(.*?)^```$", text)


def parsers(parser=None, name="newslint"):
    """Every command with its parser, the ones below it included."""
    parser = parser or main._parser()
    yield name, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child, below in action.choices.items():
                yield from parsers(below, f"{name} {child}")


def flags():
    options = {flag for _, parser in parsers() for action in parser._actions for flag in action.option_strings}
    return sorted(options - {"-h", "--help"})


def commands(line):
    """The commands of one line for a shell, each a list of words, settings of variables before it left out."""
    words = shlex.shlex(line, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    for is_sign, part in groupby(words, lambda word: set(word) <= set("();<>|&")):
        if not is_sign:
            yield list(dropwhile(lambda word: re.match("[A-Z_]+=", word), part))


def command_lines():
    """The arguments of each `newslint …` in a block for a shell, with the page it stands on."""
    for file in PAGES:
        for block in blocks(file.read_text("utf-8"), "console", "sh"):
            shown = re.findall(r"(?m)^\$ (.*)", block) or block.split("\n")
            for command in chain.from_iterable(map(commands, shown)):
                if command and Path(command[0]).name == "newslint":
                    yield pytest.param(command[1:], id=f"{file.name}: {shlex.join(command[1:])}")


@pytest.mark.skipif(sys.platform == "win32", reason="the pages show commands of a POSIX shell")
def test_pages_show_what_newslint_does_today():
    done = subprocess.run(
        [sys.executable, DOCS / "generate.py", "--check"], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [*command_lines()])
def test_commands_shown_are_commands(arguments):
    assert callable(main._parser().parse_args(arguments).run)


@pytest.mark.parametrize("command", [name for name, parser in parsers() if parser.get_default("run")])
def test_commands_are_described(command):
    assert re.search(rf"`{command}[ `]", COMMAND_LINE)


@pytest.mark.parametrize("flag", flags())
def test_flags_are_described(flag):
    assert re.search(rf"^\|[^|]*`{flag}[ `\[]", COMMAND_LINE, re.MULTILINE) or f"`newslint {flag}`" in COMMAND_LINE


def test_flags_described_are_flags():
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", COMMAND_LINE)) <= {*flags(), "--help"}


@pytest.mark.parametrize("key", KEYS)
def test_settings_are_described(key):
    assert f"\n| `{key}` | `NEWSLINT_{key.upper().replace('-', '_')}` |" in COMMAND_LINE


def test_the_example_of_a_settings_file_has_every_setting():
    (example,) = blocks(COMMAND_LINE, "toml")
    assert set(tomllib.loads(example)) == set(KEYS)


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_described_and_shown(name):
    assert f"`{name}`" in COMMAND_LINE
    assert any(f"--output-format {name}" in block for block in blocks(COMMAND_LINE, "console"))


@pytest.mark.parametrize("code", [code for name, code in vars(exits).items() if name.isupper()])
def test_exit_codes_are_described(code):
    assert f"\n| {code} |" in COMMAND_LINE


@pytest.mark.parametrize("suffix", [*FORMATS, *CODECS])
def test_suffixes_are_described(suffix):
    assert f"`{suffix}`" in COMMAND_LINE


def test_failures_are_described():
    assert {name for name in NOTICES if name.startswith("input/")} == FAILURES
    rows = re.findall(r"(?m)^\| `((?:input|quality)/[^`]+)` \| (.*) \| (.*) \|$", COMMAND_LINE)
    assert sorted(rows) == sorted((name, notice.meaning, notice.remedy) for name, notice in NOTICES.items())


@pytest.mark.parametrize("way", get_args(Way))
def test_ways_to_fail_have_a_remedy(way):
    assert f"\n| *{way}* |" in page("write-a-rule.md")


@pytest.mark.parametrize("kind", [kind.__struct_config__.tag for kind in get_args(Spec)])
def test_kinds_are_described(kind):
    assert f"\n## {kind}\n" in page("kinds.md")
    assert f"| `{kind}` |\n" in page("write-a-rule.md")


def test_every_key_of_a_kind_has_a_meaning():
    assert not re.findall(r"(?m)^\| .*\|  \|$", page("kinds.md"))


@pytest.mark.skipif(not HOOKS.exists(), reason="there are no hooks yet")
def test_hooks_are_described():
    described = re.findall(r"(?m)^\| `([a-z-]+)` \| `([^`]+)` \|", page("pre-commit.md"))
    hooks = [(hook["id"], hook["entry"]) for hook in yaml.safe_load(HOOKS.read_text("utf-8"))]
    assert sorted(described) == sorted(hooks)


@pytest.mark.parametrize("name", newslint.__all__)
def test_the_python_names_are_described(name):
    assert re.search(rf"`(newslint\.)?{name}\b|newslint\.{name}\(", page("python.md"))


def test_the_python_sessions_run():
    names = {}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for session in blocks(page("python.md"), "pycon"):
        test = doctest.DocTestParser().get_doctest(session, names, "python.md", None, 0)
        runner.run(test, clear_globs=False)
        names = test.globs
    assert runner.tries
    assert not runner.failures


@pytest.mark.parametrize("floor", PROJECT["tool"]["importlinter"]["contracts"][0]["layers"])
def test_floors_are_described(floor):
    names = ", ".join(f"`{name}`" for name in floor.split(" | "))
    assert f"\n| {names} |" in page("architecture.md")


@pytest.mark.parametrize("requirement", PROJECT["project"]["dependencies"])
def test_dependencies_have_a_reason(requirement):
    assert f"\n| {re.match('[a-z.-]+', requirement)[0]} |" in page("architecture.md")


def test_the_changelog_knows_this_version():
    assert f"\n## {newslint.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_links_lead_somewhere(file):
    text = re.sub(r"(?ms)^```.*?^```$|`[^`\n]*`", "", file.read_text("utf-8"))
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        name, _, anchor = target.partition("#")
        there = (file.parent / name).read_text("utf-8") if name else text
        titles = {
            re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"(?m)^#+ (.*)", there)
        }
        assert not anchor or anchor in titles, target
