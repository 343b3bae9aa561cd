from itertools import groupby

import pytest
from helpers import DELETE_LINE, DELETE_MATCH, engine_of, fixed_by, make_rule, replace_with
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newslint.errors import UnsettledError
from newslint.fixing import MOST_PASSES, fix
from newslint.matchers import Pattern, Phrase
from newslint.text import is_blank
from newslint.types import Diagnostic, Document, Edit, Fix, Safety, Severity, Span, Stage

WARNING = Severity.WARNING


def finding(rule, start, end, new="", safety=Safety.SAFE):
    return Diagnostic(rule, WARNING, "", Span(start, end), Fix((Edit(Span(start, end), new),), safety, Stage.CONTROLS))


def once(text, *findings, unsafe=False):
    """What a single round of fixes makes of a text, and the rules that took part."""
    fixed, _ = fix(Document(text), lambda document: findings if document.text == text else (), unsafe)
    return fixed.text, [found.rule for found in fixed.applied]


@pytest.mark.parametrize(
    ("findings", "applied"),
    [
        ([finding("a", 2, 4), finding("b", 3, 8)], ["b"]),  # the wider
        ([finding("b", 2, 5), finding("a", 3, 6)], ["b"]),  # the earlier
        ([finding("b", 2, 5, "x"), finding("a", 2, 5, "y")], ["a"]),  # the first by id
        ([finding("a", 2, 4), finding("b", 4, 6)], ["a", "b"]),  # neighbours do not overlap
        ([finding("a", 2, 2, "x"), finding("b", 2, 2, "y")], ["a"]),  # two at one place do
        ([finding("a", 2, 2, "x"), finding("b", 1, 3)], ["b"]),
        ([finding("a", 2, 2, "x"), finding("b", 2, 3), finding("c", 1, 2)], ["c", "b", "a"]),
        ([finding("a", 1, 3), finding("b", 2, 6), finding("c", 5, 7)], ["b"]),
    ],
)
def test_of_fixes_that_overlap_one_goes_first(findings, applied):
    text = "0123456789"
    result, rules = once(text, *findings)
    edits = sorted(found.fix.edits[0] for found in findings if found.rule in applied)
    assert sorted(rules) == sorted(applied)
    assert result == naive(text, edits)


def test_of_three_in_a_chain_the_two_ends_go_together_where_they_are_wider():
    assert once("0123456789", finding("a", 0, 4), finding("b", 3, 6), finding("c", 5, 9))[0] == "49"


def test_what_is_put_on_a_blank_line_stays_when_the_last_line_goes():
    assert once("Rain\n\nX", finding("a", 5, 5, "y"), finding("b", 6, 7))[0] == "Rain\ny"


def test_fixes_that_wait_go_in_a_later_round():
    inner = make_rule(Pattern(r"\[x\]"), DELETE_MATCH, id="inner")
    outer = make_rule(Pattern(r"\(\)"), DELETE_MATCH, id="outer")
    fixed = fixed_by([inner, outer], "a([x])b")
    assert fixed.text == "a b"
    assert [found.rule for found in fixed.applied] == ["inner", "outer"]
    assert fixed.edits == (Edit(Span(1, 6), " "),)


def test_unsafe_fixes_wait_to_be_asked_for():
    unsafe = finding("a", 0, 1, safety=Safety.UNSAFE)
    assert once("xy", unsafe) == ("xy", [])
    assert once("xy", unsafe, unsafe=True) == ("y", ["a"])


def test_what_is_left_is_said_about_the_fixed_text():
    rules = [make_rule(Phrase(("Share",)), DELETE_LINE, id="a"), make_rule(Phrase(("Rain",)), id="b")]
    fixed, left = fix(Document("Share\nRain", "en"), engine_of(*rules).check)
    assert fixed.text == "Rain"
    assert [(found.rule, found.span) for found in left] == [("b", Span(0, 4))]


def test_a_fix_that_changes_nothing_is_no_fix():
    assert once("xy", finding("a", 0, 1, "x")) == ("xy", [])


def test_rules_that_undo_each_other_are_all_named():
    there = make_rule(Pattern("x"), replace_with("y"), id="there")
    back = make_rule(Pattern("y"), replace_with("x"), id="back")
    other = make_rule(Pattern("z"), replace_with("w"), id="other")
    with pytest.raises(UnsettledError) as caught:
        fixed_by([there, back, other], "xz")
    assert caught.value.rules == ("back", "there")
    assert str(caught.value).startswith("the fixes of back, there do not settle; leave one out with --ignore")


def test_a_rule_that_feeds_itself_is_named():
    with pytest.raises(UnsettledError) as caught:
        fixed_by([make_rule(Pattern("x$"), replace_with("xx"), id="more")], "x")
    assert caught.value.rules == ("more",)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("fell.[ad]It stopped", "fell. It stopped"),
        ("fell[ad]again", "fell again"),
        ("fell.[ad][box][ad]It stopped", "fell. It stopped"),
        ("fell [ad][box]again", "fell again"),
        ("fell[ad] again", "fell again"),
        ("fell[ad].", "fell."),
        ("雨[ad]停", "雨停"),
        ("fell\n[ad]It stopped", "fell\nIt stopped"),
        ("fell[ad]\nIt stopped", "fell\nIt stopped"),
    ],
)
def test_words_do_not_grow_together_where_furniture_goes(text, left):
    rules = [make_rule(Pattern(rf"\[{name}\]"), DELETE_MATCH, id=name) for name in ("ad", "box")]
    assert fixed_by(rules, text).text == left


def test_but_in_a_word_where_damage_goes():
    assert fixed_by([make_rule(Pattern("\u0007"), DELETE_MATCH, stage=Stage.CONTROLS)], "fe\u0007ll").text == "fell"


def test_damage_may_nest_nearly_as_deep_as_there_are_rounds():
    rule = make_rule(Pattern(r"\(\)"), DELETE_MATCH)
    depth = MOST_PASSES - 1
    assert fixed_by([rule], f"a{'(' * depth}{')' * depth}b").text == "a b"


def test_what_is_changed_and_changed_back_is_no_edit():
    rules = [
        make_rule(Pattern(r"a(?=-!)"), replace_with("b"), id="1"),
        make_rule(Pattern(r"!"), DELETE_MATCH, id="2"),
        make_rule(Pattern(r"b(?=-$)"), replace_with("a"), id="3"),
    ]
    fixed = fixed_by(rules, "xa-!")
    assert fixed.text == "xa-"
    assert fixed.edits == (Edit(Span(3, 4), ""),)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Rain.\nX\nIt stopped.", "Rain.\nIt stopped."),
        ("Rain.\n\nX\n\nIt stopped.", "Rain.\n\nIt stopped."),
        ("Rain.\n\nX\nIt stopped.", "Rain.\n\nIt stopped."),
        ("Rain.\n\n\nX\n\nIt stopped.", "Rain.\n\n\nIt stopped."),  # doubled before
        ("Rain.\n\nX\n\nX\n\nIt stopped.", "Rain.\n\nIt stopped."),
        ("Rain.\n\nX\nX\n \t\n\nIt stopped.", "Rain.\n\nIt stopped."),
        ("X\n\nRain.", "Rain."),
        ("\nX\n\nRain.", "\nRain."),
        ("Rain.\n\nX", "Rain."),
        ("Rain.\nX\n", "Rain.\n"),
        ("Rain.\n\nX\n\n", "Rain.\n"),
        ("Rain.\nX\n\nX", "Rain."),
        ("X", ""),
        ("X\n", ""),
        ("\n\nX\n\n", ""),
        ("Rain.\r\n\r\nX\r\n\r\nIt stopped.\r\n", "Rain.\r\n\r\nIt stopped.\r\n"),
        ("Rain.\r\nX", "Rain."),
        ("Rain.\r\nX\r\n", "Rain.\r\n"),
        ("Rain.\n\n\n\nIt stopped.\n\n\n", "Rain.\n\n\n\nIt stopped.\n\n\n"),  # nothing goes, nothing moves
        ("Rain.\n\nX\nIt. \n\n\nX\n", "Rain.\n\nIt. \n"),
    ],
)
def test_lines_that_go_leave_no_gap(text, left):
    assert fixed_by([make_rule(Phrase(("X",)), DELETE_LINE)], text).text == left


line = st.sampled_from(["X", "X", "- X", "Rain.", "It stopped. ", "  in", "", "", " ", "\t", "\u200b"])


def shown(lines):
    return [line for line in lines if not is_blank(line)]


def blank_runs(lines):
    return [len(list(run)) for blank, run in groupby(lines, is_blank) if blank]


@settings(max_examples=600)
@given(st.lists(line, max_size=10), st.sampled_from(["\n", "\r\n"]), st.booleans())
@example(["", "X", "", "Rain."], "\n", True)
def test_against_the_naive_deletion(lines, line_break, closed):
    text = line_break.join(lines) + (line_break if closed else "")
    fixed = fixed_by([make_rule(Phrase(("X",)), DELETE_LINE)], text).text
    kept = [line for line in lines if line.strip("- ") != "X"]
    now = fixed.split(line_break)
    assert shown(now) == shown(kept)
    if kept == lines:
        assert fixed == text
        return
    assert fixed.count("\n") == fixed.count(line_break)
    assert max(blank_runs(now[:-1] if now[-1] == "" else now), default=0) <= max(blank_runs(lines), default=0)
    if shown(now):
        assert fixed.endswith("\n") == text.endswith("\n")


@settings(max_examples=300)
@given(st.lists(st.sampled_from(["Rain.", "It."]), min_size=1, max_size=4), st.data())
def test_single_blank_lines_never_double(shown_lines, data):
    """Paragraphs with furniture between them, blank lines single: they are single in the end."""
    lines = []
    for shown_line in shown_lines:
        lines += [
            shown_line,
            *data.draw(st.sampled_from([[], [""], ["X"], ["", "X"], ["X", ""], ["", "X", ""], ["", "X", "", "X", ""]])),
        ]
    fixed = fixed_by([make_rule(Phrase(("X",)), DELETE_LINE)], "\n".join(lines)).text
    assert "\n\n\n" not in fixed
    assert [line for line in fixed.split("\n") if line] == shown_lines


def naive(text, edits):
    for (start, end), new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def test_a_text_that_feeds_on_itself_is_given_up_soon():
    doubles = lambda document: tuple(  # noqa: E731
        Diagnostic("x/doubles", Severity.INFO, "x", Span(at, at + 1), Fix((Edit(Span(at, at + 1), "xx"),), Safety.SAFE))
        for at in range(len(document.text))
    )
    with pytest.raises(UnsettledError, match="x/doubles"):
        fix(Document("x" * 100), doubles)


def test_an_earlier_stage_is_done_before_a_later_one_is_looked_for():
    stages = {"f": Stage.FURNITURE, "d": Stage.DECODING, "s": Stage.SPACES}
    seen = []

    def check(document):
        seen.append(document.text)
        places = [(stages[char], Span(at, at + 1)) for at, char in enumerate(document.text) if char in stages]
        return tuple(
            Diagnostic(f"x/{stage}", WARNING, "", span, Fix((Edit(span, ""),), Safety.SAFE, stage))
            for stage, span in places
        )

    fixed, _ = fix(Document("fsdfsd."), check)
    assert fixed.text == "."
    assert seen == ["fsdfsd.", "fsfs.", "ff.", "."]
