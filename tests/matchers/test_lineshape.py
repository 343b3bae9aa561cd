import pytest
from helpers import DELETE_LINE, engine_of, found, make_rule
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

import newslint
from newslint.matchers import Lineshape, Phrase
from newslint.matchers.lineshape import Region, Weights
from newslint.page import Page
from newslint.rule import Repair
from newslint.ruleset import builtin_rules, load
from newslint.shape import FEATURES, Sheet, SiteWords, addends, score
from newslint.types import Document, Safety

RISES = "The river rose again on Monday night, and the ferries stopped at noon."
HOLDS = "Officials said that the dam would hold until the rain moved east."
WORDS = ("newsletter", "sign up", "বিজ্ঞাপন", "登录")
SHIPPED = [rule.match for rule in load([builtin_rules()]).rules if isinstance(rule.match, Lineshape)]


def sheet_of(*lines, marked=()):
    page = Page(Document("\n".join(lines)))
    page.marked = {number: {"share-widget"} for number in marked}
    return Sheet(page, SiteWords(WORDS))


def region(threshold=50, bias=0.0, **weights):
    return Region(threshold, bias, Weights(**weights))


def value(feature, at, *lines):
    return pytest.approx(float(FEATURES[feature](sheet_of(*lines), at)))


def test_every_weight_has_its_feature():
    assert set(FEATURES) == set(asdict(Weights()))


@pytest.mark.parametrize(
    ("feature", "line", "number"),
    [
        ("words", "Floods in the south", 2.321928),
        ("words", "川の水位", 1.584963),
        ("sentence", "It rains.", 1),
        ("sentence", "It rains...", 0),
        ("sentence", "বাঁধ অক্ষত।", 1),
        ("sentence", "Floods in the south", 0),
        ("commas", "a, b، c、 d, e", 3),
        ("inner_colon", "Rain: an outlook", 1),
        ("inner_colon", "Related:", 0),
        ("capitals", "Ten Best Cakes of the Town", 1),
        ("capitals", "Ten best cakes of the town", 0),
        ("capitals", "নদীর জল বাড়ছে", 0.5),
        ("all_capitals", "LIVE NOW", 1),
        ("all_capitals", "登录", 0),
        ("lower_case", "by rail", 1),
        ("clock", "Tue, 9:30", 1),
        ("clock", "2: 30 seats", 0),
        ("repeated_near", "Weather", 0),
        ("site_words", "Newsletter: sign up", 2),
        ("site_words", "newsletters, designs upon", 0),
        ("site_words", "https://example.com/newsletter", 0),
        ("site_words", "বিজ্ঞাপনী সংস্থা", 0),
        ("site_words", "请登录后", 1),
        ("familiar", "Ferries stopped again", 1),
        ("familiar", "Bakeries stopped trams", 1 / 3),
    ],
)
def test_a_line_by_itself(feature, line, number):
    assert number == value(feature, 1, RISES, line)


LONG = f"{RISES} {HOLDS} {RISES} {HOLDS}"
LIST = [LONG, "Mon 4, Dhaka", "Newsletter", "Tue 7, Sylhet", LONG, "Weather", LONG, "Sign up", "Weather", "Sport"]


@pytest.mark.parametrize(
    ("feature", "at", "number"),
    [
        ("repeated", 5, 1),
        ("repeated", 9, 0),
        ("repeated_near", 7, 1),
        ("series", 1, 1),
        ("series", 5, 0),
        ("alone", 5, 1),
        ("alone", 1, 0),
        ("prose_around", 2, 3 / 6),
        ("prose_left", 1, 1.584963),
        ("prose_left", 8, 0),
        ("distance", 2, 0),
        ("distance", 9, 2),
        ("rough", 0, 4 / 7),
        ("run", 2, 2),
        ("run", 5, 1),
    ],
)
def test_a_line_among_others(feature, at, number):
    assert number == value(feature, at, *LIST)


@pytest.mark.parametrize(
    ("feature", "at", "number"),
    [
        ("marked", 7, 1),
        ("marked", 8, 0),
        ("marked_near", 8, 1),
        ("marked_near", 2, 1.584963),
        ("marked_before", 8, 2),
        ("marked_before", 1, 0),
        ("marked_after", 1, 1.584963),
        ("marked_after", 9, 0),
        ("opened", 2, 1),
        ("opened", 5, 0),
        ("opened", 8, 1),
        ("closed", 2, 1),
        ("closed", 1, 1),
        ("closed", 7, 0),
    ],
)
def test_a_line_among_those_that_other_rules_delete(feature, at, number):
    sheet = sheet_of(*LIST, marked=(1, 3, 7))
    assert float(FEATURES[feature](sheet, at)) == pytest.approx(number)


def test_what_stands_twice_is_not_the_articles_own():
    assert sheet_of(RISES, HOLDS, RISES, LONG, LONG).own == [False, True, False, True, True]


def test_what_another_rule_deletes_is_not_the_articles_own():
    assert sheet_of(LONG, HOLDS, RISES, marked=[1]).own == [True, False, True]


SHARE_PAGE = f"Share\nMenu\nJane Doe\n{RISES}\n{HOLDS}"
SHARE = make_rule(Phrase(("Share",)), DELETE_LINE, id="boilerplate/x/share")
NAME = make_rule(Phrase(("Jane Doe",)), DELETE_LINE, id="boilerplate/x/byline")


def among(shape, *others):
    engine = engine_of(*others, make_rule(shape, id="boilerplate/x/shape"))
    said = engine.check(Document(SHARE_PAGE))
    return [SHARE_PAGE[slice(*each.span)] for each in said if each.rule == "boilerplate/x/shape"]


def test_what_others_find_counts_in_whatever_order_the_rules_come():
    shape = Lineshape(head=region(bias=-1.0, marked_near=2.0))
    assert among(shape, SHARE) == ["Menu", "Jane Doe"]
    assert among(shape) == []


def test_what_another_rule_knows_better_is_left_to_it():
    shape = Lineshape(leaves=("byline",), head=region(bias=1.0))
    assert among(shape, NAME) == ["Share", "Menu"]


def test_a_document_with_too_little_known_furniture_is_left_alone():
    shape = Lineshape(min_marked=2, head=region(bias=1.0))
    assert among(shape, SHARE) == []
    assert among(shape, SHARE, NAME) == ["Menu"]


@pytest.mark.parametrize(
    ("lines", "first", "last"),
    [
        ([LONG, *["Weather"] * 6, LONG], 0, 7),
        ([LONG, *["Weather"] * 7, LONG], 0, 0),
        ([LONG, LONG, *["Weather"] * 7, LONG], 0, 1),
        ([RISES, *["Weather"] * 3, LONG], 4, 4),
        (["Weather", RISES, "Weather"], 1, 1),
    ],
)
def test_the_article_is_where_running_text_outweighs_the_rest(lines, first, last):
    sheet = sheet_of(*lines)
    assert (sheet.first, sheet.last) == (first, last)


def test_the_share_of_the_article_is_of_the_text():
    sheet = sheet_of(RISES, "x" * len(RISES))
    assert sheet.prose_share == FEATURES["article"](sheet, 1) == 0.5


@pytest.mark.parametrize(
    ("line", "is_own"),
    [
        (RISES, True),
        ("Those who want to know more about the river may sign up here.", False),
        ("Sign up for the newsletter. " * 12, True),
        ("The army has been asked for help with the bridges, which are:", True),
        ("Weather", False),
        ("The army has been asked for help with all of the bridges ...", False),
        (f"The army has been asked for help, the towns for boats, {RISES.lower()[:-1]} ...", True),
    ],
)
def test_what_is_the_articles_own(line, is_own):
    assert sheet_of(line).own == [is_own]


@pytest.mark.parametrize(("marked", "doubtful"), [((), []), ((0,), []), ((2,), [3, 4]), ((5,), [])])
def test_the_articles_own_lines_are_doubtful_after_furniture_in_its_midst(marked, doubtful):
    sheet = sheet_of("Menu", LONG, "Weather", HOLDS, LONG, "Sport", marked=marked)
    assert [at for at in range(len(sheet.lines)) if sheet.is_doubtful(at)] == doubtful


@pytest.mark.parametrize(
    ("feature", "at", "number"),
    [("familiar", 0, 2 / 6), ("familiar", 2, 2 / 4), ("prose_around", 0, 1 / 2), ("alone", 2, 1), ("run", 2, 1)],
)
def test_a_line_of_the_article_is_compared_with_its_other_lines(feature, at, number):
    assert number == value(feature, at, RISES, "Weather", "The river and the ferries were calm and quiet on Sunday.")


@pytest.mark.parametrize(("line", "number"), [("강물은 월요일에", 1), ("빵집이 월요일에", 1 / 2), ("빵집", 0)])
def test_words_in_syllables_are_told_by_their_beginnings(line, number):
    article = "강물이 월요일 밤에 다시 불어 정오에 배가 모두 멈췄다고 시청이 밝혔다."
    assert value("familiar", 1, article, line) == number


tokens = st.text(st.sampled_from("abc강물-.“"), min_size=1, max_size=9)


@given(st.lists(tokens, max_size=12), st.lists(tokens, min_size=1, max_size=6))
def test_a_few_words_are_found_in_the_article_as_in_the_list_of_its_words(article, line):
    prose = " ".join([*article, *RISES.split()])
    apart, listed = sheet_of(prose, "Weather"), sheet_of(prose, "Weather")
    words = sheet_of(" ".join([*line, *HOLDS.split()])).vocabulary
    assert apart.known(words) == words & listed.vocabulary
    assert "vocabulary" not in vars(apart)


def test_words_of_the_site_count_in_long_lines_after_furniture():
    offer = "Sign up for the newsletter. " * 12
    assert sheet_of(offer, "Weather", offer.upper(), marked=[1]).site_words == [0, 0, 2]


CONSENT = "Those who read here agree that their data may be passed on to partners."


def test_the_articles_own_lines_are_asked_after_furniture_in_its_midst():
    shape = Lineshape(inside=region(bias=1.0, familiar=-9.0))
    engine = engine_of(SHARE, make_rule(shape, id="boilerplate/x/shape"))

    def lines(text):
        return [text[slice(*each.span)] for each in engine.check(Document(text)) if each.rule == "boilerplate/x/shape"]

    story = f"{RISES} {HOLDS}\n{RISES.replace('noon', 'dawn')}"
    assert lines(f"{story}\nShare\n{CONSENT}") == [CONSENT]
    assert lines(f"{story}\nWeather\n{CONSENT}") == []
    assert lines(f"Share\n{story}\n{CONSENT}") == []


PAGE = f"Menu\n{RISES}\nNo ferries\n{HOLDS}\n\nTags"


@pytest.mark.parametrize(("name", "line"), [("head", "Menu"), ("between", "No ferries"), ("tail", "Tags")])
def test_each_region_has_its_own_weights(name, line):
    assert found(Lineshape(WORDS, **{name: region(bias=1.0)}), PAGE) == [line]


def test_the_threshold_is_a_likelihood_in_per_cent():
    for threshold, lines in ((73, ["Tags"]), (74, [])):  # 1 / (1 + exp(-1)) is 73.1 per cent
        assert found(Lineshape(WORDS, tail=region(threshold, bias=1.0)), PAGE) == lines
    (finding,) = engine_of(make_rule(Lineshape(WORDS, tail=region(bias=1.0)), message="{likelihood}")).check(
        Document(PAGE)
    )
    assert finding.message == "73"


def test_a_document_with_little_running_text_is_left_alone():
    verse = f"{RISES}\n" + "The lamp is out, and the light\nis grey where the old boat sank\n" * 3
    shape = Lineshape(WORDS, min_prose=30, tail=region(bias=1.0))
    assert found(shape, verse) == []
    assert len(found(shape, f"{HOLDS}\n" + verse)) == 6


@pytest.mark.parametrize("text", ["", "\n", "Weather", RISES, f"{RISES}\n{HOLDS}", "Weather\nSport\nTags"])
def test_where_there_is_no_article_or_nothing_else_nothing_is_found(text):
    everywhere = region(bias=9.0)
    assert found(Lineshape(WORDS, head=everywhere, between=everywhere, tail=everywhere), text) == []


@given(
    st.lists(st.sampled_from([*LIST, "", "May 4", "(c)", "登录", "x" * 300, "a, b"]), min_size=1, max_size=12),
    st.sampled_from([each for rule in SHIPPED for each in (rule.head, rule.between, rule.tail, rule.inside) if each]),
    st.floats(-9, 9),
)
def test_a_sum_is_only_given_up_when_it_would_be_too_small(lines, region, least):
    sheet = sheet_of(*lines)
    for at in range(len(sheet.lines)):
        total = sum(weight * FEATURES[name](sheet, at) for name, weight in asdict(region.weights).items() if weight)
        given_up = score(sheet, at, addends(asdict(region.weights)), least)
        assert given_up == (pytest.approx(total) if total >= least else None)


def test_a_word_that_shows_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="shows nothing"):
        Lineshape(("cookie", "\u200b"))


def test_lines_that_begin_alike_are_a_series_however_they_go_on():
    lines = ["June 14 – Dhaka @ the old hall (formerly the new one)", "June 27 – Khulna", "July 3 – Bogura – the park"]
    page = Page(Document("\n".join([*lines, "The river rose again on Monday night, and the last ferries stopped."])))
    sheet = Sheet(page, SiteWords(()))
    assert [FEATURES["series"](sheet, at) for at in range(3)] == [pytest.approx(1.584963)] * 3


ARTICLES = [
    "Das Land gibt mehr Geld für Deiche, wie die Regierung am Montag mitteilte.\nAnzeige\nLesen Sie auch\n"
    "Regen im Süden\n„Das ist ein guter Tag“, sagte er.\nDie Opposition lehnt es ab.",
    "The dam will be raised by a metre before the winter, the ministry said on Monday.\nAdvertisement\nRead more\n"
    "Rain in the south\n“It is a good day,” he said.\nNobody was hurt.",
]


@pytest.mark.parametrize("text", ARTICLES)
def test_short_sentences_below_labels_are_not_taken_away_safely(text):
    fixed = newslint.fix(text).text
    assert fixed.split("\n")[-2:] == text.split("\n")[-2:]


def test_the_story_may_go_on_after_a_share_bar_with_other_words():
    goes_on = [
        "Farmers in the hills have lost hay and barley, and cattle stand in mud to their knees.",
        "A baker in Mill Lane hands out bread to whoever asks, and takes no money for it.",
    ]
    text = "\n".join((RISES, HOLDS, "Share this article", goes_on[0], "Advertisement", goes_on[1]))
    assert newslint.fix(text, unsafe_fixes=True).text == "\n".join((RISES, HOLDS, *goes_on))


def test_a_line_that_another_rule_deletes_as_safely_is_reported_once():
    share, bare = "Share this article", "Bakery of the week"
    text = "\n".join((RISES, HOLDS, share, bare))
    for of_other, of_shape, said_of_share in (
        (Safety.SAFE, Safety.SAFE, ["share"]),
        (Safety.SAFE, Safety.UNSAFE, ["share"]),
        (Safety.UNSAFE, Safety.UNSAFE, ["share"]),
        (Safety.UNSAFE, Safety.SAFE, ["shaped", "share"]),
    ):
        other = make_rule(Phrase((share,), "line"), Repair(of_other, delete="line"), id="share")
        shaped = make_rule(Lineshape(min_prose=10, tail=region(bias=9.0)), Repair(of_shape, delete="line"), id="shaped")
        said = [(one.rule, one.span.start) for one in engine_of(other, shaped).check(Document(text))]
        assert said == [*((rule, text.index(share)) for rule in said_of_share), ("shaped", text.index(bare))]
