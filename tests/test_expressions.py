"""Rules from strangers: an expression that takes for ever is stopped, named, and keeps nothing else from running."""

import importlib
import json
import pickle
import pkgutil
import re

import pytest
import regex
from helpers import DELETE_LINE, DELETE_MATCH, engine_of, make_rule

import newslint
from newslint.cli.main import main
from newslint.expressions import _Late, compiled, packed, remember
from newslint.limits import _UNTIMED, MOST_LATE, Limited
from newslint.matchers import Metric, Pattern, Phrase
from newslint.matchers.metric import Count
from newslint.rule import Where
from newslint.ruleset import in_force
from newslint.types import Document, Severity

ENDLESS = "(?:(?:x|xx)+)+y"
TEXT = "Share\n" + "x" * 60 + "!y\nRain."


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr("newslint.limits.SECONDS", 0.02)


@pytest.mark.parametrize(
    "rule",
    [
        make_rule(Pattern(ENDLESS, full_scan="x"), DELETE_MATCH, id="endless"),
        make_rule(Pattern(ENDLESS, "start", full_scan="x"), DELETE_LINE, id="endless"),
        make_rule(Pattern(ENDLESS, "line", full_scan="x"), DELETE_LINE, id="endless"),
        make_rule(Metric((Count(ENDLESS, at_least=1),)), id="endless"),
        make_rule(Pattern("x+", full_scan="x"), where=Where(unless=(ENDLESS,)), id="endless"),
        make_rule(Pattern("x+", full_scan="x"), where=Where(unless_anywhere=(ENDLESS,)), id="endless"),
    ],
)
def test_a_rule_that_runs_out_of_time_is_named_and_the_others_go_on(hasty, rule):
    engine = engine_of(rule, make_rule(Phrase(("Share",)), id="other"), prefilter=False)
    for _ in range(MOST_LATE + 2):
        late, other = sorted(engine.check(Document(TEXT)), key=lambda one: one.rule)
        assert (late.rule, late.severity, late.fix, other.rule) == ("endless", Severity.ERROR, None, "other")
        assert late.message.startswith("The rule itself ")


def test_a_run_with_such_a_rule_goes_on(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text(
        "rules:\n  - {name: endless, message: m, why: w, match: {kind: pattern, pattern: '(?:(?:x|xx)+)+y'},\n"
        "     fix: {delete: match, safety: safe}, examples: {bad: [{text: xxy, fixed: ''}], good: [z]}}\n"
    )
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in (f"{'x' * 60}!y", "xxy.")))
    assert main(["fix", "--isolated", "--rules", "own.yaml", "--select", "own", "a.jsonl"]) == 1
    assert "own/endless The rule itself needs more than 1 s" in capsys.readouterr().out
    assert [json.loads(line)["text"] for line in (tmp_path / "a.jsonl").read_text().splitlines()] == [
        "x" * 60 + "!y",
        ".",
    ]


SQUARE = "x*x*y"  # looks at each place once for each place before


def test_the_clock_is_not_looked_at_where_a_tried_expression_looks_at_little_text(monkeypatch):
    monkeypatch.setattr("newslint.limits.SECONDS", 1e-9)
    monkeypatch.setattr("newslint.expressions._tried", set())
    little, much = "x" * _UNTIMED, "x" * (_UNTIMED + 1)
    with pytest.raises(TimeoutError):
        Limited(SQUARE).search(little)
    remember(memoryview(packed([(SQUARE, 0)])), are_tried=True)
    tried = Limited(SQUARE)
    assert (tried.search(little), tried.match(little), tried.fullmatch(little)) == (None, None, None)
    assert [*tried.finditer(little)] == []
    for way in (tried.search, tried.fullmatch, lambda text: [*tried.finditer(text)]):
        with pytest.raises(TimeoutError):
            way(much)


def test_only_the_rules_that_newslint_comes_with_are_tried(tmp_path):
    assert all(one.is_tried for one in in_force().packed)
    own = tmp_path / "own.yaml"
    own.write_text(
        "rules:\n  - {name: own, message: m, why: w, match: {kind: pattern, pattern: xxy},\n"
        "     fix: {delete: match, safety: safe}, examples: {bad: [{text: xxy, fixed: ''}], good: [z]}}\n"
    )
    both = {one.id: one for one in in_force(more=(own,)).packed}
    assert not both["own/own"].is_tried
    assert both["boilerplate/en/share-widget"].is_tried
    assert pickle.loads(pickle.dumps(both["boilerplate/en/share-widget"])).is_tried


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("a" * 20_001, "longer than 20,000 characters"),
        ("(?:a{1000}){1000}", "far too large"),
        (r"(?:(?:(?:[\]]\)b){100}){100}){100}", "far too large"),
        ("(" * 5000 + "a" + ")" * 5000, "nested too deeply"),
        ("(a", "missing )"),
    ],
)
def test_expressions_that_are_not_compiled(source, problem):
    with pytest.raises(regex.error, match=regex.escape(problem)):
        compiled(source)


@pytest.mark.parametrize("source", ["a{3}", "(?:ab{2}){10}", "[{(]{3}", r"\({5}", "a{,3}", "(?P<who>a)+", "(?i:ß)"])
def test_expressions_that_are(source):
    assert compiled(source)


def test_every_expression_that_is_compiled_late_can_be():
    late = [
        value
        for module in pkgutil.walk_packages(newslint.__path__, "newslint.")
        if not module.name.endswith("__main__")
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, _Late)
    ]
    assert len(late) > 30
    assert all(one.flags is one.flags for one in late)
    assert {type(one._made) for one in late} == {re.Pattern, regex.Pattern}
