import msgspec
import pytest
from helpers import DELETE_LINE, engine_of, hostile_texts, make_rule, rule_sets, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.engine import Engine
from newslint.forms import DECORATION
from newslint.gates import At, Form, Gate, gate_of
from newslint.index import Index
from newslint.matchers import Phrase
from newslint.page import Page
from newslint.prefilter import Prefilter
from newslint.ruleset import builtin_rules, load
from newslint.types import Document

SHIPPED = load([builtin_rules()])
WITH, WITHOUT = Engine(SHIPPED), Engine(SHIPPED, prefilter=False)
EXAMPLES = [example.text for rule in SHIPPED.rules for example in rule.examples.bad]


def candidates(gates, text):
    prefilter = Prefilter(Index.of((gate, False) for gate in gates))
    return {gate: list(lines) for gate, lines in prefilter.candidates(Page(Document(text))).items()}


@settings(max_examples=400)
@given(rule_sets(), texts | hostile_texts, st.sampled_from([None, "bn", "en"]))
def test_with_and_without_it_the_findings_are_the_same(rules, text, language):
    document = Document(text, language)
    assert Engine(rules).check(document) == Engine(rules, prefilter=False).check(document)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(EXAMPLES) | texts, max_size=4), st.sampled_from(["\n", "\r\n", " ", "", "\n\n"]))
def test_so_they_are_for_the_rules_that_newslint_comes_with(parts, between):
    document = Document(between.join(parts))
    assert WITH.check(document) == WITHOUT.check(document)


def stands(gate, line):
    if gate.at is At.LINE:
        return line.strip(DECORATION) in gate.literals
    if gate.at is At.START:
        return line.lstrip(DECORATION).startswith(tuple(gate.literals))
    if gate.at is At.END:
        return line.rstrip(DECORATION).endswith(tuple(gate.literals))
    return any(literal in line for literal in gate.literals)


literals = st.text(st.sampled_from("abক "), min_size=1, max_size=5).filter(str.strip)
gates = st.none() | st.builds(
    lambda at, chosen: Gate(at, chosen), st.sampled_from(At), st.frozensets(literals, min_size=1, max_size=4)
)


@settings(max_examples=300)
@given(st.lists(gates, max_size=6), st.lists(st.text(st.sampled_from("abক -."), max_size=8), max_size=5))
def test_a_gate_lets_pass_the_lines_on_which_a_literal_stands_at_its_place(gates, lines):
    text = "\n".join(lines)
    page = Page(Document(text))
    wanted = {}
    for number, gate in enumerate(gates):
        passed = [at for at, line in enumerate(page.folded_lines) if gate is None or stands(gate, line)]
        if passed:
            wanted[number] = passed
    assert candidates(gates, text) == wanted


@pytest.mark.parametrize("text", ["আরও পড়ুন\n\ud800\n[ad_1]", "😀\n😀[ad_1]\n", "\u200b\n\u200b\u200b[ad_1]"])
def test_positions_are_lines_whatever_stands_before_them(text):
    gate = Gate(At.INSIDE, frozenset(["[ad_"]))
    wanted = [number for number, line in enumerate(text.split("\n")) if "[ad_" in line]
    assert candidates([gate], text) == {0: wanted}


def test_literals_within_literals_are_found():
    gates = [Gate(At.INSIDE, frozenset([literal])) for literal in ("read more", "more", "ad", "e n", "more news")]
    assert candidates(gates, "read more news") == {number: [0] for number in range(5)}


def test_a_line_passes_with_a_literal_of_each_choice():
    gate = Gate(At.INSIDE, frozenset(["photo"]), also=(frozenset([" by ", "©"]), frozenset(["ann", "bob"])))
    assert candidates([gate], "Photo by Ann\nPhoto by the river\nPhoto: Bob\n© Bob, photo") == {0: [0, 3]}
    assert candidates([gate], "Photo of the river") == {}


@pytest.mark.parametrize(
    ("pattern", "also"),
    [
        (r"photo\s.{0,9}\bby\sann", ({"photo "},)),
        (r"(?:photo|image)\sby.*photo", ({"photo"},)),
        (r"photo\sby.*photo", ()),  # which stands in the literal already
        ("ab.*cd.*ef", ({"cd"}, {"ef"})),
    ],
)
def test_what_else_a_pattern_cannot_do_without(pattern, also):
    assert gate_of(pattern).also == also
    assert gate_of(pattern, within_line=False).also == ()


def test_where_a_pattern_needs_a_joiner_that_is_looked_for():
    gate = gate_of("ত্\u200d(?!্)")
    assert (gate.form, gate.literals, gate.also) == (Form.CANONICAL, {"\u200d"}, (frozenset(["ত্"]),))


def test_no_gates_no_candidates():
    assert candidates([], "text") == {}


def test_a_text_that_no_gate_passes_costs_no_matching():
    engine = engine_of(make_rule(Phrase(("share",)), DELETE_LINE))
    assert engine.check(Document("The rain fell.\nIt shares nothing.")) == ()
    assert engine._compiled == {}
    assert len(engine.check(Document("Share"))) == 1
    assert len(engine._compiled) == 1


# Literals in each form of a text, some within others, of one character and of several.
scanned = st.builds(
    Gate,
    st.sampled_from(At),
    st.frozensets(st.text(st.sampled_from("ab\u0995'’\u0301é "), min_size=1, max_size=4), min_size=1, max_size=4),
    st.sampled_from(Form),
).map(lambda gate: gate if gate.form is Form.FOLDED else gate._replace(at=At.INSIDE))


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.none() | scanned, st.booleans()), max_size=8),
    st.lists(st.text(st.sampled_from("abক'’\u0301é -.\ud800"), max_size=12), max_size=6),
)
def test_little_text_and_much_have_the_same_candidates(gates, lines):
    page = Page(Document("\n".join(lines)))
    little, much = (Prefilter(Index.of(gates)) for _ in range(2))
    for form in (much._folded, much._canonical, much._typed):
        form.short.left = form.others.left = 0
    assert little.candidates(page) == much.candidates(page)


@pytest.mark.parametrize("text", EXAMPLES[::40])
def test_so_they_are_for_the_rules_that_newslint_comes_with_in_little_text_and_much(text):
    page = Page(Document(text))
    little, much = (Prefilter(SHIPPED.index) for _ in range(2))
    for form in (much._folded, much._canonical, much._typed):
        form.short.left = form.others.left = 0
    assert little.candidates(page) == much.candidates(page)


def test_the_automaton_is_made_when_there_was_enough_text():
    prefilter = Prefilter(Index.of([(Gate(At.INSIDE, frozenset(["share"])), False)]))
    short = Page(Document("Rain fell.\nShare"))
    assert prefilter.candidates(short) == {0: [1]}
    assert "scanner" not in vars(prefilter._folded.others)
    prefilter.candidates(Page(Document("Rain fell.\n" * 1000)))
    assert prefilter.candidates(short) == {0: [1]}
    assert "scanner" in vars(prefilter._folded.others)


def test_an_index_is_the_same_after_packing():
    index = SHIPPED.index
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(index), type=Index) == index
