"""Writing systems: words, numbers, lines, sentence ends and documents in the wrong letters, digits or marks."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, Literal

from msgspec import Meta

from newslint.matchers.kind import Kind
from newslint.page import Look, Page
from newslint.types import Match

_VALUES = {
    "homoglyph": "foreign meant",
    "likely-homoglyph": "foreign meant",
    "ambiguous-homoglyph": "foreign",
    "masquerade": "foreign meant",
    "glued-words": "foreign meant",
    "intrusion": "foreign",
    "mixed-word": "foreign",
    "mixed-number": "meant",
    "unclear-number": "",
    "mixed-range": "meant",
    "digit-in-word": "",
    "mixed-digits": "count",
    "foreign-digits": "count",
    "foreign-kicker": "script",
    "foreign-label": "script",
    "foreign-sentence": "script",
    "foreign-line": "script",
    "bilingual": "script count",
    "stop-among-dandas": "count",
    "mixed-ends": "count dandas",
    "stops-alone": "count",
    "foreign-document": "script language",
}
"""The placeholders that each find fills in."""

_LOOKS = {
    "words": "homoglyph likely-homoglyph ambiguous-homoglyph glued-words intrusion mixed-word",
    "numbers": "mixed-number unclear-number mixed-range mixed-digits",
    "lines": "foreign-kicker foreign-label foreign-sentence foreign-line bilingual",
    "sentences": "stop-among-dandas mixed-ends stops-alone",
}
"""The finds that look at the same first; each other has a look of its own."""

_LOOK_OF = {find: look for look, finds in _LOOKS.items() for find in finds.split()}


class Script(Kind, frozen=True, tag="script"):
    """Letters, digits or marks that do not belong to the document's writing system."""

    find: Annotated[
        Literal[
            "homoglyph", "likely-homoglyph", "ambiguous-homoglyph", "masquerade", "glued-words", "intrusion",
            "mixed-word", "mixed-number", "unclear-number", "mixed-range", "digit-in-word", "mixed-digits",
            "foreign-digits", "foreign-kicker", "foreign-label", "foreign-sentence", "foreign-line", "bilingual",
            "stop-among-dandas", "mixed-ends", "stops-alone", "foreign-document",
        ],
        Meta(
            description="Of words: homoglyph, a letter that only looks like one of the word's script; "
            "likely-homoglyph, ambiguous-homoglyph, the same with less evidence; masquerade, a whole word of such "
            "letters; glued-words, two scripts without a space between; intrusion, a Latin letter inside a word; "
            "mixed-word, any other mixture. "
            "Of numbers: mixed-number, digits of two systems in one number; unclear-number, the same, and neither is "
            "surely right; mixed-range, one system to each part; digit-in-word, a single digit between letters; "
            "mixed-digits, each number in the digits that the document uses less often; foreign-digits, the first "
            "number of a document that has none in the digits of its own script. Digits of names (B-52, Covid-19) and "
            "addresses do not count. "
            "Of lines whose letters are, to four in five, of another script than the document's: foreign-kicker, a few "
            "words at the top; foreign-label, a few elsewhere; foreign-sentence, running text; foreign-line, any "
            "other; bilingual, a document with many such sentences. "
            "Of ends of sentences: stop-among-dandas, a full stop where nearly all others are dandas; mixed-ends, a "
            "document with many of both; stops-alone, one without any danda. "
            "foreign-document: a script that the language which the document says it is in is not written in."
        ),
    ]  # fmt: skip

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset(_VALUES[self.find].split())

    @property
    def look(self) -> Look:
        """Whether the text has anything of the sort: several scripts in a word, numbers, foreign lines."""
        return _look(_LOOK_OF.get(self.find, self.find))

    def compile(self) -> "_ScriptMatcher":
        """The matcher of this description."""
        return _ScriptMatcher(self.find)


class _ScriptMatcher:
    def __init__(self, find: str) -> None:
        self.name = find

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        if page.text.isascii() and self.name != "foreign-document":  # one script, one system of digits
            return
        from newslint.writing.finds import FINDS  # takes 30 ms to load, and text in ASCII needs none of it

        yield from FINDS[self.name](page, lines)


@cache
def _look(name: str) -> Look:
    def look(page: Page) -> object:
        if page.text.isascii() and not (name == "foreign-document" and page.document.language):
            return False
        from newslint.writing.finds import LOOKS

        return LOOKS[name](page)

    return look
