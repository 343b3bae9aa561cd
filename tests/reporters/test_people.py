import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.reporters.color import Style
from newslint.types import Document, Failure, Place, Result, Safety, Span

from .samples import EVERYTHING, FAILURE, advert, diagnostic, in_file, in_record, report


def test_full():
    assert report("full", *EVERYTHING, closing=True) == (
        "news/a.txt:2:1: warning boilerplate/bn/advert-label Advertisement label\n"
        "  | ⟦বিজ্ঞাপন⟧\n"
        "  why: The label of an advertisement is no part of the story.\n"
        "  fix: delete the line (safe)\n"
        "\n"
        "news/a.txt:1:16: info quality/rain Advertisement label\n"
        "  | ঢাকা, ২ মার্চ: ⟦বৃষ্টি⟧ হয়েছে।\n"
        "\n"
        "news/b.jsonl:12 (id a81f) text:2:1: warning boilerplate/bn/advert-label Advertisement label\n"
        "  | ⟦বিজ্ঞাপন⟧\n"
        "  fix: delete the line (unsafe: --unsafe-fixes)\n"
        "\n"
        "news/b.jsonl:12 (id a81f) text:1:1: error quality/empty Advertisement label\n"
        "  | ⟦⟧ঢাকা, ২ মার্চ: বৃষ্টি হয়েছে।\n"
        "\n"
        "news/b.jsonl:13: error input/bad-json This line is not JSON: it ends inside a string\n"
        "\n"
        "3 documents, 5 findings (1 fixable with `newslint fix`, 1 more with --unsafe-fixes)\n"
        "1 document could not be read\n"
    )


def test_full_in_colour():
    lines = report("full", in_file(advert()), style=Style(color=True)).split("\n")
    assert lines[0].startswith("\x1b[1mnews/a.txt:2:1\x1b[0m: \x1b[1;33mwarning\x1b[0m boilerplate/")
    assert lines[1] == "  | \x1b[7mবিজ্ঞাপন\x1b[0m"


def test_concise():
    assert report("concise", *EVERYTHING, in_file(advert(safety=Safety.UNSAFE)), closing=True) == (
        "news/a.txt:2:1: boilerplate/bn/advert-label [*] Advertisement label\n"
        "news/a.txt:1:16: quality/rain Advertisement label\n"
        "news/b.jsonl:12:2:1: boilerplate/bn/advert-label [~] Advertisement label\n"
        "news/b.jsonl:12:1:1: quality/empty Advertisement label\n"
        "news/b.jsonl:13:1:1: input/bad-json This line is not JSON: it ends inside a string\n"
        "news/a.txt:2:1: boilerplate/bn/advert-label [~] Advertisement label\n"
        "4 documents, 6 findings (1 fixable with `newslint fix`, 2 more with --unsafe-fixes)\n"
        "1 document could not be read\n"
    )


@pytest.mark.parametrize("name", ["full", "concise"])
def test_without_a_summary_nothing_closes_the_report(name):
    assert report(name, in_file()) == ""


def test_record_ids_need_not_be_there_or_be_text():
    assert report("full", in_record(advert(), id=None)).startswith("news/b.jsonl:12 text:2:1: ")
    assert report("full", in_record(advert(), id=7)).startswith("news/b.jsonl:12 (id 7) text:2:1: ")


def test_github():
    assert report("github", *EVERYTHING) == (
        "::warning title=newslint (boilerplate/bn/advert-label),file=news/a.txt,line=2,col=1,endColumn=9,endLine=2::"
        "news/a.txt:2:1: boilerplate/bn/advert-label [*] Advertisement label\n"
        "::notice title=newslint (quality/rain),file=news/a.txt,line=1,col=16,endColumn=22,endLine=1::"
        "news/a.txt:1:16: quality/rain Advertisement label\n"
        "::warning title=newslint (boilerplate/bn/advert-label),file=news/b.jsonl,line=12::"
        "news/b.jsonl:12:2:1: boilerplate/bn/advert-label [~] Advertisement label\n"
        "::error title=newslint (quality/empty),file=news/b.jsonl,line=12::"
        "news/b.jsonl:12:1:1: quality/empty Advertisement label\n"
        "::error title=newslint (input/bad-json),file=news/b.jsonl,line=13::"
        "news/b.jsonl:13:1:1: input/bad-json This line is not JSON: it ends inside a string\n"
    )


def test_github_gives_no_columns_over_several_lines():
    assert ",line=1,endLine=2::" in report("github", in_file(diagnostic(Span(0, 3)), text="a\nb"))


def test_github_escapes_as_its_toolkit_does():
    result = in_file(diagnostic(Span(0, 0), message="100%: a, b\r\nc"), path="a:b,c%\n\x1bd.txt")
    command, _, data = report("github", result).removeprefix("::").partition("::")
    assert command.endswith(",file=a%3Ab%2Cc%25%0A‹U+001B›d.txt,line=1,col=1,endColumn=1,endLine=1")
    assert data.endswith(" 100%25: a, b‹U+000D›‹U+000A›c\n")


HOSTILE = st.lists(
    st.sampled_from([*":ক \n\r\t\x1b\x9b\x85\u2028\u202e\ud800\udcff", "::error::", "##[x]", "\x1b[2J", "\n::set "]),
    max_size=8,
).map("".join) | st.text(st.characters(), max_size=8)


@settings(max_examples=200)
@given(name=st.sampled_from(["full", "concise", "github", "junit"]), words=st.tuples(*[HOSTILE] * 4), data=st.data())
def test_no_text_acts_on_a_terminal_or_a_build_server(name, words, data):
    path, text, message, id = words
    start = data.draw(st.integers(0, len(text)))
    found = diagnostic(Span(start, data.draw(st.integers(start, len(text)))), message=message)
    place = data.draw(st.sampled_from([Place(path), Place(path, 3, id, id)]))
    output = report(name, Result(place, Document(text), (found,)), Failure(place, "input/x", message))
    assert not {unicodedata.category(char) for char in output.replace("\n", "")} & {"Cc", "Cs", "Zl", "Zp"}
    lines = output.split("\n")
    if name == "github":
        assert len(lines) == 3
        assert all(line.startswith(("::warning title=", "::error title=")) for line in lines[:2])
    else:
        assert not any(line.lstrip().startswith("::") or "##[" in line for line in lines)


def test_only_the_first_finding_of_a_rule_is_explained():
    output = report("full", in_file(advert()), in_file(advert(), path="z.txt"), FAILURE)
    assert output.count("why:") == 1
