import pytest
from helpers import make_rule
from hypothesis import given
from hypothesis import strategies as st

from newslint.conversions import CONVERSIONS, Conversion, translated
from newslint.engine import Engine
from newslint.matchers import Pattern
from newslint.rule import Repair
from newslint.ruleset import RuleSet
from newslint.text import described
from newslint.types import Document, Safety


def test_every_name_has_its_conversion():
    assert set(CONVERSIONS) == set(Conversion.__args__)


@pytest.mark.parametrize(
    ("name", "text", "converted"),
    [
        ("unescape", "&nbsp;", "\xa0"),
        ("unescape", "&#2453;", "ক"),
        ("unescape", "&nonsense;", "&nonsense;"),
        ("unescape", "&notit;", "&notit;"),
        ("unescape", "&#x1F600;", "😀"),
        ("unescape", "&#55357;&#56832;", "😀"),
        ("unescape", "&#55357;", "&#55357;"),
        ("unescape", "&#146;", "’"),  # Windows-1252, as browsers read it
        ("unescape", "&#0;", "&#0;"),
        ("unescape", "&#99999999;", "&#99999999;"),
        ("unescape", "& nbsp ;", "\xa0"),
        ("unescape", "&# 39;", "'"),
        ("unescape", "&nbsp", "\xa0"),
        ("unescape", "&amp;amp;", "&amp;"),  # one layer at a time
        ("code-units", r"\u09ac\u09be", "বা"),
        ("code-units", r"\ud83d\ude00", "😀"),
        ("code-units", r"\ud83d", r"\ud83d"),
        ("octets", "%E0%A6%AC", "ব"),
        ("octets", "=E2=80=99", "’"),
        ("octets", r"\xc3\xa9", "é"),
        ("octets", "%E0%A6", "%E0%A6"),
        ("nfc", "\u09dc", "\u09a1\u09bc"),
        ("nfkc", "ﬁ", "fi"),
        ("bijoy-residue", "েøা", "্লো"),
        ("bijoy-residue", "¤œ", "ম্ন"),
        ("bijoy-residue", "¤্", "ম্"),
        ("bijoy-residue", "¤িপ", "ম্পি"),
        ("bijoy-residue", "Í", "ত্ম"),
        ("bijoy-residue", "সÍ", "স্ত"),
        ("bijoy-residue", "ন্Í", "ন্ত"),
        ("bijoy-residue", "Ðে", "ণ্ডে"),
        ("bijoy-residue", "ক", "ক"),
    ],
)
def test_conversions(name, text, converted):
    assert CONVERSIONS[name](text) == converted


@pytest.mark.parametrize(
    ("text", "pairs", "new"),
    [
        ("علي", (("ي", "ی"),), "علی"),
        ("abab", (("a", "b"), ("b", "a")), "baba"),
        ("অাঅ", (("অা", "আ"), ("অ", "X")), "আX"),  # the longest first
        ("প\u09dcা", (("\u09a1\u09bc", "র"),), "পরা"),  # canonical equivalents are the same
        ("abc", (("d", "e"),), "abc"),
    ],
)
def test_translated(text, pairs, new):
    assert translated(text, pairs) == new


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u200b\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\x07\ue000\ud800\u0378", "U+0007 (control), U+E000 (private use), U+D800 (surrogate), 1 more"),
        ("\u0378", "U+0378 (unassigned)"),
        ("", ""),
    ],
)
def test_described(text, said):
    assert described(text) == said


@given(st.text())
def test_describing_never_fails(text):
    assert described(text).count("U+") == min(3, len(set(text)))


def _found(fix, text, message="{codes} → {fixed}"):
    rule = make_rule(Pattern(r"&\w+;|[يك]+|ف"), fix, message=message)
    return Engine(RuleSet((rule,))).check(Document(text))


def test_messages_name_characters_and_what_is_put_in():
    (found,) = _found(Repair(Safety.SAFE, translate=(("ي", "ی"),)), "x ي")
    assert found.message == "U+064A ARABIC LETTER YEH → ی"


@pytest.mark.parametrize(
    ("fix", "text"),
    [
        (Repair(Safety.SAFE, convert="unescape"), "R&D; and &nonsense;"),
        (Repair(Safety.SAFE, translate=(("ي", "ی"),)), "ف ك"),
        (Repair(Safety.SAFE, convert="nfc"), "ف"),
    ],
)
def test_what_a_fix_would_leave_as_it_is_is_no_finding(fix, text):
    assert _found(fix, text) == ()


def test_a_replacement_is_a_finding_even_if_it_is_the_same():
    assert _found(Repair(Safety.SAFE, replace="{match}"), "ف")


def test_equivalent_letters_are_found_and_converted():
    (found,) = Engine(RuleSet((make_rule(Pattern("ड़"), Repair(Safety.SAFE, convert="nfc")),))).check(Document("\u095c"))
    assert found.fix.edits[0].text == "\u0921\u093c"
