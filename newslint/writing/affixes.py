"""Endings and prefixes of other scripts that grammar sets against a Latin name without a space or a hyphen."""

from __future__ import annotations

from functools import cache

import regex

from newslint.expressions import late_regex

_SUFFIXES = {
    "bn": "র এর ের কে তে য় টি টা টির টার টিকে টিতে ও ই গুলো গুলি গুলোর গুলির দের রা সহ ভিত্তিক এ এও এই",
    "as": "ৰ এৰ ক অক ত এ য়ে লৈ ও ই ৰে টো খন সমূহ",
    "gu": "ની ના નો નું ને માં એ થી ઓ પર ઓની ઓને વાળા",
    "or": "ର କୁ ରେ ଙ୍କ ଙ୍କୁ ଙ୍କର ରୁ ଟି ଓ ମାନେ",
    "mr": "च चा ची चे चं च्या ला ने नं त मध्ये वर शी हून साठी नी ना मधील कडून पासून चीच चाही ही",
    "ne": "को का की ले लाई मा बाट सँग मै कै द्वारा हरू हरूको",
}
# Languages that add ending to ending: what follows a name may begin with any of these.
_OPEN = {
    "kn": "ದ ಗೆ ನ ಕ್ಕೆ ನಲ್ಲಿ ನಿಂದ ಅನ್ನು ಯ ಯಲ್ಲಿ ಗಳ ಗಳು",
    "ml": "ന്റെ ന് യുടെ യിൽ ൽ ിൽ ഇൽ ക്ക് നെ യെ കൾ കളുടെ ഉം യും",
    "si": "හි ේ ට ගේ ය යේ වල",
    "ta": "ல் இல் ின் இன் யின் க்கு வின் ஐ யை கள் உம்",
    "te": "లో కు కి ని ను తో యొక్క ల లు పై నుంచి నుండి",
}
_BY_SCRIPT = {
    "Bengali": "bn", "Gujarati": "gu", "Oriya": "or", "Kannada": "kn", "Malayalam": "ml", "Sinhala": "si",
    "Tamil": "ta", "Telugu": "te",
}  # fmt: skip


@cache
def _endings(language: str) -> regex.Pattern[str] | None:
    words = _SUFFIXES.get(language) or _OPEN.get(language)
    if not words:
        return None
    one = "|".join(map(regex.escape, words.split()))
    return regex.compile(f"(?:{one})+" if language in _SUFFIXES else f"(?:{one}).{{0,6}}")


# Prepositions, articles and conjunctions that are written as part of the next word.
_PREFIXES = {
    "Arabic": late_regex("[وف]?[بكلف]?ـ*(?:ال|لل)?ـ*"),
    "Hebrew": late_regex("[בהוכלמש]{1,3}"),
    "Ethiopic": late_regex(r"\p{Ethiopic}{1,2}"),
}


def is_suffix(text: str, script: str, language: str | None) -> bool:
    """Whether a stretch after a Latin name is an ending of the language, or where that is not known, of the script."""
    endings = _endings(language or "") or _endings(_BY_SCRIPT.get(script, ""))
    return bool(endings and endings.fullmatch(text))


def is_prefix(text: str, script: str) -> bool:
    """Whether a stretch before a Latin name is what its script writes as part of the next word."""
    return script in _PREFIXES and bool(_PREFIXES[script].fullmatch(text))
