import pytest
from helpers import checked, found

from newslint.matchers import Inline
from newslint.page import Page
from newslint.types import Document

STUB = Inline(("আরও পড়ুন", "Read more"), r"\S.{3,60}?\d+ (?:ঘণ্টা আগে|hours ago)")
AGO = "আরও পড়ুনবাঁধ ভেঙে গেল১৪ ঘণ্টা আগে"


@pytest.mark.parametrize(
    "text",
    [
        f"{AGO}",
        f"বৃষ্টি নামল।{AGO}নদী শান্ত।",
        f"বৃষ্টি নামল। {AGO} নদী শান্ত।",
        f"১৪ ঘণ্টা আগে। {AGO}১৪ ঘণ্টা আগে",
        f"নদী।\n{AGO}\nনদী।",
        AGO.replace("ড\u09bc", "\u09dc"),
        "Rain. READ\u00a0MOREThe dam broke2 hours ago Rain.",
    ],
)
def test_a_piece_runs_from_its_opening_words_to_its_end(text):
    (piece,) = found(STUB, text)
    assert piece.lower().startswith(("আরও", "read"))
    assert piece.endswith(("আগে", "ago"))
    assert len(piece) <= len(AGO) + 1


@pytest.mark.parametrize(
    "text",
    [
        "আরও পড়ুন তিনি বললেন, ১৪ ঘণ্টা আগে।",
        "আরও পড়ুনবাঁধ ভেঙে গেল",
        "আবআরও পড়ুনবাঁধ ভেঙে গেল১৪ ঘণ্টা আগে",
        "আরও পড়ুনবাঁধ\nভেঙে গেল১৪ ঘণ্টা আগে",
        f"আরও পড়ুন{'ক' * 62}১৪ ঘণ্টা আগে",
    ],
)
def test_other_text_is_not_a_piece(text):
    assert found(STUB, text) == []


def test_of_two_openings_before_one_end_the_second_is_meant():
    assert found(STUB, f"আরও পড়ুনবাঁধ {AGO}") == [AGO]


def test_each_piece_is_found():
    assert found(STUB, f"{AGO} {AGO}\n{AGO}") == [AGO, AGO, AGO]


def test_a_piece_may_run_over_lines():
    text = "(Our app:\n\n\nclick here. Follow us on\n\nFacebook.)"
    promo = Inline(("(our app",), r"[^()]{5,80}Facebook\.\)")
    assert found(promo, f"Rain.{text}\nSun.") == [text]


@pytest.mark.parametrize("mark", ["\u09bc", "\u09be", "\u0301"])
def test_no_piece_ends_between_a_letter_and_its_marks(mark):
    assert found(Inline(("আরও",), " x"), f"আরও x{mark}") == []


def test_what_varies_is_handed_on():
    match = Inline(("Read more",), r":\s(?P<what>\w+)")
    page = Page(Document("Read more: floods"))
    assert [found.values for found in match.compile().find(page, [0])] == [{"what": "floods"}]
    assert match.values == {"what"}


@pytest.mark.parametrize(
    ("opens", "then", "why"),
    [
        (("a\nb",), "x", "line break"),
        (("a",), "x*", "match nothing"),
        (("a",), "(", "compile"),
        ((" ",), "x", "nothing but"),
    ],
)
def test_what_could_not_work_is_refused(opens, then, why):
    with pytest.raises(ValueError, match=why):
        checked(Inline(opens, then))
