"""Lines in a script that is not the document's, and what kind of line each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from newslint.expressions import late_regex
from newslint.page import Page, once
from newslint.prose import is_prose, word_count
from newslint.scripts import folded, folded_counts, letter_count, most_of, script_counts
from newslint.text import ends_sentence
from newslint.types import Match, Span
from newslint.writing.masks import masked

Kind = Literal["native", "mixed", "kicker", "label", "sentence", "line", "address", "no-letters"]

_MAIN = 0.51  # of a document's letters; those of a bilingual one are divided
_SHARE = 0.8  # of a line's letters, that it counts for a script's
_HEAD = 3  # lines at the top of a document among which a kicker stands
_LABEL = 6  # words
_SAMPLE = 30  # code points, of which a third are mostly letters
_BILINGUAL = 0.2  # of a document's lines

_PLAIN = late_regex("[A-z]")  # and a few signs between these: `regex` looks for a single range fastest


def kind_of(line: str, script: str, is_head: bool) -> tuple[Kind, str | None]:
    """What kind of line one is in a document of a script, and the script that it is in itself, if it is in one.

    *native*: the document's. *mixed*: letters of both. Foreign are *kicker* and *label*, a few Latin words that are no
    sentence (in the head of the document, and elsewhere), *sentence*, running text, and *line*, any other.
    *address*: nothing but addresses and tags. `script` may be `CJK`.
    """
    counts = folded_counts(script_counts(masked(line)))
    if not counts:
        return ("address" if any(map(str.isalpha, line)) else "no-letters"), None
    own = most_of(counts, _SHARE)
    if own is None or own == script:
        return ("native" if own else "mixed"), own
    if is_prose(line):
        return "sentence", own
    if own == "Latin" and word_count(line) <= _LABEL and not ends_sentence(line):
        return ("kicker" if is_head else "label"), own
    return "line", own


class Foreign(NamedTuple):
    """A foreign line of a page, white space at its ends left out."""

    span: Span
    kind: Kind
    script: str


@once
def foreign_lines_of(page: Page) -> tuple[Foreign, ...]:
    """The foreign lines of a page in order; none where the page is not in one script."""
    if page.text.isascii() or len(page.writing.scripts) < 2:
        return ()
    main = folded(page.script) or most_of(folded_counts(page.letters), _MAIN)
    return tuple(_foreign(page, main)) if main else ()


def _foreign(page: Page, main: str) -> Iterator[Foreign]:
    head = frozenset(page.filled[:_HEAD])
    foreign = [letter for script, letters in page.scripts.items() if folded(script) != main for letter in letters]
    enough = (1 - _SHARE) / _SHARE * letter_count(page.canonical, foreign)  # of its own, even with all foreign letters
    beyond = [letter for letter in foreign if not letter.isascii()]
    has_plain = len(beyond) < len(foreign)
    for number in page.filled:
        line, form = page.lines[number], page.canonical_lines[number]
        if not (has_plain and _PLAIN.search(form)) and not any(map(form.__contains__, beyond)):
            continue
        bare = line.strip()
        if _own_letters(bare, main, enough):
            continue
        kind, script = kind_of(bare, main, number in head)
        if script and kind not in ("native", "mixed"):
            start = page.starts[number] + line.index(bare)
            yield Foreign(Span(start, start + len(bare)), kind, script)


def _own_letters(line: str, script: str, enough: float) -> bool:
    """Whether the first part of a line holds more letters of a script than are enough to be no foreign line."""
    if line.isascii() and script != "Latin":
        return False
    start = masked(line)[: _SAMPLE + 3 * int(enough)]
    return folded_counts(script_counts(start)).get(script, 0) > enough


def _of_kind(page: Page, *kinds: Kind) -> Iterator[Match]:
    for span, kind, script in foreign_lines_of(page):
        if kind in kinds:
            yield Match(span, {"script": script})


def foreign_kickers(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Foreign lines of a few words at the top."""
    return _of_kind(page, "kicker")


def foreign_labels(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Foreign lines of a few words further down."""
    return _of_kind(page, "label")


def foreign_sentences(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Foreign lines of eight words or more that end as a sentence does."""
    return _of_kind(page, "sentence")


def foreign_lines(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """All other foreign lines."""
    return _of_kind(page, "line")


def bilingual(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """The first foreign sentence of a document in which more than a fifth of the lines are some."""
    sentences = [line for line in foreign_lines_of(page) if line.kind == "sentence"]
    if len(sentences) > max(1, _BILINGUAL * len(page.filled)):
        yield Match(sentences[0].span, {"script": sentences[0].script, "count": str(len(sentences))})
