from dataclasses import dataclass

import pytest
import regex
from helpers import hostile_texts
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newslint.forms import fold
from newslint.literals import required, requirements
from newslint.nfc import canonical

LETTERS = st.sampled_from("abcIısſKßΣé0৩,-# \u200b`~&:|{}()[]*+?.^$\\\"'<>=!িড়ক分ﬅ")
MORE = st.sampled_from(["ab", "share", "ad_1", "পড়ুন", "  "])
CLASSES = {
    r"\d": "0৩",
    r"\w": "aক_",
    r"\s": " \t",
    ".": "x分",
    r"\p{L}": "aড",
    r"\pL": "zক",
    r"\P{L}": "0-",
    r"[^a]": "b ",
    r"\D": "x-",
}
LITERAL_ESCAPES = {r"\x41": "A", r"\u0995": "ক", r"\U00000041": "A", r"\101": "A", r"\N{DIGIT ONE}": "1", r"\t": "\t"}


@dataclass(frozen=True)
class Grown:
    """A pattern, and one text that it matches."""

    pattern: str
    text: str


def literal(char):
    return Grown(regex.escape(char, special_only=True), char)


def one_of(classes):
    return st.sampled_from(sorted(classes)).flatmap(
        lambda pattern: st.sampled_from(classes[pattern]).map(lambda text: Grown(pattern, text))
    )


@st.composite
def member_sets(draw):
    members = draw(st.lists(LETTERS, min_size=1, max_size=4))
    inside = "".join(regex.escape(char, special_only=False) for char in members)
    extra = draw(st.sampled_from(["", "a-c", r"\d", "[xy]", r"\p{Lu}", r"\]", "&&[^q]"]))
    return Grown(f"[{inside}{extra}]", draw(st.sampled_from(members)))


AS_WRITTEN = [
    Grown(r"(?:\s{0,3})", " \t "),
    Grown(r"(?:\s*)", ""),
    Grown(r"(?:[ \u00a0]+)", "\u00a0 "),
    Grown(r"(?:[ \u200b]?)", "\u200b"),
    Grown("[:：]", "："),
    Grown("[–—-]", "—"),
    Grown(r"[\s-]", "-"),
    Grown("[a&b|c~d]", "&"),
    Grown("[a-c--b]", "c"),
    Grown("[a--b]", "a"),
    Grown("[a~~b]", "b"),
    Grown("[-a]", "-"),
]
"""Sets and repeats in the manner of rules."""


def atoms():
    return st.one_of(
        st.sampled_from(AS_WRITTEN),
        LETTERS.map(literal),
        MORE.map(lambda text: Grown("".join(literal(char).pattern for char in text), text)),
        one_of(CLASSES),
        one_of(LITERAL_ESCAPES),
        member_sets(),
        st.sampled_from(
            [
                Grown(text, "")
                for text in (r"\b", r"\B", "(?=.)", "(?!zz)", "(?<=.)", "(?<!zz)", "(?!a(b|c)]?)", "(?<=[(|])?")
            ]
        ),
    )


@st.composite
def grouped(draw, inner):
    options = draw(st.lists(inner, min_size=1, max_size=3))
    chosen = draw(st.sampled_from(options))
    opening = draw(st.sampled_from(["(", "(?:", "(?>", "(?P<n>", "(?<m>", "(?i:"]))
    return Grown(f"{opening}{'|'.join(option.pattern for option in options)})", chosen.text)


@st.composite
def repeated(draw, inner):
    one = draw(inner)
    again = Grown(f"(?:{one.pattern})", one.text)
    sign, times = draw(
        st.sampled_from(
            [
                ("?", 1),
                ("{00,1}", 1),
                ("{0}", 0),
                ("{2,}", 3),
                ("*", 0),
                ("*", 2),
                ("+", 1),
                ("+", 3),
                ("{2}", 2),
                ("{0,2}", 0),
                ("{1,3}", 2),
                ("{,2}", 0),
            ]
        )
    )
    return Grown(again.pattern + sign + draw(st.sampled_from(["", "?", "+"])), one.text * times)


def bare_repeats():
    signs = st.sampled_from([("?", 0), ("*", 2), ("+", 2), ("{2,3}", 2), ("{,1}", 0), ("+?", 1), ("*+", 1)])
    return st.builds(lambda one, sign: Grown(one.pattern + sign[0], one.text * sign[1]), LETTERS.map(literal), signs)


def sequences(inner):
    return st.lists(inner | bare_repeats(), min_size=1, max_size=4).map(
        lambda parts: Grown("".join(part.pattern for part in parts), "".join(part.text for part in parts))
    )


grown = st.recursive(atoms(), lambda inner: sequences(inner) | grouped(inner) | repeated(inner), max_leaves=12)


def literals_stand_in(pattern, text, ignore_case):
    """Whether a text that a pattern matches holds one of its literals; None where the pattern does not match."""
    pattern, text = canonical(pattern), canonical(text)
    flags = regex.VERSION1 | (regex.IGNORECASE if ignore_case else 0)
    try:
        expression = regex.compile(f"(?-f:{pattern})", flags)
    except regex.error:
        return None
    if not any(match[0] for match in expression.finditer(text, timeout=2)):
        return None
    return all(any(literal in fold(text) for literal in choice) for choice in requirements(pattern))


@settings(max_examples=1500)
@given(
    grown, st.sampled_from(["", "x ", "É\u0301 ", "৩-"]), st.sampled_from(["", " y", "\u0301", "\u200b"]), st.booleans()
)
def test_some_literal_stands_in_every_text_that_matches(pair, before, after, ignore_case):
    for text in (pair.text, pair.text.upper(), pair.text.swapcase()):
        held = literals_stand_in(pair.pattern, before + text + after, ignore_case)
        assert held is not False, (pair, requirements(canonical(pair.pattern)), fold(before + text + after))


@given(grown)
def test_the_patterns_above_match_their_texts_often_enough(pair):
    assume(literals_stand_in(pair.pattern, pair.text, False) is not None)
    assert literals_stand_in(pair.pattern, pair.text, False)


@settings(max_examples=300)
@given(st.text(st.sampled_from(r"ab01\pLNxgQ{}[]()?*+|^$<>=!:P-&~,.# é"), max_size=12), hostile_texts)
def test_whatever_is_thrown_at_the_reader(pattern, text):
    """The reader never raises; and where `regex` takes the pattern, what it says is true."""
    assert all(literal == fold(literal) != "" for choice in requirements(pattern) for literal in choice)
    assert literals_stand_in(pattern, text + "aab01Lé #aN" + pattern, ignore_case=False) is not False


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("Share", {"share"}),
        ("read more|also READ", {"read more", "also read"}),
        (r"\[ad_\d+\]", {"[ad_"}),
        (r"\[/?(?:ad|caption)\]", {"[ad]", "[/ad]", "[caption]", "[/caption]"}),
        ("(?P<who>[A-Z]+) reports for (?P<what>.*)", {" reports for "}),
        ("[+/]", {"+", "/"}),
        ("‘|[´`]", {"'"}),
        ("ab+c", {"ab"}),
        ("ab*cd", {"cd"}),
        ("bab?", {"ba"}),
        ("ca{2}b", {"caab"}),
        ("ca{2,3}b", {"caa"}),
        ("(?:photos?|image):? by", {"photo by", "photo: by", "photos by", "photos: by", "image by", "image: by"}),
        (r"12\s+Jan(?:uary|\.)?", {"12 jan"}),
        (r"[^.]\scaf[eé]\s", {" cafe ", " café "}),
        (r"\.{4,8}", {"...."}),
        ("[,;]|\u0964\u0964", {",", ";", "\u0964\u0964"}),
        ("\u0964?,\u0964", {",\u0964"}),
        ("(?:abc){0,3}de", {"de"}),
        ("(?:abc){1,3}d", {"abc"}),
        (r"(?<!x)abc(?=defg)", {"abc"}),
        (r"\bআরও\s+পড়ুন\b", {"আরও প\u09a1\u09bcুন"}),
        (r"১০", {"10"}),
        (r"‘x’", {"'x'"}),
        (r"\x41\u0042", {"ab"}),
        (r"\N{BENGALI LETTER KA}x", {"কx"}),
        (r"a\.b\\c", {"a.b\\c"}),
        (r"a\pLbc", {"bc"}),
        (r"\pLac[}]b", {"ac}b"}),
        (r"\p{L}ac[}]b", {"ac}b"}),
        (r"(ab)\1cd", {"ab"}),
        (r"xy\b", {"xy"}),
        ("(?>abc|.)ef", {"ef"}),
        ("(?:\uff45\u0301)ab?", {"e\u0301a"}),
        ("(?:ab|ba|)cd", {"cd"}),
        (r"ab\101", {"ab"}),
        ("(?i:ABC)d?", {"abc"}),
        (r"Source\s*[:：]\s{0,3}\d", {"source:", "source :"}),
        (r"by[ \u00a0]*[–—-]", {"by-", "by -"}),
        (r"[\s-]ab[&|~]cd", {f"{before}ab{sign}cd" for before in " -" for sign in "&|~"}),
        ("[a-h][a-h]by[a-d]", {f"{before}by{after}" for before in "abcdefgh" for after in "abcd"}),
    ],
)
def test_required(pattern, literals):
    assert required(pattern) == literals


@pytest.mark.parametrize(
    "pattern",
    [
        ".*",
        r"\d+",
        "a?",
        "(?:a|b)*",
        "a|",
        "a|.",
        "(?:a|b?)",
        "[a-z]",
        "[^a]",
        r"[a\d]",
        "[[a]b]",
        "[a--b]",
        r"\s",
        " +",
        "\u200b",
        r"\101",
        "(?i)abc",
        "(?x)a b",
        "(?:abc){e<=1}",
        r"\L<names>",
        "(?|a|b)",
        "(?#abc)",
        "(*SKIP)",
        "(?:(a)|b)(?(1)c|d)(*FAIL)",
        "(?=abc)",
        "ab)c",
        "",
    ],
)
def test_nothing_is_required(pattern):
    assert required(pattern) is None


def test_a_place_with_too_many_choices_gives_none():
    assert required("(?:" + "|".join(f"x{number}y" for number in range(257)) + ")") is None
    assert len(required("(?:" + "|".join(f"x{number}y" for number in range(100)) + ")")) == 100


def test_a_bracket_that_closes_a_nested_set_at_once_is_a_member():
    assert required("[a[]]b]zx") == {"zx"}
    assert required("[a[^]]b]zx") == {"zx"}
