"""Text decoded with the wrong codec, as ftfy recognises and undoes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, Literal

from msgspec import Meta

from newslint.matchers.kind import Kind
from newslint.page import Page
from newslint.types import Match, Span

# The codecs that ftfy undoes. Bytes that a codec leaves undefined pass through as Latin-1, as in browsers.
_CODECS = "latin-1 cp1252 cp1251 cp1250 cp1253 cp1254 cp1257 iso8859-2 mac_roman cp437".split()


class Encoding(Kind, frozen=True, tag="encoding"):
    """Lines that were decoded with the wrong codec."""

    find: Annotated[
        Literal["mojibake"],
        Meta(
            description="mojibake: UTF-8 read as a single-byte codec, once or several times over. `{decoded}` is the "
            "line as it was meant."
        ),
    ]

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset({"decoded"})

    def compile(self) -> _MojibakeMatcher:
        """The matcher of this description."""
        return _MojibakeMatcher()


@cache
def _suspects() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The two gates before ftfy: what two bytes of UTF-8 turn into in any of the codecs, and in one and the same.

    Every UTF-8 sequence beyond ASCII begins with a lead byte (C2 to F4) and a continuation byte (80 to BF), so text
    without such a pair, in the characters of one codec, is no mojibake of that codec. The first gate is a superset of
    the second, and ten times as fast.
    """

    def chars(codec: str, first: int, last: int) -> str:
        decoded = bytes(range(first, last + 1)).decode(codec, errors="surrogateescape")
        return re.escape("".join(chr(ord(char) - 0xDC00) if "\udc80" <= char <= "\udcff" else char for char in decoded))

    pairs = [(chars(codec, 0xC2, 0xF4), chars(codec, 0x80, 0xBF)) for codec in _CODECS]
    leads, others = ("".join(side) for side in zip(*pairs, strict=True))
    exact = "|".join(f"[{lead}][{other}]" for lead, other in pairs)
    return re.compile(f"[{leads}][{others}]"), re.compile(exact)


class _MojibakeMatcher:
    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        near, exact = _suspects()
        if page.text.isascii() or not near.search(page.text):
            return
        for number in lines:
            line = page.lines[number].strip()
            if near.search(line) and exact.search(line) and (decoded := _decode(line)) != line:
                start = page.starts[number] + page.lines[number].index(line)
                yield Match(Span(start, start + len(line)), {"decoded": decoded})


def _decode(line: str) -> str:
    """The line as ftfy would have it, its guesses about lost or replaced bytes left out."""
    import ftfy  # costs 60 ms, and hardly any text needs it

    strict = ftfy.TextFixerConfig(
        restore_byte_a0=False, replace_lossy_sequences=False, decode_inconsistent_utf8=False, fix_c1_controls=False
    )
    return ftfy.fix_encoding(line, strict)
