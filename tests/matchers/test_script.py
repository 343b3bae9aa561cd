from typing import get_args

import msgspec
import pytest
from helpers import found
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.matchers import Script
from newslint.matchers.script import _LOOK_OF, _VALUES
from newslint.page import Page
from newslint.types import Document
from newslint.writing.finds import FINDS, LOOKS

BENGALI = "নদীর পানি সোমবার রাতে আবার বেড়েছে।"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{BENGALI}\n Share this story \n{BENGALI}", ["Share this story"]),
        (f"{BENGALI * 4}\nhttps://example.com/a me@example.com example.com @name #tag", []),
        (f"{BENGALI}\nনদী river", []),
        ("The river rose again on Monday.\nনদীর পানি", ["নদীর পানি"]),
        ("The river rose.", []),
        ("নদী ab", []),  # no script has seven letters in ten
        (f"{BENGALI}\n123\n\n", []),
    ],
)
def test_foreign_lines(text, lines):
    kinds = ("foreign-kicker", "foreign-label", "foreign-sentence", "foreign-line")
    assert [line for kind in kinds for line in found(Script(kind), text)] == lines


def test_every_kind_of_find_is_known():
    """The list that validates rules, and the table that runs them."""
    (choices,) = (field.type for field in msgspec.structs.fields(Script) if field.name == "find")
    assert set(get_args(get_args(choices)[0])) == set(_VALUES) == set(FINDS)


def test_every_look_is_known():
    assert {_LOOK_OF.get(find, find) for find in FINDS} == set(LOOKS)


# Words and numbers, whole and in pieces, of which some mix what others keep apart.
pieces = st.sampled_from(
    [
        *"aéеοক৩3৫0٣۳०१ब।.a-:/@# \n‘’",
        *(
            "নদী",
            "নদীর জল",
            "বাঁধ",
            "river",
            "Share this story",
            "реки",
            "ποτάμι",
            "पानी",
            "पानी बढ़ा",
            "الماء",
            "東京",
            "한국",
        ),
        *(
            "১২",
            "12",
            "২০২৪",
            "১7",
            "৩.5",
            "নদীর",
            "ছিল।",
            "ছিল. ",
            "गया.\n",
            "ром",
            "pом",
            "рeka",
            "example.com",
            "নদীa",
            "৫টি",
        ),
        *("The dam holds for now, but nobody knows for how long.", "সোমবার রাতে নদীর জল আবার বেড়েছে বলে জানা গেছে।"),
    ]
)


@settings(max_examples=1000)
@given(st.lists(pieces, max_size=14).map("".join), st.sampled_from([None, "bn", "ru", "hi", "en"]))
def test_a_look_turns_no_text_away_in_which_something_is_found(text, language):
    looks = {find: Script(find).look(Page(Document(text, language))) for find in FINDS}
    assert [find for find in FINDS if not looks[find] and found(Script(find), text, language=language)] == []


@pytest.mark.parametrize("find", FINDS)
def test_a_look_turns_texts_away(find):
    assert not Script(find).look(Page(Document("The dam holds.")))
    assert not Script(find).look(Page(Document("নদীর জল বাড়ছে।", "bn")))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("১২ জন, ১৫ জন, 20 জন নদী", ["20"]),
        ("১২ জন, 15 জন, 20 জন নদী", ["১২"]),
        ("১২ জন, 15 জন নদী", ["15"]),  # in doubt the document's own stay
        ("১,২৩৪.৫ টাকা, 1,234.5 টাকা নদী", ["1,234.5"]),
        ("১২ জন, কোভিড Covid-19, B-52, G20, 4K নদী বাড়ছে এখন", []),
        ("১২ জন নদী https://a.b/12 x@y.com #12 route66.example.com বাড়ছে এখন আবার তাই নদীর পানি সোমবার রাতে", []),
        ("12 and ১৩ people", []),  # a document in Latin script
        ("১২ জন", []),
    ],
)
def test_mixed_digits(text, numbers):
    assert found(Script("mixed-digits"), text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"), [("নদী 12 জন, 15 জন", ["12"]), ("নদী ১২ জন, 15 জন", []), ("নদী", []), ("river 12", [])]
)
def test_foreign_digits(text, numbers):
    assert found(Script("foreign-digits"), text) == numbers


@pytest.mark.parametrize("unit", ["a.", "1.a", "a-", "x@", "a", "..ab", "ক.", "@"])
def test_long_lines_of_almost_addresses_are_read_once(unit):
    """Quadratic or worse, these would take from seconds to hours."""
    text = "নদী ১২ " * 75_000 + "12 জন " + unit * 30_000
    assert found(Script("mixed-digits"), text)[:1] == ["12"]
