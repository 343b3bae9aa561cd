import os
import shutil
import subprocess

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.reporters.color import PLAIN, Style
from newslint.reporters.diff import diff, for_people
from newslint.types import Edit, Place, Span

from .samples import TEXT, at, fixed, in_file


def written(result) -> str:
    return "".join(f"{line.text}\n" for line in diff(result))


def patched(before: str, patch: str) -> str:
    """What a strict reader of unified diffs makes of the text."""
    old = [f"{line}\n" for line in before.split("\n")]
    old[-1] = old[-1][:-1]
    new, at, lines = [], 0, patch.split("\n")[2:-1]
    for number, line in enumerate(lines):
        body = line[1:] + ("" if lines[number + 1 : number + 2] == ["\\ No newline at end of file"] else "\n")
        if line.startswith("@@"):
            first, count, place, _ = map(int, regex.findall(r"\d+", line))
            first -= count > 0
            new += old[at:first]
            at = first
            assert len(new) == place - (1 if not line.endswith(",0 @@") else 0)
        elif line.startswith((" ", "-")):
            assert old[at] == body
            new += [body] if line.startswith(" ") else []
            at += 1
        elif line.startswith("+"):
            new.append(body)
    return "".join(new + old[at:])


@st.composite
def fixes(draw):
    text = draw(
        st.text(st.sampled_from("ab\n\r"), max_size=60) | st.lists(st.sampled_from("abc"), max_size=40).map("\n".join)
    )
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = [
        Edit(Span(*pair), draw(st.text(st.sampled_from("aX\n"), max_size=4)))
        for pair in zip(places[::2], places[1::2], strict=False)
    ]
    return fixed(text, *edits)


@given(fixes())
@example(fixed("a\nb", Edit(Span(1, 3), "")))
@example(fixed("a\n", Edit(Span(2, 2), "b")))
@example(fixed("", Edit(Span(0, 0), "b\n")))
def test_the_diff_applied_gives_the_fixed_text(result):
    before, after = result.document.text, result.fixed.text
    assert (patched(before, written(result)) if before != after else before) == after


@given(fixes())
def test_hunks_hold_little_but_changes(result):
    signs = [line.text[0] for line in diff(result) if line.role in ("hunk", "same", "removed", "added")]
    hunks = "".join(signs).split("@")[1:]
    assert all(regex.fullmatch(r" {0,3}([-+]+ {1,6})*[-+]+ {0,3}", hunk) for hunk in hunks)


def test_nothing_to_show_where_nothing_changes():
    assert written(in_file()) == written(fixed(TEXT)) == written(fixed("aa", Edit(Span(0, 1), "a"))) == ""


def test_a_diff():
    text = "".join(f"{n}\n" for n in range(1, 21)) + "end"
    result = fixed(
        text, Edit(at(text, "2\n"), ""), Edit(at(text, "19"), "nineteen"), Edit(Span(len(text), len(text)), ".")
    )
    assert written(result) == (
        "--- a/news/a.txt\n+++ b/news/a.txt\n"
        "@@ -1,5 +1,4 @@\n 1\n-2\n 3\n 4\n 5\n"
        "@@ -16,6 +15,6 @@\n 16\n 17\n 18\n-19\n+nineteen\n 20\n"
        "-end\n\\ No newline at end of file\n+end.\n\\ No newline at end of file\n"
    )


def test_a_record_is_named_by_its_line_and_id():
    assert written(fixed("a\ud800\n", Edit(Span(0, 1), "b"), place=Place("n.jsonl", 12, "x\n\x1b"))) == (
        "--- n.jsonl:12 (x‹U+000A›‹U+001B›)\n+++ n.jsonl:12 (x‹U+000A›‹U+001B›)\n"
        "@@ -1,1 +1,1 @@\n-a‹U+D800›\n+b‹U+D800›\n"
    )
    assert written(fixed("a", Edit(Span(0, 1), ""), place=Place("n.jsonl", 1))).startswith("--- n.jsonl:1\n")


def test_a_terminal_gets_it_visible_and_coloured():
    lines = list(diff(fixed("a\x1b\n b\t\n", Edit(Span(0, 1), ""), place=Place("a b.txt"))))
    assert [for_people(line, PLAIN) for line in lines] == [
        "--- a/a b.txt",
        "+++ b/a b.txt",
        "@@ -1,2 +1,2 @@",
        "-a‹U+001B›",
        "+‹U+001B›",
        "  b‹U+0009›",
    ]
    coloured = [for_people(line, Style(color=True)) for line in lines]
    assert coloured[3:] == ["\x1b[31m-a‹U+001B›\x1b[0m", "\x1b[32m+‹U+001B›\x1b[0m", "  b‹U+0009›"]


TRICKY = "\ufeffপ্রথম\r\n\x0cx\u2028y\n--- z\n+++ z\n@@ -1 +1 @@\n\n\nশেষ"
TOOLS = {"git": ["git", "apply", "--whitespace=nowarn", "-"], "patch": ["patch", "--binary", "-s", "-p1"]}


@pytest.mark.parametrize(
    "tool", [pytest.param(t, marks=pytest.mark.skipif(not shutil.which(t), reason=f"no {t}")) for t in TOOLS]
)
@pytest.mark.parametrize("name", ["plain.txt", "খবর/দুই শব্দ.txt", 'odd "name"\\x\ty\nz.txt', "bytes-\udcff é.txt"])
def test_other_tools_take_it(tmp_path, tool, name):
    edits = [
        Edit(at(TRICKY, "x\u2028"), ""),
        Edit(at(TRICKY, "--- z\n"), "-- y\n"),
        Edit(at(TRICKY, "\nশেষ"), ""),
    ]
    result = fixed(TRICKY, *edits, place=Place(name))
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(TRICKY.encode())
    environ = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    subprocess.run(TOOLS[tool], cwd=tmp_path, env=environ, input=written(result).encode(), check=True, timeout=60)
    assert path.read_bytes() == result.fixed.text.encode()
