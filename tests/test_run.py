import io
import json
import pickle

import pytest
from helpers import DELETE_LINE, engine_of, make_rule, replace_with
from hypothesis import given
from hypothesis import strategies as st

import newslint
from newslint import Cleaner
from newslint.engine import Engine
from newslint.errors import InputError
from newslint.formats import jsonl, plain
from newslint.formats.files import NewFile, Nothing, Pass, Rewrite
from newslint.formats.records import Fields
from newslint.matchers import Pattern, Phrase
from newslint.reporters import Summary
from newslint.rule import Repair, Where
from newslint.ruleset import in_force
from newslint.run import Input, Job, Passage, Sink, process, treat
from newslint.types import Failure, Place, Result, Safety

RULES = [
    make_rule(Phrase(("Share",)), DELETE_LINE, id="share"),
    make_rule(Pattern("by \\w+"), Repair(Safety.UNSAFE, delete="match"), id="byline"),
    make_rule(Phrase(("Partager",)), DELETE_LINE, Where(languages=("fr",)), id="partager"),
]
ENGINE = engine_of(*RULES)
RECORDS = [
    {"id": 1, "text": "Rain.\nShare"},
    {"id": "b", "text": "It stopped."},
    {"id": 3, "text": "Share", "url": "https://example.com"},
    {"id": 4, "text": "by Writer rain fell"},
    {"id": 5, "text": "Pluie.\nPartager", "lang": "fr"},
]
LINES = [json.dumps(record).encode() + b"\n" for record in RECORDS]
BROKEN = b'{"text": 1}\n'


def run(content, kind=jsonl, **named):
    """The results of an input, the bytes that it became, and what was set aside."""
    out, aside = io.BytesIO(), []
    source = Input(io.BytesIO(content), "news.jsonl", kind)
    results = list(process(source, Job(**({"engine": ENGINE, "fix": True} | named)), Sink(Pass(out)), aside.append))
    return results, out.getvalue(), aside


def texts(content):
    return [json.loads(line)["text"] for line in content.splitlines()]


def test_records_keep_their_order_number_and_identity():
    results, out, _ = run(b"".join(LINES))
    assert texts(out) == ["Rain.", "It stopped.", "", "by Writer rain fell", "Pluie."]
    assert [{**json.loads(line), "text": None} for line in out.splitlines()] == [
        {**record, "text": None} for record in RECORDS
    ]
    assert [(result.place.line, result.place.id, result.place.field) for result in results] == [
        (number, record["id"], "text") for number, record in enumerate(RECORDS, 1)
    ]


def test_results_speak_of_the_fixed_text():
    results, _, _ = run(b"".join(LINES))
    assert [result.text for result in results] == ["Rain.", "It stopped.", "", "by Writer rain fell", "Pluie."]
    assert [[found.rule for found in result.applied] for result in results] == [
        ["share"],
        [],
        ["share"],
        [],
        ["partager"],
    ]
    assert [[found.rule for found in result.diagnostics] for result in results] == [[], [], [], ["byline"], []]
    assert results[0].document.text == "Rain.\nShare"


def test_checking_changes_no_byte():
    results, out, _ = run(b"".join(LINES), fix=False)
    assert out == b"".join(LINES)
    assert [[found.rule for found in result.diagnostics] for result in results] == [
        ["share"],
        [],
        ["share"],
        ["byline"],
        ["partager"],
    ]
    assert all(result.fixed is None for result in results)


def test_records_that_need_nothing_keep_their_bytes():
    content = b'\xef\xbb\xbf{ "text" :"caf\\u00e9" }\r\n\n{"text":"caf\xc3\xa9\\/"}'
    assert run(content)[1] == content


def test_unsafe_fixes_on_request():
    assert texts(run(LINES[3], unsafe=True)[1]) == ["rain fell"]


def test_emptied_records_are_left_out_on_request_and_others_are_not():
    empty = b'{"text": ""}\n{"text": " "}\n'
    _, out, _ = run(b"".join(LINES[:3]) + empty, drop_empty=True)
    assert texts(out) == ["Rain.", "It stopped.", "", " "]


def test_the_language_of_documents_that_do_not_say():
    line = b'{"text": "Pluie.\\nPartager"}\n{"text": "Pluie.\\nPartager", "lang": "en"}\n'
    assert texts(run(line, language="fr")[1]) == ["Pluie.", "Pluie.\nPartager"]
    assert texts(run(line, language="en")[1]) == ["Pluie.\nPartager"] * 2


def test_fields_can_be_named():
    line = b'{"text": "Share", "story": "Share\\nRain", "tongue": "fr"}\n'
    results, out, _ = run(line, fields=Fields(text="story", language="tongue"))
    assert json.loads(out)["story"] == "Rain"
    assert json.loads(out)["text"] == "Share"
    assert results[0].document.language == "fr"


def test_broken_records_pass_through_and_are_set_aside():
    content = LINES[0] + BROKEN + b"\n" + LINES[1] + b"\xff\n"
    results, out, aside = run(content)
    assert [type(result) for result in results] == [Result, Failure, Result, Failure]
    assert [result.place.line for result in results] == [1, 2, 4, 5]
    assert out.endswith(BROKEN + b"\n" + LINES[1] + b"\xff\n")
    assert aside == [BROKEN, b"\xff\n"]


def test_an_oversized_record_passes_through_whole():
    large = json.dumps({"text": "Share " * 5_000}).encode() + b"\n"
    results, out, aside = run(LINES[0] + large + LINES[2], limit=200)
    assert [type(result) for result in results] == [Result, Failure, Result]
    assert b"".join(aside) == large
    assert large in out
    assert texts(out)[::2] == ["Rain.", ""]


@pytest.mark.parametrize(
    ("content", "fixed"),
    [
        (b"Rain.\n\nShare\n\nIt stopped.\n", b"Rain.\n\nIt stopped.\n"),
        (b"\xef\xbb\xbfShare\r\nRain.", b"\xef\xbb\xbfRain."),
        (b"Share", b""),
        (b"", b""),
        (b"\xff\xfe", b"\xff\xfe"),
    ],
)
def test_plain_text(content, fixed):
    assert run(content, plain)[1] == fixed


UNSETTLED = engine_of(make_rule(Pattern("x$"), replace_with("xx"), id="more"))


def test_fixes_that_do_not_settle_leave_the_file_as_it_was(tmp_path):
    path = tmp_path / "news.jsonl"
    content = b'{"text": "rain"}\n{"text": "x"}\n{"text": "ok"}\n'
    path.write_bytes(content)
    results = []
    with Rewrite(str(path)) as target, path.open("rb") as stream, pytest.raises(InputError) as caught:  # noqa: PT012
        for result in process(Input(stream, str(path), jsonl), Job(UNSETTLED, fix=True), Sink(target)):
            results.append(result)
    assert str(caught.value).startswith(f"{path}:2: the fixes of more do not settle")
    assert [result.fixed is not None for result in results] == [True, False, True]
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_place(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"".join(LINES))
    with Rewrite(str(path)) as target, path.open("rb") as stream:
        results = process(Input(stream, str(path), jsonl), Job(ENGINE, fix=True), Sink(target))
        next(results)
        assert path.read_bytes() == b"".join(LINES)  # not before the end
        list(results)
    assert texts(path.read_bytes()) == ["Rain.", "It stopped.", "", "by Writer rain fell", "Pluie."]


def test_a_file_elsewhere(tmp_path):
    path = tmp_path / "out" / "news.jsonl.gz"
    with NewFile(str(path)) as target:
        list(process(Input(io.BytesIO(LINES[0]), "-", jsonl), Job(ENGINE, fix=True), Sink(target)))
    assert path.read_bytes()[:2] == b"\x1f\x8b"


def test_nowhere():
    target = Nothing()
    list(process(Input(io.BytesIO(LINES[0]), "-", jsonl), Job(ENGINE, fix=True), Sink(target)))
    assert target.commit()


def test_the_place_of_plain_text_is_its_path():
    (result,) = run(b"Rain.", plain)[0]
    assert result.place == Place("news.jsonl")


# One in twelve, for all of them take minutes. In a file NUL says that it holds no text, and a byte order mark at its
# start is not part of the text.
EXAMPLES = sorted(
    {bad.text for rule in in_force().rules for bad in rule.examples.bad if not {"\0", "\ufeff"} & set(bad.text)}
)[::12]


def test_one_text_by_every_way_in():
    alone = [newslint.fix(text).text for text in EXAMPLES]
    batch = Cleaner().fix_batch({"text": EXAMPLES})["text"]
    content = b"".join(json.dumps({"text": text}).encode() + b"\n" for text in EXAMPLES)
    lines = run(content, engine=Engine(in_force()))[1]
    files = [run(text.encode(), plain, engine=Engine(in_force()))[1].decode() for text in EXAMPLES]
    assert alone == batch == texts(lines) == files
    assert alone != EXAMPLES


@given(
    st.lists(
        st.sampled_from([*LINES, BROKEN, b"\n", b"\xff\n", b'{"text": "by A\\nShare"}', b'{"text": "' + b"x" * 150])
    ),
    st.integers(1, 400),
    st.booleans(),
)
def test_any_split_of_the_work_gives_the_same(lines, size, fix):
    content = b"".join(lines)
    job = Job(ENGINE, fix=fix, unsafe=True, drop_empty=True, limit=100)
    whole, out, aside = io.BytesIO(), io.BytesIO(), []
    alone = list(process(Input(io.BytesIO(content), "a", jsonl), job, Sink(Pass(whole)), aside.append))
    there, pieces = pickle.loads(pickle.dumps(job)), []
    passage = Passage(Input(io.BytesIO(content), "a", jsonl), job, Sink(Pass(out)), pieces.append)
    shards = list(passage.shards(size))
    parts = [pickle.loads(pickle.dumps(treat(shard, there, {}))) for shard in reversed(shards)][::-1]
    for shard, part in zip(shards, parts, strict=True):
        passage.take(shard, part)
    passage.finish()
    assert [item for part in parts for item in part.items] == alone
    assert (out.getvalue(), b"".join(pieces)) == (whole.getvalue(), b"".join(aside))
    tally, sums = Summary(), Summary()
    for item in alone:
        tally.add(item)
    for part in parts:
        sums += part.tally
    assert sums == tally


def test_on_a_stream_the_others_are_fixed_and_the_unsettled_one_stays():
    out = io.BytesIO()
    content = b'{"text": "Advertisement"}\n{"text": "x"}\n{"text": "ok\\nAdvertisement"}\n'
    rules = engine_of(
        make_rule(Pattern("x$"), replace_with("xx"), id="more"),
        make_rule(Phrase(("Advertisement",)), DELETE_LINE, id="advert"),
    )
    with Pass(out) as target, pytest.raises(InputError, match="-:2: the fixes of more do not settle"):
        list(process(Input(io.BytesIO(content), "-", jsonl), Job(rules, fix=True), Sink(target)))
    assert out.getvalue() == b'{"text": ""}\n{"text": "x"}\n{"text": "ok"}\n'
