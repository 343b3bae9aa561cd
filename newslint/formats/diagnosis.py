"""What bytes that are no UTF-8 look like, and what to do about them. It says, and changes nothing."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)

_SAMPLE = 4096  # bytes that show what a document is written in

_HALF = 0.4
"""Share of one control byte among every second byte that tells UTF-16: text in it has 0.8, English bytes none."""


def wide(raw: bytes) -> str | None:
    """The name of an encoding in units of two or four bytes that text seems to be in; None for all others.

    A byte order mark tells; else NUL or bytes that are no UTF-8, and every second byte the same control byte: the upper
    half of the characters of one alphabet, 00 for Latin and 09 for Bengali.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    sample = raw[:_SAMPLE]
    if b"\0" not in sample and _is_utf8(sample):
        return None
    quarters = [sample[place::4] for place in range(4)]
    for pair, name in ((quarters[2:], "UTF-32LE"), (quarters[:2], "UTF-32BE")):
        if len(sample) >= 16 and all(part.count(0) > 0.9 * len(part) for part in pair):
            return name
    for half, other, name in ((sample[1::2], sample[::2], "UTF-16LE"), (sample[::2], sample[1::2], "UTF-16BE")):
        common = max(range(0x20), key=half.count)
        if len(half) >= 8 and half.count(common) > _HALF * len(half) and other.count(common) < half.count(common) / 4:
            return name
    return None


def _is_utf8(sample: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def remedy(encoding: str) -> str:
    """How to turn a file into UTF-8."""
    return f"convert it with: iconv -f {encoding} -t UTF-8"


def explained(raw: bytes, error: UnicodeDecodeError) -> str:
    """Why bytes are no UTF-8 and what can be done, as the end of a message; `error` is from the first wrong place."""
    start, lead, rest = error.start, raw[error.start], raw[error.start + 1 : error.start + 6]
    tail = rest[0] if rest else 0
    if error.reason == "unexpected end of data" and start + 3 >= len(raw):
        return "it is cut off within its last character; get the whole of it, or cut that character off"
    if lead == 0xED and 0xA0 <= tail <= 0xBF:
        if tail < 0xB0 and rest[2:3] == b"\xed" and 0xB0 <= (rest[3:4] or b"\0")[0] <= 0xBF:
            return "this is half of a surrogate pair, as in CESU-8; convert it with: uconv -f CESU-8 -t UTF-8"
        return "this is half of a surrogate pair without the other; write the text again from its source"
    if lead in (0xC0, 0xC1) or (lead == 0xE0 and 0x80 <= tail < 0xA0) or (lead == 0xF0 and 0x80 <= tail < 0x90):
        return "this is an overlong form, as Java writes and UTF-8 forbids; write the text again from its source"
    return _charset(raw)


def _charset(raw: bytes) -> str:
    """What other charset the bytes may be in, if one is likely."""
    from newslint.charsets import guess  # its tables take time to load, and hardly any input needs them

    high = sum(byte > 0x7F for byte in raw)
    if len("".join(filter(_is_beyond, raw.decode("utf-8", "ignore"))).encode()) > 0.8 * high:
        return "most of it is UTF-8: look at that place, or write the text again from its source"
    sample = next((line for line in raw.split(b"\n") if not line.isascii()), raw)[:_SAMPLE].decode("latin-1")
    if found := guess(sample.strip(" \t\r")):
        return f"it looks like {found.charset} ({100 * found.confidence:.0f} % sure); {remedy(found.charset)}"
    letters = sum(byte >= 0xC0 or byte in b"\x85\x91\x92\x93\x94\x96\x97" for byte in raw)
    if letters >= 0.8 * high and 10 * high < 3 * len(raw):
        return f"it looks like Windows-1252; if so, {remedy('WINDOWS-1252')}"
    return "convert the input to UTF-8"


def _is_beyond(char: str) -> bool:
    return char > "\x7f"
