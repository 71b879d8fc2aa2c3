"""A language is one catalogue: whole, with the right placeholders and numbers, and offered once it was checked."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from visavis.config import languages, other_languages
from visavis.config.languages import OTHERS, OURS, checked, offered

pytestmark = pytest.mark.pure

NEVER = {
    "ar": "الجاني|الضحية|المتهم|المجرم",
    "tr": r"suçlu|mağdur|fail\b|sanık|kurban",
    "pl": "sprawc|ofiar|oskarżon|podejrzan",
    "ti": "ግዳይ|ገበነኛ|ተኸሳሲ",
    "uk": "злочинец|злочинц|жертв|потерпіл|обвинувач|підозрюван",
}
"""Offender, victim, suspect: never said of anybody (domain.md §11)."""
SCRIPTS = {"ar": "[\u0600-\u06ff]", "ti": "[\u1200-\u137f]", "uk": "[\u0400-\u04ff]"}


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_has_every_sentence_with_its_placeholders(code):
    assert other_languages.lacking(code) == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_is_as_the_command_writes_it_and_says_that_a_speaker_must_check_it(code):
    written = other_languages.path_of(code).read_text(encoding="utf-8")
    assert written == other_languages.written(code, other_languages.read(code))
    assert "To be checked by a speaker" in written
    assert "fuzzy" not in written


@pytest.mark.parametrize("code", OTHERS)
def test_no_sentence_calls_anybody_what_they_are_never_called_here(code):
    said = [form for forms in other_languages.read(code).values() for form in forms]
    assert [one for one in said if re.search(NEVER[code], one, re.I)] == []
    assert [one for one in said if "!" in one] == []


@pytest.mark.parametrize("code", SCRIPTS)
def test_a_sentence_stands_in_the_script_of_its_language(code):
    other = [
        words
        for key, forms in other_languages.read(code).items()
        for words in forms
        if not re.search(SCRIPTS[code], words) and key[1] != "apple – bridge – silver"
    ]
    assert other == []


@pytest.mark.parametrize("code", OTHERS)
def test_there_is_a_form_of_a_sentence_for_each_way_of_counting(code):
    plural = other_languages.PLURALS[code]
    counts = {eval(_as_python(plural), {"n": n}) for n in range(1000)}
    assert counts == set(range(other_languages.forms_of(code)))


def _as_python(plural: str) -> str:
    """``a ? b : c`` of C as Python says it."""
    rule = plural.split("plural=")[1].replace("&&", " and ").replace("||", " or ")
    rule = rule.removeprefix("(").removesuffix(")")
    choices = [part.strip() for part in re.split(r"[?:]", rule)]
    if len(choices) == 1:
        return f"int({choices[0]})"
    pairs = zip(choices[:-1:2], choices[1::2], strict=True)
    return " else ".join([*(f"{then} if {when}" for when, then in pairs), choices[-1]])


@pytest.mark.parametrize(
    ("code", "minutes", "words"),
    [
        ("pl", 1, "1 minutę"),
        ("pl", 3, "3 minuty"),
        ("pl", 12, "12 minut."),
        ("pl", 22, "22 minuty"),
        ("uk", 21, "21 хвилину"),
        ("uk", 11, "11 хвилин."),
        ("ar", 2, "دقيقتين"),
        ("ar", 5, "5 دقائق"),
        ("ar", 15, "15 دقيقة"),
        ("tr", 5, "5 dakika"),
        ("ti", 5, "5 ደቓይቕ"),
    ],
)
def test_a_number_of_minutes_is_said_as_the_language_counts(code, minutes, words):
    from django.utils.translation import ngettext, override

    with override(code):
        said = ngettext(
            "Please wait a minute. Then try again, or call us.",
            "Please wait %(minutes)s minutes. Then try again, or call us.",
            minutes,
        ) % {"minutes": minutes}
    assert words in said


def test_a_service_offers_only_what_a_speaker_checked_and_the_demo_offers_all():
    assert offered("service", {}) == list(OURS.items())
    assert dict(offered("service", {"pl": date(2027, 1, 31)})) == {**OURS, "pl": "Polski"}
    assert dict(offered("demo", {})) == {**OURS, **OTHERS}


def test_each_language_stands_there_by_its_own_name():
    assert list(OTHERS.values()) == ["العربية", "Türkçe", "Polski", "ትግርኛ", "Українська"]


def _file(folder: Path, said: str) -> Path:
    path = folder / "checked.toml"
    path.write_text(said, encoding="utf-8")
    return path


def test_who_checked_a_language_and_when_switches_it_on(tmp_path):
    assert checked(languages.FOLDER / "checked.toml") == {}
    path = _file(tmp_path, '[pl]\nby = "A. Kowalska, interpreter"\non = 2027-01-31\n')
    assert checked(path) == {"pl": date(2027, 1, 31)}


@pytest.mark.parametrize(
    "said",
    [
        "pl = true",
        "[pl]\non = 2027-01-31",
        '[pl]\nby = ""\non = 2027-01-31',
        '[pl]\nby = "A."',
        '[pl]\nby = "A."\non = "yesterday"',
        '[nl]\nby = "A."\non = 2027-01-31',
        '[de]\nby = "A."\non = 2027-01-31',
    ],
)
def test_a_switch_that_does_not_say_who_and_when_is_refused(tmp_path, said):
    with pytest.raises(ImproperlyConfigured):
        checked(_file(tmp_path, said))
    with pytest.raises(ImproperlyConfigured):
        checked(tmp_path / "not-there.toml")


def test_what_a_translation_lacks_is_named(monkeypatch):
    known = other_languages.read("tr")
    call = (None, "Call %(phone)s")
    monkeypatch.setattr(
        other_languages, "read", lambda code: {**known, (None, "Later"): ("",), call: ("%(fon)s",)}
    )
    assert other_languages.lacking("tr") == ["Call %(phone)s (another placeholder)", "Later"]
