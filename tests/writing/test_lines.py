import pytest
from helpers import found
from hypothesis import given
from hypothesis import strategies as st

from newslint.matchers import Script
from newslint.writing.lines import kind_of
from newslint.writing.masks import _MASKED, masked

BENGALI = "রাতে নদীর জল আবার বেড়েছে, তাই শহরের মানুষ ভোরের আগেই উঁচু জায়গায় সরে গেছেন।"


@pytest.mark.parametrize(
    ("line", "is_head", "kind"),
    [
        ("Dam Safety", True, "kicker"),
        ("KCNA", True, "kicker"),
        ("Advertisement", False, "label"),
        ("Share:", False, "label"),
        ("Read more", False, "label"),
        ("Tags", False, "label"),
        ("Comments (0)", False, "label"),
        ("Source link", False, "label"),
        ("Follow us on Facebook", False, "label"),
        ("Photo: Reuters", False, "label"),
        ("River Watch, D (Dam), Hilltown", False, "label"),
        ("B-52, F-22", True, "kicker"),
        ("The mayor said on Monday that the two dams of the town had held.", False, "sentence"),
        ("He left early.", False, "line"),
        ("click here to read the whole story about the river", False, "line"),
        ("नदी के दो बाँध", True, "line"),
        ("https://example.com/a", False, "address"),
        ("#River #Dam", False, "address"),
        ("১৭:৫৭", False, "no-letters"),
        ("নদী সফর", False, "native"),
        ("KCNA জানিয়েছে", False, "mixed"),
        ("(সব খবর পেতে ফলো করুন Google News, X, Facebook, Youtube)", False, "mixed"),
    ],
)
def test_kinds_of_lines(line, is_head, kind):
    assert kind_of(line, "Bengali", is_head)[0] == kind


def test_the_scripts_of_east_asia_are_one():
    assert kind_of("東京タワー", "CJK", is_head=False) == ("native", "CJK")
    assert kind_of("東京タワー", "Latin", is_head=True) == ("line", "CJK")


@pytest.mark.parametrize("sentences", [1, 2])
def test_a_document_is_bilingual_when_a_fifth_of_its_lines_are_foreign_sentences(sentences):
    foreign = "The river rose again and the people moved up."
    text = "\n".join([BENGALI] * 4 + [foreign] * sentences)
    assert found(Script("bilingual"), text) == ([foreign] if sentences == 2 else [])


@given(
    st.lists(st.sampled_from(["www", "http", "s:", "://", "/", ".", "@", "#", "a", "নদী", " ", "-", "com"]), max_size=9)
)
def test_lines_without_the_signs_of_an_address_have_none(parts):
    line = "".join(parts)
    assert masked(line) == _MASKED.sub(lambda match: " " * len(match[0]), line)
