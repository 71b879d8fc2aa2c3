"""Every word on a screen has its Dutch, in the catalogue of the room that says it."""

import pytest

from visavis.config import translations

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "room", translations.rooms(), ids=lambda room: str(room.relative_to(translations.ROOT))
)
def test_every_word_of_a_room_has_its_dutch(room):
    assert translations.missing(room) == []


@pytest.fixture
def room(tmp_path):
    (tmp_path / "locale/nl/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    return tmp_path


def write(room, po, template, code=""):
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (room / "locale/nl/LC_MESSAGES/django.po").write_text(header + po, encoding="utf-8")
    (room / "templates/page.html").write_text("{% load i18n %}" + template, encoding="utf-8")
    (room / "page.py").write_text(code, encoding="utf-8")


def test_a_word_in_a_template_without_dutch_is_named(room):
    write(room, 'msgid "Yes"\nmsgstr "Ja"\n', '{% translate "Yes" %}{% translate "No" %}')
    assert translations.missing(room) == ["No"]


def test_an_empty_translation_is_missing(room):
    write(room, 'msgid "Yes"\nmsgstr ""\n', '{% translate "Yes" %}')
    assert translations.missing(room) == ["Yes"]


def test_a_block_with_values_is_found_as_one_line(room):
    po = 'msgid "Until %(day)s, or later"\nmsgstr "Tot %(day)s, of later"\n'
    block = "{% blocktranslate trimmed %}\n  Until {{ day }},\n  or later\n{% endblocktranslate %}"
    write(room, po, block)
    assert translations.missing(room) == []


def test_a_translation_with_another_placeholder_is_named(room):
    po = 'msgid "Until %(day)s"\nmsgstr "Tot %(dag)s"\n'
    write(room, po, "{% blocktranslate %}Until {{ day }}{% endblocktranslate %}")
    assert translations.missing(room) == ["Until %(day)s (another placeholder)"]


def test_words_in_code_are_found(room):
    write(room, "", "", 'from django.utils.translation import gettext as _\nx = _("Here")\n')
    assert translations.missing(room) == ["Here"]


def test_compiling_makes_what_django_reads(room):
    import gettext

    write(room, 'msgid "Yes"\nmsgstr "Ja"\n', "")
    assert translations.compile_all(room) == 1
    with (room / "locale/nl/LC_MESSAGES/django.mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Yes") == "Ja"
