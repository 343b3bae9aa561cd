"""Lines that look like a page's furniture, by their shape and by what stands around them."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from math import exp, log
from typing import Annotated

from msgspec import Meta, Struct, structs

from newslint.forms import fold
from newslint.matchers.kind import Kind
from newslint.page import Page
from newslint.shape import Addend, Sheet, SiteWords, addends, score
from newslint.types import Match


class Weights(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How much each feature of a line speaks for furniture (above 0) or for the article (below 0).

    A feature is a number: 1 or 0 for what is so or is not, and else what its line says. Running text ends as a sentence
    does or with a colon and has 8 words or more, or it has 40 words; two characters of a script that writes no spaces
    count as a word. The article is the stretch of lines in which running text outweighs the rest most, and its own
    lines are those of running text, but for what other rules would delete and, of lines up to 240 characters, those
    that are cut off by dots, stand in the text twice, or have words of the site.
    """

    words: Annotated[float, Meta(description="The binary logarithm of one more than the number of words.")] = 0.0
    sentence: Annotated[float, Meta(description="It ends as a sentence does, and is not cut off by dots.")] = 0.0
    prose: Annotated[float, Meta(description="It is running text, whether or not it is the article's own.")] = 0.0
    commas: Annotated[float, Meta(description="The number of commas, 3 at most.")] = 0.0
    inner_colon: Annotated[float, Meta(description="It holds a colon before its end.")] = 0.0
    capitals: Annotated[
        float,
        Meta(description="The share of its longer words that begin with a capital; a half in scripts without case."),
    ] = 0.0
    all_capitals: Annotated[float, Meta(description="It is written in capitals.")] = 0.0
    lower_case: Annotated[float, Meta(description="It begins with a small letter.")] = 0.0
    clock: Annotated[float, Meta(description="It holds a time such as 9:30.")] = 0.0
    repeated: Annotated[float, Meta(description="It stands in the document more than once.")] = 0.0
    repeated_near: Annotated[
        float, Meta(description="One of the two lines before and the two after stands in the document more than once.")
    ] = 0.0
    site_words: Annotated[float, Meta(description="The number of `site-words` in it, 3 at most.")] = 0.0
    marked: Annotated[float, Meta(description="Another rule finds furniture in it, and would delete it.")] = 0.0
    marked_near: Annotated[
        float,
        Meta(
            description="The binary logarithm of one more than the number of lines that other rules would delete, of "
            "the three before and the three after."
        ),
    ] = 0.0
    marked_before: Annotated[float, Meta(description="The same, among all lines before.")] = 0.0
    marked_after: Annotated[float, Meta(description="The same, among all lines after.")] = 0.0
    opened: Annotated[
        float, Meta(description="There is such a line between the line of the article before and this one.")
    ] = 0.0
    closed: Annotated[
        float, Meta(description="There is such a line between this one and the line of the article after.")
    ] = 0.0
    run: Annotated[
        float,
        Meta(
            description="The binary logarithm of one more than the number of lines between the line of the article "
            "before and the one after; of one of the article, the number of its lines without another between."
        ),
    ] = 0.0
    article: Annotated[float, Meta(description="The share of the text that stands in the article's own lines.")] = 0.0
    alone: Annotated[
        float,
        Meta(description="The lines before and after are both the article's own; of one of the article, neither is."),
    ] = 0.0
    prose_around: Annotated[
        float, Meta(description="The share of the article's own among the four lines before and the four after.")
    ] = 0.0
    prose_left: Annotated[
        float, Meta(description="The binary logarithm of one more than the number of the article's lines after it.")
    ] = 0.0
    distance: Annotated[
        float, Meta(description="The binary logarithm of one more than the number of lines from here to the article.")
    ] = 0.0
    rough: Annotated[
        float,
        Meta(
            description="The share of other lines among those from the article's first to its last: lists, interviews."
        ),
    ] = 0.0
    series: Annotated[
        float,
        Meta(
            description="The binary logarithm of the number of lines that begin alike, with numbers and signs at the "
            "same places, as in a table of results."
        ),
    ] = 0.0
    familiar: Annotated[
        float,
        Meta(
            description="The share of its longer words that the article has, too, in another line; of words in Hangul, "
            "kana and Han the first two characters count."
        ),
    ] = 0.0


class Region(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One of four parts of a document, and what makes a line there furniture.

    The weighted features and the bias add up to the logarithm of the odds, as in logistic regression.
    """

    threshold: Annotated[
        int, Meta(ge=50, le=99, description="How likely, in per cent, a line has to be furniture to be found.")
    ]
    bias: Annotated[float, Meta(description="What the sum of the weighted features starts from.")]
    weights: Annotated[Weights, Meta(description="The weight of each feature; those left out do not count.")]


class Lineshape(Kind, frozen=True, tag="lineshape"):
    """Lines that are more likely furniture than text of the article, by their shape and by what stands around them."""

    site_words: Annotated[
        tuple[str, ...],
        Meta(
            description="Words that sites say of themselves and hardly ever of the news: cookie, newsletter. They are "
            "looked for as the kind `phrase` does, inside lines.",
        ),
    ] = ()
    leaves: Annotated[
        tuple[str, ...],
        Meta(description="Names of rules that know better: lines that they find are left to them."),
    ] = ()
    min_prose: Annotated[
        int,
        Meta(
            ge=1,
            le=100,
            description="A document is left alone where less than this share of its text, in per cent, stands in the "
            "article's own lines: lists, tables, verse.",
        ),
    ] = 40
    min_marked: Annotated[
        int, Meta(ge=0, description="A document is left alone where other rules would delete fewer lines.")
    ] = 0
    head: Annotated[Region | None, Meta(description="The lines before the first of the article.")] = None
    between: Annotated[Region | None, Meta(description="The lines between those of the article.")] = None
    inside: Annotated[
        Region | None,
        Meta(
            description="The article's own lines, from the first on that another rule would delete among them: "
            "sentences of the site, such as a consent text, which read like the article's."
        ),
    ] = None
    tail: Annotated[Region | None, Meta(description="The lines after the last of the article.")] = None

    def __post_init__(self) -> None:
        for word in self.site_words:
            if not fold(word).strip():
                raise ValueError(f"the word {word!r} shows nothing")

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset({"likelihood"})

    @property
    def asks_last(self) -> bool:
        """It does: what stands among furniture is furniture."""
        return True

    def compile(self) -> "_LineshapeMatcher":
        """The matcher of this description."""
        return _LineshapeMatcher(self)


class _LineshapeMatcher:
    def __init__(self, shape: Lineshape) -> None:
        self.shape = shape
        self.regions = [
            (region.bias, addends(structs.asdict(region.weights)), log(region.threshold / (100 - region.threshold)))
            if region
            else None
            for region in (shape.head, shape.between, shape.tail, shape.inside)
        ]

    @cached_property
    def words(self) -> SiteWords:
        """The words of the site, compiled when the first text asks for them."""
        return SiteWords(self.shape.site_words)

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        if len(page.marked) < self.shape.min_marked:
            return
        sheet = Sheet(page, self.words)
        if all(sheet.own) or 100 * sheet.prose_share < self.shape.min_prose:
            return
        wanted = set(lines)
        for at, number in enumerate(sheet.numbers):
            region = self.region(sheet, at)
            if region is None or number not in wanted or self.is_left(page, number):
                continue
            bias, weights, least = region
            odds = score(sheet, at, weights, least - bias)
            if odds is not None:
                yield Match(page.line_span(number), {"likelihood": f"{100 / (1 + exp(-bias - odds)):.0f}"})

    def region(self, sheet: Sheet, at: int) -> tuple[float, list[Addend], float] | None:
        """What a line is judged by: bias, weights and the least sum; None where it is not asked."""
        if sheet.own[at]:
            return self.regions[3] if self.regions[3] and sheet.is_doubtful(at) else None
        return self.regions[0 if at < sheet.first else 2 if at > sheet.last else 1]

    def is_left(self, page: Page, number: int) -> bool:
        """Whether a line is left to another rule that has found it."""
        return not page.marked.get(number, frozenset()).isdisjoint(self.shape.leaves)
