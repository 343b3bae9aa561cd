import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import views

CODECS = st.sampled_from(views.VIEWS)


@pytest.mark.parametrize("codec", views.VIEWS)
def test_a_view_gives_back_all_bytes(codec):
    seen = views.view(codec)
    assert seen.bytes_of(seen.chars) == bytes(range(256))


@pytest.mark.parametrize("codec", views.VIEWS)
def test_a_view_knows_no_other_characters(codec):
    seen = views.view(codec)
    others = {chr(code) for code in range(0x500)} - set(seen.chars)
    assert all(seen.bytes_of(char) is None for char in others)


@given(st.text(st.characters(min_codepoint=0x80, exclude_categories=["Cs"]), min_size=1), CODECS)
def test_what_was_utf8_is_seen_as_whole_sequences(text, codec):
    misread = "".join(views.view(codec).chars[byte] for byte in text.encode())
    assert views.whole(codec).fullmatch(misread)
    assert views.may_be_misread(misread, frozenset(misread))


@pytest.mark.parametrize("codec", views.VIEWS)
def test_what_a_sequence_can_begin_with_is_known_without_the_codec(codec):
    assert views.view(codec).leads == views.LEADS[codec]


@given(st.binary(min_size=1, max_size=12), CODECS)
def test_what_was_not_utf8_is_not(raw, codec):
    misread = "".join(views.view(codec).chars[byte] for byte in raw)
    if views.whole(codec).fullmatch(misread):
        raw.decode("utf-8", "surrogatepass")  # overlong forms and code points beyond U+10FFFF apart
