"""What the lines of a document look like, and what stands around them.

A page is mostly running text. Whatever else a site puts round an article falls apart into short lines that do not end
as sentences, come in runs, speak of the site and not of the news, and share few words with the article. Each of these
is a *feature*: a number for a line, whose weight a rule of the kind `lineshape` gives.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cached_property
from itertools import accumulate, compress, groupby
from math import inf, log2
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from newslint.expressions import late_re, own
from newslint.forms import DECORATION, fold
from newslint.page import Page
from newslint.prose import HEADLINE, is_prose, word_count
from newslint.text import CLOSERS, at_border, ends_sentence, line_starts

LONG_LINE = 240
"""Code points from which a line of running text is the article's own, whatever words it holds."""

CALL = 25
"""Words up to which a sentence with one word of the site's own is a call to the reader, not the article's own."""

_BESIDE = 3  # lines before and after that are beside a line
_NEAR = 4  # lines before and after that count as the surroundings of a line
_WEIGHT, _OTHER = 200, 30  # code points that a line of running text counts at most, and what another one takes away
_SKELETON = 6  # signs in which the lines of a table agree, however they go on
_SHORT = 4  # code points of words that any text may hold
_SYLLABLES = "\u2e80"  # from here on one character says as much as several letters: Hangul, kana, Han
_FEW = 40  # words of a page that are looked for one by one: many would take time as the square of its length
_MANY = 3  # more of a thing than this says nothing more

_IN_ADDRESSES = ("/", ".", "@")  # before a word: part of a link such as www.facebook.com
_WORDS = r"[\p{L}\p{M}'’\u200c\u200d]+(?:[ \u00a0][\p{L}\p{M}'’\u200c\u200d]+)*"
_NUMBERS = late_re(r"\d+")
_CLOCK = late_re(r"\d:\d\d")
_COMMA = late_re(r"[,،、，]")


class SiteWords:
    """Words that sites say of themselves, found in one scan of a text."""

    def __init__(self, words: Iterable[str]) -> None:
        folded = {word.strip() for word in fold("\n".join(words)).split("\n")}  # together: one by one takes a while
        self.scanner = AhoCorasick(sorted(folded)) if any(folded) else None

    def counts(self, lines: Sequence[str]) -> list[int]:
        """How many different ones each of some folded lines holds."""
        text = "\n".join(lines)
        places = self.scanner.find_matches_as_indexes(text, overlapping=True) if self.scanner else ()
        starts = line_starts(lines) if places else []
        found: dict[int, set[int]] = {}
        for word, start, end in places:
            if at_border(text, start) and at_border(text, end) and text[start - 1 : start] not in _IN_ADDRESSES:
                found.setdefault(bisect_right(starts, start) - 1, set()).add(word)
        return [len(found.get(number, ())) for number in range(len(lines))]


class Sheet:
    """The lines of a page that show something, numbered from 0, with what the features ask of them."""

    def __init__(self, page: Page, words: SiteWords) -> None:
        self.page = page
        self.numbers = page.filled
        self.lines = [page.canonical_lines[number].strip() for number in page.filled]
        self.prose = [*map(is_prose, self.lines)]
        doubtful = min(page.marked, default=len(page.lines))  # from here on also a paragraph may be the site's
        asked = [
            "" if number < doubtful and prose and len(line) > LONG_LINE else page.folded_lines[number]
            for number, line, prose in zip(self.numbers, self.lines, self.prose, strict=True)
        ]
        self.site_words = [min(_MANY, count) for count in words.counts(asked)]
        body = [self._is_body(at) for at in range(len(self.lines))]
        self.first, self.last = self._stretch(body)
        self.own = [is_body and self.first <= at <= self.last for at, is_body in enumerate(body)]
        self._asked = 0  # longer words, about which `known` was asked

    def _stretch(self, body: Sequence[bool]) -> tuple[int, int]:
        """The first and the last line of the article: the stretch in which running text outweighs other lines most.

        After Finn, Kushmerick and Smyth, 2001, who weighed words against tags.
        """
        best, total, start, stretch = 0, 0, 0, (0, -1)
        for at, is_body in enumerate(body):
            total += min(_WEIGHT, len(self.lines[at])) if is_body else -_OTHER
            if total <= 0:
                total, start = 0, at + 1
            elif total > best:
                best, stretch = total, (start, at)
        return stretch

    def _is_body(self, at: int) -> bool:
        """Whether a line is running text, and no furniture to other rules, no teaser, no call to the reader."""
        line = self.lines[at]
        if not self.prose[at] or self.numbers[at] in self.page.marked:
            return False
        if len(line) > LONG_LINE:
            return True
        if self.keys[at] in self.repeated or (_is_cut_off(line) and word_count(line) <= HEADLINE):
            return False
        return not self.site_words[at] or (self.site_words[at] == 1 and word_count(line) >= CALL)

    def _share(self, chosen: Iterable[str]) -> float:
        return sum(map(len, chosen)) / (sum(map(len, self.lines)) or 1)

    @cached_property
    def prose_share(self) -> float:
        """The share of the text, in code points, that is the article's own."""
        return self._share(compress(self.lines, self.own))

    @cached_property
    def rough(self) -> float:
        """The share of other lines among those from the article's first to its last."""
        return 1 - sum(self.own) / max(1, self.last - self.first + 1)

    @cached_property
    def article(self) -> str:
        """The article's own lines, folded."""
        folded = self.page.folded_lines
        return " ".join(folded[number] for number in compress(self.numbers, self.own))

    @cached_property
    def vocabulary(self) -> set[str]:
        """The longer words of the article."""
        return _long_words(self.article)

    def known(self, words: Set[str]) -> Set[str]:
        """Those of some longer words that the article has; to look for a few takes less time than to list all."""
        self._asked += len(words)
        return words & self.vocabulary if self._asked > _FEW else {*filter(self._has, words)}

    def _has(self, word: str) -> bool:
        article, at = self.article, 0
        while (at := article.find(word, at)) >= 0:
            start, end = article.rfind(" ", 0, at) + 1, article.find(" ", at) % (len(article) + 1)
            if word in _long_words(article[start:end]):
                return True
            at = end
        return False

    @cached_property
    def shared(self) -> set[str]:
        """Those of these words that stand in more than one line of the article."""
        folded = self.page.folded_lines
        counts = Counter[str]()
        for number in compress(self.numbers, self.own):
            counts.update(_long_words(folded[number]))
        return {word for word, count in counts.items() if count > 1}

    @cached_property
    def own_before(self) -> list[int]:
        """How many lines of the article stand before each line, and before the end."""
        return [*accumulate(self.own, initial=0)]

    @cached_property
    def marked_before(self) -> list[int]:
        """How many lines that other rules would delete stand before each line, and before the end."""
        return [*accumulate((number in self.page.marked for number in self.numbers), initial=0)]

    @cached_property
    def borders(self) -> list[tuple[int, int]]:
        """For each line where its run begins, and where it ends: all the article's own, or all beside it."""
        borders: list[tuple[int, int]] = []
        for _, group in groupby(self.own):
            start, length = len(borders), len([*group])
            borders += [(start, start + length)] * length
        return borders

    def is_doubtful(self, at: int) -> bool:
        """Whether a line is the article's own, but stands after one of the article that other rules would delete."""
        return self.own[at] and bool(self.page.marked) and self.marked(self.first, at) > 0

    def marked(self, start: int, end: int) -> int:
        """How many of the lines from `start` to before `end` other rules would delete."""
        before = self.marked_before
        return before[max(0, min(end, len(self.lines)))] - before[max(0, start)]

    @cached_property
    def skeletons(self) -> list[str]:
        """How each line beside the article begins, words and numbers as signs: `w 0, w` for `May 4, Dhaka`."""
        return ["" if is_own else _skeleton(line) for line, is_own in zip(self.lines, self.own, strict=True)]

    @cached_property
    def skeleton_counts(self) -> Counter[str]:
        """How many lines have each skeleton."""
        return Counter(self.skeletons)

    @cached_property
    def keys(self) -> list[str]:
        """Each line folded, decoration aside."""
        return [self.page.keys[number] for number in self.numbers]

    @cached_property
    def repeated(self) -> set[str]:
        """The keys of lines that stand in the text more than once."""
        if len(set(self.keys)) == len(self.keys):
            return set()
        return {key for key, count in Counter(self.keys).items() if count > 1}


def _long_words(folded: str) -> set[str]:
    """Words that not every text holds; of those in syllables or Han, which take endings, the first two characters."""
    words = {word.strip(DECORATION) for word in set(folded.split()) if len(word) > _SHORT or word > _SYLLABLES}
    return {word[:2] if word > _SYLLABLES else word for word in words if len(word) > (_SHORT, 1)[word > _SYLLABLES]}


def _skeleton(line: str) -> str:
    return _NUMBERS.sub("0", own(_WORDS).sub("w", line))[:_SKELETON]


def _capitals(sheet: Sheet, at: int) -> float:
    initials = [word[0] for word in sheet.lines[at].split() if len(word) > 3]
    cased = [char for char in initials if char.lower() != char.upper()]
    return sum(map(str.isupper, cased)) / len(cased) if cased else 0.5


def _familiar(sheet: Sheet, at: int) -> float:
    words = _long_words(sheet.page.folded_lines[sheet.numbers[at]])
    known = words & sheet.shared if sheet.own[at] else sheet.known(words)
    return len(known) / max(1, len(words))


def _series(sheet: Sheet, at: int) -> float:
    skeleton = sheet.skeletons[at]
    return log2(sheet.skeleton_counts[skeleton]) if skeleton.strip("w ") else 0.0


def _prose_around(sheet: Sheet, at: int) -> float:
    start, end = max(0, at - _NEAR), min(len(sheet.lines), at + _NEAR + 1)
    before = sheet.own_before
    return (before[end] - before[start] - sheet.own[at]) / max(1, end - start - 1)


def _marked_near(sheet: Sheet, at: int) -> float:
    return log2(1 + sheet.marked(at - _BESIDE, at) + sheet.marked(at + 1, at + _BESIDE + 1))


def _repeated_near(sheet: Sheet, at: int) -> bool:
    keys = sheet.keys[max(0, at - 2) : at] + sheet.keys[at + 1 : at + 3]
    return not sheet.repeated.isdisjoint(keys)


def _is_cut_off(line: str) -> bool:
    return line.rstrip(CLOSERS).endswith(("…", "..."))


FEATURES: dict[str, Callable[[Sheet, int], float]] = {
    "words": lambda sheet, at: log2(1 + word_count(sheet.lines[at])),
    "sentence": lambda sheet, at: ends_sentence(sheet.lines[at]) and not _is_cut_off(sheet.lines[at]),
    "prose": lambda sheet, at: sheet.prose[at],
    "commas": lambda sheet, at: min(_MANY, len(_COMMA.findall(sheet.lines[at]))),
    "inner_colon": lambda sheet, at: ":" in sheet.lines[at][:-1],
    "capitals": _capitals,
    "all_capitals": lambda sheet, at: sheet.lines[at].isupper() and len(sheet.lines[at]) > 2,
    "lower_case": lambda sheet, at: sheet.lines[at][0].islower(),
    "clock": lambda sheet, at: _CLOCK.search(sheet.lines[at]) is not None,
    "repeated": lambda sheet, at: sheet.keys[at] in sheet.repeated,
    "repeated_near": _repeated_near,
    "site_words": lambda sheet, at: sheet.site_words[at],
    "marked": lambda sheet, at: sheet.marked(at, at + 1),
    "marked_near": _marked_near,
    "marked_before": lambda sheet, at: log2(1 + sheet.marked(0, at)),
    "marked_after": lambda sheet, at: log2(1 + sheet.marked(at + 1, len(sheet.lines))),
    "opened": lambda sheet, at: sheet.marked(sheet.borders[at][0], at) > 0,
    "closed": lambda sheet, at: sheet.marked(at + 1, sheet.borders[at][1]) > 0,
    "run": lambda sheet, at: log2(1 + sheet.borders[at][1] - sheet.borders[at][0]),
    "article": lambda sheet, at: sheet.prose_share,
    "alone": lambda sheet, at: sheet.borders[at] == (at, at + 1),
    "prose_around": _prose_around,
    "prose_left": lambda sheet, at: log2(1 + sheet.own_before[-1] - sheet.own_before[at]),
    "distance": lambda sheet, at: log2(1 + max(0, sheet.first - at, at - sheet.last)),
    "rough": lambda sheet, at: sheet.rough,
    "series": _series,
    "familiar": _familiar,
}
"""Every feature by name, for a line of a sheet: a number from 0 on; dear ones last."""

_ENDLESS = frozenset("words marked_near marked_before marked_after run prose_left distance series".split())
_MOST = {"commas": _MANY, "site_words": _MANY}
"""What features amount to at most, that have an end and go beyond 1."""


class Addend(NamedTuple):
    """A feature and its weight, and what the addends after it come to at most."""

    feature: Callable[[Sheet, int], float]
    weight: float
    rest: float


def addends(weights: Mapping[str, float]) -> list[Addend]:
    """The features that count, those first whose part in a sum has no end."""
    names = [name for name in FEATURES if weights.get(name)]
    names.sort(key=lambda name: weights[name] < 0 or name not in _ENDLESS)
    ordered: list[Addend] = []
    rest = 0.0
    for name in reversed(names):
        ordered.append(Addend(FEATURES[name], weights[name], rest))
        if weights[name] > 0:
            rest += weights[name] * (inf if name in _ENDLESS else _MOST.get(name, 1))
    return ordered[::-1]


def score(sheet: Sheet, at: int, weighted: Iterable[Addend], least: float) -> float | None:
    """The weighted sum of a line's features; None where it is below `least`, which is mostly known before its end."""
    total = 0.0
    for feature, weight, rest in weighted:
        total += weight * feature(sheet, at)
        if total + rest < least:
            return None
    return total if total >= least else None
