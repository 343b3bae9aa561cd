"""A check that goes on from the one before says what a check from scratch says."""

from helpers import DELETE_LINE, engine_of, make_rule
from hypothesis import given
from hypothesis import strategies as st

from newslint.engine import Engine
from newslint.matchers import Pattern, Phrase
from newslint.matchers.pattern import _PatternMatcher
from newslint.page import Page
from newslint.revision import Revision
from newslint.rule import Where
from newslint.ruleset import builtin_rules, load
from newslint.types import Document, Match, Span

LINES = [
    "",
    "The river rose by two metres on Monday night, and the ferries stopped until the wind had gone down again.",
    "Share this article",
    "By Jane Writer",
    "Advertisement",
    "Related:",
    "3 May 2024",
    "Café and cafe\u0301 closed\u00a0early.",
    "ঢাকায় বৃষ্টি হয়েছে। নদীর পানি বেড়েছে, বহু মানুষ ঘর ছেড়েছেন।",
    "বিজ্ঞাপন",
    "আরও পড়ুন: নতুন সেতু",
    "cafÃ© in Dhaka",
]
TEXTS = st.lists(st.sampled_from(LINES), max_size=9).map("\n".join)
ENGINE = Engine(load([builtin_rules()]))


@given(st.lists(TEXTS, min_size=2, max_size=4), st.sampled_from([None, "en", "bn"]), st.booleans())
def test_passes_find_what_checks_find(texts, language, unsafe):
    last = None
    for text in texts:
        document = Document(text, language)
        (last,) = ENGINE.fixable([(document, last)], unsafe)
        assert ENGINE.completed([last], unsafe) == [ENGINE.check(document)]


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4), st.booleans())
def test_texts_together_have_the_findings_that_each_has_by_itself(pairs, unsafe):
    befores = ENGINE.fixable([(Document(before), None) for before, _ in pairs], unsafe)
    afters = ENGINE.fixable([(Document(text), last) for (_, text), last in zip(pairs, befores, strict=True)], unsafe)
    assert ENGINE.completed(befores, unsafe) == [ENGINE.check(Document(before)) for before, _ in pairs]
    assert ENGINE.completed(afters, unsafe) == [ENGINE.check(Document(text)) for _, text in pairs]


@given(TEXTS, TEXTS)
def test_a_revision_has_the_forms_of_its_text(before, text):
    revision, page = Revision(Document(text), Page(Document(before))), Page(Document(text))
    for form in ("canonical", "canonical_lines", "folded", "folded_lines", "keys", "typed_chars", "chars"):
        assert getattr(revision, form) == getattr(page, form)


def test_a_line_that_stands_twice_is_found_twice_whichever_was_there_before():
    before = Page(Document("Share\nRain fell."))
    revision = Revision(Document("Rain fell.\nShare\nShare\nWind."), before)
    assert revision.fresh == [3]
    assert [*revision.moved([Match(Span(0, 5))])] == [Match(Span(11, 16)), Match(Span(17, 22))]


def test_lines_that_were_there_are_not_looked_at_again(monkeypatch):
    engine = engine_of(make_rule(Pattern("Share"), DELETE_LINE))
    (before,) = engine.fixable([(Document("Share\nRain fell on the town.\nShare"), None)], unsafe=False)
    asked = []
    monkeypatch.setattr(_PatternMatcher, "matches", lambda self, line: asked.append(line) or [])
    (after,) = engine.fixable([(Document("Rain fell on the town.\nShare\nShare it"), before)], unsafe=False)
    assert [found.span for found in after.found] == [Span(23, 28)]
    assert asked == ["Share it"]


def test_what_holds_at_the_head_only_is_looked_at_again():
    engine = engine_of(make_rule(Phrase(("By Ann",)), DELETE_LINE, where=Where(head=1)))
    (before,) = engine.fixable([(Document("Rain.\nBy Ann"), None)], unsafe=False)
    (after,) = engine.fixable([(Document("By Ann\nRain."), before)], unsafe=False)
    assert (len(before.found), len(after.found)) == (0, 1)
