"""What a rule says about its matches: diagnostics, and what their fixes would do to the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from newslint.conditions import Conditions
from newslint.conversions import CONVERSIONS, translated
from newslint.limits import MOST_LATE, SECONDS
from newslint.page import Page
from newslint.rule import Repair, Rule, fill
from newslint.text import described
from newslint.types import Diagnostic, Edit, Fix, Match, Severity, Span, Stage

_LONGEST_VALUE = 500
"""Code points of a value that go into a message."""

_ROOM = 200
"""Code points that a repair may have beyond twice its match; what would be longer is found, and not repaired.

A group that looks ahead can hold the whole line, and there may be a match at every character of it."""


def findings(page: Page, rule: Rule, conditions: Conditions, matches: Sequence[Match]) -> list[Diagnostic]:
    """What a rule says about its matches, those left out that its conditions turn away."""
    if not matches or conditions.excludes(page):
        return []
    admitted: dict[int, bool] = {}
    found: list[Diagnostic] = []
    for span, values in matches:
        line = page.line_at(span.start)
        if line not in admitted:
            admitted[line] = conditions.admits(page, line)
        if admitted[line] and (diagnostic := _diagnostic(page, rule, span, values)):
            found.append(diagnostic)
    return _in_runs(page, found, rule.where.run) if rule.where.run else found


def _in_runs(page: Page, found: Iterable[Diagnostic], least: int) -> list[Diagnostic]:
    """The findings on lines that stand in runs of at least so many, blank lines aside."""
    by_row: dict[int, list[Diagnostic]] = {}
    for diagnostic in found:
        by_row.setdefault(bisect_left(page.filled, page.line_at(diagnostic.span.start)), []).append(diagnostic)
    runs = ([row for _, row in run] for _, run in groupby(enumerate(sorted(by_row)), lambda pair: pair[1] - pair[0]))
    return [diagnostic for run in runs if len(run) >= least for row in run for diagnostic in by_row[row]]


def unfinished(rule: Rule, tried: bool) -> Diagnostic:
    """The finding that a rule ran out of time, or is no longer asked because it did so too often."""
    what = f"needs more than {SECONDS:.0f} s for one search" if tried else f"ran out of time {MOST_LATE} times"
    message = f"The rule itself {what}, and was left out here; tell its author, or leave it out with --ignore"
    return Diagnostic(rule.id, Severity.ERROR, message, Span(0, 1))


def _diagnostic(page: Page, rule: Rule, span: Span, values: Mapping[str, str]) -> Diagnostic | None:
    """What a rule says about a match; None where it would rewrite it, and it is written that way already."""
    text = page.text[span.start : span.end]
    values = {"match": text, **values}
    if "{codes}" in rule.message:
        values["codes"] = described(text)
    fix = None
    if rule.fix and rule.fix.delete:
        gone = _whole_lines(page, span) if rule.fix.delete == "line" else _with_spaces(page, span)
        fix = Fix((Edit(gone, ""),), rule.fix.safety, rule.stage, rule.fix.counted)
    elif rule.fix:
        values["fixed"] = _rewritten(text, values, rule.fix)
        if rule.fix.replace is None and values["fixed"] == text:
            return None
        if len(values["fixed"]) <= 2 * len(text) + _ROOM:
            fix = Fix((_narrowed(page.text, Edit(span, values["fixed"])),), rule.fix.safety, rule.stage)
    return Diagnostic(rule.id, rule.severity, fill(rule.message, values, _LONGEST_VALUE), span, fix)


def _rewritten(text: str, values: Mapping[str, str], repair: Repair) -> str:
    if repair.replace is not None:
        return fill(repair.replace, values)
    return CONVERSIONS[repair.convert](text) if repair.convert else translated(text, repair.translate)


def _narrowed(text: str, edit: Edit) -> Edit:
    """The same edit without what it would put back as it was."""
    (start, end), new = edit
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Edit(Span(start, end), new)


def marked_lines(page: Page, found: Iterable[Diagnostic]) -> dict[int, set[str]]:
    """The lines that would go whole, were all findings of furniture fixed, and the names of the rules that say so."""
    marked: dict[int, set[str]] = {}
    for each in found:
        for (start, end), new in each.fix.edits if each.fix and each.fix.stage is Stage.FURNITURE else ():
            for number in range(page.line_at(start), page.line_at(max(start, end - 1)) + 1):
                if not new and start <= page.starts[number] and page.line_span(number).end <= end:
                    marked.setdefault(number, set()).add(each.rule.rpartition("/")[2])
    return marked


def _whole_lines(page: Page, span: Span) -> Span:
    """The lines that a span touches, each with its line break."""
    first, last = page.line_at(span.start), page.line_at(max(span.start, span.end - 1))
    return Span(page.starts[first], min(page.line_span(last).end + 1, len(page.text)))


def _with_spaces(page: Page, span: Span) -> Span:
    """A span with the space that would stand there too often without it; whole lines where nothing else is left."""
    text = page.text
    first, last = page.line_at(span.start), page.line_at(max(span.start, span.end - 1))
    line_start, line_end = page.starts[first], page.line_span(last).end
    before, after = span  # how far there is nothing but white space
    while before > line_start and text[before - 1].isspace():
        before -= 1
    while after < line_end and text[after].isspace():
        after += 1
    if before == line_start and after == line_end:
        return _whole_lines(page, span)
    if after == line_end:
        return Span(before, span.end)
    return Span(span.start, after) if before == line_start or before < span.start else span
