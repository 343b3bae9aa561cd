import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.reporters.visible import inert, is_blank, shown_path, visible

ANY_TEXT = st.text(st.characters(), max_size=40)


@pytest.mark.parametrize(
    "char",
    [
        *"\x00\t\n\r\x1b\x7f\x85\x9b\xa0\xad\u034f\u061c\u115f\u200b\u200c\u200d\u200e\u200f\u2028\u2029",
        *"\u202a\u202e\u202f\u2060\u2064\u2066\u2069\u2800\u3000\ue000\ufe0f\ufeff\ufffe\ud800\U000e0041\U000f0000",
    ],
)
def test_what_shows_nothing_becomes_a_token(char):
    assert visible(f"ক{char}খ") == f"ক‹U+{ord(char):04X}›খ"


@pytest.mark.parametrize(
    "text", ["", "plain text", "বৃষ্টি, ২ মার্চ।", "é e\u0301", "👍🏽", "\u0600১২", "x\ufffd", "a [b] ##c"]
)
def test_what_shows_stays(text):
    assert visible(text) == text


def test_a_mark_without_its_base_gets_a_circle():
    assert visible("\u09be") == "◌\u09be"
    assert visible("র\u200d\u09cdয") == "র‹U+200D›◌\u09cdয"


@pytest.mark.parametrize("command", ["##[error]x", "##vso[task]x", "##TeamCity[x]"])
def test_commands_of_build_servers_are_broken(command):
    assert visible(f"a {command}") == inert(f"a {command}") == f"a {command.replace('[', '‹U+005B›')}"


@given(ANY_TEXT)
def test_nothing_visible_acts_on_a_terminal(text):
    shown = visible(text)
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cs", "Co", "Zl", "Zp"}
    assert visible(shown) == shown


@given(ANY_TEXT)
def test_inert_changes_only_what_acts(text):
    shown = inert(text)
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(shown) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert inert("ক্\u200dষ \xa0") == "ক্\u200dষ \xa0"


@pytest.mark.parametrize(("text", "blank"), [("", True), (" \u200b\xa0", True), (" ক ", False), ("\u09be", False)])
def test_blank(text, blank):
    assert is_blank(text) is blank


def test_paths_never_begin_a_command():
    assert shown_path("::error::x") == "./::error::x"
    assert shown_path(" \t::x") == "./ ‹U+0009›::x"
    assert shown_path("a::b") == "a::b"
