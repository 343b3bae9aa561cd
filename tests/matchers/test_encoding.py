import pytest
from helpers import found
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import views
from newslint.matchers import Encoding
from newslint.mojibake import reading
from newslint.page import Page
from newslint.types import Document
from newslint.views import view

MOJIBAKE = Encoding("mojibake")
LIKELY = Encoding("mojibake", evidence="weak")


def misread(text, codec="cp1252"):
    return "".join(view(codec).chars[byte] for byte in text.encode())


@pytest.mark.parametrize("text", ["café – “rain”", "naïve résumé", "It’s over…"])
@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_a_line_read_with_the_wrong_codec_is_found_with_what_it_meant(text, codec):
    damaged = misread(text, codec)
    page = Page(Document(f"Rain.\n {damaged} \nIt stopped."))
    (match,) = MOJIBAKE.compile().find(page, range(3))
    start, end = match.span
    assert page.text[start:end] == damaged.strip()
    assert match.values == {"decoded": text}


def test_little_evidence_is_a_finding_of_its_own():
    damaged = misread("вода", "koi8-r")
    assert found(MOJIBAKE, damaged) == []
    assert found(LIKELY, damaged) == [damaged]


def test_much_evidence_is_not_found_twice():
    damaged = misread("নদীর জল বাড়ছে", "cp850")
    assert found(MOJIBAKE, damaged) == [damaged]
    assert found(LIKELY, damaged) == []


@pytest.mark.parametrize(
    "text", ["", "rain", "café été naïve", "নদীর পানি", "“It’s over…” – café", "Â", "Ça và", "Ãlvaro"]
)
def test_sound_text_is_left_alone(text):
    assert found(MOJIBAKE, text) == []
    assert found(LIKELY, text) == []


def test_other_charsets_are_guessed_with_their_name_and_how_sure_that_is():
    meant = "Вода в реке поднимается, но плотина пока держится."
    page = Page(Document(f"Rain.\n{''.join(view('cp1252').chars[byte] for byte in meant.encode('cp1251'))}"))
    (match,) = Encoding("charset").compile().find(page, range(2))
    assert match.values["decoded"] == meant
    assert match.values["charset"] == "cp1251"
    assert 50 < int(match.values["confidence"]) <= 100


def test_mojibake_and_fonts_are_no_other_charset():
    assert found(Encoding("charset"), misread("Вода в реке поднимается", "latin-1")) == []
    assert found(Encoding("charset"), "Av‡›`vj‡bi ¯^v¯’¨ e¨e¯’v m¤ú‡K© cÖkœ") == []


damaged = st.builds(
    misread, st.text(st.sampled_from("éনद–”ńжك😀 aÉ\xa0?"), max_size=12), st.sampled_from(views.VIEWS)
) | st.text(st.sampled_from("abÃÂ©‚„ ?\ufffdрСЃٹ§ا┬á\xa0\0\n\t–”’ক"), max_size=12)


@settings(max_examples=500)
@given(st.lists(damaged, max_size=5).map("\n".join))
def test_a_look_at_the_text_knows_the_lines_that_can_be_read_once_more(text):
    lines = [line.strip(" \t\r") for line in text.split("\n")]
    looked = MOJIBAKE.look(Page(Document(text)))
    assert {number for number, line in enumerate(lines) if reading(line)} <= looked
    assert looked <= {number for number, line in enumerate(lines) if not line.isascii()}
