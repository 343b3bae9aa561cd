"""Whether a line reads like running text, or like a label, a link or a headline."""

from __future__ import annotations

import re
from functools import cache

from newslint.expressions import late_re
from newslint.text import CLOSERS, ends_sentence

LONG = 40
"""Words from which a line is running text however it ends: page furniture hardly ever has so many on one line."""

SENTENCE = 8
"""Words from which a line that ends as a sentence or with a colon is surely text: shorter ones may be labels."""

HEADLINE = 20
"""Words that a headline or a teaser may have: a shorter line may end in a question or exclamation mark, or in dots,
and be one."""

_LONGEST_WORD = 20  # what is longer than so many code points for each word need not be counted

_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff1f]"
_HEADLINE_END = late_re(rf"[!?？！؟…][{re.escape(CLOSERS)}]*\s*\Z|\.\.\.\s*\Z")


# What none of these stands in. To compile the set itself takes 2 ms: `re` goes through every character of a class.
_MAY_BE_UNSPACED = late_re("[^\0-\u0dff\u2000-\u206f]")


@cache
def _unspaced() -> re.Pattern[str]:
    """What finds each character of a script that writes no spaces."""
    return re.compile(_UNSPACED)


def word_count(line: str) -> float:
    """How many words a line has; two characters of a script that writes no spaces count as one."""
    if line.isascii() or not _MAY_BE_UNSPACED.search(line) or not _unspaced().search(line):
        return len(line.split())
    spaced, unspaced = _unspaced().subn("", line)
    return len(spaced.split()) + unspaced / 2


def is_prose(line: str) -> bool:
    """Whether a line is surely running text: it ends as a sentence or with a colon, or is too long for others."""
    if ends_sentence(line) or line.endswith((":", "：")):
        return len(line) > SENTENCE * _LONGEST_WORD or word_count(line) >= SENTENCE
    return len(line) >= 2 * LONG - 1 and word_count(line) >= LONG  # so long are words of one letter


def may_be_prose(line: str) -> bool:
    """Whether a line might be running text: longer than a headline, or ended as a sentence, however short, is."""
    return word_count(line) > HEADLINE or (ends_sentence(line) and not _HEADLINE_END.search(line))
