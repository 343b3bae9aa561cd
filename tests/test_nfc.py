import sys
import unicodedata

import pytest
from helpers import hostile_texts, texts
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newslint import nfc
from newslint.nfc import is_surely_nfc, normalized

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]
MOVING = [char for char in EVERY if unicodedata.combining(char) or unicodedata.decomposition(char)]
JOINING = "aeoнकড়ে\u0dd9\u1100\uac00\u0301\u0327\u0323\u09bc\u09cd\u09be\u0dca\u1161\u11a8\u00e9\u0344"


def is_nfc(text):
    return unicodedata.normalize("NFC", text) == text


JOINED = (
    hostile_texts
    | texts
    | st.text(st.sampled_from(JOINING))
    | st.text(st.sampled_from(MOVING) | st.sampled_from("aek"))
)


@given(JOINED)
@example("\u09dc\u09c7")
@example("\u0344\u0327a")
@settings(max_examples=500)
def test_a_text_is_normalized_and_so_are_its_characters(text):
    chars = frozenset(text)
    normal = unicodedata.normalize("NFC", text)
    assert normalized(text, chars) == (normal, frozenset(normal))
    assert (normalized(text, chars)[0] is text) == (normal == text)


@given(st.lists(JOINED, max_size=6))
@settings(max_examples=100)
def test_what_was_learnt_may_be_forgotten_at_any_time(texts):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nfc, "_MOST_PAIRS", 20)
        for text in texts:
            assert normalized(text, frozenset(text))[0] == unicodedata.normalize("NFC", text)
            assert is_nfc(text) or not is_surely_nfc(text, frozenset(text))


@given(JOINED)
@example("a\u0327\u0301")
@example("\u00e9\u0327\u0323")
@settings(max_examples=500)
def test_what_is_surely_nfc_is_nfc(text):
    assert is_nfc(text) or not is_surely_nfc(text, frozenset(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Café, Ærø, naïve – “x”",
        "ঢাকায় সোমবার বৃষ্টি হয়েছে, কোনো ক্ষতি হয়নি।".replace("\u09df", "\u09af\u09bc"),
        "सड़क पर पानी है, राजा को ख़बर है।".replace("\u095c", "\u0921\u093c").replace("\u0959", "\u0916\u093c"),
        "மழை பெய்தது, ஊருக்கு போனார்.",
        "ലോകം കേരളത്തിലെ വെള്ളം",
        "서울에 비가 왔다.",
        "سیلاب کے بعد مدد آئی۔",
    ],
)
def test_most_text_is_known_to_be_nfc(text):
    assert is_nfc(text)
    assert is_surely_nfc(text, frozenset(text))


def test_only_marks_and_hangul_join_what_stands_before_them():
    """What the module takes for granted, for characters of the basic plane; of others it takes nothing for granted."""
    for char in EVERY[:0x10000]:
        if unicodedata.combining(char):
            assert unicodedata.category(char)[0] == "M"
    for char in EVERY:
        parts = unicodedata.normalize("NFD", char)
        if len(parts) > 1 and unicodedata.normalize("NFC", parts) == char and char < "\U00010000":
            second = parts[-1]
            assert unicodedata.category(second)[0] == "M" or "\u1160" <= second <= "\u11ff"
