"""Ways to rewrite what a rule matched: the named ones, and tables of characters."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import regex

from newslint.expressions import own
from newslint.nfc import canonical

Conversion = Literal["unescape", "code-units", "octets", "nfc", "nfkc", "bijoy-residue"]

# With the spaces and without the semicolon that careless software leaves: a rule says which of them it looks for.
_REFERENCE = (
    r"&\s*+(?:(?P<name>[A-Za-z][A-Za-z0-9]*+)|(?P<code>#\s*+(?:[0-9]{1,8}+|[xX][0-9A-Fa-f]{1,6}+)\b))(?:\s*+;)?"
)


def _unescape(text: str) -> str:
    return _paired(own(_REFERENCE).sub(_referred, text), text)


def _referred(reference: regex.Match[str]) -> str:
    """The character of a reference, by its whole name: `&notit;` is not `&not` and `it;`, as browsers would have it."""
    import html.entities  # its table of names takes 4 ms to load, and most texts hold no reference

    if name := reference["name"]:
        return html.entities.html5.get(f"{name};", reference[0])
    code = "".join(reference["code"].split())
    number = int(code[2:], 16) if code[1] in "xX" else int(code[1:])
    if 0xD800 <= number < 0xE000:
        return chr(number)
    return html.unescape(f"&{code};") if 0 < number < sys.maxunicode else reference[0]


def _paired(text: str, source: str) -> str:
    """The text with pairs of surrogates joined; `source` where one is alone."""
    try:
        return text.encode("utf-16-be", "surrogatepass").decode("utf-16-be")
    except UnicodeDecodeError:
        return source


def _code_units(text: str) -> str:
    return _paired("".join(chr(int(code, 16)) for code in text.split("\\u")[1:]), text)


def _octets(text: str) -> str:
    try:
        return bytes.fromhex(regex.sub(r"%|=|\\x", "", text)).decode()
    except ValueError:
        return text


def _bijoy_residue(text: str) -> str:
    from newslint.fonts.residue import residue_converted  # its table is read from a file, and most texts hold none

    return residue_converted(text)


CONVERSIONS: dict[Conversion, Callable[[str], str]] = {
    "unescape": _unescape,
    "code-units": _code_units,
    "octets": _octets,
    "nfc": canonical,
    "nfkc": lambda text: unicodedata.normalize("NFKC", text),
    "bijoy-residue": _bijoy_residue,
}
"""What `convert` in a rule's fix can name. Each gives back what it cannot read as it was."""

CONVERSIONS_IN_WORDS = (
    "unescape: references of HTML, such as `&nbsp;`, decoded. code-units: escapes of JSON, such as `\\u00e9`. "
    "octets: UTF-8 written as `%C3%A9`, `=C3=A9` or `\\xc3\\xa9`. nfc, nfkc: that normal form. "
    "bijoy-residue: glyphs of a Bijoy font among Bengali letters, such as `নি¤œ`."
)


def translated(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """The text, in NFC, with the first of each pair turned into the second; as it was where it holds none.

    Where several could be turned, the longest is.
    """
    table = {canonical(old): new for old, new in pairs}
    new, count = _any_of(tuple(table)).subn(lambda found: table[found[0]], canonical(text))
    return new if count else text


@lru_cache(maxsize=256)
def _any_of(literals: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile("|".join(map(regex.escape, sorted(literals, key=len, reverse=True))))
