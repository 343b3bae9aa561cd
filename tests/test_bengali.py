"""Bengali spelling: what safe fixes mend, in which order, and that they leave well-formed words alone."""

import pytest
from helpers import engine_of
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.engine import Engine
from newslint.fixing import fix
from newslint.ruleset import in_force
from newslint.types import Document

ALL = Engine(in_force())
BENGALI = engine_of(*(rule for rule in in_force().rules if rule.id.startswith("encoding/bengali")))


def fixed(text, engine=ALL, unsafe=False):
    done, _ = fix(Document(text, "bn"), engine.check, unsafe)
    return done.text if done else text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("নদী হঠাত্\u200d বাড়ছে", "নদী হঠাৎ বাড়ছে"),  # an old ৎ before joiners that join nothing
        ("নদীর \u200dত্\u200dসব", "নদীর ৎসব"),
        ("উল\u00adাস", "উল্লাস"),  # a glyph of Bijoy before invisible characters
        ("নি¤œ, স¤পাদক", "নিম্ন, সম্পাদক"),  # and not mojibake
        ("ক\u09c7\u09beন বা\u09dcি", "ক\u09c7\u09beন বা\u09dcি"),  # halves that make one sign are right as they are
        ("য\u09be\u09c7গ\u09f7", "যোগ।"),
        ("চ\u0981\u09beদ\u200d।", "চাঁদ।"),
        ("র\u200d্যাব, র\u200c্যাব, উদ্\u200cযাপন, হ\u200cয়ে", "র\u200d্যাব, র\u200c্যাব, উদ্\u200cযাপন, হ\u200cয়ে"),
    ],
)
def test_safe_fixes_go_in_in_the_order_that_loses_nothing(damaged, mended):
    assert fixed(damaged) == mended


CONSONANTS = "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহৰৱ"
SIGNS = "ািীুূৃেৈোৌ"
VOWELS = "অআইঈউঊঋএঐওঔ"

consonants = st.sampled_from(CONSONANTS) | st.sampled_from(["ড়", "ঢ়", "য়", "\u09dc", "\u09df", "জ়"])
clusters = st.lists(consonants, min_size=1, max_size=3).map("\u09cd".join)
codas = st.sampled_from(["", "", "", "ঁ", "ং", "ঃ"])
syllables = st.one_of(
    st.tuples(clusters, st.sampled_from(["", *SIGNS]), codas).map("".join),
    st.tuples(st.sampled_from(VOWELS), codas).map("".join),
    st.sampled_from(["অ্যা", "এ্যা", "ৎ", "ঽ", "র\u200d্যা", "দ্\u200cয", "ক্\u200dত"]),
)
words = st.lists(syllables, min_size=1, max_size=5).map("".join)


@given(st.lists(words, min_size=1, max_size=8).map(" ".join))
@example("প্ৰকৃতিৰ সৌন্দৰ্য আৰু ত' ম'বাইল")
@example("পিতৄণাম্ নৄন্ সমবেতা যুযুৎসবঃ কোঽহম্")
@example("য়্যারি য়্যাথাং নুৱা পাতাহান")
@example("ঈশিং তুরেলদা চেল্লি, ঐখোয় লৈবাক্কী মীওই")
@example("খাজনা ৫৷ আনা, ৷৷৴৫")
def test_well_formed_words_stay_as_they_are(text):
    # র্যা at the start of a word is well-formed, and yet never meant
    if " র্য" not in f" {text}":
        assert fixed(text, BENGALI) == text
