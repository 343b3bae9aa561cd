import pytest
from helpers import found
from hypothesis import given
from hypothesis import strategies as st

from newslint.matchers import Syllable
from newslint.page import Page
from newslint.types import Document

BENGALI = Syllable("Bengali")


@pytest.mark.parametrize(
    "text",
    [
        "নদীর জল বাড়ছে, ১৯৭১ সালে।",
        "অ্যাপ এ্যানি নৈর্ঋত র‍্যাব উদ্‌যাপন ইশ্‌ আল্লাহ্ ট্ও",
        "হুঁঃ উঃ দুঃখ পাঁচ সোঽহম্ ৺গঙ্গা ৎ উৎস",
        "জ়োর মা\u09dcি রয\u09bcেছে কোন কৌশল",
        "প্ৰকৃতিৰ ৱাৰ্ড মীওই লৈবাক্কী",
        "চ\u200cল ল্য\u200dান্ড র\u200cু হ\u200cুমায়ূন",
        "◌া ◌\u200dঁ",
        "The river. Вода. पानी।",
        "",
    ],
)
def test_well_formed(text):
    assert found(BENGALI, text) == []


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("উইডোার", ["োা"]),
        ("কা\u09c7ন", ["া\u09c7"]),
        ("নদী\nমু্খ", ["ু্"]),
        ("ক্া", ["্া"]),
        ("আামি ওে", ["আা", "ওে"]),
        ("DPRKের", ["ে"]),
        ("জল ি", ["ি"]),
        ("ং", ["ং"]),
        ("অ়ক", ["অ়"]),
        ("দ্বিতৗয়", ["তৗ"]),
        ("উড়়াল", ["়়"]),
        ("ক\u09be\u09bc", ["া়"]),
        ("ৎা", ["ৎা"]),
        ("কোা কোা", ["োা", "োা"]),
    ],
)
def test_broken(text, broken):
    assert found(BENGALI, text) == broken


def test_the_word_is_a_value():
    (match,) = BENGALI.compile().find(Page(Document("ভাঙা উইডোার শব্দ")), [0])
    assert match.values == {"word": "উইডোার"}


@given(st.text("কযর়্া\u200d\u200cঁঅ \n\u09dc", max_size=30))
def test_findings_stand_within_the_text_in_order(text):
    spans = [match.span for match in BENGALI.compile().find(Page(Document(text)), [])]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
