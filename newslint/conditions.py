"""Where on a page a rule looks, and where it steps back: the conditions of its `where`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from newslint.limits import Limited, limited
from newslint.page import Page
from newslint.rule import Rule, Where


class Conditions:
    """The conditions of a rule's `where`."""

    def __init__(self, rule: Rule) -> None:
        where: Where = rule.where
        self.where = where
        self.max_length = rule.longest
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
