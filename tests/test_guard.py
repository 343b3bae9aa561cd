import pytest
from helpers import DELETE_LINE, engine_of, make_rule
from msgspec.structs import replace

from newslint.fixing import settled
from newslint.guard import MAX_LOSS, guarded
from newslint.matchers import Phrase
from newslint.notices import MOSTLY_FURNITURE
from newslint.types import Document, Safety

UNSAFE = replace(DELETE_LINE, safety=Safety.UNSAFE)
CHECK = engine_of(
    make_rule(Phrase(("Tags",)), UNSAFE, id="test/tags"), make_rule(Phrase(("Share",)), DELETE_LINE, id="test/share")
).check


def treated(text, unsafe=True, **others):
    fixed, left = settled(guarded(Document(text), unsafe, **others), CHECK)
    return fixed.text, [one.rule for one in left]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Rain.\nTags\n", "Rain.\n"),  # 5 of 11
        ("Tags\nShare\n" * 2 + "Rain.\n", "Rain.\n"),  # 10 of 28 unsafe, 12 safe
        ("Share\n" * 9, ""),
    ],
)
def test_a_text_that_loses_little_is_fixed(text, fixed):
    assert treated(text) == (fixed, [])


def test_a_text_that_unsafe_fixes_would_take_most_of_gets_safe_ones_only_and_is_reported():
    text = "Share\n" + "Tags\n" * 9 + "Rain.\n"
    safely = text.removeprefix("Share\n")
    assert treated(text, unsafe=False) == (safely, ["test/tags"] * 9)
    assert treated(text) == treated(safely) == (safely, [MOSTLY_FURNITURE, *["test/tags"] * 9])


def test_the_report_can_be_left_out_and_the_text_is_guarded_all_the_same():
    text = "Tags\n" * 9 + "Rain.\n"
    assert treated(text, tells=False) == (text, ["test/tags"] * 9)


def test_the_share_can_be_chosen():
    text = "Tags\n" * 2 + "Rain here\n"  # a half
    assert treated(text, max_loss=50) == ("Rain here\n", [])
    assert treated(text, max_loss=49) == (text, [MOSTLY_FURNITURE, "test/tags", "test/tags"])
    assert MAX_LOSS == 60


def test_the_report_says_how_much_the_text_would_lose():
    finding = settled(guarded(Document("Share\n" + "Tags\n" * 6 + "Rain\n"), unsafe=True), CHECK)[1][0]
    assert (
        finding.message == "Unsafe fixes would take 73 per cent of this text, more than max-loss allows: none was made"
    )
    assert (finding.span, finding.fix) == ((0, 35), None)


def test_what_does_not_count_is_not_of_the_text():
    beside = replace(UNSAFE, counted=False)
    rules = make_rule(Phrase(("Tags",)), UNSAFE, id="test/tags"), make_rule(Phrase(("Reply",)), beside, id="test/reply")
    check = engine_of(*rules).check
    thread = "Reply\n" * 20
    assert settled(guarded(Document(f"Rain.\nTags\n{thread}"), unsafe=True), check)[0].text == "Rain.\n"
    text = f"Rain.\nTags\nTags\n{thread}"  # 10 of the 16 that are left
    assert settled(guarded(Document(text), unsafe=True), check)[0].text == text
