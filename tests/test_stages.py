"""The order of fixes, each step of it on a text that comes out wrong in any other order."""

import pytest

import newslint
from newslint.types import Stage

ROMANIAN = "in demnitate si in drepturi, pentru ca ele sunt din natura lor."

ORDER = [
    # earlier, later, a text, what it is meant to be
    ("entities", "decoding", "caf&Atilde;&copy;, d&eacute;j&agrave;", "café, déjà"),
    ("entities", "decoding", "caf&amp;Atilde;&amp;copy;", "café"),
    ("entities", "escapes", "&#92;u09a8&#92;u09a6&#92;u09c0 বাড়ছে, জল নামছে না।", "নদী বাড়ছে, জল নামছে না।"),
    ("entities", "markup", "The &lt;b&gt;dam&lt;/b&gt; held.", "The dam held."),
    ("entities", "controls", "The d&shy;am h&#8203;eld.", "The dam held."),
    ("entities", "punctuation", "নদীর জল বাড়ছে&#2404; &#46;", "নদীর জল বাড়ছে।"),
    ("entities", "furniture", "নদীর জল বাড়ছে।\n&#91;বিজ্ঞাপন_২&#93;", "নদীর জল বাড়ছে।"),
    ("decoding", "controls", "নদীভাঙন".encode().decode("latin-1"), "নদীভাঙন"),  # ভ holds the byte of a soft hyphen
    ("decoding", "controls", "অনেক জল".encode().decode("latin-1"), "অনেক জল"),  # অ holds that of a next line
    ("decoding", "spaces", "voilà".encode().decode("latin-1") + " le pont", "voilà le pont"),  # a no-break space
    ("decoding", "furniture", "नदी बढ़ रही है।\n" + "© 2024 नदी समाचार".encode().decode("latin-1"), "नदी बढ़ रही है।"),
    ("escapes", "markup", "নদীর জল <b>\\u09a8\\u09be\\u09ae\\u099b\\u09c7</b> আজ।", "নদীর জল নামছে আজ।"),
    ("markup", "furniture", "Rain fell.\n<b>Advertisement</b>\nIt stopped.", "Rain fell.\nIt stopped."),
    ("controls", "spelling", "\ufeffর্যাব এল।", "র\u200d্যাব এল।"),
    ("controls", "furniture", "Rain fell.\n\u200bAdver\u00adtisement\nIt stopped.", "Rain fell.\nIt stopped."),
    (
        "normal-form",
        "letters",
        f"Toate se nasc libere s\u0327i egale {ROMANIAN}",
        f"Toate se nasc libere și egale {ROMANIAN}",
    ),
    ("spelling", "joiners", "উত্\u200dসব ও নস্যাত্\u200d", "উৎসব ও নস্যাৎ"),
    ("letters", "punctuation", "নদীর জল বাড়ছে৷ .", "নদীর জল বাড়ছে।"),
    ("spaces", "furniture", "নদীর জল বাড়ছে।\nআরও\u2003পড়ুন", "নদীর জল বাড়ছে।"),
]


@pytest.mark.parametrize(("earlier", "later", "text", "meant"), ORDER)
def test_each_stage_finds_what_the_one_before_has_uncovered(earlier, later, text, meant):
    result = newslint.fix(text)
    assert result.text == meant
    stages = [Stage(diagnostic.fix.stage) for diagnostic in result.applied]
    assert stages[0] == earlier
    assert Stage(earlier).rank < Stage(later).rank
