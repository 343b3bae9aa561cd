import pytest
from helpers import DELETE_LINE, DELETE_MATCH, make_rule, replace_with

from newslint import trial
from newslint.matchers import Metric, Pattern, Phrase
from newslint.matchers.metric import Count
from newslint.rule import Example, Examples, Where
from newslint.ruleset import RuleSet
from newslint.trial import try_alone, try_among, try_rules
from newslint.types import Document, Safety

SHARE = Phrase(("Share",))


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(trial, "TIME_LIMIT", 0.2)


def rule_with(match, fix=None, bad=(), good=("Rain.",), missed=(), **others):
    bad = [Example(*example) if isinstance(example, tuple) else Example(example) for example in bad]
    return make_rule(match, fix, examples=Examples(tuple(bad), tuple(good), tuple(missed)), **others)


SOUND = rule_with(SHARE, DELETE_LINE, [("Rain.\nShare", "Rain.")], ["Share it now."], ["Sh are"])


def ways(rule):
    return [(failing.way, failing.text) for failing in try_alone(rule)]


def test_a_sound_rule_passes():
    assert list(try_rules([SOUND], RuleSet((SOUND,)))) == []


def test_examples_of_a_rule_for_a_site_are_documents_of_that_site():
    rule = rule_with(SHARE, DELETE_LINE, [("Rain.\nShare", "Rain.")], where=Where(hosts=("example.com",)))
    assert list(try_rules([rule], RuleSet((rule,)))) == []
    elsewhere = rule_with(SHARE, DELETE_LINE, [("Share", "")], ["Share"], where=Where(hosts=("example.com",)))
    assert [way for way, _ in ways(elsewhere)] == ["noisy"]


@pytest.mark.parametrize(
    ("rule", "way", "reason"),
    [
        (rule_with(SHARE, bad=["Share"], good=["Rain.", "- Share -"]), "noisy", "finds '- Share -' in a good example"),
        (
            rule_with(SHARE, bad=["Share"], good=[Example("share", language="en")]),
            "noisy",
            "finds 'share' in a good example",
        ),
        (rule_with(SHARE, bad=["Share", "Shore"]), "missing", "finds nothing in a bad example"),
        (
            rule_with(SHARE, bad=["Share"], missed=["Sh", "Share"]),
            "wrong",
            "finds 'Share' in a `missed` example; move it to `bad`",
        ),
        (rule_with(SHARE, DELETE_LINE, [("Rain.\nShare", "Rain.\n")]), "wrong", r"gives 'Rain.', not 'Rain.\n'"),
        (rule_with(Pattern("no$"), replace_with("nono"), [("no", "nono")]), "restless", "its fix goes on and on"),
        (
            rule_with(Pattern("xy."), replace_with("{match}"), [("xyz", "xyz")]),
            "restless",
            "finds something again in what it has fixed",
        ),
    ],
)
def test_each_way_of_failing(rule, way, reason):
    (failing,) = try_alone(rule)
    assert (failing.rule, failing.way, failing.reason) == ("test/rule", way, reason)


def test_unsafe_fixes_are_tried_too():
    rule = rule_with(SHARE, replace_with("x", Safety.UNSAFE), [("Share", "y")])
    assert ways(rule) == [("wrong", "Share")]


def test_the_language_of_an_example_counts():
    rule = rule_with(SHARE, bad=[("Share", None, "bn")], where=Where(languages=("bn",)))
    assert ways(rule) == []


@pytest.mark.parametrize(
    "match",
    [
        Pattern("(a+)+$", full_scan="To see."),
        Pattern("(a+)+b", "start", full_scan="To see."),
        Pattern("(?:a|a)+b", "line", full_scan="To see."),
        Metric((Count("(a+)+$", at_least=1),)),
    ],
)
def test_a_pattern_that_takes_for_ever_is_called_slow(match):
    (failing,) = (failing for failing in try_alone(rule_with(match, bad=["aab", "aa"])) if failing.way == "slow")
    assert "look for repeats within repeats" in failing.reason


def test_so_is_an_exception_that_does():
    rule = rule_with(Pattern("Share"), bad=["Share"], where=Where(unless=("(a+)+$",)))
    assert [way for way, _ in ways(rule)] == ["slow"]


def test_a_pattern_without_fixed_characters_must_say_why():
    loose = rule_with(Pattern(r"\d+"), bad=["12"])
    assert [(failing.way, failing.text) for failing in try_alone(loose)] == [("slow", r"\d+")]
    assert ways(rule_with(Pattern(r"\d+", full_scan="Numbers are everywhere."), bad=["12"])) == []


def test_a_safe_fix_that_changes_a_good_example_of_another_rule_is_noisy():
    other = rule_with(Pattern("it"), DELETE_MATCH, [("it", "")], id="test/other")
    together = trial.Engine(RuleSet((SOUND, other)))
    (failing,) = try_among(SOUND, together)
    assert (failing.rule, failing.way, failing.text) == ("test/other", "noisy", "Share it now.")
    assert failing.reason == "its safe fix changes a good example of test/rule"


def test_an_unsafe_fix_may_do_so():
    other = rule_with(Pattern("it"), replace_with("x", Safety.UNSAFE), [("it", "x")], id="test/other")
    assert list(try_among(SOUND, trial.Engine(RuleSet((SOUND, other))))) == []


def test_rules_that_do_not_settle_together_are_restless():
    there = rule_with(Pattern("xx"), replace_with("yy"), [("xx", "yy")], id="test/there")
    back = rule_with(Pattern("yy"), replace_with("xx"), [("yy", "xx")], id="test/back")
    failing = list(try_rules([there], RuleSet((there, back))))
    assert [(one.rule, one.way, one.text) for one in failing] == [("test/there", "restless", "xx")]


def test_a_gate_that_turned_away_a_match_would_be_told(monkeypatch):
    monkeypatch.setattr(
        "newslint.prefilter.Prefilter.candidates", lambda self, page: {gate: [0] for gate in self.every}
    )
    (failing,) = try_alone(rule_with(SHARE, bad=["Share"]))
    assert failing.way == "missing"
    assert "newslint's mistake" in failing.reason


def test_examples_are_documents_of_their_own():
    rule = make_rule(SHARE)
    assert trial._document(rule, "Rain.") == Document("Rain.")
    assert trial._document(rule, Example("Rain.", language="en")) == Document("Rain.", "en")
    local = make_rule(SHARE, where=Where(hosts=("river.example",)))
    assert trial._document(local, "Rain.") == Document("Rain.", None, "https://river.example/")
