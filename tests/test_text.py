import sys
import unicodedata
from itertools import pairwise

import pytest
import regex
from helpers import hostile_texts, texts
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.text import (
    DECORATION,
    Page,
    align_canonical,
    align_folded,
    at_border,
    canonical,
    dominant_script,
    ends_sentence,
    fold,
    is_blank,
    is_word,
    script_counts,
    words,
)
from newslint.types import Document, Span

one_line = (hostile_texts | texts).map(lambda text: text.replace("\n", " "))
BREAKS_OF_OTHERS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@given(hostile_texts | texts)
def test_folding_again_changes_nothing_but_what_became_one_character(text):
    # Dropping what is invisible can bring a letter and its mark together: the second time they are one character.
    assert fold(fold(text)) == canonical(fold(text))


@given(st.text(st.characters(max_codepoint=0x24F, categories=["L", "N", "P", "Z"])) | texts)
def test_folding_again_changes_nothing_in_ordinary_text(text):
    assert fold(fold(text)) == fold(text)


@given(hostile_texts | texts)
def test_canonical_is_nfc_and_settles_at_once(text):
    assert canonical(text) == unicodedata.normalize("NFC", text)
    assert canonical(canonical(text)) == canonical(text)


@given(one_line)
@example("a \u200b b")
@example("\u200b")
@example("`\x1f\x80")
@example(" \u0301 \xa0")
@example("\u0600e\u0301 \u200d x")
@example("\u1100\u1161\u11a8")
def test_aligned_forms_are_the_forms(line):
    assert align_folded(line).text == fold(line)
    assert align_canonical(line).text == canonical(line)


@given(one_line, st.data())
def test_spans_lead_back_to_what_they_came_from(line, data):
    for aligned, form in ((align_folded(line), fold), (align_canonical(line), canonical)):
        for at, char in enumerate(aligned.text):
            source = aligned.source(Span(at, at + 1))
            assert 0 <= source.start < source.end <= len(line)
            assert char in form(line[source.start : source.end])
        assert all(one <= two for one, two in pairwise(aligned.starts))
        assert all(one <= two for one, two in pairwise(aligned.ends))
        if aligned.text:
            start = data.draw(st.integers(0, len(aligned.text) - 1))
            end = data.draw(st.integers(start + 1, len(aligned.text)))
            source = aligned.source(Span(start, end))
            assert aligned.text[start:end] in form(line[source.start : source.end])


def test_an_empty_span_leads_to_an_empty_span():
    assert align_folded("").source(Span(0, 0)) == Span(0, 0)
    assert align_folded("a  b").source(Span(2, 2)) == Span(3, 3)
    assert align_folded("ab").source(Span(2, 2)) == Span(2, 2)


def test_spans_lead_back_where_one_letter_shrinks_and_the_next_one_grows():
    aligned = align_folded("e\u0301\u09dc")
    assert [aligned.source(Span(at, at + 1)) for at in range(3)] == [Span(0, 2), Span(2, 3), Span(2, 3)]


@given(hostile_texts | texts)
@example(f"a{BREAKS_OF_OTHERS}b\n\ud800\n\0\n")
def test_line_n_of_every_form_is_line_n_of_the_text(text):
    page = Page(Document(text))
    assert page.lines == text.split("\n")
    assert page.canonical_lines == list(map(canonical, page.lines))
    assert page.folded_lines == list(map(fold, page.lines))
    assert page.keys == [fold(line).strip(DECORATION) for line in page.lines]
    assert page.filled == [number for number, line in enumerate(page.lines) if not is_blank(line)]


@given(hostile_texts | texts)
def test_every_position_stands_on_its_line(text):
    page = Page(Document(text))
    for number, line in enumerate(page.lines):
        start, end = page.line_span(number)
        assert text[start:end] == line
        assert page.line_at(start) == page.line_at(end) == number


def test_digits_and_case_fold_as_unicode_says():
    for char in map(chr, range(0x10000)):
        if char.isdecimal():
            assert fold(char) == str(unicodedata.decimal(char))
        elif len(char.casefold()) == 1 and unicodedata.is_normalized("NFC", char):
            assert fold(char) == fold(char.casefold())


def test_letters_that_differ_in_case_alone_have_one_fold():
    """What `regex` takes for one another is one when folded: all pairs of letters that Python knows."""
    assigned = "".join(char for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(char)[0] != "C")
    cased = "".join(regex.findall(r"[\p{Cased}\p{Changes_When_Casemapped}]", assigned, regex.VERSION1))
    flags = regex.VERSION1 | regex.IGNORECASE
    pairs = [(char, other) for char in cased for other in regex.findall(f"(?-f:{char})", cased, flags)]
    assert [(one, two) for one, two in pairs if fold(one) != fold(two)] == []
    assert len(pairs) > 2 * 2500  # each letter is like itself, and most are like another
    assert set(regex.findall(f"(?-f:[{cased}])", assigned, flags)) == set(cased)


@given(hostile_texts | texts)
@example("পড়ুন ক\u09cb")
def test_canonically_equivalent_texts_have_one_fold(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("READ More", "read more"),
        ("১২৩ १२३ ١٢٣ ４", "123 123 123 4"),
        ("‘a’ “b” „c‟", '\'a\' "b" "c"'),
        ("a–b—c−d", "a-b-c-d"),
        ("a\xa0\u2003\t b", "a b"),
        ("a\u200d\ufeff\xadb", "ab"),
        ("ＡＢ！", "ab!"),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
        ("Iıİi", "iiii"),
        ("ড়", "ড\u09bc"),
        ("\u09dc", "ড\u09bc"),
        ("a\ud800b", "a\ufffdb"),
        ("a\u2028b", "a b"),
        ("a\nb\r\n", "a\nb\r\n"),
        ("straße", "straße"),
        ("`a` \f\x1fb", "'a' b"),  # as in longer texts that hold more than ASCII
    ],
)
def test_fold(text, form):
    assert fold(text) == form


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
    ],
)
def test_sentences_that_end(line):
    assert ends_sentence(line)


@pytest.mark.parametrize("line", ["", "Read more", "আরও পড়ুন", "Related:", "by A. Writer", "“so”", "1,000"])
def test_lines_that_are_no_sentence(line):
    assert not ends_sentence(line)


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
def test_dominant_script(text, script):
    assert dominant_script(text) == script


def test_the_share_of_the_dominant_script_can_be_asked_for():
    assert dominant_script("aaaবকল", share=0.5) in ("Latin", "Bengali")
    assert dominant_script("aaaaবক", share=0.9) is None


def test_script_counts_count_letters_alone():
    assert script_counts("কা খ, abc 12 ১২ γ ᚠ") == {"Bengali": 2, "Latin": 3, "Greek": 1}


@pytest.mark.parametrize("line", ["", " ", "\t\r", "\u200b", "\ufeff \u2028", "\xa0\u3000"])
def test_lines_that_show_nothing(line):
    assert is_blank(line)


@pytest.mark.parametrize("line", [".", "\0", "\ud800", " ক ", "-"])
def test_lines_that_show_something(line):
    assert not is_blank(line)


def test_words_are_what_stands_between_white_space():
    assert words(" আরও\u2003পড়ুন:  read\xa0more ") == ["আরও", "পড়ুন:", "read", "more"]


@pytest.mark.parametrize(
    ("text", "says", "language"),
    [("বৃষ্টি", None, "bn"), ("বৃষ্টি", "as", "as"), ("rain", None, None), ("rain", "en", "en"), ("", None, None)],
)
def test_the_language_is_what_the_document_says_or_its_script_gives_away(text, says, language):
    assert Page(Document(text, says)).language == language
