import pytest
from helpers import found
from hypothesis import given
from hypothesis import strategies as st

from newslint.matchers import Encoding
from newslint.page import Page
from newslint.types import Document

MOJIBAKE = Encoding("mojibake")


def misread(text, codec="cp1252"):
    return text.encode().decode(codec)


@pytest.mark.parametrize("text", ["café – “rain”", "naïve résumé", "It’s over…"])
@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_a_line_read_with_the_wrong_codec_is_found_with_what_it_meant(text, codec):
    damaged = "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())
    page = Page(Document(f"Rain.\n {damaged} \nIt stopped."))
    (match,) = MOJIBAKE.compile().find(page, range(3))
    start, end = match.span
    assert page.text[start:end] == damaged.strip()
    assert match.values == {"decoded": text}


def test_so_is_one_that_was_read_so_twice():
    page = Page(Document(misread(misread("café été"))))
    assert [match.values["decoded"] for match in MOJIBAKE.compile().find(page, [0])] == ["café été"]


@pytest.mark.parametrize(
    "text", ["", "rain", "café été naïve", "নদীর পানি", "“It’s over…” – café", "Â", "Ça và", "Ãlvaro"]
)
def test_sound_text_is_left_alone(text):
    assert found(MOJIBAKE, text) == []


@given(
    st.text(st.characters(min_codepoint=0x80, max_codepoint=0x2122), max_size=8), st.sampled_from(["latin-1", "cp1252"])
)
def test_the_gates_turn_away_nothing_that_ftfy_would_undo(text, codec):
    from newslint.matchers.encoding import _decode

    damaged = "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())
    line = damaged.replace("\n", " ").strip()
    assert found(MOJIBAKE, line) == ([line] if _decode(line) != line else [])
