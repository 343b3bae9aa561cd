import pytest
from helpers import DELETE_LINE, engine_of, make_rule
from msgspec.structs import replace

from newslint.guard import MAX_LOSS, RULE, guarded
from newslint.matchers import Phrase
from newslint.types import Document, Safety

UNSAFE = replace(DELETE_LINE, safety=Safety.UNSAFE)
CHECK = engine_of(
    make_rule(Phrase(("Tags",)), UNSAFE, id="test/tags"), make_rule(Phrase(("Share",)), DELETE_LINE, id="test/share")
).check


def treated(text, unsafe=True, **others):
    fixed, left = guarded(Document(text), CHECK, unsafe, **others)
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


def test_a_text_that_unsafe_fixes_would_take_most_of_is_left_alone_and_reported():
    text = "Share\n" + "Tags\n" * 9 + "Rain.\n"
    assert treated(text) == (text, [RULE, "test/share", *["test/tags"] * 9])
    assert treated(text, unsafe=False) == (text.removeprefix("Share\n"), ["test/tags"] * 9)


def test_the_share_can_be_chosen():
    text = "Tags\n" * 2 + "Rain here\n"  # a half
    assert treated(text, max_loss=50) == ("Rain here\n", [])
    assert treated(text, max_loss=49) == (text, [RULE, "test/tags", "test/tags"])
    assert MAX_LOSS == 60


def test_what_was_left_alone_says_how_much_it_would_lose():
    finding = guarded(Document("Tags\n" * 4 + "Rain\n"), CHECK, unsafe=True)[1][0]
    assert (
        finding.message
        == "Unsafe fixes would take 80 per cent of this text, more than max-loss allows: it was left alone"
    )
    assert (finding.span, finding.fix) == ((0, 25), None)
