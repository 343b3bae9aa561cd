"""What holds for every text and every set of rules, and for the rules that newslint comes with."""

import pickle
import unicodedata
from itertools import pairwise

import pytest
from helpers import hostile_texts, make_rule, respelled, rule_sets, texts
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from newslint.engine import Engine
from newslint.errors import UnsettledError
from newslint.fixing import fix
from newslint.matchers import Pattern, Phrase
from newslint.nfc import canonical
from newslint.ruleset import RuleSet, builtin_rules, load
from newslint.types import Document

SHIPPED = load([builtin_rules()])
ENGINE = Engine(SHIPPED)
EXAMPLES = [example.text for rule in SHIPPED.rules for example in rule.examples.bad]

any_text = texts | hostile_texts | st.lists(st.sampled_from(EXAMPLES) | texts, max_size=3).map("\n".join)
any_engine = st.just(ENGINE) | rule_sets().map(Engine)


def fixed_or_none(text, engine, unsafe=False):
    try:
        return fix(Document(text), engine.check, unsafe)
    except UnsettledError:
        return None


@settings(max_examples=300)
@given(any_text, any_engine, st.booleans())
def test_fixing_twice_is_fixing_once(text, engine, unsafe):
    done = fixed_or_none(text, engine, unsafe)
    assume(done)
    fixed, left = done
    again, left_again = fix(Document(fixed.text), engine.check, unsafe)
    assert (again.text, again.edits, again.applied) == (fixed.text, (), ())
    assert left_again == left == engine.check(Document(fixed.text))


@settings(max_examples=300)
@given(any_text, any_engine, st.booleans())
def test_the_edits_make_the_text_and_undo_it(text, engine, unsafe):
    done = fixed_or_none(text, engine, unsafe)
    assume(done)
    fixed, made, moved = done[0], text, 0
    undone = fixed.text
    for (start, end), new in fixed.edits:
        assert 0 <= start <= end <= len(text)
        assert text[start:end] != new
        made = made[: start + moved] + new + made[end + moved :]
        moved += len(new) - (end - start)
    assert made == fixed.text
    for (start, end), new in reversed(fixed.edits):
        moved -= len(new) - (end - start)
        undone = undone[: start + moved] + text[start:end] + undone[start + moved + len(new) :]
    assert undone == text
    assert all(one.span.end < two.span.start for one, two in pairwise(fixed.edits))
    assert bool(fixed.applied) >= bool(fixed.edits)


@settings(max_examples=200)
@given(any_text, any_engine)
def test_a_text_in_which_nothing_is_found_stays_as_it_is(text, engine):
    assume(not engine.check(Document(text)))
    fixed, _ = fix(Document(text), engine.check, unsafe=True)
    assert (fixed.text, fixed.edits, fixed.applied) == (text, (), ())


@settings(max_examples=600)
@given(hostile_texts, any_engine, st.booleans())
@example("\ud800[ad_1]\0\u2028", ENGINE, True)
@example("\u09bc\u09bcড\u200d\u09bc", ENGINE, True)
@example("e" + "\u0301" * 3000, ENGINE, True)
@example("[ad_" * 500 + "1]" * 500, ENGINE, True)
@example("\r\n\r\r\n\n\r", ENGINE, True)
def test_no_text_is_too_hostile(text, engine, unsafe):
    fixed_or_none(text, engine, unsafe)


@settings(max_examples=150)
@given(any_text, any_engine)
def test_findings_lie_in_the_text_and_in_order(text, engine):
    found = engine.check(Document(text))
    assert list(found) == sorted(found, key=lambda one: (one.span, one.rule))
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(text)
        for span, _ in one.fix.edits if one.fix else ():
            assert 0 <= span.start <= span.end <= len(text)


@settings(max_examples=60)
@given(st.lists(any_text, max_size=5), rule_sets(), st.randoms(use_true_random=False))
def test_neither_order_nor_process_matters(documents, rules, random):
    here = Engine(rules)
    first = {text: here.check(Document(text)) for text in documents}
    elsewhere = Engine(pickle.loads(pickle.dumps(rules)))
    random.shuffle(documents)
    assert all(elsewhere.check(Document(text)) == first[text] for text in documents)
    assert all(Engine(rules).check(Document(text)) == first[text] for text in documents)


@settings(max_examples=60)
@given(st.lists(any_text, max_size=3))
def test_nor_does_it_for_the_rules_that_newslint_comes_with(documents):
    again = Engine(SHIPPED)
    first = [ENGINE.check(Document(text)) for text in documents]
    assert [again.check(Document(text)) for text in reversed(documents)] == first[::-1]


def said(rules, text):
    """The findings of a text, spelled in one way."""
    found = Engine(rules).check(Document(text))
    return [(one.rule, canonical(text[one.span.start : one.span.end])) for one in found]


@settings(max_examples=300)
@given(rule_sets(), texts | hostile_texts, st.sampled_from(["apart", "together"]))
def test_canonically_equivalent_texts_have_equivalent_findings(rules, text, how):
    assert said(rules, respelled(text, how)) == said(rules, unicodedata.normalize("NFC", text))


SPELLINGS = ["প\u09dcুন আরো ক\u09bf caf\u00e9", "পড\u09bcুন আর\u09c7\u09be ক\u09bf cafe\u0301"]


@pytest.mark.parametrize("rule_typed", SPELLINGS)
@pytest.mark.parametrize("typed", SPELLINGS)
def test_so_they_have_however_rule_and_text_are_typed(rule_typed, typed):
    for word, said_so in zip(rule_typed.split(), typed.split(), strict=True):
        for match in (Phrase((word,), "inside"), Pattern(word), Pattern(f"(?:{word}|zz)")):
            engine = Engine(RuleSet((make_rule(match),)))
            (found,) = engine.check(Document(typed))
            assert typed[found.span.start : found.span.end] == said_so
