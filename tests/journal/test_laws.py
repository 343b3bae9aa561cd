"""Whatever was fixed, by whatever rules: it can be undone, in whole and in part, byte for byte."""

import json
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from helpers import DELETE_LINE, DELETE_MATCH, hostile_texts, make_rule, replace_with, rule_sets, texts
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from newslint.engine import Engine
from newslint.errors import InputError
from newslint.fixing import fix
from newslint.formats import plain
from newslint.matchers import Pattern, Phrase
from newslint.ruleset import RuleSet, builtin_rules, load
from newslint.text import replaced
from newslint.types import Document, Stage

from .harness import fix_with_journal, replayed, restored

SHIPPED = load([builtin_rules()])
EXAMPLES = [one.text for rule in SHIPPED.rules for one in rule.examples.bad]

any_text = texts | hostile_texts | st.lists(st.sampled_from(EXAMPLES) | texts, max_size=3).map("\n".join)
any_rules = st.just(SHIPPED) | rule_sets()


@st.composite
def json_lines(draw):
    """A file as others write it: escaped or not, with other fields before and after, with lines that are broken."""
    lines = []
    for number, text in enumerate(draw(st.lists(any_text, max_size=5))):
        record = {"id": number, "text": text, "url": "https://example.com/আ"}
        line = json.dumps(record, ensure_ascii=draw(st.booleans())).encode(errors="backslashreplace")
        line = draw(st.sampled_from([line, line, line, line.replace(b"a", b"\\u0061"), line.replace(b"/", b"\\/")]))
        lines += [line, *draw(st.sampled_from([[], [], [b""], [b"\xff"], [b"{"], [b'{"text": 1}']]))]
    return draw(st.sampled_from([b"\n", b"\r\n"])).join(lines) + draw(st.sampled_from([b"", b"\n"]))


BUSY = RuleSet(
    tuple(
        make_rule(match, fix, id=name, stage=stage)
        for name, match, fix, stage in (
            ("a", Pattern("[Rr]ain"), replace_with("storm"), Stage.DECODING),
            ("b", Pattern("fell|হলো"), replace_with("storm"), Stage.MARKUP),
            ("c", Pattern("storm storm|m s"), replace_with("gale"), Stage.SPELLING),
            ("d", Pattern(r"\w*al\w*"), DELETE_MATCH, Stage.SPACES),
            ("e", Pattern("[।.:]"), replace_with("; "), Stage.PUNCTUATION),
            ("f", Phrase(("share", "শেয়ার")), DELETE_LINE, Stage.FURNITURE),
            ("g", Pattern("^;.*"), DELETE_LINE, Stage.FURNITURE),
        )
    )
)
"""Rules that work on what each other did."""


def fixed_or_none(folder, content, rules, **named):
    with suppress(InputError):  # fixes that do not settle
        return fix_with_journal(folder, content, rules, **named)


def without(chosen, changes):
    """Changes without those by some rules, as far as no other lies over them."""
    for change in changes:
        if change.rule in chosen:
            yield from without(chosen, change.over)
        else:
            yield change


@settings(max_examples=120)
@given(json_lines(), any_rules, st.booleans(), st.booleans())
@example(b'{"text": "\\ud83d[ad_1]\\ude00"}\n', SHIPPED, False, False)  # halves of a character that meet
def test_restoring_gives_the_original_and_replaying_the_fixed(content, rules, unsafe, drop):
    with TemporaryDirectory() as folder:
        done = fixed_or_none(Path(folder), content, rules, unsafe=unsafe, drop_empty=drop)
        assume(done)
        fixed, journal = done
        assert replayed(content, journal) == fixed
        back, outcome = restored(journal, fixed)
        assert back == content
        assert (outcome is None) == (fixed == content)
        again, _ = restored(journal, content)
        assert again == content


@settings(max_examples=60)
@given(any_text.map(lambda text: text.encode(errors="replace")), any_rules, st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_so_it_is_with_plain_text(text, rules, mark):
    with TemporaryDirectory() as folder:
        done = fixed_or_none(Path(folder), mark + text, rules, kind=plain, unsafe=True)
        assume(done)
        assert replayed(mark + text, done[1]) == done[0]
        assert restored(done[1], done[0])[0] == mark + text


@settings(max_examples=120)
@given(texts, st.sets(st.sampled_from("abcdefg")), st.booleans())
@example("The rain fell.\nshare", {"a", "c"}, True)
def test_what_some_rules_did_is_undone_and_no_more(text, chosen, escaped):
    fixed, _ = fix(Document(text), Engine(BUSY).check, unsafe=True)
    content = json.dumps({"text": text}, ensure_ascii=escaped).encode()
    with TemporaryDirectory() as folder:
        now, journal = fix_with_journal(Path(folder), content, BUSY, unsafe=True)
        now, _ = restored(journal, now, lambda entry, rule: rule in chosen)
        assert json.loads(now)["text"] == replaced(
            text, ((one.span, one.text) for one in without(chosen, fixed.changes))
        )
        assert restored(journal, now)[0] == content


@settings(max_examples=120, suppress_health_check=[HealthCheck.filter_too_much])
@given(json_lines(), st.just(BUSY) | any_rules, st.booleans(), st.data())
def test_rules_and_records_can_be_undone_one_after_the_other(content, rules, drop, data):
    ids = [rule.id for rule in rules.rules]
    with TemporaryDirectory() as folder:
        done = fixed_or_none(Path(folder), content, rules, unsafe=True, drop_empty=drop)
        assume(done and done[0] != content)
        now, journal = done
        for _ in range(data.draw(st.integers(1, 3))):
            chosen = data.draw(st.sets(st.sampled_from(ids), min_size=1))
            records = data.draw(st.just(set(range(1, 20))) | st.sets(st.integers(1, 5)))
            now, _ = restored(journal, now, partial(is_among, records, chosen))
        assert restored(journal, now)[0] == content


def is_among(records, rules, entry, rule):
    return entry.line in records and rule in rules


@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])
@given(json_lines(), st.just(BUSY) | any_rules, st.data())
def test_a_file_that_has_changed_since_is_refused(content, rules, data):
    with TemporaryDirectory() as folder:
        done = fixed_or_none(Path(folder), content, rules, unsafe=True)
        assume(done and done[0] != content)
        fixed, journal = done
        at = data.draw(st.integers(0, len(fixed)))
        kept = data.draw(st.sampled_from([fixed[at:], fixed[at + 1 :], b""]))
        other = fixed[:at] + data.draw(st.sampled_from([b"", b"x"])) + kept
        assume(other not in (fixed, content))
        with suppress(InputError):
            assert restored(journal, other)[0] == content
