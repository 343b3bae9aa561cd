import pytest
from helpers import found
from hypothesis import given
from hypothesis import strategies as st

from newslint.matchers import Phrase


@pytest.mark.parametrize(
    "text",
    [
        "Share",
        "share:",
        "- SHARE: -",
        "[ Share ]",
        "\u200bShare\xa0",
        "“Share”",
        "ＳＨＡＲＥ",
        "Share\r",
        "***share***",
    ],
)
def test_a_whole_line_is_found_with_its_decoration(text):
    assert found(Phrase(("Share",)), f"Rain.\n{text}\nIt stopped.") == [text.strip("\r\xa0\u200b")]


@pytest.mark.parametrize("text", ["Shares", "Share it", "", "-", "share\u2044"])
def test_other_lines_are_not(text):
    assert found(Phrase(("Share",)), text) == []


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("আরও পড়ুন", "আরও প\u09dcুন"),
        ("আরও প\u09dcুন", "আরও পড\u09bcুন:"),
        ("আরো", "আর\u09c7\u09be"),
        ("পৃষ্ঠা ১২", "পৃষ্ঠা 12"),
        ("ভিডিও–দেখুন", "ভিডিও-দেখুন"),
        ("পড়ুন  এখন", "পড়ুন\u200c\xa0\tএখন"),
        ("ΣΟΦΟΣ", "σοφος"),
        ("Don’t miss", "don't miss"),
    ],
)
def test_what_does_not_matter_is_folded(phrase, text):
    assert found(Phrase((phrase,)), text) == [text]


@pytest.mark.parametrize(
    ("at", "text", "matches"),
    [
        ("start", "- Read more: floods", ["Read more"]),
        ("start", "Read more", ["Read more"]),
        ("start", "Read moreover", []),
        ("start", "To read more", []),
        ("end", "Floods. Read more »", ["Read more"]),
        ("end", "Bread more", []),
        ("end", "Read more floods", []),
        ("inside", "xRead more, read more. READ  MORE", ["read more", "READ  MORE"]),
        ("inside", "read more分", ["read more"]),
    ],
)
def test_places(at, text, matches):
    assert found(Phrase(("Read more",), at), text) == matches


@pytest.mark.parametrize("text", ["পড়ুনা", "পড়ুন্", "পড়ুনি", "আপড়ুন", "পড়ুন\u200dক", "পড়ুন\u200cক", "পড়ুন৩"])
def test_words_are_never_cut_in_two(text):
    assert found(Phrase(("পড়ুন",), "inside"), text) == []


def test_the_longest_of_several_phrases_at_one_place_is_taken():
    assert found(Phrase(("read", "read more", "more news"), "inside"), "read more news read") == ["read more", "read"]


@given(st.text(st.sampled_from("ab \u200b"), max_size=12))
def test_phrases_inside_are_found_one_after_the_other(text):
    """Against the plain way: from the left, the longest at each place, words as they stand between spaces."""
    shown = text.replace("\u200b", "").split()
    assert [match.replace("\u200b", "") for match in found(Phrase(("ab", "a"), "inside"), text)] == [
        word for word in shown if word in ("ab", "a")
    ]


@pytest.mark.parametrize("phrase", ["", " ", "-", "…", "\u200b"])
@pytest.mark.parametrize("at", ["line", "start", "end"])
def test_a_phrase_of_decoration_alone_is_a_mistake(phrase, at):
    with pytest.raises(ValueError, match="nothing but decoration"):
        Phrase((phrase,), at)


def test_decoration_counts_inside_a_line():
    assert found(Phrase(("…",), "inside"), "rain…") == ["…"]
