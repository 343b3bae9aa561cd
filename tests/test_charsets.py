import pytest

from newslint.charsets import guess
from newslint.views import view

SENTENCES = {
    "Вода в реке поднимается, но плотина пока держится.": "cp1251 koi8-r cp866 cp855 iso8859-5 mac_cyrillic",
    "Нивото на реката се покачва, но стената още издържа.": "cp1251 cp866 iso8859-5",
    "Η στάθμη του ποταμού ανεβαίνει και το φράγμα αντέχει.": "cp1253 iso8859-7",
    "מפלס הנהר עולה והסכר עדיין מחזיק מעמד, נמסר": "cp1255 iso8859-8",
    "ارتفع منسوب النهر والسد ما زال سليما حتى الآن": "cp1256 iso8859-6",
    "ระดับน้ำในแม่น้ำสูงขึ้นแต่เขื่อนยังปลอดภัย": "cp874",
    "川の水位は上がっていますが、ダムはまだ安全だということです。": "euc_jp cp932",
    "河水的水位上涨，但是大坝现在还没有问题，他们说。": "gb18030",
    "河水的水位上漲，但是大壩現在還沒有問題，他們說。": "big5hkscs",
    "강물이 불어나고 있지만 댐은 아직 안전하다고 그는 말했다.": "euc_kr cp949",
}


def misread(text, charset):
    return "".join(view("cp1252").chars[byte] for byte in text.encode(charset))


@pytest.mark.parametrize(
    ("sentence", "charset"), [(text, charset) for text, names in SENTENCES.items() for charset in names.split()]
)
def test_sentences_come_back_from_every_charset(sentence, charset):
    found = guess(misread(sentence, charset))
    assert found is not None
    assert found.text == sentence
    assert 0.5 < found.confidence <= 1


@pytest.mark.parametrize("sentence", SENTENCES)
def test_text_that_was_read_well_is_not_read_again(sentence):
    assert guess(sentence) is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "rain",
        "Déjà vu à Nîmes, où l’été fut très frais",
        "ÄÖÜ äöü ß – „Äußerst öde“, sagte Özgür Çağlar",
        "«»«»«»«»«»«» …………………… ————————",
        "ÀÈÌÒÙ àèìòù ÂÊÎÔÛ",
    ],
)
def test_western_text_is_not_read_again(line):
    assert guess(line) is None
