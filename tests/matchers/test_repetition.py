import pytest
from helpers import found
from hypothesis import given
from hypothesis import strategies as st

from newslint.matchers import Repetition
from newslint.page import Page
from newslint.types import Document

LONG = "The river rose again on Monday night."


@pytest.mark.parametrize(
    ("text", "again"),
    [
        (f"{LONG} It rained. {LONG}", [LONG]),
        (f"{LONG}\n{LONG.upper()}\n{LONG}", [LONG.upper(), LONG]),
        (f"{LONG}\n“{LONG}”", []),  # a quotation is another sentence
        ("It rained. It rained.", []),  # too short
        (f"{LONG}  {LONG.replace(' ', chr(0xA0))}", [LONG.replace(" ", "\xa0")]),
        ("The price rose to 3.5 per cent today. The price rose to 3.5 per cent today.",
         ["The price rose to 3.5 per cent today."]),
        ("নদীর পানি সোমবার রাতে আবার বেড়েছে বলে। নদীর পানি সোমবার রাতে আবার বে\u09dcেছে বলে।",
         ["নদীর পানি সোমবার রাতে আবার বে\u09dcেছে বলে।"]),
        ("One two three four five six\nOne two three four five six", ["One two three four five six"]),
    ],
)  # fmt: skip
def test_sentences(text, again):
    assert found(Repetition(), text) == again


def test_where_it_stood_first_is_a_value():
    page = Page(Document(f"Rain.\n{LONG}\n\n{LONG}"))
    (match,) = Repetition().compile().find(page, range(4))
    assert match.values == {"line": "2"}


said = st.sampled_from(["One two", "one  two", "a b", "a b c", "3.5 b", "b a b"])
ends = st.sampled_from([".", "।", "?", ". ", "।\n", "\n", "\n\n", ".\r\n", "!?"])


@given(st.lists(st.tuples(said, ends), max_size=10))
def test_every_sentence_that_stood_before_is_found(sentences):
    text = "".join(said + end + " " for said, end in sentences)
    marked = [(" ".join(said.lower().split()), end.strip()) for said, end in sentences]
    again = [one for number, one in enumerate(marked) if one in marked[:number]]
    matches = [" ".join(match.lower().split()) for match in found(Repetition(min_words=2), text)]
    assert matches == [said + end for said, end in again]
