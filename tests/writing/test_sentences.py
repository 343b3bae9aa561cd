import pytest
from helpers import found

from newslint.matchers import Script
from newslint.writing.sentences import full_stops


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("বৃষ্টি থেমেছে। জল নেমেছে।", "danda"),
        ("বৃষ্টি থেমেছে. জল নেমেছে।", "mixed"),
        ("ড. করিম এসেছেন। মো. রহিম গেছেন।", "danda"),
        ("এ. কে. করিম বলেছেন।", "danda"),
        ("বৃষ্টি থেমেছে. জল নেমেছে.", "full-stop"),
        ("জল ২.৫ ফুট নেমেছে।", "danda"),
        ("example.com দেখুন।", "danda"),
        ("শিরোনাম", "none"),
        ("জল নেমেছে। .", "danda"),
        ("থামুন... শেষ।", "danda"),
        ("মেজর (অব.) করিম বলেছেন।", "danda"),  # an abbreviation
        ("তিন. জল নামবে।", "danda"),  # the number of an item
        ("वर्षा थम गई है. पानी उतर गया.", "full-stop"),
        ("The rain has ended. The water fell.", "none"),
    ],
)
def test_what_ends_the_sentences_of_a_text(text, expected):
    found_both = "।" in text, any(True for _ in full_stops(text))
    assert found_both == (expected in ("danda", "mixed"), expected in ("full-stop", "mixed"))


DANDA, STOP = "জল নেমেছে। ", "জল নেমেছে. "


@pytest.mark.parametrize(
    ("text", "found_by"),
    [
        (DANDA * 3 + STOP, {"stop-among-dandas": 1}),
        (DANDA * 6 + STOP * 2, {"stop-among-dandas": 2}),
        (DANDA * 2 + STOP, {}),  # too few to show a habit
        (DANDA * 8 + STOP * 3, {"mixed-ends": 1}),
        (DANDA + STOP * 3, {"mixed-ends": 1}),
        (STOP * 3, {"stops-alone": 1}),
        (STOP * 2, {}),
        (DANDA * 9, {}),
        ("The river fell. The rain ended. All is well.", {}),
    ],
)
def test_documents_are_of_one_habit(text, found_by):
    finds = ("stop-among-dandas", "mixed-ends", "stops-alone")
    assert {find: len(hits) for find in finds if (hits := found(Script(find), text))} == found_by
