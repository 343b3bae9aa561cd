import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.reporters import Summary
from newslint.reporters.summary import Asked
from newslint.types import Edit, Place, Result, Safety, Span

from .samples import EVERYTHING, FAILURE, TEXT, advert, at, diagnostic, fixed, in_file, tally

DELETED = fixed(TEXT, Edit(Span(0, len(TEXT)), ""), place=Place("news/c.txt"), applied=[advert()])
SHORTER = fixed(TEXT, Edit(at(TEXT, "বিজ্ঞাপন\n"), ""), applied=[advert()])
ITEMS = [*EVERYTHING, DELETED, SHORTER, fixed(TEXT)]


@given(st.lists(st.sampled_from(ITEMS)), st.data())
def test_parts_add_up_to_the_whole(items, data):
    cut = data.draw(st.integers(0, len(items)))
    total = tally(*items[:cut])
    total += tally(*items[cut:])
    assert total == tally(*items)


def test_the_empty_tally_changes_nothing():
    total = Summary()
    total += tally(*ITEMS)
    assert total == tally(*ITEMS)


def test_tallies_travel_between_processes():
    assert pickle.loads(pickle.dumps(tally(*ITEMS))) == tally(*ITEMS)


def test_counts():
    summary = tally(*ITEMS)
    assert (summary.documents, summary.failures) == (6, 1)
    assert (summary.fixable(Safety.SAFE), summary.fixable(Safety.UNSAFE)) == (1, 1)
    assert (summary.changed_documents, summary.emptied) == (2, 1)
    assert summary.fixed == {"boilerplate/bn/advert-label": 2}


def test_an_empty_text_is_not_emptied():
    assert tally(fixed(" ", Edit(Span(0, 1), ""))).emptied == 0


@pytest.mark.parametrize(
    ("items", "line"),
    [
        ([], "0 documents, no findings"),
        ([in_file()], "1 document, no findings"),
        ([in_file(diagnostic(Span(0, 1)))], "1 document, 1 finding"),
        ([in_file(advert())] * 2, "2 documents, 2 findings (2 fixable with `newslint fix`)"),
        (
            [in_file(advert(), advert(safety=Safety.UNSAFE))],
            "1 document, 2 findings (1 fixable with `newslint fix`, 1 more with --unsafe-fixes)",
        ),
        (
            [in_file(advert(safety=Safety.UNSAFE))],
            "1 document, 1 finding (1 fixable with `newslint fix --unsafe-fixes`)",
        ),
    ],
)
def test_closing_a_check(items, line):
    assert list(tally(*items).closing()) == [line]


LEFT = Result(SHORTER.place, SHORTER.document, (diagnostic(Span(0, 1)),), SHORTER.fixed)


@pytest.mark.parametrize(
    ("mode", "items", "line"),
    [
        ("fix", [in_file()], "Nothing to fix in 1 document"),
        ("fix", [in_file(diagnostic(Span(0, 1)))], "Nothing to fix in 1 document; 1 left"),
        ("fix", [SHORTER, SHORTER, in_file()], "Fixed 2 findings in 2 documents; none left"),
        ("diff", [LEFT], "Would fix 1 finding in 1 document; 1 left"),
        (
            "fix",
            [SHORTER, in_file(advert(safety=Safety.UNSAFE))],
            "Fixed 1 finding in 1 document; 1 left (1 fixable with --unsafe-fixes)",
        ),
    ],
)
def test_closing_a_fix(mode, items, line):
    assert list(tally(*items, mode=mode).closing()) == [line]


def test_closing_tells_of_empty_and_unread_documents():
    assert list(tally(DELETED, FAILURE, FAILURE, mode="fix").closing())[1:] == [
        "1 text left empty",
        "2 documents could not be read",
    ]


def test_statistics_put_the_commonest_rule_first_and_equals_by_id():
    items = [in_file(advert(), advert(safety=Safety.UNSAFE), *(diagnostic(Span(0, 1), rule=rule) for rule in "ba"))]
    assert [line.split() for line in tally(*items).statistics()] == [
        ["findings", "safe", "unsafe", "rule"],
        ["2", "1", "1", "boilerplate/bn/advert-label"],
        ["1", "0", "0", "a"],
        ["1", "0", "0", "b"],
    ]


def test_statistics_of_a_fix_tell_what_was_fixed_from_what_is_left():
    items = [SHORTER, SHORTER, LEFT, in_file(*(diagnostic(Span(0, 1), rule=rule) for rule in "bbbbb"))]
    assert [line.split() for line in tally(*items, mode="fix").statistics()] == [
        ["fixed", "left", "safe", "unsafe", "rule"],
        ["0", "5", "0", "0", "b"],
        ["3", "1", "0", "0", "boilerplate/bn/advert-label"],
    ]


def test_statistics_of_nothing():
    assert not list(tally(in_file()).statistics())


def closing(*found, documents=100, own=()):
    """The lines that close a run over many documents, after the first; `found` are rules and how many they are in."""
    summary = Summary(own=frozenset(own))
    for number in range(documents):
        summary.add(in_file(*(diagnostic(Span(0, 1), rule=rule) for rule, count in found if number < count)))
    return list(summary.closing())[1:]


def test_rules_found_almost_everywhere_are_named():
    assert closing(("test/few", 94), ("test/most", 95)) == [
        "test/most was found in 95 of them: does it ask for too little?"
    ]


def test_own_rules_found_nowhere_are_named():
    idle = ["mine/a, mine/c: found nowhere; is a word misspelled?"]
    assert closing(("mine/b", 1), own=["mine/c", "mine/b", "mine/a"]) == idle


def test_a_small_run_says_nothing_about_rules():
    assert closing(("test/most", 99), documents=99, own=["mine/a"]) == []


FIELDS = [("url", "text"), ("adress", "text"), ("address2", "adress"), ("url", "address"), ()]


def met(*records):
    summary = Summary()
    for names in records:
        summary.meet([Asked("url-field", "address"), Asked("lang-field", "code")], names)
    return summary


@given(st.lists(st.sampled_from(FIELDS)), st.data())
def test_fields_that_were_met_add_up_to_the_whole(records, data):
    cut = data.draw(st.integers(0, len(records)))
    total = met(*records[:cut])
    total += met(*records[cut:])
    assert total == met(*records)


def test_a_field_that_no_record_has_is_named_with_the_one_most_like_it():
    assert list(met(*FIELDS[:2]).unmet()) == [
        "lang-field: no record has a field `code`",
        "url-field: no record has a field `address`; did you mean `adress`?",
    ]
    assert list(met(("a", "code"), *FIELDS, ("b",)).unmet()) == []
    assert next(met(("addres\x1bs",), ("code",)).unmet()).endswith("did you mean `addres‹U+001B›s`?")
    assert not list(Summary().unmet())
