"""Text of another charset that was read as Windows-1252: which charset, judged by what the bytes spell in each.

A guess, and said to be one. Each candidate must read all bytes; what it then says is weighed by how common its
characters are in the language that the charset is for. Orders of letters are those of news text, the commonest first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import regex

from newslint import views

_FEWEST = 8  # letters beyond ASCII below which there is nothing to judge by
_LIKELY = 0.55  # of what sound text of the language reaches; other charsets stay below 0.4
_AHEAD = 1.15  # times as likely as the next candidate

_HIGH = re.compile("[\\x80-\\uffff]")
_STRAY = regex.compile(
    r"[^\x00-\x7f\p{L}\p{M}\p{N}\p{P}\u00a0№°€£]|[^\x00-\x7f\p{P}][A-Za-z]|[A-Za-z][^\x00-\x7f\p{P}]|[\x80-\x9f]"
    r"|(?<![ก-ฮ][ัิ-ฺ]?)[ัิ-ฺ็-๎]|[เ-ไ](?![ก-ฮ])|[๏-๛]|ς\p{L}|([^\x00-\x7f])\1\1"
    r"|\p{Ll}\p{Lu}|\p{L}[№°€£]|[№°€£]\p{L}|[ЌЃЋЂЏЎ]"
)
_WORD = regex.compile(r"[\p{L}\p{M}]+")


class Guess(NamedTuple):
    """What a line says in another charset; `confidence` is between 0 and 1."""

    text: str
    charset: str
    confidence: float


def _by_letters(common: str, share: float, vowels: str = "") -> Callable[[str], float]:
    """How much of a text the commonest letters make up, of the share that they have in sound text.

    Capitals count at the start of a word only: charsets that swap case are told apart by that. In scripts that write
    their vowels, words without any count against it.
    """

    def score(text: str) -> float:
        words: list[str] = _WORD.findall(text)
        hits = sum(char in common for word in words for char in word[:1].lower() + word[1:])
        longer = [word for word in words if len(word) > 2]
        spoken = sum(any(char in vowels for char in word.lower()) for word in longer) if vowels else len(longer)
        return float(hits / max(1, sum(map(len, words))) / share * spoken / max(1, len(longer)))

    return score


_CYRILLIC = _by_letters("оеаинтсрвлкмдпуі", 0.8, "аеёиоуыэюяіїєъ")
_GREEK = _by_letters("αοιετσνηυρπκμλςίόά", 0.85, "αεηιουωάέήίόύώϊϋ")
_HEBREW = _by_letters("יוהלאתרבשמנ", 0.8)
_ARABIC = _by_letters("ايلمونرتبةعدسفهكأ", 0.88)
_THAI = _by_letters("านรอกเงทยลวมสดตคปหะพบไขจแใชถโซ่้ัีิ์ืุู็", 0.95)
_CHINESE = _by_letters(
    "的一是不了在人有我他這这個个們们中來来上大為为和國国地到以說说時时要就出會会可也你對对生能而子那得於于著着下自之年過过發发後后作里用"
    "道行所然家種种事成方多經经麼么去法學学如都同現现當当沒没動动面起看定天分還还進进好小部其些主樣样理心她本前開开但因只從从想實实日軍军"
    "者意無无力它與与長长把機机十民第公此已工使情明性知全三又關关點点正業业外將将兩两高間间由問问很最重並并物手應应戰战向頭头文體体政美相"
    "見见被利什二等產产或新己制身果加西斯月話话合回特代內内信表化老給给世位次度門门任常先海通教兒儿原東东聲声提立及比員员解水名真論论處处"
    "走義义各入幾几口認认條条平系氣气題题活爾尔更別别打女變变四神總总何電电數数安少報报才結结反受目太量再感建務务做接必場场件計计管期市直"
    "德資资命山金指克許许統统區区保至隊队形社便空決决治展馬马科司五基眼書书非則则聽听白卻却界達达光放強强即像難难且權权思王象完設设式色"
    "路記记南品住告類类求據据程北邊边死張张該该交規规萬万取拉格望覺觉術术領领共確确傳传師师觀观清今切院讓让識识候帶带導导爭争運运",
    0.7,
)
_KOREAN = _by_letters(
    "이다는에의가을고지하로사한기도은인대를서시아자어정있나수리제일라들해전장게과그보상원만부여국것으스주성년조관동무개구면트경회선비화거오적안"
    "실유마러공내신위었모계학야문했당미연생",
    0.7,
)


def _japanese(text: str) -> float:
    beyond: list[str] = _HIGH.findall(text)
    return sum("\u3041" <= char <= "\u30fe" for char in beyond) / max(1, len(beyond)) / 0.5


_CANDIDATES: dict[str, Callable[[str], float]] = {
    "cp1251": _CYRILLIC, "koi8-r": _CYRILLIC, "koi8-u": _CYRILLIC, "cp866": _CYRILLIC, "cp855": _CYRILLIC,
    "iso8859-5": _CYRILLIC, "mac_cyrillic": _CYRILLIC, "cp1253": _GREEK, "iso8859-7": _GREEK, "cp1255": _HEBREW,
    "iso8859-8": _HEBREW, "cp1256": _ARABIC, "iso8859-6": _ARABIC, "cp874": _THAI, "gb18030": _CHINESE,
    "big5hkscs": _CHINESE, "euc_kr": _KOREAN, "cp949": _KOREAN, "euc_jp": _japanese, "cp932": _japanese,
}  # fmt: skip


@lru_cache(maxsize=512)
def guess(line: str) -> Guess | None:
    """What a line says in the likeliest other charset; None where none is likely, or two are."""
    if not views.looks_legacy(line):
        return None
    beyond = _HIGH.findall(line)
    visible = len(line) - line.count(" ")
    if len(beyond) < _FEWEST or 3 * len(beyond) < visible or not any(map(str.isalpha, beyond)):
        return None
    raw = views.view("cp1252").bytes_of(line) or views.view("latin-1").bytes_of(line)
    if raw is None:
        return None
    found: dict[str, tuple[float, int, str]] = {}
    for place, (charset, score) in enumerate(_CANDIDATES.items()):
        text = raw.decode(charset, "ignore")
        if raw.decode(charset, "replace") == text and text not in found and _letters(text) >= _FEWEST:
            found[text] = score(text) * _order(text), -place, charset
    best = max(found, key=lambda text: found[text], default="")
    if not best or found[best][0] < _LIKELY:
        return None
    value, _, charset = found[best]
    others = [value for value, _, other in found.values() if _CANDIDATES[other] is not _CANDIDATES[charset]]
    return None if max(others, default=0) * _AHEAD > value else Guess(best, charset, min(1.0, value))


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in _HIGH.findall(text))


def _order(text: str) -> float:
    """1 where letters beyond ASCII stand in words of their own, less where signs or Latin letters are among them."""
    beyond = len(_HIGH.findall(text))
    return max(0.0, 1 - 2 * sum(1 for _ in _STRAY.finditer(text)) / max(1, beyond))
