import pytest
from helpers import hostile_texts
from hypothesis import given

from newslint.function_words import HABITS
from newslint.language import _KEYBOARDS, _WORD, _languages, language_of
from newslint.nfc import canonical
from newslint.page import Page
from newslint.scripts import script_counts, script_of
from newslint.types import Document

TEXTS = {
    "en": (
        "The river rose again during the night, and the people of the town were moved to a school that is on the hill."
    ),
    "de": (
        "Der Fluss ist in der Nacht wieder gestiegen, und die Leute aus der Stadt "
        "sind in eine Schule auf dem Berg gezogen."
    ),
    "nl": (
        "De rivier is in de nacht weer gestegen en de mensen van de stad zijn naar een school op de heuvel gebracht."
    ),
    "fr": (
        "La rivière est montée dans la nuit et les gens de la ville ont été conduits dans une école sur la colline."
    ),
    "es": (
        "El río volvió a crecer por la noche y los vecinos de la ciudad no pudieron "
        "dormir, pero el agua ya no sube más."
    ),
    "pt": (
        "O rio voltou a subir durante a noite e os moradores da cidade não dormiram, "
        "mas a água já não sobe mais, diz uma rádio."
    ),
    "it": (
        "Il fiume è salito nella notte e gli abitanti della città sono andati in una "
        "scuola che è sulla collina con il sindaco."
    ),
    "pl": (
        "Rzeka w nocy znów się podniosła, ale mieszkańcy miasta nie spali, bo woda "
        "jest już na ulicy i nie było prądu do rana."
    ),
    "cs": (
        "Řeka se v noci znovu zvedla, ale lidé ve městě nespali, protože voda už je na "
        "ulici a do rána se to má ještě zhoršit."
    ),
    "sv": (
        "Floden steg igen under natten och de som bor i staden har inte sovit, men det "
        "är lugnt nu och vattnet var inte på väg."
    ),
    "tr": (
        "Nehir gece bir daha yükseldi ve kentte oturanlar için bu çok zor oldu, ancak "
        "su şimdi daha da yavaş ve okul olarak."
    ),
    "id": "Sungai itu naik lagi dan warga tidak bisa tidur, karena hujan belum reda; petugas akan pergi ke kota.",
    "ru": (
        "Ночью вода в реке снова поднялась, и жители города не спали, но вода на улице уже не так высока, как это было."
    ),
    "uk": (
        "Уночі вода в річці знову піднялася, і жителі міста не спали, але вода на "
        "вулиці вже не така висока, як це було."
    ),
    "be": (
        "Уначы вада ў рацэ зноў паднялася, і жыхары горада не спалі, але вада на "
        "вуліцы ўжо не такая высокая, як гэта было."
    ),
    "bg": "През нощта водата в реката отново се покачи и хората от града не спаха, но тя вече не е толкова висока.",
    "sr": (
        "Река је ноћас поново порасла и људи из града нису спавали, али вода на улици "
        "више није тако висока као што је била."
    ),
    "ar": (
        "ارتفع ماء النهر في الليل مرة أخرى ولم ينم سكان المدينة، لكن الماء لا يصل "
        "الآن إلى التلال التي كان الناس على قمتها."
    ),
    "fa": (
        "آب رودخانه در شب دوباره بالا آمد و مردم شهر که از خواب بیدار شدند، این بار به "
        "تپه رفتند و برای فردا نان را با خود بردند."
    ),
    "ur": (
        "رات کو دریا کا پانی پھر بڑھ گیا اور شہر کے لوگ جو سوئے نہیں تھے، پہاڑی پر چلے گئے ہیں اور اسکول میں رہتے ہیں۔"
    ),
    "hi": "रात में नदी का पानी फिर बढ़ गया और शहर के लोग पहाड़ी पर चले गए हैं, जो स्कूल में रह रहे हैं।",
    "mr": ("रात्री नदीचे पाणी पुन्हा वाढले आहे आणि शहरातील लोक टेकडीवर गेले आहेत, ते शाळेमध्ये होते असे त्यांनी सांगितले."),
    "ne": (
        "राति नदीको पानी फेरि बढेको छ र सहरका मानिस डाँडामा गएका छन्, उनीहरूलाई विद्यालयमा राखिएको हो भने पनि पानी घटेको छ।"
    ),
    "bn": "রাতে নদীর জল আবার বেড়েছে, তাই শহরের মানুষ ভোরের আগেই উঁচু জায়গায় সরে গেছেন।",
    "as": "ৰাতি নৈৰ পানী আকৌ বাঢ়িল, সেয়ে চহৰৰ মানুহ ওখ ঠাইলৈ গ’ল।",
    "ja": "夜のうちに川の水がまた増え、町の人々は高い所へ移った。",
    "zh": "夜里河水又涨了，城里的人在天亮前搬到了高处，这是他们的第二次。",
    "ko": "밤사이 강물이 다시 불어나 마을 사람들이 높은 곳으로 옮겼다.",
    "he": "המים בנהר עלו שוב בלילה, אבל תושבי העיר לא ישנו כי הם היו על הגבעה עם כל מה שיש להם, וגם את הילדים.",
    "ta": "இரவில் ஆற்றில் நீர் மீண்டும் உயர்ந்தது.",
}


def language(text):
    return language_of(text, script_counts(text))


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_of_a_few_sentences(code):
    assert language(TEXTS[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345, 67 - 89",
        "Reuters",
        "Hilltown, Riverside, Dam Safety, Northern Watch, Old Bridge, School Road, Water Office",  # names alone
        "Ка ту ме на ру фо ле ми та со ну ба ге ди ко жу ра пи лу ша",
        "The river রাতে নদীর জল rose again আবার বেড়েছে and the people তাই শহরের",  # two scripts
        "নৈৰ পানী আৰু নদীর জল আর ঘর",  # Bengali and Assamese in equal parts
    ],
)
def test_no_language_without_evidence(text):
    assert language(text) is None


def test_a_name_from_assam_leaves_a_text_bengali():
    assert language("দেৱকুমার নদীর জলের খবর রাতে আবার শহরের মানুষকে জানিয়েছেন প্রশাসনের তরফে।") == "bn"


@pytest.mark.parametrize(("said", "expected"), [("as", "as"), ("EN-gb", "en"), (None, "bn")])
def test_what_a_document_says_wins(said, expected):
    assert Page(Document(TEXTS["bn"], said)).language == expected


@given(hostile_texts)
def test_any_text_has_a_language_or_none(text):
    assert language(text) is None or language(text).isalpha()


def test_the_words_of_a_language_can_be_found():
    for script, languages in HABITS.items():
        for language, habits in languages.items():
            words = canonical(f"{habits.words} {habits.endings}").translate(_KEYBOARDS)
            letters = {char for char in words if char.isalpha()}
            assert {script_of(char) for char in letters} <= {script, None}, language
            assert _WORD.findall(words.lower()) == words.split(), language
            if alphabet := _languages(script)[language].alphabet:
                assert letters <= alphabet, language
