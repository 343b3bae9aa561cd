"""One text and its few facts to diagnostics. Knows no file, no format, no terminal and no other document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from newslint.conditions import Conditions
from newslint.findings import findings, marked_lines, unfinished
from newslint.index import Index
from newslint.limits import MOST_LATE
from newslint.matchers import Matcher
from newslint.page import Look, Page
from newslint.prefilter import Prefilter
from newslint.revision import Revision
from newslint.rule import Repair, Rule
from newslint.ruleset import RuleSet
from newslint.types import Diagnostic, Document, Fix, Found, Match, Safety, Stage

Late = dict[int, int]
"""How often rules, by their numbers, ran out of time."""


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
            compiled = self._compiled[number] = _Compiled(rule, matcher, Conditions(rule), is_local, _turn(rule))
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
        """What safe fixes of some texts depend on, or `unsafe` ones as well; what else there is to say can wait.

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
        """All findings in some texts, of which those are known that fixes depend on."""
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
        if not compiled.conditions.suits(page):
            return None
        known: Sequence[Match] = ()
        if isinstance(page, Revision) and number in draft.before:
            lines, known = page.only_fresh(lines), [*page.moved(draft.before[number])]
        lines = compiled.conditions.among(page, lines)
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
                return findings(draft.page, compiled.rule, compiled.conditions, matched)
            except TimeoutError:
                self.late[task.number] = self.late.get(task.number, 0) + 1
        return [unfinished(compiled.rule, tried=self.late[task.number] < MOST_LATE)]


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
    conditions: Conditions
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


@lru_cache(maxsize=8)
def engine_for(rules: RuleSet) -> Engine:
    """The engine of a rule set, compiled once a process."""
    return Engine(rules)
