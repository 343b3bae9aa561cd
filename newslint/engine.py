"""One text and its few facts to diagnostics. Knows no file, no format, no terminal and no other document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from newslint.conversions import CONVERSIONS, translated
from newslint.index import Index
from newslint.limits import MOST_LATE, SECONDS, Limited, limited
from newslint.matchers import Matcher
from newslint.page import Look, Page
from newslint.prefilter import Prefilter
from newslint.revision import Revision
from newslint.rule import Repair, Rule, Where, fill
from newslint.ruleset import RuleSet
from newslint.text import described
from newslint.types import Diagnostic, Document, Edit, Fix, Found, Match, Safety, Severity, Span, Stage

Late = dict[int, int]
"""How often rules, by their numbers, ran out of time."""

_LONGEST_VALUE = 500
"""Code points of a value that go into a message."""

_ROOM = 200
"""Code points that a repair may have beyond twice its match; what would be longer is found, and not repaired.

A group that looks ahead can hold the whole line, and there may be a match at every character of it."""


class Engine:
    """A rule set, compiled.

    `late` is all that it remembers of earlier texts: who has several engines look at one input carries it along.
    """

    def __init__(self, rules: RuleSet, prefilter: bool = True) -> None:
        """Without the prefilter every matcher looks at every line: slow, and the measure of what is right."""
        self.rules = rules
        self._compiled: dict[int, _Compiled] = {}  # rules, by their numbers, that were asked for
        self.late: Late = {}
        self._looks_first = prefilter
        self._prefilter = Prefilter(rules.index if prefilter else Index.of((None, False) for _ in rules.ids))

    def _rule(self, number: int) -> _Compiled:
        compiled = self._compiled.get(number)
        if compiled is None:
            rule = self.rules[number]
            is_local = rule.match.is_local and rule.where.head is None and rule.where.tail is None
            matcher = rule.match.compile()
            compiled = self._compiled[number] = _Compiled(rule, matcher, _Place(rule), is_local, _turn(rule))
        return compiled

    @cached_property
    def _looks(self) -> dict[tuple[Look, Turn], list[int]]:
        """The rules that every text has to do with, by the look at it that comes first, one for all that share it."""
        looks: dict[tuple[Look, Turn], list[int]] = {}
        for number in self._prefilter.every if self._looks_first else ():
            compiled = self._rule(number)
            if look := compiled.rule.match.look:
                looks.setdefault((look, compiled.turn), []).append(number)
        return looks

    def __reduce__(self) -> tuple[type[Engine], tuple[RuleSet, bool]]:
        """Pickled as its rules, and compiled anew where it arrives."""
        return Engine, (self.rules, self._looks_first)

    def check(self, document: Document) -> Found:
        """Every finding, in the order of spans and then of rule ids."""
        return self.check_all([document])[0]

    def check_all(self, documents: Iterable[Document]) -> list[Found]:
        """Every finding in each of some texts.

        Each rule goes through all texts before the next one, and has what it works with at hand, in the processor's
        caches (`benchmarks/scaling.py together`).
        """
        return self.completed(self.fixable(((document, None) for document in documents), unsafe=True), unsafe=True)

    def fixable(self, texts: Iterable[tuple[Document, Checked | None]], unsafe: bool) -> list[Checked]:
        """What safe fixes need to know of some texts, or unsafe ones as well: not what only reports.

        Each text is given with what came out for one that it was made of, if any: lines that were there are not looked
        at again.
        """
        drafts = [self._draft(document, before) for document, before in texts]
        self._ask(drafts, _EARLY[unsafe])
        for draft in drafts:
            draft.page.marked = marked_lines(draft.page, draft.found)
            self._ask_last(draft)
        return [Checked(draft.page, draft.candidates, draft.matches, draft.in_order()) for draft in drafts]

    def completed(self, checked: Iterable[Checked], unsafe: bool) -> list[Found]:
        """All findings, where those are known that fixes need to know of."""
        drafts = [_Draft(page, {**candidates}, found=found) for page, candidates, _, found in checked]
        self._ask(drafts, {*Turn} - _EARLY[unsafe])
        for draft in drafts:
            self._ask_last(draft)
        return [draft.in_order() for draft in drafts]

    def _ask(self, drafts: Sequence[_Draft], turns: Set[Turn]) -> None:
        """Ask the rules whose turn it is; those that ask last are put off."""
        for (look, turn), numbers in self._looks.items():
            for draft in drafts if turn in turns else ():
                if not look(draft.page):
                    for number in numbers:
                        del draft.candidates[number]
        called: dict[int, list[_Draft]] = {}
        for draft in drafts:
            for number in draft.candidates:
                called.setdefault(number, []).append(draft)
        for number, some in called.items():
            for draft in some if self._rule(number).turn in turns else ():
                if task := self._task(number, draft):
                    if task.compiled.rule.match.asks_last:
                        draft.last.append(task)
                    else:
                        draft.found += self._check(draft, task)

    def _draft(self, document: Document, before: Checked | None) -> _Draft:
        if before and self._looks_first:
            revision = Revision(document, before.page)
            if revision.is_much_the_same:
                return _Draft(revision, revision.candidates(self._prefilter, before.candidates), before.matches)
        page = Page(document)
        return _Draft(page, self._prefilter.candidates(page))

    def _task(self, number: int, draft: _Draft) -> _Task | None:
        """What a rule has to do in a text, if anything."""
        compiled, page, lines = self._rule(number), draft.page, draft.candidates[number]
        if not compiled.place.suits(page):
            return None
        known: Sequence[Match] = ()
        if isinstance(page, Revision) and number in draft.before:
            lines, known = page.only_fresh(lines), [*page.moved(draft.before[number])]
        lines = compiled.place.among(page, lines)
        return _Task(number, compiled, lines, known) if lines or known else None

    def _ask_last(self, draft: _Draft) -> None:
        """Ask those rules that were put off, about the lines that nothing as safe would delete already."""
        for task in sorted(draft.last, key=lambda task: task.compiled.turn):
            trusted = [one for one in draft.found if _is_safe(one.fix) or not _is_safe(task.compiled.rule.fix)]
            if gone := marked_lines(draft.page, trusted):
                task = task._replace(lines=[number for number in task.lines if number not in gone])
            draft.found += self._check(draft, task)

    def _check(self, draft: _Draft, task: _Task) -> Sequence[Diagnostic]:
        """The findings of one rule in one text; what it matched is written down, if that holds for a line anywhere."""
        compiled = task.compiled
        if self.late.get(task.number, 0) < MOST_LATE:
            try:
                matched = [*task.known, *compiled.matcher.find(draft.page, task.lines)]
                if compiled.is_local:
                    draft.matches[task.number] = matched
                return _found(draft.page, compiled, matched)
            except TimeoutError:
                self.late[task.number] = self.late.get(task.number, 0) + 1
        return [_unfinished(compiled.rule, tried=self.late[task.number] < MOST_LATE)]


class Checked(NamedTuple):
    """A text and all that came out, for the check of what it becomes: by rules' numbers the lines and the matches."""

    page: Page
    candidates: Mapping[int, Sequence[int]]
    matches: Mapping[int, Sequence[Match]]
    found: Found


class _Draft:
    """A text that is being checked: by rules' numbers the lines to look at, and what was matched on lines before."""

    def __init__(
        self,
        page: Page,
        candidates: dict[int, Sequence[int]],
        before: Mapping[int, Sequence[Match]] | None = None,
        found: Found = (),
    ) -> None:
        self.page, self.candidates, self.before = page, candidates, before or {}
        self.matches: dict[int, Sequence[Match]] = {}
        self.found = [*found]
        self.last: list[_Task] = []  # what is still to be done by rules that ask last

    def in_order(self) -> Found:
        """What was found, in the order of spans and then of rule ids."""
        return tuple(sorted(self.found, key=lambda diagnostic: (diagnostic.span, diagnostic.rule)))


class _Compiled(NamedTuple):
    """A rule, what looks for it, and where."""

    rule: Rule
    matcher: Matcher
    place: _Place
    is_local: bool  # whether what it matches on a line depends on that line alone
    turn: Turn


class _Task(NamedTuple):
    """A rule, its number, the lines of a page that it is to look at, and what it is known to match on others."""

    number: int
    compiled: _Compiled
    lines: Sequence[int]
    known: Sequence[Match] = ()


class Turn(IntEnum):
    """When a rule has to be asked, in the course of fixing."""

    ALWAYS = 0
    FOR_UNSAFE = 1
    IN_THE_END = 2


_EARLY = {False: {Turn.ALWAYS}, True: {Turn.ALWAYS, Turn.FOR_UNSAFE}}
"""The turns that come in each pass, by whether unsafe fixes are made."""


def _turn(rule: Rule) -> Turn:
    """Furniture is asked for in any case: what would be deleted tells those rules something that ask last."""
    if rule.fix is None:
        return Turn.IN_THE_END
    is_told = rule.stage is Stage.FURNITURE and not rule.match.asks_last
    return Turn.ALWAYS if is_told or _is_safe(rule.fix) else Turn.FOR_UNSAFE


def _is_safe(fix: Fix | Repair | None) -> bool:
    return fix is not None and fix.safety is Safety.SAFE


def _found(page: Page, compiled: _Compiled, matches: Sequence[Match]) -> list[Diagnostic]:
    """What a rule says about its matches, those left out that its conditions turn away."""
    rule, place = compiled.rule, compiled.place
    if not matches or place.excludes(page):
        return []
    admitted: dict[int, bool] = {}
    found: list[Diagnostic] = []
    for span, values in matches:
        line = page.line_at(span.start)
        if line not in admitted:
            admitted[line] = place.admits(page, line)
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


def _unfinished(rule: Rule, tried: bool) -> Diagnostic:
    """The finding that a rule ran out of time, or is no longer asked because it did so too often."""
    what = f"needs more than {SECONDS:.0f} s for one search" if tried else f"ran out of time {MOST_LATE} times"
    message = f"The rule itself {what}, and was left out here; tell its author, or leave it out with --ignore"
    return Diagnostic(rule.id, Severity.ERROR, message, Span(0, 1))


@lru_cache(maxsize=8)
def engine_for(rules: RuleSet) -> Engine:
    """The engine of a rule set, compiled once a process."""
    return Engine(rules)


class _Place:
    """The conditions of a rule's `where`."""

    def __init__(self, rule: Rule) -> None:
        self.where: Where = rule.where
        self.max_length = rule.longest
        where = rule.where
        self._is_picky = any((where.head, where.tail, where.max_words))
        self._suits_all = not any((where.languages, where.scripts, where.hosts))

    @cached_property
    def unless(self) -> list[Limited]:
        """The exceptions, compiled when the first match asks for them."""
        return limited(self.where.exceptions())

    @cached_property
    def unless_next(self) -> list[Limited]:
        """What goes on with a line on the next, compiled when the first match asks for it."""
        return limited(self.where.sequels())

    @cached_property
    def unless_anywhere(self) -> list[Limited]:
        """The exclusions, compiled when the first document asks for them."""
        return limited(self.where.exclusions())

    def suits(self, page: Page) -> bool:
        """Whether the rule is for documents of that host, script and language."""
        where = self.where
        return self._suits_all or (
            (not where.hosts or any(f".{page.host}".endswith(f".{host}") for host in where.hosts))
            and (not where.scripts or page.script in where.scripts)
            and (not where.languages or page.language in where.languages)
        )

    def excludes(self, page: Page) -> bool:
        """Whether the text holds what the rule steps back from: a look at all of it, so only who has a match asks."""
        return any(one.search(page.canonical) for one in self.unless_anywhere)

    def among(self, page: Page, lines: Sequence[int]) -> Sequence[int]:
        """Those of some lines that are worth a look."""
        if self._is_picky:
            return [number for number in lines if self._fits(page, number)]
        if (most := self.max_length) is not None:
            lengths = page.lengths
            return [number for number in lines if lengths[number] <= most]
        return lines

    def admits(self, page: Page, number: int) -> bool:
        """Whether a match that starts on a line stands where the rule looks."""
        line, *below = page.canonical_lines[number : number + 2]
        return (
            self._fits(page, number)
            and not any(one.search(line) for one in self.unless)
            and not any(one.search(next_) for one in self.unless_next for next_ in below)
        )

    def _fits(self, page: Page, number: int) -> bool:
        where, filled = self.where, page.filled
        if self.max_length is not None and page.lengths[number] > self.max_length:
            return False
        if where.head is not None and len(filled) > where.head and number >= filled[where.head]:
            return False
        if where.tail is not None and len(filled) > where.tail and number < filled[-where.tail]:
            return False
        return where.max_words is None or page.has_words(number, where.max_words)


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
