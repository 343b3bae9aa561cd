import unicodedata

import pytest
from helpers import hostile_texts
from hypothesis import given
from hypothesis import strategies as st

from newslint import scripts
from newslint.page import Page
from newslint.scripts import (
    folded_counts,
    folded_script,
    leading_script,
    letters_by_script,
    most_of,
    script_counts,
    script_of,
    scripts_of,
    writing_of,
)
from newslint.types import Document


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", None),
        ("123 - 456", None),
        ("১২৩।", None),
        ("rain", "Latin"),
        ("বৃষ্টি", "Bengali"),
        ("बारिश", "Devanagari"),
        ("下雨了", "Han"),
        ("ฝนตก", "Thai"),
        ("বৃষ্টি rain বৃষ্টি বৃষ্টি বৃষ্টি", "Bengali"),
        ("বর ab", None),
        ("ᚠᚢᚦ", None),  # a script that is not on the list
        ("aaaaaaaবকল", "Latin"),  # seven in ten exactly
        ("aaaaaaবকলম", None),
    ],
)
def test_the_script_of_most_letters(text, script):
    assert most_of(script_counts(text), 0.7) == Page(Document(text)).script == script


def test_the_share_of_most_letters_can_be_asked_for():
    assert most_of({"Latin": 3, "Bengali": 3}, 0.5) in ("Latin", "Bengali")
    assert most_of({"Latin": 4, "Bengali": 2}, 0.9) is None


@given(hostile_texts | st.text(st.sampled_from("abcéকখগdefबа語ひカ"), max_size=40), st.sampled_from([0.51, 0.7]))
def test_the_leading_script_is_that_of_most_letters(text, share):
    assert leading_script(text, letters_by_script(set(text)), share) == most_of(script_counts(text), share)


def test_script_counts_count_letters_alone():
    assert script_counts("কা খ, abc 12 ১২ γ ᚠ") == {"Bengali": 2, "Latin": 3, "Greek": 1}


def test_the_scripts_of_east_asia_count_as_one():
    counts = script_counts("東京タワーへ ab")
    assert counts == {"Han": 2, "Katakana": 2, "Hiragana": 1, "Latin": 2}
    assert folded_counts(counts) == {"CJK": 5, "Latin": 2}
    assert folded_counts({"Latin": 2}) == {"Latin": 2}


@pytest.mark.parametrize(
    ("char", "script"),
    [("a", "Latin"), ("ª", "Latin"), ("ক", "Bengali"), ("া", "Bengali"), ("।", None), ("\u0301", None)],
)
def test_the_script_of_a_character(char, script):
    assert script_of(char) == script


def test_a_letter_may_be_used_in_several_scripts():
    assert scripts_of("क") == {"Devanagari"}
    assert scripts_of("東") == {"Han", "Hanb", "Jpan", "Kore"}
    assert scripts_of("東") & scripts_of("タ") & scripts_of("ひ") == {"Jpan"}


@given(hostile_texts | st.text(st.sampled_from("aéক৫াबᚠ東ひ，٣۳0１৳γ\u0301"), max_size=12))
def test_what_characters_are_of_is_what_each_of_them_is_of(text):
    writing = writing_of(set(text))
    assert writing.scripts == set(script_counts(text))
    assert writing.owners == set(map(folded_script, text)) - {None}
    assert writing.zeros == {ord(char) - unicodedata.decimal(char) for char in text if char.isdecimal()}


def test_what_is_remembered_of_characters_is_bounded():
    for start in range(0x4000, 0x10000, 0x400):
        writing_of(set(map(chr, range(start, start + 0x400))))
        assert len(scripts._TRAITS) <= scripts._MOST_KEPT
    assert writing_of(set("aক৫")) == (
        frozenset(["Latin", "Bengali"]),
        frozenset(["Latin", "Bengali"]),
        frozenset([0x9E6]),
    )
