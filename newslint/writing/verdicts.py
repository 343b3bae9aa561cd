"""What is wrong with one word whose letters are of several scripts.

The scripts of a word are compared as in UTS #39, section 5.1, by Script_Extensions; what is wrong with it follows from
the order of the scripts, and from whether its foreign letters have twins in the script that the word is meant in.
"""

from __future__ import annotations

from itertools import groupby
from typing import Literal, NamedTuple

from newslint.expressions import late_regex
from newslint.scripts import UNSPACED, folded_script, script_of, scripts_of
from newslint.writing.affixes import is_prefix, is_suffix
from newslint.writing.twins import ALPHABETS, twins

Kind = Literal["homoglyph", "ambiguous", "glued", "ordinary", "intrusion", "mixed"]


class Verdict(NamedTuple):
    """What a word is taken for.

    *homoglyph*: letters that look like those of `target`, the script it is meant in, are not; `meant` is the word in
    that script, and `sole` says whether it could be meant in no other. *ambiguous*: the same, and nothing tells which
    script is meant. *glued*: two words without a space, `meant` has it. *ordinary*: the same, in a script that writes
    its words so. *intrusion*: Latin letters inside a word. *mixed*: any other mixture. `foreign` are the letters that
    do not belong.
    """

    kind: Kind
    foreign: str
    meant: str | None = None
    target: str | None = None
    sole: bool = False


class Run(NamedTuple):
    """Neighbouring letters of one script, those of East Asia taken together, with their marks."""

    script: str
    text: str


# Units and symbols: μm, kΩ, ΔT, xθ; TNFα, NFκB, where the Greek letter is small and the others are not.
# Phonetic spelling borrows three letters of Greek.
_NOTATION = late_regex(
    r"[μΩΔα-ω]\p{Latin}{1,3}|\p{Latin}{1,3}[Ωαβγδεζθκλμξπρσφχψω]|Δ\p{Latin}+|\p{Lu}\p{Latin}*\p{Lu}[α-ω]\p{Latin}*",
)
_PHONETIC = late_regex(r"[\p{Latin}\p{Common}\p{Inherited}βθχ]+")
_ROMAN = late_regex("[IVXLCDM]{2,}")


def runs_of(word: str) -> list[Run]:
    """The runs of a word; what no script owns goes with what stands before it, and at the start with what follows."""
    scripts: list[str] = []
    current = next(filter(None, map(folded_script, word)), "")
    for char in word:
        current = folded_script(char) or current
        scripts.append(current)
    pairs = groupby(zip(scripts, word, strict=True), key=lambda pair: pair[0])
    return [Run(script, "".join(char for _, char in group)) for script, group in pairs]


def verdict(word: str, script: str | None = None, language: str | None = None) -> Verdict | None:
    """What is wrong with a word in a document of this script and language; None where nothing is.

    A word is letters, marks and joiners, without anything else between them.
    """
    owned = [scripts_of(char) for char in set(word) if script_of(char)]
    if not owned or frozenset.intersection(*owned):
        return None
    runs = runs_of(word)
    scripts = {run.script for run in runs}
    if scripts <= ALPHABETS:
        return _of_alphabets(word, runs, script, language)
    if len(scripts) == 2 and "Latin" in scripts:
        return _with_latin(word, runs, language)
    if scripts == {"Greek", "CJK"}:  # α粒子, Ω値: a name of science
        return None
    return Verdict("mixed", _fewest(runs))


def _fewest(runs: list[Run]) -> str:
    """The letters of the script that a word has fewest of."""
    letters: dict[str, str] = {}
    for run in runs:
        letters[run.script] = letters.get(run.script, "") + run.text
    return min(letters.values(), key=len)


def _of_alphabets(word: str, runs: list[Run], script: str | None, language: str | None) -> Verdict | None:
    if _NOTATION.fullmatch(word) or (script != "Greek" and _PHONETIC.fullmatch(word)):
        return None
    if _is_inflected(runs, language) or _has_typed_letters(runs, language):
        return None
    candidates: dict[str, str] = {}
    for target in sorted({run.script for run in runs}):
        table = twins(target, language)
        mapped = [table.get(char, "") if script_of(char) not in (target, None) else char for char in word]
        if all(mapped):
            candidates[target] = "".join(mapped)
    if not candidates:
        return None if _is_suffixed(runs) else Verdict("mixed", _fewest(runs))
    meant_in = _likeliest(candidates, word, script)
    if meant_in is None:
        return Verdict("ambiguous", _fewest(runs))
    foreign = "".join(run.text for run in runs if run.script != meant_in)
    return Verdict("homoglyph", foreign, candidates[meant_in], meant_in, sole=len(candidates) == 1)


def _is_inflected(runs: list[Run], language: str | None) -> bool:
    """An abbreviation or a Roman numeral in Latin letters with a Cyrillic ending: SMSка, XXго."""
    if [run.script for run in runs] != ["Latin", "Cyrillic"] or not runs[1].text.islower():
        return False
    stem = runs[0].text
    has_no_twin = any(char not in twins("Cyrillic", language) for char in stem)
    return len(stem) > 1 and stem.isupper() and (has_no_twin or bool(_ROMAN.fullmatch(stem)))


def _is_suffixed(runs: list[Run]) -> bool:
    """A Latin name with a Cyrillic ending that could be nothing else: Googleом."""
    return [run.script for run in runs] == ["Latin", "Cyrillic"] and len(runs[0].text) > 2 and runs[1].text.islower()


# Letters that few keyboards have are typed in Latin: ӏ in languages of the Caucasus, ӕ in Ossetian, ӑ ӗ ҫ in Chuvash.
_TYPED_IN_LATIN = frozenset("IlæÆăĂĕĔçÇÿŸ")
_FULL_KEYBOARDS = frozenset("ru uk be bg sr mk kk ky tg tt ba mn uz az".split())


def _has_typed_letters(runs: list[Run], language: str | None) -> bool:
    """Whether the Latin letters of a Cyrillic word stand for those that its keyboard lacks."""
    latin = {char for run in runs if run.script == "Latin" for char in run.text}
    is_cyrillic = {run.script for run in runs} == {"Latin", "Cyrillic"}
    return is_cyrillic and latin <= _TYPED_IN_LATIN and language not in _FULL_KEYBOARDS


def _likeliest(candidates: dict[str, str], word: str, script: str | None) -> str | None:
    """Of the scripts that a word could be meant in, the document's or the one of most letters; None where they tie."""
    if len(candidates) == 1 or script in candidates:
        return script if script in candidates else next(iter(candidates))
    letters = {target: sum(script_of(char) == target for char in word) for target in candidates}
    most = [target for target in candidates if letters[target] == max(letters.values())]
    return most[0] if len(most) == 1 else None


def _with_latin(word: str, runs: list[Run], language: str | None) -> Verdict | None:
    """A word of Latin letters and of those of a script that has no twins in them."""
    other = next(run.script for run in runs if run.script != "Latin")
    latin = "".join(run.text for run in runs if run.script == "Latin")
    spaced = " ".join(run.text for run in runs)
    if other in UNSPACED:
        return Verdict("ordinary", latin, spaced)
    if len(runs) == 2:
        first, second = runs
        if first.script == "Latin" and is_suffix(second.text, other, language):
            return None
        if second.script == "Latin" and is_prefix(first.text, other):
            return None
        if len(latin) > 1:
            return Verdict("glued", latin, spaced)
    return Verdict("intrusion", latin)
