from re import _parser as sre_parser
from re._constants import BRANCH, IN, LITERAL, MAX_REPEAT, RANGE, SUBPATTERN

import ftfy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import mojibake, views
from newslint.mojibake import Reading, reading

SENTENCES = [
    "নদীর জল বাড়ছে, বাঁধ এখনও অক্ষত আছে।",
    "नदी का जल बढ़ रहा है, बांध अब भी सुरक्षित है।",
    "நதியின் நீர் உயர்கிறது, அணை பாதுகாப்பாக உள்ளது.",
    "Вода в реке поднимается, плотина пока держится.",
    "ارتفع منسوب النهر والسد ما زال سليما حتى الآن",
    "Η στάθμη του ποταμού ανεβαίνει και το φράγμα αντέχει.",
    "מפלס הנהר עולה והסכר עדיין מחזיק מעמד",
    "ระดับน้ำในแม่น้ำสูงขึ้นแต่เขื่อนยังปลอดภัย",
    "水位上涨，大坝仍然完好无损。",
    "강물이 불어나고 있지만 댐은 아직 안전하다.",
]


def misread(text, codec):
    return "".join(views.view(codec).chars[byte] for byte in text.encode())


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("codec", views.VIEWS)
def test_sentences_come_back_from_every_codec(sentence, codec):
    assert reading(misread(sentence, codec)) == Reading(sentence, strong=True)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_they_come_back_from_two_in_a_row(sentence):
    assert reading(misread(misread(sentence, "cp1252"), "cp1252")) == Reading(sentence, strong=True)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_they_are_not_read_further_than_they_ought_to_be(sentence):
    assert reading(sentence) is None


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("voilÃ le barrage", "voilà le barrage"),
        ("Ã perturber la rÃ©flexion", "à perturber la réflexion"),
        ("SlovenÄ\ufffdina", "Sloven\ufffdina"),
        ("called â€œsafeâ€? by all", "called “safe\ufffd by all"),
        ("l’été, mÃªme l’hiver", "l’été, même l’hiver"),
        ("rain \u00ed\u00a0\u00bd\u00ed\u00b8\u008d", "rain 😍"),
        ("ভোরে à¦¨à¦¦à§€à¦° à¦œà¦² বাড়ে", "ভোরে নদীর জল বাড়ে"),
    ],
)
def test_what_else_happened_to_a_line_does_not_keep_it_from_being_read(line, meant):
    assert reading(line) == Reading(meant, strong=True)


@pytest.mark.parametrize("line", ["\u00ed\u00a0\u00bd lone", "ƒãa be", "4×²", "é\u00a0»", "Ãÿ", "ÏÃ¤ÏÊÑ¤ï¤ë¤¬¡¢ºÇ"])
def test_what_no_reading_makes_sense_of_stays(line):
    found = reading(line)
    assert found is None or not found.strong


@pytest.mark.parametrize("codec", ["latin-1", "cp1252", "mac_roman", "cp1251", "cp437"])
@given(text=st.text(st.characters(min_codepoint=0x80, max_codepoint=0x2122, exclude_categories=["Cs"]), max_size=8))
def test_the_gate_turns_away_nothing_that_could_be_read(codec, text):
    line = misread(text, codec)
    tries = [one for way in (mojibake._strict, mojibake._guessed, mojibake._partly) for one in way(line)]
    if any(mojibake._strength(line, one) is not None for one in tries if one.text != line):
        assert views.may_be_misread(line, frozenset(line))


parts = st.builds(
    misread, st.text(st.sampled_from("éনд–”\u0641😀"), min_size=1, max_size=6), st.sampled_from(views.VIEWS)
)


@given(st.lists(parts | st.sampled_from(["নদী", " ", "a", "é", "نهر", "река", "Ã", "\ufffd"]), max_size=5).map("".join))
@settings(max_examples=500)
def test_a_line_that_no_codec_reads_as_a_whole_is_read_only_where_it_may_look_bad(line):
    if any(True for way in (mojibake._strict, mojibake._guessed, mojibake._partly) for _ in way(line)):
        assert views.codecs_of(line) or mojibake.may_look_bad(line)
    if views.looks_misread(line):
        assert reading(line) == mojibake._read.__wrapped__(line, 4)


@given(st.text(st.sampled_from("Ã©à¦¨â€“ÂŠž\u00a0\u0081a —рд╨░ÿ±"), max_size=10))
@settings(max_examples=300)
def test_a_proved_reading_is_final(line):
    found = reading(line)
    if found and found.strong:
        again = reading(found.text)
        assert again is None or not again.strong


def test_ftfy_judges_as_it_did():
    assert ftfy.fix_encoding("cafÃ©", ftfy.TextFixerConfig()) == "café"


def sets_of(pattern):
    """For each way to match a regular expression, the sets of characters that it must take one after another."""
    ways = [[]]
    for kind, value in pattern:
        if kind is LITERAL:
            here = [[{chr(value)}]]
        elif kind is IN and all(part is LITERAL or part is RANGE for part, _ in value):
            spans = [(what, what) if part is LITERAL else what for part, what in value]
            here = [[{chr(code) for first, last in spans for code in range(first, last + 1)}]]
        elif kind is BRANCH:
            here = [way for branch in value[1] for way in sets_of(branch)]
        elif kind is SUBPATTERN:
            here = sets_of(value[-1])
        elif kind is MAX_REPEAT and value[0] > 0:
            here = sets_of(value[2])
        else:
            here = [[]]
        ways = [way + more for way in ways for more in here]
    return ways


def test_ftfy_finds_nothing_bad_without_a_suspect():
    """Each way in which ftfy's expression can match takes a character that only suspects can be."""
    ways = sets_of(sre_parser.parse(ftfy.badness.BADNESS_RE.pattern, ftfy.badness.BADNESS_RE.flags))
    assert len(ways) > 30
    for way in ways:
        assert any(all(map(mojibake.may_look_bad, chars)) for chars in way), way


@given(st.text(st.sampled_from("éàÃâ€™œ“”—…│┬ГВв£©®°«»\u00a0\u200d aZক٣ا\ufffd")))
def test_what_cannot_look_bad_does_not(text):
    if not mojibake.may_look_bad(text):
        assert not ftfy.badness.is_bad(text)
        assert not mojibake.BAD.search(text)


def test_no_other_character_of_unicode_looks_bad():
    others = "".join(char for char in map(chr, range(0x110000)) if not mojibake.may_look_bad(char))
    assert len(others) > 0x10F000
    assert not ftfy.badness.is_bad(others)
    assert not mojibake.BAD.search(others)
