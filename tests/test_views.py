import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import views
from newslint.charsets import guess

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


def test_what_may_be_units_of_two_bytes_are_four_characters_of_the_basic_plane():
    for char in map(chr, [*range(0x1F00, 0x2100), *range(0x2100, 0x110000, 0xFF)]):
        assert views.has_double(f"a{char * 4}b") is ("\u2000" <= char <= "\uffff")
    assert not views.has_double("\u2000\uffff\u2014")


def test_what_may_be_of_another_charset_are_four_characters_of_windows_1252_beyond_ascii():
    beyond = set(views.view("cp1252").chars[0x80:] + views.view("latin-1").chars[0x80:])
    for char in map(chr, range(0x3000)):
        assert views.looks_legacy(f"a{char * 4}b") is (char in beyond)
        assert views.may_be_legacy(char * 4, {char}) is (char in beyond and char.isalpha())
    assert not views.looks_legacy("ÄÖÜ")
    assert views.looks_legacy("”Ä™Ÿ")


@given(st.binary(min_size=4, max_size=40).map(lambda raw: "".join(views.view("cp1252").chars[byte] for byte in raw)))
def test_what_can_be_guessed_has_the_letters_that_are_asked_for(line):
    assert guess(line) is None or views.may_be_legacy(line, set(line))


@pytest.mark.parametrize("word", ["Âîäà â ðåêå ïîäíèìàåòñÿ", "Áß¶ù¾Á ¾î", "Ōāđü"])
def test_letters_tell_of_other_charsets(word):
    assert views.may_be_legacy(word, set(word)) is views.looks_legacy(word)
    assert not views.may_be_legacy("—–“”…", set("—–“”…"))
