"""Whether a line reads like running text, or like a label, a link or a headline."""

from __future__ import annotations

import regex

from newslint.text import ends_sentence

LONG = 40
"""Words from which a line is running text however it ends: page furniture hardly ever has so many on one line."""

SENTENCE = 8
"""Words from which a line that ends as a sentence does is surely running text: shorter ones may be labels or calls."""

HEADLINE = 20
"""Words that a headline or a teaser may have: a shorter line may end in a question or exclamation mark, or in dots,
and be one."""

_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々、。，！？「」]")
_HEADLINE_END = regex.compile(r"""[!?？！؟…]['"”’)\]»]*\s*\Z|\.\.\.\s*\Z""")


def word_count(line: str) -> float:
    """How many words a line has; two characters of a script that writes no spaces count as one."""
    if line.isascii():
        return len(line.split())
    unspaced = len(_UNSPACED.findall(line))
    return len((_UNSPACED.sub("", line) if unspaced else line).split()) + unspaced / 2


def is_prose(line: str) -> bool:
    """Whether a line is surely running text: it ends as a sentence does, or is too long for anything else."""
    words = word_count(line)
    return words >= LONG or (words >= SENTENCE and ends_sentence(line))


def may_be_prose(line: str) -> bool:
    """Whether a line might be running text: longer than a headline, or ended as a sentence, however short, is."""
    return word_count(line) > HEADLINE or (ends_sentence(line) and not _HEADLINE_END.search(line))
