import unicodedata

import pytest
from helpers import hostile_texts
from hypothesis import given
from hypothesis import strategies as st

from newslint.text import at_border, characters, ends_sentence, is_blank, is_word, needs_space, replaced
from newslint.types import Edit, Span


@pytest.mark.parametrize(
    "pieces",
    [
        ["শেয়ার", " ", "করুন"],
        ["শেয়ার", "।"],
        ["बड़ा", " ", "घर"],
        ["read", " ", "more"],
        ["read", "-", "more"],
        ["分", "享"],
        ["ไทย", "ไทย"],
        ["more", "分"],
        ["“", "পড়ুন", "”"],
    ],
)
def test_words_have_borders(pieces):
    text, at = "".join(pieces), 0
    for piece in [*pieces, ""]:
        assert at_border(text, at)
        at += len(piece)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("করুন", 1),  # two letters
        ("কা", 1),  # before a vowel sign
        ("কাজ", 2),  # after a vowel sign
        ("ক্ষ", 1),  # before and after a virama
        ("ক্ষ", 2),
        ("ड\u093cा", 1),  # before a nukta
        ("e\u0301a", 1),
        ("more3", 4),
        ("৩টি", 1),
        ("a_b", 1),
        ("ที่", 1),  # a mark binds in scripts without spaces too
        ("한글", 1),
    ],
)
def test_words_have_no_borders_inside(text, at):
    assert not at_border(text, at)


@pytest.mark.parametrize("pair", ["ab", "।ব", ".B", "”a", "a(", "৩x", ")ক"])
def test_words_and_sentences_need_a_space_between_them(pair):
    assert needs_space(*pair)


@pytest.mark.parametrize("pair", ["a.", "(a", "“ক", "a,", "分享", "。分", "a分", "ক\u09be", "-a", "a'", " a", "a "])
def test_other_characters_do_not(pair):
    assert not needs_space(*pair)


@given(hostile_texts)
def test_a_border_is_where_words_begin_and_end(text):
    assert at_border(text, 0)
    assert at_border(text, len(text))
    for at in range(1, len(text)):
        if at_border(text, at):
            assert unicodedata.category(text[at])[0] != "M"
        else:
            assert unicodedata.category(text[at])[0] == "M" or (is_word(text[at - 1]) and is_word(text[at]))


@pytest.mark.parametrize("char", ["a", "ক", "া", "্", "৩", "_", "分", "\u0301"])
def test_word_characters(char):
    assert is_word(char)


@pytest.mark.parametrize("char", [" ", ".", "।", "-", "\u200d", "\ud800", "'"])
def test_other_characters(char):
    assert not is_word(char)


@pytest.mark.parametrize(
    "line",
    [
        "It rained.",
        "বৃষ্টি হলো।",
        "Really?",
        "क्या?",
        "下雨了。",
        "He said “no.”",
        "(so it was.)",
        "…",
        "ختم۔",
        "It rained. \r",
        "„Es regnet.“",
        "‚Es regnet.‘",
        "»Det regner.«",
        "اس نے کہا: ’بارش ہو رہی ہے۔‘",
        "「雨が降った。」",
        "«Il pleut. »",
    ],
)
def test_sentences_that_end(line):
    assert ends_sentence(line)


@pytest.mark.parametrize("line", ["", "Read more", "আরও পড়ুন", "Related:", "by A. Writer", "“so”", "1,000"])
def test_lines_that_are_no_sentence(line):
    assert not ends_sentence(line)


@pytest.mark.parametrize("line", ["", " ", "\t\r", "\u200b", "\ufeff \u2028", "\xa0\u3000"])
def test_lines_that_show_nothing(line):
    assert is_blank(line)


@pytest.mark.parametrize("line", [".", "\0", "\ud800", " ক ", "-"])
def test_lines_that_show_something(line):
    assert not is_blank(line)


def test_replaced():
    assert (
        replaced("Rain fell.", [Edit(Span(0, 0), "“"), Edit(Span(5, 9), "stopped"), Edit(Span(10, 10), "”")])
        == "“Rain stopped.”"
    )
    assert replaced("", [Edit(Span(0, 0), "x")]) == "x"
    assert replaced("Rain.", []) == "Rain."


@given(
    hostile_texts,
    st.sampled_from(["", "The river rose. ", "নদীর পানি বেড়েছে। ", "Вода поднялась. ", "水位上升。", "\ud83d"]),
)
def test_all_characters_of_a_text_and_no_others(text, more):
    assert characters(text + 40 * more) == frozenset(text + more)
