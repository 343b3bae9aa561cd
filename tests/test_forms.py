import sys
import unicodedata
from bisect import bisect_left
from itertools import pairwise

import pytest
import regex
from helpers import hostile_texts, texts
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.alignment import align_canonical, align_folded
from newslint.forms import fold
from newslint.nfc import canonical
from newslint.types import Span

one_line = (hostile_texts | texts).map(lambda text: text.replace("\n", " "))


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
        starts, ends = ([*map(where, range(len(aligned.text)))] for where in (aligned.start, aligned.end))
        assert all(one <= two for one, two in (*pairwise(starts), *pairwise(ends)))
        for offset in range(len(line) + 1):
            assert aligned.index(offset) == bisect_left(starts, offset)
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


@pytest.mark.parametrize("hidden", ["\u200c", "\u200d", "\ufe0f"])
def test_what_shows_nothing_leads_back_to_itself_even_after_letters_that_compose(hidden):
    aligned = align_canonical(f"e\u0301{hidden}x")
    assert aligned.text == f"é{hidden}x"
    assert aligned.source(Span(1, 2)) == Span(2, 3)


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
        ("a\nb\r\n", "a\nb \n"),
        ("straße", "straße"),
        ("`a` \f\x1fb", "'a' b"),  # as in longer texts that hold more than ASCII
    ],
)
def test_fold(text, form):
    assert fold(text) == form
