"""What the kind `script` can look for, by the name that it has in rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from newslint.page import Look, Page
from newslint.types import Match
from newslint.writing import documents, lines, numbers, sentences, words

Find = Callable[[Page, Sequence[int]], Iterator[Match]]
"""The matches on the given lines of a page, with their placeholders."""

FINDS: dict[str, Find] = {
    "homoglyph": words.homoglyphs,
    "likely-homoglyph": words.likely_homoglyphs,
    "ambiguous-homoglyph": words.ambiguous_words,
    "masquerade": words.masquerading_words,
    "glued-words": words.glued_words,
    "intrusion": words.intruded_words,
    "mixed-word": words.mixed_script_words,
    "mixed-number": numbers.mixed_numbers,
    "unclear-number": numbers.unclear_numbers,
    "mixed-range": numbers.mixed_ranges,
    "digit-in-word": numbers.digits_in_words,
    "mixed-digits": numbers.fewer_digits,
    "foreign-digits": numbers.foreign_digits,
    "foreign-kicker": lines.foreign_kickers,
    "foreign-label": lines.foreign_labels,
    "foreign-sentence": lines.foreign_sentences,
    "foreign-line": lines.foreign_lines,
    "bilingual": lines.bilingual,
    "stop-among-dandas": sentences.stops_among_dandas,
    "mixed-ends": sentences.mixed_ends,
    "stops-alone": sentences.stops_alone,
    "foreign-document": documents.foreign_documents,
}

LOOKS: dict[str, Look] = {
    "words": words.mixed_words,
    "masquerade": words.may_be_masquerade,
    "numbers": numbers.may_be_mixed,
    "foreign-digits": numbers.may_be_foreign,
    "digit-in-word": numbers.may_be_in_words,
    "lines": lines.foreign_lines_of,
    "sentences": sentences.full_stops_of,
    "foreign-document": documents.may_be_foreign,
}
"""What is empty or false where a page has nothing that those could find which look at the same."""
