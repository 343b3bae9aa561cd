import pytest
from helpers import DELETE_LINE, checked, make_rule, replace_with

from newslint.matchers import Pattern, Phrase
from newslint.rule import Example, Examples, Repair, Where, fill
from newslint.types import Safety


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("by {who}", "by A. Writer"),
        ("{who}{who}", "A. WriterA. Writer"),
        ("{other} {} {Who} {who!r} {{who}}", "{other} {} {Who} {who!r} {A. Writer}"),
        ("", ""),
    ],
)
def test_fill(template, filled):
    assert fill(template, {"who": "A. Writer"}) == filled


def test_what_is_filled_in_is_not_filled_again():
    assert fill("{who}", {"who": "{match}", "match": "x"}) == "{match}"


@pytest.mark.parametrize(
    "named", [{}, {"delete": "line", "replace": "x"}, {"convert": "nfc", "translate": (("a", "b"),)}, {"translate": ()}]
)
def test_a_fix_does_one_thing(named):
    with pytest.raises(ValueError, match="one of `delete`, `replace`, `convert` and `translate`"):
        Repair(Safety.SAFE, **named)


def test_translating_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="the first of each pair needs a character"):
        Repair(Safety.SAFE, translate=(("", "x"),))


def test_a_replacement_may_be_empty():
    assert Repair(Safety.SAFE, replace="").replace == ""


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ({"message": "By {who}"}, "nothing fills {who}; this rule knows {codes}, {match}, {name}"),
        (
            {"fix": replace_with("{nmae}")},
            "nothing fills {nmae}; this rule knows {codes}, {fixed}, {match}, {name}",
        ),
    ],
)
def test_placeholders_that_nothing_fills_are_mistakes(named, problem):
    with pytest.raises(ValueError, match="nothing fills") as caught:
        checked(make_rule(Pattern("(?P<name>x)"), **named))
    assert str(caught.value) == problem


def test_placeholders_of_the_kind_are_known():
    rule = make_rule(Pattern("(?P<name>x)"), replace_with("{name}{match}"), message="{name} {match}")
    assert rule.fix.replace == "{name}{match}"


@pytest.mark.parametrize(("fix", "fixed"), [(None, "x"), (DELETE_LINE, None)])
def test_fix_and_fixed_go_together(fix, fixed):
    with pytest.raises(ValueError, match="`fixed` where the rule has a `fix`"):
        make_rule(Phrase(("x",)), fix, examples=Examples((Example("x", fixed=fixed),), ("y",)))


@pytest.mark.parametrize(
    "where", [Where(unless=("a", "(")), Where(unless_next=("a", "(")), Where(unless_anywhere=("a", "("))]
)
def test_exceptions_that_do_not_compile_are_mistakes(where):
    with pytest.raises(ValueError, match="the pattern does not compile"):
        checked(where)


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        (Where(languages=("bn", "Bengali")), r"no code of a language: 'Bengali'; write it as in `bn`"),
        (Where(languages=("bn-IN",)), "no code of a language: 'bn-IN'"),
        (Where(scripts=("bengali",)), r"no script that newslint knows: 'bengali'; did you mean `Bengali`\?"),
        (Where(scripts=("Runic",)), "no script that newslint knows: 'Runic'; the scripts are Latin, Bengali"),
        (Where(hosts=("https://bbc.com/",)), "no host: 'https://bbc.com/'; write it in small letters"),
        (Where(hosts=("BBC.com",)), "no host: 'BBC.com'"),
    ],
)
def test_names_that_no_document_has_are_mistakes(where, problem):
    with pytest.raises(ValueError, match=problem):
        checked(where)


@pytest.mark.parametrize("typed", ["প\u09dcুন", "পড\u09bcুন"])
def test_exceptions_are_looked_for_in_nfc(typed):
    assert [*Where(unless=(typed,)).exceptions()] == [("পড\u09bcুন", 0)]
