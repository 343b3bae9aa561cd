import pytest
from helpers import DELETE_LINE, DELETE_MATCH, engine_of, make_rule, replace_with

from newslint.engine import engine_for
from newslint.gates import SHORT_LINE
from newslint.matchers import Pattern, Phrase
from newslint.rule import Where
from newslint.ruleset import RuleSet
from newslint.types import Diagnostic, Document, Edit, Fix, Safety, Severity, Span

SHARE = Phrase(("Share",))
BENGALI = "নদীর পানি সোমবার রাতে আবার বেড়েছে।"
INSIDE = Phrase(("Share",), "inside")


def matches(rule, text, **document):
    return [text[found.span.start : found.span.end] for found in engine_of(rule).check(Document(text, **document))]


def edit(fix, text, match=INSIDE):
    (found,) = engine_of(make_rule(match, fix)).check(Document(text))
    (edit,) = found.fix.edits
    return edit


def test_a_finding_says_everything():
    rule = make_rule(
        Pattern("by (?P<who>\\w+)"),
        replace_with("{who}: {match}", Safety.UNSAFE),
        message="By {who}",
        severity=Severity.ERROR,
    )
    (found,) = engine_of(rule).check(Document("Rain, by Writer."))
    fix = Fix((Edit(Span(6, 6), "Writer: "),), Safety.UNSAFE)
    assert found == Diagnostic("test/rule", Severity.ERROR, "By Writer", Span(6, 15), fix)


def test_no_fix_no_edits():
    (found,) = engine_of(make_rule(SHARE)).check(Document("Share"))
    assert found.fix is None


def test_findings_are_in_the_order_of_the_text_and_then_of_rules():
    engine = engine_of(make_rule(INSIDE, id="z"), make_rule(SHARE, id="b"), make_rule(SHARE, id="a"))
    found = [(found.span.start, found.rule) for found in engine.check(Document("Share\nShare it"))]
    assert found == [(0, "a"), (0, "b"), (0, "z"), (6, "z")]


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        (Where(head=1), [1]),
        (Where(head=2), [1, 3]),
        (Where(tail=1), [5]),
        (Where(head=2, tail=2), [3]),
        (Where(max_words=1), [1]),
        (Where(max_words=2), [1, 3]),
        (Where(max_length=5), [1]),
        (Where(max_length=7), [1, 3]),
        (Where(unless=("it", "[!]")), [1]),
    ],
)
def test_conditions_on_the_line(where, numbers):
    text = "\n Share\r\n\nShare !\n \u200b\nShare it now\n"
    found = engine_of(make_rule(Pattern("Share"), where=where)).check(Document(text))
    assert [text.count("\n", 0, one.span.start) for one in found] == numbers


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Share\nShare\nRain fell.\nShare", [0, 1]),
        ("Share\n\n \u200b\nShare\n", [0, 3]),  # blank lines break no run
        ("Share\nRain fell.\nShare", []),
        ("Share Share\nRain fell.", []),  # lines are counted, not matches
        ("Rain fell.\nShare Share\nShare", [1, 1, 2]),
        ("Share it all\nShare\nRain", []),  # a line that the other conditions leave out counts for nothing
    ],
)
def test_a_rule_may_ask_for_a_run_of_lines(text, lines):
    found = engine_of(make_rule(Pattern("Share"), where=Where(run=2, max_words=2))).check(Document(text))
    assert [text.count("\n", 0, one.span.start) for one in found] == lines


@pytest.mark.parametrize(
    ("where", "text", "language", "applies"),
    [
        (Where(languages=("en",)), "Share", "en", True),
        (Where(languages=("en",)), "Share", "bn", False),
        (Where(languages=("en",)), "Share", None, False),
        (Where(languages=("bn",)), f"{BENGALI}\nShare", None, True),  # its script gives it away
        (Where(languages=("bn",)), f"{BENGALI}\nShare", "as", False),
        (Where(scripts=("Latin",)), "Share", None, True),
        (Where(scripts=("Bengali", "Han")), f"{BENGALI}\nShare", None, True),
        (Where(scripts=("Latin",)), f"{BENGALI}\nShare", None, False),
        (Where(scripts=("Latin",), languages=("bn",)), "Share", "bn", True),
        (Where(scripts=("Latin",), languages=("bn",)), "Share", "en", False),
        (Where(unless_next=("^w.th",)), "Share\nwith", None, False),
        (Where(unless_next=("^w.th",)), "Share\n\nwith", None, True),
        (Where(unless_next=("x", "^w.th")), "with\nShare", None, True),
        (Where(unless_anywhere=("আছে", "x")), "Share\n\nwith", None, True),
        (Where(unless_anywhere=("w.th",)), "Share\n\nwith", None, False),
    ],
)
def test_conditions_on_the_document(where, text, language, applies):
    assert matches(make_rule(SHARE, where=where), text, language=language) == ["Share"] * applies


@pytest.mark.parametrize("mark", ["\u00e9", "e\u0301"])
def test_the_length_of_a_line_does_not_depend_on_how_it_is_typed(mark):
    rule = make_rule(Pattern("x"), where=Where(max_length=5))
    assert matches(rule, f"x{mark * 4}") == ["x"]
    assert matches(rule, f"x{mark * 5}") == []


@pytest.mark.parametrize("typed", ["প\u09dcুন", "পড\u09bcুন"])
def test_an_exception_holds_however_it_is_typed(typed):
    assert matches(make_rule(Pattern("x"), where=Where(unless=("প\u09dcুন",))), f"x {typed}") == []


@pytest.mark.parametrize(
    ("fix", "where", "longest"),
    [(DELETE_LINE, Where(), SHORT_LINE), (DELETE_LINE, Where(max_length=500), 500), (DELETE_MATCH, Where(), None)],
)
def test_only_short_lines_are_deleted_unless_the_rule_says_otherwise(fix, where, longest):
    rule = make_rule(INSIDE, fix, where)
    assert matches(rule, "Share".ljust(longest or 1000, ".")) == ["Share"]
    assert matches(rule, "Share".ljust((longest or 1000) + 1, ".")) == ["Share"] * (longest is None)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Rain. Share It stopped.", "Rain. It stopped."),
        ("Rain Share, it stopped", "Rain , it stopped"),
        ("Share Rain", "Rain"),
        ("Rain Share", "Rain"),
        ("Rain. Share \r\nIt stopped.", "Rain. \r\nIt stopped."),
        ("Rain\nShare it", "Rain\nit"),
        ("(Share)", "()"),
        ("Rain\xa0Share\xa0fell", "Rain\xa0fell"),
        ("Rain\n Share \nfell", "Rain\nfell"),
        ("Rain\nShare\r\nfell", "Rain\nfell"),
        ("Rain\nShare", "Rain\n"),  # what then stands at the end is tidied when fixes are applied
        ("Share", ""),
    ],
)
def test_what_goes_with_a_match(text, left):
    (start, end), new = edit(DELETE_MATCH, text)
    assert text[:start] + new + text[end:] == left


@pytest.mark.parametrize(
    ("text", "deleted"),
    [
        ("Rain\n- Share -\nfell", "- Share -\n"),
        ("Rain\r\nShare\r\nfell", "Share\r\n"),
        ("Rain\nShare", "Share"),
        ("Share", "Share"),
    ],
)
def test_a_line_goes_with_its_line_break(text, deleted):
    (start, end), new = edit(DELETE_LINE, text, SHARE)
    assert (text[start:end], new) == (deleted, "")


@pytest.mark.parametrize(
    ("replacement", "span", "new"),
    [
        ("Shared", (10, 10), "d"),
        ("Shore", (7, 8), "o"),
        ("Stare", (6, 7), "t"),
        ("{match}", (10, 10), ""),
        ("", (5, 10), ""),
        ("Sh", (7, 10), ""),
        ("x", (5, 10), "x"),
    ],
)
def test_an_edit_leaves_out_what_stays(replacement, span, new):
    assert edit(replace_with(replacement), "Rain Share it") == Edit(Span(*span), new)


def test_what_looks_ahead_fills_no_memory():
    text = "a" * 5000
    rule = make_rule(Pattern("(?=(?P<rest>.*))a"), replace_with("{rest}{rest}"), message="Before {rest}")
    found = engine_of(rule).check(Document(text))
    assert len(found) == 5000
    assert max(len(diagnostic.message) for diagnostic in found) == len("Before ") + 500
    assert found[0].fix is None
    assert found[-1].fix == Fix((Edit(Span(5000, 5000), "a"),), Safety.SAFE)


def test_an_engine_is_compiled_once_for_equal_rule_sets():
    one, two = (RuleSet((make_rule(SHARE, id="once"),)) for _ in range(2))
    assert engine_for(one) is engine_for(two)
    assert engine_for(one) is not engine_for(RuleSet(()))


def test_no_rules_no_findings():
    assert engine_of().check(Document("Share")) == ()


def test_rules_for_a_language_take_its_tag_in_any_form():
    engine = engine_of(make_rule(Phrase(("Share",)), DELETE_LINE, Where(languages=("bn",)), id="share"))
    for language, count in (("bn", 1), ("bn-BD", 1), ("BN_in", 1), ("bnx", 0), ("en", 0), (None, 0)):
        assert len(engine.check(Document("Share", language))) == count


def test_rules_for_a_host_are_for_what_lies_below_it_too():
    engine = engine_of(make_rule(Phrase(("Share",)), DELETE_LINE, Where(hosts=("example.com",)), id="share"))
    for url, count in (
        ("https://example.com/a", 1),
        ("http://user@News.Example.com:80/a", 1),
        ("https://badexample.com/", 0),
        ("example.com", 1),
        ("/example.com", 0),
        (None, 0),
    ):
        assert len(engine.check(Document("Share", url=url))) == count


def test_lone_surrogates_do_not_hide_what_stands_beside_them():
    engine = engine_of(make_rule(Pattern("\\u200b+"), DELETE_MATCH, id="zero-width"))
    assert [found.span for found in engine.check(Document("a\ud800\u200bb"))] == [Span(2, 3)]


def test_letters_whose_other_case_is_newer_than_python_are_found():
    rule = make_rule(Pattern("ab\u0264", ignore_case=True), DELETE_MATCH, id="new")
    for prefilter in (True, False):
        assert len(engine_of(rule, prefilter=prefilter).check(Document("AB\ua7cb"))) == 1
