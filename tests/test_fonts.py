import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.fonts import converted, font, is_word
from newslint.fonts.detection import _may_tell, _telling, stretches
from newslint.types import Span

FONTS = ["bijoy", "s550", "kruti-dev", "preeti"]


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("bijoy", "Avgv‡`i", "আমাদের"),  # a sign before its letter
        ("bijoy", "‡mŠ›`h©", "সৌন্দর্য"),  # one on both sides, and a reph
        ("bijoy", "wbe©vPb", "নির্বাচন"),  # a reph between letter and sign
        ("bijoy", "¯^v¯’¨", "স্বাস্থ্য"),  # three letters in one
        ("bijoy", "Puv`", "চাঁদ"),  # a candrabindu typed too early
        ("bijoy", "evwo", "বাড়ি"),  # a letter with a nukta, in NFC
        ("bijoy", "wKš‘, “bv” – w`b", "কিন্তু, “না” – দিন"),  # quotes and dashes that are none of the font's
        ("bijoy", "12/5|", "১২/৫।"),
        ("s550", "A¡àº", "কাল"),
        ("s550", "³³¸å", "মম্যু"),
        ("kruti-dev", "fLFkfr", "स्थिति"),
        ("kruti-dev", "dk;ZØe", "कार्यक्रम"),
        ("kruti-dev", "dks, vkSj", "कोए और"),
        ("kruti-dev", "{ks=", "क्षेत्र"),
        ("preeti", "sfo{qmd", "कार्यक्रम"),
        ("preeti", "k|wfgdGqL", "प्रधानमन्त्री"),
        ("preeti", "cf]v/", "ओखर"),
    ],
)
def test_glyphs_come_out_in_the_order_of_speech(name, typed, shown):
    assert converted(typed, name) == shown


@pytest.mark.parametrize("name", FONTS)
def test_all_that_a_font_draws_is_in_its_table_once(name):
    one = font(name)
    tables = [one.glyphs, one.before, one.reph, one.behind, one.ahead, dict.fromkeys(one.blank)]
    keys = [key for table in tables for key in table]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", FONTS)
@given(text=st.text(st.characters(max_codepoint=0x2122), max_size=20))
def test_no_text_is_too_odd_to_convert(name, text):
    shown = converted(text, name)
    assert not any("\ue000" <= char <= "\ue1ff" for char in shown)


@pytest.mark.parametrize("word", ["আমাদের", "স্বাস্থ্য", "উৎস", "চাঁদ", "অ্যাপ", "বইয়ের", "খাওয়া", "ক"])
def test_words_can_be_read(word):
    assert is_word(word, "bijoy")


@pytest.mark.parametrize("word", ["", "াক", "কাা", "ৎক", "ণক", "ক্", "কঅক", "abc", "ক্ষ্ম্প্র্য"])
def test_what_is_no_word_cannot(word):
    assert not is_word(word, "bijoy")


@pytest.mark.parametrize(
    "line",
    [
        "the quick brown fox",
        "Smith† and Jones‡ wrote it",
        "getElementById(x)[i] = {a: b};",
        "déjà vu, naïve café – “à la carte”",
        "Foto: Bild©Imago/Privat",
        "iPhone, eBay, YouTube, McDonald’s, LaTeX",
        "x;k = a[esa] | b; fd = open(gS)",
        "নদীর জল বাড়ছে।",
        "नदी का पानी बढ़ रहा है।",
    ],
)
@pytest.mark.parametrize("name", FONTS)
def test_what_is_written_in_letters_is_no_font(name, line):
    assert list(stretches(line, name)) == []


def test_a_stretch_ends_where_the_script_itself_begins():
    line = "মন্ত্রী বলেছেন, b`xi Rj Kg‡Q| ধন্যবাদ।"
    ((span, shown),) = stretches(line, "bijoy")
    assert (line[slice(*span)], shown) == ("b`xi Rj Kg‡Q|", "নদীর জল কমছে।")
    assert span == Span(16, 29)


def test_words_that_make_no_sense_in_the_font_stay():
    ((_, shown),) = stretches("wZwb e‡jb, WhatsApp G LeiwU w`‡q‡Qb|", "bijoy")
    assert shown == "তিনি বলেন, WhatsApp এ খবরটি দিয়েছেন।"


bits = st.sampled_from(
    [*"aZ[]{}=>\\¡¨¯®ÀÿƒŠ†‡ˆ_`~ ,\x85\xa0\u2003\u200b\x1f", "ds", "gSa", "fy,", "esa", "sf]", "k|wfg", "ug'{", "नदी"]
)


@pytest.mark.parametrize("name", FONTS)
@given(st.lists(bits, max_size=6).map("".join))
def test_what_is_looked_for_first_is_in_every_line_that_tells_of_the_font(name, line):
    assert not _telling(name).search(line) or _may_tell(name).search(f" {line}")


def test_so_it_is_whatever_stands_round_the_evidence():
    for char in map(chr, [*range(0x3100), *range(0xD000, 0x11000)]):
        for line in (f"a{char}ds{char}", f"a{char}sf]{char}a"):
            for name in ("kruti-dev", "preeti"):
                assert not _telling(name).search(line) or _may_tell(name).search(f" {line}")
