import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.views import may_be_wide
from newslint.wide import narrowed

SENTENCES = [
    "নদীর জল বাড়ছে, বাঁধ অক্ষত।",
    "नदी का पानी बढ़ रहा है।",
    "The dam holds, they said.",
    "Вода в реке поднимается.",
    "ارتفع منسوب النهر والسد سليم",
]


# The bytes of these are those of Canadian syllables, Armenian and Latin letters.
SIGNS = [sign * 12 for sign in "—–―‐★☆═║■□ー♥❤①⁂▲"] + ["★★★★★★★☆☆☆", "═╦══╦══╦═", "♥♦♣♠♥♦♣♠", "‒–—―‒–—―"]
SHORT = ["着求来其", "头就特形求", "此特机却戰", "入報南体", "ひとこと", "おとこのこ"]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_units_read_as_single_bytes_are_put_together(sentence, encoding):
    line = sentence.encode(encoding).decode("latin-1")
    assert narrowed(line) == sentence
    assert narrowed("\0" + line) == sentence or encoding == "utf-16-be"


@pytest.mark.parametrize("sentence", SENTENCES)
def test_units_the_wrong_way_round_are_turned(sentence):
    assert narrowed(sentence.encode("utf-16-le").decode("utf-16-be")) == sentence


@pytest.mark.parametrize("sentence", SENTENCES[:4])  # bytes of Arabic are halves of surrogate pairs
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_bytes_read_in_twos_are_taken_apart(sentence, encoding):
    raw = sentence.encode() + b" " * (len(sentence.encode()) % 2)
    assert (narrowed(raw.decode(encoding)) or "").rstrip() == sentence


@pytest.mark.parametrize(
    "line",
    [
        *SENTENCES,
        *SIGNS,
        *SHORT,
        "",
        "水位上涨，大坝仍然完好无损。",
        "강물이 불어나고 있다.",
        "1\t2\t3\t4\t5\t6\t7\t8\t",
        "a\0b",
    ],
)
def test_sound_text_is_left_alone(line):
    assert narrowed(line) is None


@given(st.text(st.characters(exclude_characters="\n")))
def test_no_line_is_too_odd(line):
    assert narrowed(line) != line


@given(st.text(st.sampled_from("\0a \tক\u2013\u4e00\uac00\u0986\u8609\u2000"), max_size=40))
def test_what_cannot_be_narrowed_is_not(text):
    assert narrowed(text) is None or may_be_wide(text)
