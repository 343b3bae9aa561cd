"""The kinds of rule, one file each; the list is closed, rules are what is open."""

from __future__ import annotations

from newslint.matchers.encoding import Encoding
from newslint.matchers.inline import Inline
from newslint.matchers.kind import Matcher
from newslint.matchers.legacy_font import LegacyFont
from newslint.matchers.lineshape import Lineshape
from newslint.matchers.metric import Metric
from newslint.matchers.pattern import Pattern
from newslint.matchers.phrase import Phrase
from newslint.matchers.repetition import Repetition
from newslint.matchers.script import Script
from newslint.matchers.section import Section
from newslint.matchers.syllable import Syllable

Spec = Phrase | Pattern | Inline | Section | Lineshape | Script | Encoding | LegacyFont | Metric | Repetition | Syllable
"""What a rule looks for, as its author wrote it.

`matchers/kind.py` says what each of them promises."""


__all__ = [
    "Encoding",
    "Inline",
    "LegacyFont",
    "Lineshape",
    "Matcher",
    "Metric",
    "Pattern",
    "Phrase",
    "Repetition",
    "Script",
    "Section",
    "Spec",
    "Syllable",
]
