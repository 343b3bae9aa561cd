"""Whole documents: a script that their language is not written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from newslint.page import Page
from newslint.scripts import folded, folded_counts, most_of
from newslint.types import Match

KNOWN = 40
"""Letters from which on a text shows what script it is in. With fewer, nothing says what one strange letter is."""

# The scripts of languages that news is written in; CJK is Han, kana, Hangul and Bopomofo. Others are not judged.
_WRITTEN_IN = {
    "Arabic": "ar fa ur ps ckb",
    "Armenian": "hy",
    "Bengali": "bn as",
    "CJK": "zh ja ko yue",
    "Cyrillic": "ru uk be bg mk ky",
    "Devanagari": "hi mr ne mai bho",
    "Ethiopic": "am ti",
    "Georgian": "ka",
    "Greek": "el",
    "Gujarati": "gu",
    "Hebrew": "he yi",
    "Kannada": "kn",
    "Khmer": "km",
    "Lao": "lo",
    "Latin": "en de fr es pt it nl sv da no nb nn fi et lv lt pl cs sk sl hr hu ro sq tr vi id ms tl sw af ca eu is",
    "Malayalam": "ml",
    "Myanmar": "my",
    "Oriya": "or",
    "Sinhala": "si",
    "Tamil": "ta",
    "Telugu": "te",
    "Thai": "th",
}
_SCRIPT_OF_LANGUAGE = {language: script for script, languages in _WRITTEN_IN.items() for language in languages.split()}


@lru_cache(maxsize=64)
def _expected(said: str | None) -> str | None:
    """The script of what a document says that its language is; None where that tells of no script, or of its own."""
    parts = (said or "").replace("_", "-").split("-")
    return None if any(len(part) == 4 for part in parts) else _SCRIPT_OF_LANGUAGE.get(parts[0].lower())


def may_be_foreign(page: Page) -> bool:
    """Whether a page says what language it is in, and has letters that this is not written in."""
    expected = _expected(page.document.language)
    if expected is None or all(folded(script) == expected for script in page.writing.scripts):
        return False
    return expected != folded(page.script)


def foreign_documents(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """The first line of a document that is said to be in a language, and is in a script that this is not written in.

    A tag with a script of its own, `bn-Latn`, says so itself and is not judged.
    """
    if not may_be_foreign(page):
        return
    counts = folded_counts(page.letters)
    script = most_of(counts, 0.7)
    if script and script != _expected(page.document.language) and sum(counts.values()) >= KNOWN:
        yield Match(page.line_span(page.filled[0]), {"script": script, "language": page.language or ""})
