from helpers import found

from newslint.matchers import LegacyFont
from newslint.page import Page
from newslint.types import Document

BIJOY = LegacyFont("bijoy")


def test_a_stretch_is_found_with_what_it_shows():
    page = Page(Document("Dhaka.\n\n  b`xi Rj evo‡Q|  \nend"))
    (match,) = BIJOY.compile().find(page, range(4))
    assert page.text[slice(*match.span)] == "b`xi Rj evo‡Q|"
    assert match.values == {"decoded": "নদীর জল বাড়ছে।"}


def test_mojibake_is_no_font():
    line = "নদীর জল বাড়ছে।".encode().decode("latin-1")
    assert found(LegacyFont("s550"), line) == []


def test_lines_without_evidence_do_not_pass_the_gate():
    assert BIJOY.gate is not None
    assert "‡" in BIJOY.gate.literals
