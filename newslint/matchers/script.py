"""Writing systems: words, numbers, lines, sentence ends and documents in the wrong letters, digits or marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from newslint.matchers.kind import Kind
from newslint.page import Page
from newslint.types import Match
from newslint.writing import documents, lines, numbers, sentences, words


class _Find(NamedTuple):
    """One thing that can be looked for: how it is found, and the placeholders that this fills."""

    matches: Callable[[Page, Sequence[int]], Iterator[Match]]
    values: str = ""


_FINDS = {
    "homoglyph": _Find(words.homoglyphs, "foreign meant"),
    "likely-homoglyph": _Find(words.likely_homoglyphs, "foreign meant"),
    "ambiguous-homoglyph": _Find(words.ambiguous_words, "foreign"),
    "masquerade": _Find(words.masquerading_words, "foreign meant"),
    "glued-words": _Find(words.glued_words, "foreign meant"),
    "intrusion": _Find(words.intruded_words, "foreign"),
    "mixed-word": _Find(words.mixed_script_words, "foreign"),
    "mixed-number": _Find(numbers.mixed_numbers, "meant"),
    "unclear-number": _Find(numbers.unclear_numbers),
    "mixed-range": _Find(numbers.mixed_ranges, "meant"),
    "mixed-digits": _Find(numbers.fewer_digits, "count"),
    "foreign-digits": _Find(numbers.foreign_digits, "count"),
    "foreign-kicker": _Find(lines.foreign_kickers, "script"),
    "foreign-label": _Find(lines.foreign_labels, "script"),
    "foreign-sentence": _Find(lines.foreign_sentences, "script"),
    "foreign-line": _Find(lines.foreign_lines, "script"),
    "bilingual": _Find(lines.bilingual, "script count"),
    "stop-among-dandas": _Find(sentences.stops_among_dandas, "count"),
    "mixed-ends": _Find(sentences.mixed_ends, "count dandas"),
    "stops-alone": _Find(sentences.stops_alone, "count"),
    "foreign-document": _Find(documents.foreign_documents, "script language"),
}


class Script(Kind, frozen=True, tag="script"):
    """Letters, digits or marks that do not belong to the document's writing system."""

    find: Annotated[
        Literal[
            "homoglyph", "likely-homoglyph", "ambiguous-homoglyph", "masquerade", "glued-words", "intrusion",
            "mixed-word", "mixed-number", "unclear-number", "mixed-range", "mixed-digits", "foreign-digits",
            "foreign-kicker", "foreign-label", "foreign-sentence", "foreign-line", "bilingual", "stop-among-dandas",
            "mixed-ends", "stops-alone", "foreign-document",
        ],
        Meta(
            description="Words: homoglyph, a letter that only looks like one of the word's script (likely-homoglyph, "
            "ambiguous-homoglyph with less evidence; masquerade, a whole word of such letters). glued-words, two "
            "scripts without a space between. intrusion, a Latin letter inside a word. mixed-word, any other mixture.\n"
            "Numbers: mixed-number, digits of two systems in one number; unclear-number, where neither is surely "
            "right; mixed-range, one system to each part. mixed-digits, each number in the digits that the document "
            "uses less often. foreign-digits, the first number of a document that has none in the digits of its own "
            "script. Digits inside names (B-52, Covid-19) and addresses do not count.\n"
            "Lines whose letters are, to four in five, of another script than the document's: foreign-kicker, a few "
            "words at the top; foreign-label, a few elsewhere; foreign-sentence, eight words or more with an end; "
            "foreign-line, any other. bilingual, a document with many such sentences.\n"
            "Ends of sentences: stop-among-dandas, a full stop where nearly all others are dandas; mixed-ends, a "
            "document with many of both; stops-alone, one without any danda.\n"
            "foreign-document: a script that the language which the document says it is in is not written in."
        ),
    ]  # fmt: skip

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset(_FINDS[self.find].values.split())

    def compile(self) -> _ScriptMatcher:
        """The matcher of this description."""
        return _ScriptMatcher(_FINDS[self.find])


class _ScriptMatcher:
    def __init__(self, found: _Find) -> None:
        self.found = found

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        yield from self.found.matches(page, lines)
