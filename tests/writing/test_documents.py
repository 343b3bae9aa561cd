import pytest
from helpers import found

from newslint.matchers import Script

ENGLISH = "The river rose again during the night and the people moved."
BENGALI = "রাতে নদীর জল আবার বেড়েছে, তাই শহরের মানুষ ভোরের আগেই উঁচু জায়গায় সরে গেছেন, বলছেন সবাই।"
JAPANESE = "夜のうちに川の水がまた増え、町の人々は夜明け前に高い所へ移ったと役所は伝えている。雨は朝には止むそうだ。"


@pytest.mark.parametrize(
    ("text", "language", "is_found"),
    [
        (ENGLISH, "bn", True),
        (ENGLISH, "bn_BD", True),
        (ENGLISH, "en", False),
        (ENGLISH, None, False),
        (ENGLISH, "bn-Latn", False),
        (ENGLISH, "xx", False),
        (ENGLISH, "sr", False),  # written in two scripts
        (ENGLISH[:30], "bn", False),  # too short to tell
        (BENGALI, "bn", False),
        (BENGALI, "en", True),
        (f"{BENGALI}\n{ENGLISH}", "bn", False),  # mostly in neither
        (JAPANESE, "ja", False),
        (JAPANESE, "th", True),
        ("", "bn", False),
    ],
)
def test_scripts_that_a_language_is_not_written_in(text, language, is_found):
    assert found(Script("foreign-document"), text, language=language) == ([text.split("\n")[0]] if is_found else [])
