import pytest
from helpers import checked, found

from newslint.matchers import Metric
from newslint.matchers.metric import Count
from newslint.page import Page
from newslint.types import Document

TEXT = "One.\n Two! \nThree! Four!"


@pytest.mark.parametrize(
    ("counts", "lines"),
    [
        ([Count("!", at_least=3)], [" Two! "]),
        ([Count("!", at_least=4)], []),
        ([Count("!", at_least=1, at_most=2)], []),
        ([Count("!", at_least=1), Count(r"\.", at_least=2)], []),
        ([Count("!", at_least=1), Count(r"\?", at_most=0)], [" Two! "]),
        ([Count(r"\.\n", at_least=1)], ["One."]),
    ],
)
def test_every_count_must_hold(counts, lines):
    assert found(Metric(tuple(counts)), TEXT) == lines


def test_how_often_is_a_value():
    (match,) = Metric((Count("!", at_least=1),)).compile().find(Page(Document(TEXT)), [])
    assert match.values == {"count": "3"}


@pytest.mark.parametrize("text", ["ক\u09cb", "ক\u09c7\u09be"])
def test_spellings_of_one_letter_count_alike(text):
    assert found(Metric((Count("কো", at_least=1),)), text) == [text]


def test_counts_as_typed_tell_spellings_of_one_letter_apart():
    as_one, as_two = Count("\u09dc", at_least=1, as_typed=True), Count("\u09a1\u09bc", at_least=1, as_typed=True)
    assert found(Metric((as_one,)), "প\u09a1\u09bcা") == []
    assert found(Metric((as_one, as_two)), "প\u09dcা\nপ\u09a1\u09bcা") == ["প\u09dcা"]


def test_letters_are_compared_one_to_one():
    assert found(Metric((Count("(?i:strasse)", at_least=1),)), "straße") == []


def test_the_first_count_must_ask_for_something():
    with pytest.raises(ValueError, match="at-least"):
        Metric((Count("!", at_most=3),))


def test_a_pattern_that_does_not_compile_is_a_mistake():
    with pytest.raises(ValueError, match="does not compile"):
        checked(Metric((Count("(", at_least=1),)))
