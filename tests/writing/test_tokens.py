"""What is said of 137 words and numbers, each in a document of a script: the table that the checks were built from.

A verdict of OK has no finding; the fix is of the first word or number of the token that something is wrong with.
"""

import pytest
import regex

from newslint.engine import engine_for
from newslint.ruleset import in_force
from newslint.scripts import UNSPACED
from newslint.types import Document, Severity
from newslint.writing.masks import masked
from newslint.writing.numbers import mixture
from newslint.writing.twins import ALPHABETS
from newslint.writing.verdicts import runs_of, verdict

TOKENS = [
    ("KCNA", "Bengali", "ok", None),
    ("DPRK-এর", "Bengali", "ok", None),
    ("কেসিএনএ-র", "Bengali", "ok", None),
    ("B-52", "Bengali", "ok", None),
    ("F-22", "Bengali", "ok", None),
    ("Covid-১৯", "Bengali", "ok", None),
    ("COVID-19", "Bengali", "ok", None),
    ("#Covid১৯", "Bengali", "ok", None),
    ("পিয়ংইয়ং-এর", "Bengali", "ok", None),
    ("X (Twitter), Facebook", "Bengali", "ok", None),
    ("DPRKএর", "Bengali", "ok-suffix-no-hyphen", None),
    ("KCNAকে", "Bengali", "ok-suffix-no-hyphen", None),
    ("KCNAজানিয়েছে", "Bengali", "glued", "KCNA জানিয়েছে"),
    ("আইফোনPro", "Bengali", "glued", "আইফোন Pro"),
    ("বাaংলা", "Bengali", "intrusion", None),
    ("কিমa", "Bengali", "intrusion", None),
    ("উত্তরl", "Bengali", "intrusion", None),
    ("र্যাব", "Bengali", "mixed-scripts", None),
    ("বাংলাदेश", "Bengali", "mixed-scripts", None),
    ("বাংলাदেশ", "Bengali", "mixed-scripts", None),
    ("খবর।", "Bengali", "ok", None),
    ("হিন্দি।हिन्दी", "Bengali", "ok", None),
    ("pаypal", "Latin", "homoglyph", "paypal"),
    ("Моcква", "Cyrillic", "homoglyph", "Москва"),
    ("Рoссия", "Cyrillic", "homoglyph", "Россия"),
    ("кириллицa", "Cyrillic", "homoglyph", "кириллица"),
    ("Путиn", "Cyrillic", "mixed-lgc", None),
    ("CОVID", "Latin", "homoglyph", "COVID"),
    ("СOVID-19", "Cyrillic", "homoglyph", "COVID"),
    ("АО", "Cyrillic", "ok", None),
    ("AО", "Cyrillic", "homoglyph", "АО"),
    ("СССР", "Cyrillic", "ok", None),
    ("CCCР", "Cyrillic", "homoglyph", "СССР"),
    ("IT-компания", "Cyrillic", "ok", None),
    ("iPhone'ов", "Cyrillic", "ok", None),
    ("SMSка", "Cyrillic", "affixed-foreign", None),
    ("VIPы", "Cyrillic", "affixed-foreign", None),
    ("DNR-овский", "Cyrillic", "ok", None),
    ("Ραypal", "Latin", "homoglyph", "Paypal"),
    ("Αθήνα", "Greek", "ok", None),
    ("Aθήνα", "Greek", "homoglyph", "Αθήνα"),
    ("μm", "Latin", "ok-unit", None),
    ("kΩ", "Latin", "ok-unit", None),
    ("µg", "Latin", "ok", None),
    ("ΔT", "Latin", "ok-unit", None),
    ("αβγabc", "Greek", "mixed-lgc", None),
    ("東京Tokyo", "CJK", "glued", "東京 Tokyo"),
    ("NHKニュース", "CJK", "glued", "NHK ニュース"),
    ("한글ABC", "CJK", "glued", "한글 ABC"),
    ("東京タワー", "CJK", "ok", None),
    ("漢字ひらがなカタカナ", "CJK", "ok", None),
    ("韓國한국", "CJK", "ok", None),
    ("α粒子", "CJK", "ok", None),
    ("2024", "Bengali", "ok", None),
    ("২০২৩", "Bengali", "ok", None),
    ("2০২৪", "Bengali", "mixed-digits-lookalike", None),
    ("২0২৩", "Bengali", "mixed-digits", "২০২৩"),
    ("১৯5২", "Bengali", "mixed-digits", "১৯৫২"),
    ("1৪", "Bengali", "mixed-digits-lookalike", None),
    ("১7", "Bengali", "mixed-digits-tie", None),
    ("২০২৪-25", "Bengali", "mixed-digits-range", None),
    ("১৭:57", "Bengali", "mixed-digits-range", None),
    ("10,000", "Bengali", "ok", None),
    ("১০,০০০", "Bengali", "ok", None),
    ("१२३", "Devanagari", "ok", None),
    ("१२3", "Devanagari", "mixed-digits", "१२३"),
    ("١٢٣", "Arabic", "ok", None),
    ("۱۲۳", "Arabic", "ok", None),
    ("١٢۳", "Arabic", "mixed-digits", "١٢٣"),
    ("٢٠٢٤/05", "Arabic", "mixed-digits-range", None),
    ("２０２4", "CJK", "mixed-digits", "２０２４"),
    ("https://bn.example.com/খবর", "Bengali", "ok", None),
    ("news@প্রথম.com", "Bengali", "ok", None),
    ("prothomalo.com", "Bengali", "ok", None),
    ("@রহিম_news", "Bengali", "ok", None),
    ("ছ’দিনের", "Bengali", "ok", None),
    ("“সমর্থন”কে", "Bengali", "ok", None),
    ("র\u200d্যাপ্টর", "Bengali", "ok", None),
    ("می\u200cخواهم", "Arabic", "ok", None),
    ("قرآنQuran", "Arabic", "glued", "قرآن Quran"),
    ("שלוםshalom", "Hebrew", "glued", "שלום shalom"),
    ("ไทยThai", "Thai", "glued", "ไทย Thai"),
    ("ḥadīth", "Latin", "ok", None),
    ("naïve", "Latin", "ok", None),
    ("Đà", "Latin", "ok", None),
    ("ქართული", "Georgian", "ok", None),
    ("í̠", "Latin", "ok", None),
    ("Ол\u2011ӈо", "Cyrillic", "ok", None),
    ("G20-র", "Bengali", "ok", None),
    ("৫G", "Bengali", "ok", None),
    ("5জি", "Bengali", "ok", None),
    ("4K-তে", "Bengali", "ok", None),
    ("H5N1", "Bengali", "ok", None),
    ("TОКIO", "Latin", "homoglyph", "TOKIO"),
    ("Tоkyo", "Latin", "homoglyph", "Tokyo"),
    ("Нью-Йоpк", "Cyrillic", "homoglyph", "Йорк"),
    ("сooбщение", "Cyrillic", "homoglyph", "сообщение"),
    ("PRщик", "Cyrillic", "affixed-foreign", None),
    ("ВВС", "Cyrillic", "ok", None),
    ("BBС", "Cyrillic", "homoglyph", "ВВС"),
    ("Kиев", "Cyrillic", "homoglyph", "Киев"),
    ("Ομάδα", "Greek", "ok", None),
    ("Oμάδα", "Greek", "homoglyph", "Ομάδα"),
    ("ΝΑΤΟ", "Greek", "ok", None),
    ("NΑΤΟ", "Greek", "homoglyph", "ΝΑΤΟ"),
    ("Δ-variant", "Latin", "ok", None),
    ("β-blocker", "Latin", "ok", None),
    ("ﷺ", "Arabic", "ok", None),
    ("الـعربية", "Arabic", "ok", None),
    ("۲۰۲۴م", "Arabic", "ok", None),
    ("ك۲", "Arabic", "ok", None),
    ("ক|খ", "Bengali", "ok", None),
    ("ঢাকাDhakaঢাকা", "Bengali", "intrusion", None),
    ("Iফোন", "Bengali", "intrusion", None),
    ("eকমার্স", "Bengali", "intrusion", None),
    ("ই-কমার্স", "Bengali", "ok", None),
    ("e-কমার্স", "Bengali", "ok", None),
    ("CCTV-র", "Bengali", "ok", None),
    ("CCTVতে", "Bengali", "ok-suffix-no-hyphen", None),
    ("মিগ-২৯", "Bengali", "ok", None),
    ("MiG-২৯", "Bengali", "ok", None),
    ("জি২০", "Bengali", "ok", None),
    ("৳৫০০", "Bengali", "ok", None),
    ("৫০০০০/-", "Bengali", "ok", None),
    ("৩.৫%", "Bengali", "ok", None),
    ("৩.5%", "Bengali", "mixed-digits-tie", None),
    ("০১৭১১-123456", "Bengali", "mixed-digits-range", None),
    ("১৯৭১-এর", "Bengali", "ok", None),
    ("21শে", "Bengali", "ok", None),
    ("২১শে", "Bengali", "ok", None),
    ("AFP", "Bengali", "ok", None),
    ("টেস্ট™", "Bengali", "ok", None),
    ("কোভিড১৯", "Bengali", "ok", None),
    ("வணக்கம்Hello", "Tamil", "glued", "வணக்கம் Hello"),
    ("नमस्तेHello", "Devanagari", "glued", "नमस्ते Hello"),
    ("BJPने", "Devanagari", "glued", "BJP ने"),
    ("സർക്കാർകേരളം", "Malayalam", "ok", None),
    ("ศ2567", "Thai", "ok", None),
]

OK = {"ok", "ok-unit", "ok-suffix-no-hyphen", "affixed-foreign"}

WORD = regex.compile(r"[\p{L}\p{M}\u200c\u200d]+")
NUMBER = regex.compile(r"\p{Nd}+(?:[.,:/٫٬’'\-–]\p{Nd}+)*")

FILLER = {
    "Latin": "The river rose again during the night, and the people of the town moved to higher ground before dawn.",
    "Cyrillic": "Ночью вода в реке снова поднялась, и жители города ушли на холмы ещё до рассвета.",
    "Greek": "Το ποτάμι φούσκωσε πάλι τη νύχτα και οι κάτοικοι της πόλης ανέβηκαν στους λόφους πριν ξημερώσει.",
    "Bengali": "রাতে নদীর জল আবার বেড়েছে, তাই শহরের মানুষ ভোরের আগেই উঁচু জায়গায় সরে গেছেন বলে জানা গেছে।",
    "Devanagari": "रात में नदी का पानी फिर बढ़ गया और शहर के लोग सुबह से पहले ऊँची जगह पर चले गए हैं।",
    "Arabic": "ارتفع ماء النهر مرة أخرى في الليل وانتقل سكان المدينة إلى التلال قبل طلوع الفجر.",
    "Hebrew": "המים בנהר עלו שוב בלילה ותושבי העיר עברו אל הגבעות לפני עלות השחר.",
    "Thai": "น้ำในแม่น้ำสูงขึ้นอีกครั้งในตอนกลางคืนและชาวเมืองย้ายไปอยู่บนเนินเขาก่อนรุ่งเช้า",
    "Georgian": "ღამით მდინარეში წყალი ისევ აიწია და ქალაქის ხალხი გათენებამდე გორაკებზე ავიდა.",
    "Tamil": "இரவில் ஆற்றில் நீர் மீண்டும் உயர்ந்தது, நகர மக்கள் விடியும் முன் மேட்டுக்குச் சென்றனர்.",
    "Malayalam": "രാത്രിയിൽ പുഴയിൽ വെള്ളം വീണ്ടും ഉയർന്നു, നഗരത്തിലെ ജനങ്ങൾ പുലരും മുമ്പ് കുന്നിലേക്കു മാറി.",
    "CJK": "夜のうちに川の水がまた増え、町の人々は夜明け前に高い所へ移ったと役所は伝えている。",
}

# The rules that may report a verdict. A range is a hint and no warning.
RULES = {
    "homoglyph": [{"homoglyph"}, {"likely-homoglyph"}],
    "mixed-lgc": [{"mixed-scripts"}],
    "mixed-scripts": [{"mixed-scripts"}],
    "intrusion": [{"foreign-letter-in-word"}],
    "glued": [{"glued-scripts"}],
    "mixed-digits": [{"mixed-number"}],
    "mixed-digits-tie": [{"unclear-number"}],
    "mixed-digits-lookalike": [{"unclear-number"}],
    "mixed-digits-range": [set()],
}


def judged(token, script):
    """The first verdict on a word or a number of a token, and the fix."""
    text = masked(token)
    for word in WORD.findall(text):
        if wrong := verdict(word, script):
            kind = {"ordinary": "glued", "mixed": "mixed-scripts"}.get(wrong.kind, wrong.kind)
            if kind == "mixed-scripts" and {run.script for run in runs_of(word)} <= ALPHABETS:
                kind = "mixed-lgc"
            return kind, wrong.meant
    for number in NUMBER.findall(text):
        if how := mixture(number):
            return {"mixed": ("mixed-digits", how[1]), "range": ("mixed-digits-range", None)}.get(
                how[0], ("mixed-digits", None)
            )
    return "ok", None


@pytest.mark.parametrize(("token", "script", "expected", "fix"), TOKENS)
def test_the_verdict_on_a_token(token, script, expected, fix):
    expected = "ok" if expected in OK else expected.removesuffix("-tie").removesuffix("-lookalike")
    assert judged(token, script) == (expected, fix)


@pytest.fixture(scope="module")
def check():
    return engine_for(in_force(("script/**",))).check


@pytest.mark.parametrize(("token", "script", "expected", "fix"), TOKENS)
def test_what_the_rules_say_of_a_token(check, token, script, expected, fix):
    text = f"{FILLER[script]} {token} {FILLER[script]}"
    start = len(FILLER[script]) + 1
    found = {
        diagnostic.rule.rpartition("/")[2]
        for diagnostic in check(Document(text))
        if start <= diagnostic.span.start < start + len(token)
        if diagnostic.rule.startswith("script/words/") or diagnostic.severity != Severity.INFO
    }
    is_ordinary = script in UNSPACED and expected == "glued"  # these scripts set foreign words without a space
    assert found in ([set()] if expected in OK or is_ordinary else RULES[expected])
