"""One text and its few facts to diagnostics. Knows no file, no format, no terminal and no other document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from newslint.matchers import Matcher
from newslint.page import Page
from newslint.prefilter import Prefilter
from newslint.rule import Repair, Rule, Where, fill
from newslint.ruleset import RuleSet
from newslint.text import is_blank, words
from newslint.types import Diagnostic, Document, Edit, Fix, Match, Span

LINE_LENGTH = 240
"""Code points up to which a line may be deleted whole, unless the rule says otherwise: longer ones are paragraphs."""


class Engine:
    """A rule set, compiled. It stays in its process; send the rule set to others and compile it there."""

    def __init__(self, rules: RuleSet, prefilter: bool = True) -> None:
        """Without the prefilter every matcher looks at every line: slow, and the measure of what is right."""
        self.rules = rules.rules
        self._matchers: list[Matcher] = [rule.match.compile() for rule in self.rules]
        self._places = [_Place(rule) for rule in self.rules]
        self._prefilter = Prefilter([matcher.gate if prefilter else None for matcher in self._matchers])

    def check(self, document: Document) -> tuple[Diagnostic, ...]:
        """Every finding, in the order of spans and then of rule ids."""
        page = Page(document)
        found = [
            diagnostic
            for number, lines in self._prefilter.candidates(page).items()
            for diagnostic in self._check(page, number, lines)
        ]
        return tuple(sorted(found, key=lambda diagnostic: (diagnostic.span, diagnostic.rule)))

    def _check(self, page: Page, number: int, lines: Sequence[int]) -> Iterator[Diagnostic]:
        rule, place = self.rules[number], self._places[number]
        for match in self._matchers[number].find(page, place.among(page, lines)):
            if place.admits(page, match.span):
                values = {"match": page.text[match.span.start : match.span.end], **match.values}
                fix = Fix((_edit(page, match, rule.fix),), rule.fix.safety, rule.stage) if rule.fix else None
                yield Diagnostic(rule.id, rule.severity, fill(rule.message, values), match.span, fix)


@lru_cache(maxsize=8)
def engine_for(rules: RuleSet) -> Engine:
    """The engine of a rule set, compiled once a process."""
    return Engine(rules)


class _Place:
    """The conditions of a rule's `where`."""

    def __init__(self, rule: Rule) -> None:
        self.where: Where = rule.where
        self.unless = rule.where.exceptions()
        deletes_line = rule.fix is not None and rule.fix.delete == "line"
        self.max_length = rule.where.max_length or (LINE_LENGTH if deletes_line else None)
        self._is_picky = any((self.where.head, self.where.tail, self.where.max_words, self.max_length))

    def among(self, page: Page, lines: Sequence[int]) -> Sequence[int]:
        """Those of some lines that are worth a look."""
        return [number for number in lines if self._fits(page, number)] if self._is_picky else lines

    def admits(self, page: Page, span: Span) -> bool:
        """Whether a match stands where the rule looks: where its first line does, and in such a document."""
        number = page.line_at(span.start)
        if not self._fits(page, number) or any(one.search(page.canonical_lines[number]) for one in self.unless):
            return False
        languages, scripts = self.where.languages, self.where.scripts
        return (not languages or page.language in languages) and (not scripts or page.script in scripts)

    def _fits(self, page: Page, number: int) -> bool:
        where, line = self.where, page.canonical_lines[number]
        if where.head is not None and number not in page.filled[: where.head]:
            return False
        if where.tail is not None and number not in page.filled[-where.tail :]:
            return False
        if self.max_length is not None and len(line.strip()) > self.max_length:
            return False
        return where.max_words is None or len(words(line)) <= where.max_words


def _edit(page: Page, match: Match, repair: Repair) -> Edit:
    if repair.replace is not None:
        values = {"match": page.text[match.span.start : match.span.end], **match.values}
        return _narrowed(page.text, Edit(match.span, fill(repair.replace, values)))
    if repair.delete == "line":
        return Edit(_whole_lines(page, match.span), "")
    return Edit(_with_spaces(page, match.span), "")


def _narrowed(text: str, edit: Edit) -> Edit:
    """The same edit without what it would put back as it was."""
    (start, end), new = edit
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Edit(Span(start, end), new)


def _whole_lines(page: Page, span: Span) -> Span:
    """The lines that a span touches, each with its line break."""
    first, last = page.line_at(span.start), page.line_at(max(span.start, span.end - 1))
    return Span(page.starts[first], min(page.line_span(last).end + 1, len(page.text)))


def _with_spaces(page: Page, span: Span) -> Span:
    """A span with the space that would stand there too often without it; whole lines where nothing else is left."""
    first, last = page.line_at(span.start), page.line_at(max(span.start, span.end - 1))
    line_start, line_end = page.line_span(first).start, page.line_span(last).end
    before, after = page.text[line_start : span.start], page.text[span.end : line_end]
    if is_blank(before) and is_blank(after):
        return _whole_lines(page, span)
    if not after.strip():
        return Span(line_start + len(before.rstrip()), span.end)
    if not before or before[-1].isspace():
        return Span(span.start, line_end - len(after.lstrip()))
    return span
