from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.formats.diagnosis import wide
from newslint.formats.records import Unreadable, decoded

BENGALI = "নদীর জল বাড়ছে, বাঁধ এখনও অক্ষত আছে।\nবৃষ্টি থামেনি।"
ENGLISH = "The river rises, and the dam holds."
RUSSIAN = "Вода в реке поднимается, но плотина пока держится."


def told(raw):
    with pytest.raises(Unreadable) as caught:
        decoded(raw)
    return caught.value.rule, caught.value.message


@pytest.mark.parametrize("text", [BENGALI, ENGLISH, RUSSIAN])
@pytest.mark.parametrize("encoding", ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
def test_wide_encodings_are_named_without_a_mark(text, encoding):
    rule, message = told(text.encode(encoding))
    assert rule == "input/not-text"
    assert f"iconv -f {encoding} -t UTF-8" in message


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (BENGALI.encode()[:-1], "cut off within its last character"),
        ("rain \U0001f327".encode("utf-16-be").decode("utf-16-be").encode("utf-8")[:-2], "cut off"),
        (b"rain \xed\xa0\xbc\xed\xbc\xa7 again", "CESU-8"),
        (b"rain \xed\xa0\xbc again", "half of a surrogate pair without the other"),
        (b"rain\xc0\x80again", "overlong"),
        (b"rain\xe0\x80\xafagain", "overlong"),
        (BENGALI.encode() + b"\xff rain", "most of it is UTF-8"),
        (RUSSIAN.encode("cp1251"), "it looks like cp1251"),
        ("le café était fermé".encode("latin-1"), "it looks like Windows-1252"),
        (b"\xff\x00\x01\x89", "convert the input to UTF-8"),
    ],
)
def test_what_bytes_look_like_is_said_with_a_remedy(raw, says):
    rule, message = told(raw)
    assert rule == "input/invalid-utf8"
    assert "at byte offset" in message
    assert says in message


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_no_text_in_utf8_is_taken_for_anything_else(text):
    assert wide(text.encode()) is None
    assert decoded(text.encode()) == text


@given(st.binary())
def test_no_bytes_are_too_odd_to_look_at(raw):
    with suppress(Unreadable):
        decoded(raw)
