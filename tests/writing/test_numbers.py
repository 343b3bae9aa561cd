import pytest
from helpers import found
from hypothesis import given
from hypothesis import strategies as st

from newslint.matchers import Script
from newslint.writing.numbers import mixture


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("২০২৪", None),
        ("2024-25", None),
        ("২০২৪-২৫", None),
        ("২0২৩", ("mixed", "২০২৩")),
        ("12১3", ("mixed", "1213")),
        ("১২,3৩৩", ("mixed", "১২,৩৩৩")),
        ("১7", ("unclear", "১৭")),  # one of each
        ("2৪৬", ("unclear", "২৪৬")),  # the four looks like an eight
        ("১৭:57", ("range", "১৭:৫৭")),
        ("٠٥/۰۵", ("range", "٠٥/٠٥")),
    ],
)
def test_mixtures_of_digits(number, expected):
    assert mixture(number) == expected


@given(st.text(st.sampled_from("0123৪৫৬७८9٤۴４,.:-"), max_size=9))
def test_what_a_number_was_meant_to_be_is_of_one_system(number):
    if how := mixture(number):
        assert mixture(how[1]) is None
        assert len(how[1]) == len(number)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("১২ জন, World Cup 2026, iPhone 18, 18 GB, No. 107 নদী বাড়ছে এখন আবার তাই মানুষ সরে গেছেন সোমবার রাতে", []),
        ("১২ জন, 01712345678 নম্বর, 24/7 খোলা নদী", []),
        ("১২ জন, ১7 জন নদী", []),  # a finding of its own
        ("১২ জন, 17 জন নদী", ["17"]),
        ("ارتفع الماء ٥ أمتار في ٣ أيام و ۷ ليال", ["۷"]),
        ("آب رودخانه ۵ متر در ۳ روز و ٧ شب بالا آمد", ["٧"]),
        ("ارتفع الماء ٥ أمتار في 3 أيام", []),  # both are usual
    ],
)
def test_numbers_that_keep_their_digits(text, numbers):
    assert found(Script("mixed-digits"), text) == numbers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("নদীর জল বাড়3ছে আজ", ["াড়3ছ"]),
        ("নদী৩র", ["নদী৩র"]),
        ("জি৭ভুক্ত, ৫জি, কোভিড১৯এর, ২য়", []),
        ("The H5N1 and the l33t", []),
    ],
)
def test_digits_inside_words(text, words):
    assert found(Script("digit-in-word"), text) == words


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("নদী 5 মিটার 3 দিনে বাড়ল", ["5"]), ("নদী ৫ মিটার 3 দিনে বাড়ল", []), ("آب رودخانه ۵ متر بالا آمد", [])],
)
def test_documents_without_digits_of_their_own(text, numbers):
    assert found(Script("foreign-digits"), text) == numbers
