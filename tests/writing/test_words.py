import pytest
from helpers import found
from hypothesis import given
from hypothesis import strategies as st

from newslint.matchers import Script
from newslint.scripts import script_of, scripts_of
from newslint.writing.twins import ALPHABETS, twins
from newslint.writing.verdicts import runs_of, verdict

RUSSIAN = "Ночью вода в реке снова поднялась, и жители города ушли на холмы ещё до рассвета."
ENGLISH = "The river rose again during the night, and the people of the town moved to higher ground."
FINDS = ("homoglyph", "likely-homoglyph", "ambiguous-homoglyph", "glued-words", "intrusion", "mixed-word")


def said(text, **document):
    return {find: hits for find in FINDS if (hits := found(Script(find), text, **document))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{RUSSIAN} гoрод", {"homoglyph": ["гoрод"]}),
        (f"{RUSSIAN} СOVID", {"likely-homoglyph": ["СOVID"]}),  # meant in the script that is not the document's
        (f"{RUSSIAN} OАО", {"likely-homoglyph": ["OАО"]}),  # in Latin letters a word as well
        (f"{RUSSIAN} oaкa", {"likely-homoglyph": ["oaкa"]}),  # more strange letters than own ones
        ("гoрод", {"ambiguous-homoglyph": ["гoрод"]}),  # too few letters to know what the text is in
        (f"{ENGLISH} tоwn", {"homoglyph": ["tоwn"]}),
        (f"{ENGLISH} Googlе", {"ambiguous-homoglyph": ["Googlе"]}),  # the last letter may be a Russian ending
        (f"{ENGLISH} KoЯn", {"mixed-word": ["KoЯn"]}),
        (f"{RUSSIAN} XXго века, IIй, SMSка, Googleом", {}),
        (f"{RUSSIAN} gоogle.com tоwn@example.com @tоwn #tоwn", {}),
    ],
)
def test_the_evidence_behind_a_finding(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("BJPने कहा", "hi", {"glued-words": ["BJPने"]}),
        ("BJPने म्हटले", "mr", {}),
        ("IPLમાં રમશે", None, {}),
        ("BCCIର ଖେଳ", None, {}),
        ("NASAದ ವರದಿ", None, {}),
        ("سافر بGoogle", None, {}),
        ("סיפר בGoogle", None, {}),
        ("আছেGoogle নদী", None, {"glued-words": ["আছেGoogle"]}),
        ("নদীর #DamWatchছবি", None, {"glued-words": ["DamWatchছবি"]}),
        ("নদীর খবর নদীতেhttps://example.com", None, {"glued-words": ["নদীতেhttps"]}),
        ("নদীর \u200dনদীDam", None, {"glued-words": ["\u200dনদীDam"]}),
        ("東京でiPhoneを売るApple社", None, {}),
        ("къэIуэтэн псалъэ", None, {}),  # a Latin I for the palochka
        ("чăваш чĕлхи, ирон æвзаг", None, {}),
        ("/maθs/ and /ˈaβa/ and xθ", None, {}),
        ("къэIуэтэн псалъэ", "ru", {"mixed-word": ["къэIуэтэн"]}),
    ],
)
def test_what_grammar_allows(text, language, expected):
    assert said(text, language=language) == expected


def test_twins_are_letters_of_the_alphabet_of_the_language():
    assert verdict("мiсто", "Cyrillic", "uk").meant == "місто"
    assert verdict("мiсто", "Cyrillic", "ru").kind == "mixed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("СОВЕТ у реки. СОВЕТ у дамбы. COBET", ["COBET"]),
        ("СОВЕТ у реки. COBET", []),
        ("СОВЕТ у реки. СОВЕТ у дамбы. COBET.com TOP", []),
        ("ΝΕΡΟ στο ποτάμι. ΝΕΡΟ στην πόλη. NEPO", ["NEPO"]),
    ],
)
def test_whole_words_in_the_letters_of_another_script(text, expected):
    assert found(Script("masquerade"), text) == expected


LETTERS = st.text(st.sampled_from("abcоаеТНwяжαβωকখকাिনदी東タ\u200dе́é"), min_size=1, max_size=8)


@given(LETTERS)
def test_a_word_of_one_script_is_never_wrong(word):
    owned = [scripts_of(char) for char in word if script_of(char)]
    if not owned or frozenset.intersection(*owned):
        assert verdict(word) is None


@given(LETTERS, st.sampled_from([None, "Latin", "Cyrillic", "Greek", "Bengali"]), st.sampled_from([None, "uk", "ru"]))
def test_what_a_homoglyph_was_meant_to_be_is_right(word, script, language):
    wrong = verdict(word, script, language)
    if wrong and wrong.kind == "homoglyph":
        assert verdict(wrong.meant, script, language) is None
        assert {run.script for run in runs_of(wrong.meant)} == {wrong.target}
        assert len(wrong.meant) == len(word)


def test_every_twin_is_of_its_script():
    for target in ALPHABETS:
        for language in (None, "be", "kk", "mk", "sr", "uk"):
            for foreign, twin in twins(target, language).items():
                assert script_of(twin) == target
                assert script_of(foreign) in ALPHABETS - {target}


@pytest.mark.parametrize("unit", ["aক", "a\u0301ক", "aя", "a\u200d", "क\u0301a"])
def test_long_words_of_two_scripts_are_read_once(unit):
    """Quadratic, these would take minutes."""
    assert len(found(Script("intrusion"), "নদী " * 120_000 + unit * 30_000)) <= 1


def test_long_lines_of_homoglyphs_are_read_once():
    text = f"{RUSSIAN} @tоwn " + "гoрод " * 20_000
    assert len(found(Script("homoglyph"), text)) == 20_000
