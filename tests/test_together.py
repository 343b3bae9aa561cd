"""Texts that are treated together come out as each does by itself."""

import pytest
from helpers import DELETE_LINE, engine_of, make_rule
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import together
from newslint.errors import UnsettledError
from newslint.fixing import fix, fixing
from newslint.matchers import Pattern, Phrase
from newslint.matchers.pattern import _PatternMatcher
from newslint.rule import Repair, Where
from newslint.types import Document, Safety, Stage

SWAPS = [make_rule(Pattern(old), Repair(Safety.SAFE, replace=new), id=f"{old}-to-{new}") for old, new in ("ab", "ba")]
ENGINE = engine_of(
    make_rule(Phrase(("Share",)), DELETE_LINE, id="share"),
    make_rule(Phrase(("By Ann",)), DELETE_LINE, where=Where(head=1), id="byline"),
    make_rule(Pattern(r"Rxin|\[?Share"), id="report"),
    make_rule(Pattern("fell"), Repair(Safety.UNSAFE, replace="drops"), id="tense", stage=Stage.SPELLING),
    *SWAPS,
)
LINES = st.sampled_from(["Share", "By Ann", "Rxin fell.", "", "[Share]"])


@settings(max_examples=60)
@given(st.lists(st.lists(LINES, max_size=5).map("\n".join), max_size=9), st.integers(1, 4), st.booleans())
def test_together_or_each_by_itself(texts, some, unsafe):
    documents = [Document(text) for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(together, "_SOME", some)
        assert [*together.check_all(ENGINE, documents)] == [*map(ENGINE.check, documents)]
        ends = [*together.fix_all(ENGINE, [fixing(document, unsafe) for document in documents], unsafe)]
    assert ends == [fix(document, ENGINE.check, unsafe) for document in documents]


def test_a_text_that_goes_round_in_a_circle_keeps_no_other_from_being_fixed():
    documents = [Document("Share\nRxin."), Document("Share\na"), Document("By Ann\nShare\nRxin.")]
    first, second, third = together.fix_all(ENGINE, [fixing(document) for document in documents], unsafe=False)
    assert isinstance(second, UnsettledError)
    assert (first[0].text, third[0].text) == ("Rxin.", "Rxin.")


UNSAFE = Repair(Safety.UNSAFE, delete="match")


@pytest.mark.parametrize(
    ("others", "unsafe", "lines"),
    [
        ({}, True, ["Rain fell."]),
        ({"fix": UNSAFE, "stage": Stage.SPELLING}, False, ["Rain fell."]),
        ({"fix": UNSAFE, "stage": Stage.SPELLING, "where": Where(unless=("Rain",))}, True, ["Share", "Rain fell."]),
        ({"fix": UNSAFE}, False, ["Share", "Rain fell."]),  # rules that ask last want to know what furniture is
    ],
)
def test_rules_whose_fixes_are_not_made_are_asked_about_a_text_as_it_ends(others, unsafe, lines, monkeypatch):
    asked = []
    matches = _PatternMatcher.matches
    monkeypatch.setattr(_PatternMatcher, "matches", lambda self, line: asked.append(line) or matches(self, line))
    late = make_rule(Pattern("Rain|Share"), id="late", **others)
    engine = engine_of(make_rule(Phrase(("Share",)), DELETE_LINE), late)
    ((fixed, _),) = together.fix_all(engine, [fixing(Document("Share\nRain fell."))], unsafe)
    assert (fixed.text, asked) == ("Rain fell.", lines)
