from typing import get_args

import msgspec
import pytest
from helpers import found

from newslint.matchers import Script
from newslint.matchers.script import _VALUES
from newslint.writing.finds import FINDS

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
