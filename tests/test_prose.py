import pytest

from newslint.prose import is_prose, may_be_prose, word_count


@pytest.mark.parametrize(
    ("line", "words"),
    [("", 0), ("Rain fell.", 2), ("নদীর জল বাড়ছে।", 3), ("川の水位が上がった。", 5), ("NHK ニュース", 3), ("ฝนตก", 2)],
)
def test_words_are_counted_in_scripts_with_and_without_spaces(line, words):
    assert word_count(line) == words


@pytest.mark.parametrize(
    "line",
    [
        "The river rose again on Monday night, officials said.",
        "“The river rose again on Monday night,” officials “said.”",
        "সোমবার রাতে নদীর জল আবার বেড়েছে বলে জানিয়েছে প্রশাসন।",
        "月曜の夜に川の水位がまた上がったと当局が発表した。",
        "and " * 40,
    ],
)
def test_sentences_and_long_lines_are_prose(line):
    assert is_prose(line)
    assert may_be_prose(line)


@pytest.mark.parametrize(
    "line", ["Floods in the south", "Read more", "Who pays for the new dam in the north?", "Rain!"]
)
def test_headlines_and_labels_are_not(line):
    assert not is_prose(line) or line.endswith("?")
    assert not may_be_prose(line)


@pytest.mark.parametrize("line", ["It rains.", "বাঁধ অক্ষত।", "“It rains.”", "word " * 21])
def test_a_short_sentence_may_be_prose_and_is_not_surely(line):
    assert may_be_prose(line)
    assert not is_prose(line)
