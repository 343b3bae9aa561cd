"""What one document says twice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from newslint.expressions import late_re
from newslint.matchers.kind import Kind
from newslint.page import Page
from newslint.types import Match, Span

# In folded text, where a full stop ends a sentence if a space follows: 3.5, example.com.
_ENDS = "।॥。!?۔؟"
_SENTENCE = late_re(rf"[^{_ENDS}\n]+[{_ENDS}]*")


def _cut(text: str) -> str:
    """The folded text with line breaks for the spaces after full stops: the same length, one sentence a line."""
    return text.replace(". ", ".\n")


class Repetition(Kind, frozen=True, tag="repetition"):
    """A sentence that stood in the document before, word for word."""

    min_words: Annotated[int, Meta(ge=1, description="Shorter sentences are not looked at.")] = 6

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset({"line"})

    def compile(self) -> "_RepetitionMatcher":
        """The matcher of this description."""
        return _RepetitionMatcher(self.min_words)


class _RepetitionMatcher:
    def __init__(self, min_words: int) -> None:
        self.min_words = min_words

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        ends = page.folded_chars.intersection(_ENDS)
        repeated = self.repeated(self.stretches(page.folded, ends))
        first_seen: dict[str, int] = {}
        for number, line in enumerate(page.folded_lines if repeated else ()):
            if repeated.isdisjoint(self.stretches(line, ends)):
                continue
            for sentence in _SENTENCE.finditer(_cut(line)):
                said = sentence[0].strip()
                if said.count(" ") + 1 < self.min_words:
                    continue
                if said in first_seen:
                    start = sentence.start() + sentence[0].index(said)
                    here = page.folded_source(number, Span(start, start + len(said)))
                    yield Match(here, {"line": str(first_seen[said] + 1)})
                else:
                    first_seen[said] = number

    def stretches(self, text: str, ends: Iterable[str]) -> list[str]:
        """What stands between the ends of sentences in a folded text and is long enough to be a sentence."""
        text = _cut(text)
        for end in ends:
            text = text.replace(end, "\n")
        shortest = 2 * self.min_words - 1  # words of one letter
        return [said for said in map(str.strip, text.split("\n")) if len(said) >= shortest]

    def repeated(self, stretches: Sequence[str]) -> set[str]:
        """Those that stand there more than once."""
        if len(set(stretches)) == len(stretches):
            return set()
        return {said for said, count in Counter(stretches).items() if count > 1}
