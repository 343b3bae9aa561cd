import pytest
from helpers import checked, found

from newslint.matchers import Pattern
from newslint.page import Page
from newslint.types import Document


@pytest.mark.parametrize(
    ("pattern", "at", "text", "matches"),
    [
        (r"\d+ shares", "inside", "12 shares, 3 shares", ["12 shares", "3 shares"]),
        (r"\d+ shares", "line", "  12 shares \r", ["12 shares"]),
        (r"\d+ shares", "line", "12 shares today", []),
        (r"\d+ shares", "start", " 12 shares today", ["12 shares"]),
        (r"\d+ shares", "start", "All 12 shares", []),
        (r"\d+ shares", "end", "All 12 shares \r", ["12 shares"]),
        (r"\d+ shares", "end", "3 shares and 12 shares", ["12 shares"]),
        (r"\d+ shares", "end", "12 shares today", []),
        ("a|ab", "line", "ab", ["ab"]),
        (".+", "inside", "one\ntwo\u2028three", ["one", "two\u2028three"]),
        (r"a\nb", "inside", "a\nb", []),
        (r"a\s+b", "inside", "a\nb", []),
        (r"^b$", "inside", "a\nb\nc", ["b"]),
        (r"(?=x)|b", "inside", "xb", ["b"]),  # an empty match is none
    ],
)
def test_places_and_lines(pattern, at, text, matches):
    assert found(Pattern(pattern, at), text) == matches


@pytest.mark.parametrize(("text", "matches"), [("STRASSE straße", ["straße"]), ("STRAẞE", ["STRAẞE"])])
def test_letters_are_compared_one_to_one_when_case_is_ignored(text, matches):
    assert found(Pattern("straße", ignore_case=True), text) == matches


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("e\u0301 \u0958 é", ["e\u0301"]),
        ("é\ne\u0301\n x", ["e\u0301"]),
        ("é x\u0301", []),  # in NFC as it stands
    ],
)
def test_a_text_may_be_looked_at_as_it_was_typed(text, matches):
    assert found(Pattern("\\p{L}\u0301|\u0915\u093c", as_typed=True), text) == matches


def test_case_counts_unless_it_is_ignored():
    assert found(Pattern("share"), "SHARE share") == ["share"]


@pytest.mark.parametrize("pattern", ["পড়ুন", "প\u09dcুন"])
@pytest.mark.parametrize("text", ["পড\u09bcুন", "প\u09dcুন"])
def test_spellings_of_one_letter_are_one(pattern, text):
    assert found(Pattern(pattern), f"café {text} x") == [text]
    assert found(Pattern(pattern), f"cafe\u0301 {text} x") == [text]


@pytest.mark.parametrize("text", ["পড\u09bcুন", "প\u09dcুন"])
def test_a_letter_and_its_nukta_are_not_parted(text):
    assert found(Pattern("পড"), text) == []
    assert found(Pattern("পড", "start"), text) == []


def test_named_groups_are_values():
    page = Page(Document("by A. Writer"))
    pattern = Pattern("by (?P<who>.+?)(?P<more>, .*)?$")
    (match,) = pattern.compile().find(page, [0])
    assert match.values == {"who": "A. Writer", "more": ""}
    assert pattern.values == {"who", "more"}


@pytest.mark.parametrize("pattern", ["a*", "(?:a|)", "(?=a)?", "^$"])
def test_a_pattern_that_can_match_nothing_is_a_mistake(pattern):
    with pytest.raises(ValueError, match="can match nothing"):
        checked(Pattern(pattern))


@pytest.mark.parametrize("pattern", ["(", "[a", "a{2}{3}", r"\p{Nowhere}", "(?P<a>x)(?P=b)"])
def test_a_pattern_that_does_not_compile_is_a_mistake(pattern):
    with pytest.raises(ValueError, match="does not compile"):
        checked(Pattern(pattern))


@pytest.mark.parametrize("pattern", ["[ড\u09bcঢ]", "[^ক\u09dc]", "ড\u09bc?", "\u09dcx|\u09dc+"])
def test_a_letter_with_a_nukta_where_it_would_be_torn_is_a_mistake(pattern):
    with pytest.raises(ValueError, match="nukta"):
        checked(Pattern(pattern))


@pytest.mark.parametrize("pattern", [r"\[প\u09dcুন\]", r"\[(?:ড\u09bc|ঢ\u09bc)?\]", "[কখ]প\u09dcুন"])
def test_elsewhere_such_a_letter_is_welcome(pattern):
    Pattern(pattern + "x")


def test_only_lines_that_are_given_are_looked_at():
    page = Page(Document("a\na\na"))
    assert [match.span for match in Pattern("a").compile().find(page, [1])] == [(2, 3)]


@pytest.mark.parametrize("pattern", ["[\\u09dc-\\u09df]", "\\u09dc+", "[ab\\u0958]"])
def test_letters_with_a_nukta_are_two_characters_if_escaped_too(pattern):
    with pytest.raises(ValueError, match="a letter with a nukta is two characters"):
        checked(Pattern(pattern))


@pytest.mark.parametrize("pattern", ["(?R)foo bar", "(a(?1)?b)", "(?P<x>a)(?&x)"])
def test_patterns_that_call_themselves_are_refused(pattern):
    with pytest.raises(ValueError, match="calls itself"):
        checked(Pattern(pattern))


def test_an_escaped_letter_with_a_nukta_is_found_in_either_form():
    for text in ("\u09aa\u09dc\u09c1\u09a8", "\u09aa\u09a1\u09bc\u09c1\u09a8"):
        assert found(Pattern("\\u09dc\\u09c1"), text) == [text[1:-1]]
