"""Damage upon damage: what must come before what, shown with the rules that newslint comes with."""

import html
from itertools import product

import pytest

from newslint import Cleaner

CLEANER = Cleaner(select=["encoding"])


def misread(text, codec="latin-1"):
    return text.encode().decode(codec)


def referenced(text):
    """The text with everything beyond ASCII as references."""
    return text.encode("ascii", "xmlcharrefreplace").decode()


@pytest.mark.parametrize(
    ("damaged", "repaired"),
    [
        # References hide mojibake, and stand beside it.
        (referenced(misread("The café – voilà – is open.")), "The café – voilà – is open."),
        ("It&rsquo;s raining â€“ hard.", "It’s raining – hard."),
        (misread("নদীর জল ভালো।"), "নদীর জল ভালো।"),
        (referenced(misread("নদীর জল ভালো।")), "নদীর জল ভালো।"),
        # Bytes that look like soft hyphens, no-break spaces and controls are still there when mojibake is read.
        (misread("ভাত ভালো, অনেক ভিড়।"), "ভাত ভালো, অনেক ভিড়।"),
        (misread("Voilà les à-côtés."), "Voilà les à-côtés."),
        (misread("Река Нева — выше."), "Река Нева — выше."),
        # References to a fixed point, then what they bring: tags, spaces, invisible characters.
        (html.escape(html.escape(html.escape("The “dam” & the bridge"))), "The “dam” & the bridge"),
        ("Rain fell.&lt;br /&gt;The dam held.", "Rain fell.\nThe dam held."),
        ("Rain &lt;span class=&quot;x&quot;&gt;fell&lt;/span&gt;.", "Rain fell."),
        ("নদীর&nbsp;জল&#8203; বাড়ছে&#173;।", "নদীর জল বাড়ছে\xad।"),
        ("Ein&shy;woh&shy;ner &#xFEFF;kommen.", "Einwohner kommen."),
        # Controls before spelling: what shows nothing keeps a rule on letters from its match.
        ("কাল \u200bর\u2060্যাব এল।", "কাল র\u200d্যাব এল।"),
        ("अ\ufeffाज नदी", "आज नदी"),
        ("The o\u2060ﬃce ﬂooded.", "The office flooded."),
        # Letters before punctuation.
        ("নদীর জল বাড়ছে৷ .", "নদীর জল বাড়ছে।"),
    ],
)
def test_repairs_come_in_order(damaged, repaired):
    fixed = CLEANER.fix(damaged)
    assert fixed.text == repaired
    assert CLEANER.fix(repaired).text == repaired


LEFT_ALONE = [
    "Write `&nbsp;` or “&mdash;” where you mean them.",
    "The <b> tag, a < b > c, <3, List<String>, <The Dam>",
    "می‌خواهم کتاب‌ها را، ه\u200d ١٤٤٥هـ",
    "র\u200d্যাব উদ্\u200cযাপন, শ্\u200cলেষ",
    "ශ්\u200dරී ප්\u200dරධාන, സര്\u200dക്കാര്\u200d, ಡಾಲರ್\u200cಗೆ, गर्\u200dयो, शेतकऱ्\u200dयां",
    "👨\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "ភាសា\u200bខ្មែរ ไทย\u200bเรา",
    "Quoi\u202f? «\xa0mot\xa0» 10\xa0000 m², ½, H₂O, ™, №, ﷺ",
    "東京\u3000大阪、ＮＨＫ（２０２４）",
    "שלום\u200f! (ABC)\u200f العربية \u2067x\u2069",
    "C:\\new\\users, ?a=1&lt=2&copy=3, \\nabla, 100%25",
    "Straße, İzmir, ǆ, ĳ, ŀl, Beşiktaş",
]


@pytest.mark.parametrize(
    "text", [*LEFT_ALONE, *(f"{one} {two}" for one, two in product(LEFT_ALONE[:6], LEFT_ALONE[6:]))]
)
def test_what_is_well_formed_stays(text):
    assert CLEANER.fix(text).text == text


@pytest.mark.parametrize(
    ("text", "lang"),
    [("او كتاب‌هایی درباره پيشرفت علي نوشت.", "fa"), ("Apele cresc şi în ţară, iar oraşul aşteaptă.", "ro")],
)
def test_a_letter_of_another_language_is_said_once(text, lang):
    places = [one.span for one in CLEANER.check(text, lang=lang).diagnostics]
    assert len(places) == len(set(places)) == sum(char in "يكşţ" for char in text)
