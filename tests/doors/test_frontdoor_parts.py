"""The components that every door is laid out with."""

import datetime

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from visavis.doors.shared import icons
from visavis.doors.shared.forms import DateInBoxes, answer

pytestmark = pytest.mark.pure


@pytest.fixture(autouse=True)
def in_dutch():
    with translation.override("nl"):
        yield


def rendered(source: str, **context) -> str:
    return Template("{% load i18n look %}" + source).render(Context(context))


class Questions(forms.Form):
    choice = forms.ChoiceField(
        label="Wat wilt u?",
        help_text="U mag wachten.",
        widget=forms.RadioSelect,
        choices=[("yes", answer("Ja", "Nu", "letter")), ("no", answer("Nee"))],
    )
    story = forms.CharField(
        label="Wat is er gebeurd?", help_text="In eigen woorden.", widget=forms.Textarea
    )
    agree = forms.BooleanField(label="Ik vind dit goed")
    born = DateInBoxes(label="Wanneer?", required=False)


def test_a_choice_is_a_fieldset_with_the_question_as_legend_and_a_box_per_answer():
    html = rendered("{% field form.choice heading='h1' %}", form=Questions())
    assert "<legend><h1>Wat wilt u?</h1></legend>" in html
    assert html.count('class="choice"') == 2
    assert 'aria-describedby="id_choice_helptext"' in html
    assert (
        '<label for="id_choice_0"><span>Ja<span class="choice__hint">Nu</span></span><svg' in html
    )


def test_an_error_is_said_at_the_field_and_in_the_summary_in_the_same_words():
    form = Questions({"agree": ""})
    summary = rendered("{% error_summary form %}", form=form)
    field = rendered("{% field form.story %}", form=form)
    message = form.errors["story"][0]
    assert f'<a href="#id_story">{message}</a>' in summary
    assert '<a href="#id_choice_0">' in summary
    assert 'role="alert"' in summary
    assert "autofocus" in summary
    assert message in field
    assert 'id="id_story_error"' in field
    assert 'aria-describedby="id_story_helptext id_story_error"' in field
    assert 'aria-invalid="true"' in field


def test_without_errors_there_is_no_summary():
    assert rendered("{% error_summary form %}", form=Questions()).strip() == ""


def test_a_single_tick_stands_before_its_own_words():
    html = rendered("{% field form.agree %}", form=Questions())
    assert html.index("<input") < html.index("Ik vind dit goed")
    assert "fieldset" not in html


def test_a_whole_form_is_drawn_with_the_same_boxes():
    html = str(Questions())
    assert html.count('class="choice"') == 3
    assert html.count('class="input"') == 3
    assert 'class="input input--year"' in html


def test_a_date_is_three_boxes_with_their_names():
    html = rendered("{% field form.born %}", form=Questions())
    for number, name in enumerate(("dag", "maand", "jaar")):
        assert f'<label for="id_born_{number}">{name}</label>' in html
    assert 'type="date"' not in html


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        ("3", "9", "2023", datetime.date(2023, 9, 3)),
        ("", "", "", None),
        ("31", "2", "2023", "Deze datum bestaat niet. Kijk nog een keer."),
        ("3", "", "2023", "Vul de dag, de maand en het jaar in."),
        ("drie", "9", "2023", "Deze datum bestaat niet. Kijk nog een keer."),
    ],
)
def test_a_date_in_boxes_is_a_date_or_says_what_is_wrong(day, month, year, expected):
    form = Questions(
        {
            "choice": "yes",
            "story": "x",
            "agree": "on",
            "born_0": day,
            "born_1": month,
            "born_2": year,
        }
    )
    if isinstance(expected, str):
        assert form.errors["born"] == [expected]
    else:
        assert form.is_valid(), form.errors
        assert form.cleaned_data["born"] == expected


def test_what_people_write_is_never_markup():
    html = rendered(
        "{% way places %}{% facts pairs %}{% letter label=evil %}{{ evil }}{% endletter %}"
        "{% door_card evil 'letter' evil evil %}{% saved evil %}{% flow rows %}",
        evil='<b onclick="x">',
        places=[{"name": "<b>", "said": "<b>", "text": "<b>"}],
        pairs=[("<b>", "<b>")],
        rows=[("<b>", "<b>", 20)],
    )
    assert "<b" not in html.replace("<blockquote", "")


def test_a_title_outside_the_closed_list_does_not_compile():
    assert rendered('{% neutral_title "write" %}') == "Schrijven"
    for wrong in ('{% neutral_title "letter" %}', "{% neutral_title %}"):
        with pytest.raises(TemplateSyntaxError):
            rendered(wrong)


def test_the_way_has_places_and_no_finish():
    html = rendered(
        "{% way places %}",
        places=[
            {"name": "A", "state": "done"},
            {"name": "B", "state": "here", "said": "Hier bent u nu"},
            {"name": "C"},
        ],
    )
    assert '<li class="done">' in html
    assert '<li class="here">' in html
    assert "%" not in html


def test_the_saved_line_speaks_politely_and_knows_what_to_say_when_it_fails():
    html = rendered('{% saved "Bewaard om 16.05 uur." %}')
    assert 'role="status"' in html
    assert "data-saved" in html
    assert "Uw tekst staat hier nog." in html
    assert "is-saved" in html
    assert "is-saved" not in rendered("{% saved %}")


def test_a_side_says_its_name_in_words_and_in_the_heading():
    html = rendered('{% side "b" "Kant B · werd gevraagd" "kb" %}<p>x</p>{% endside %}')
    assert 'class="side side--b stack" aria-labelledby="kb"' in html
    assert '<h2 id="kb">Kant B · werd gevraagd</h2>' in html


@pytest.mark.parametrize("name", [*icons.SIGNS, *icons.PICTURES])
def test_every_drawing_is_hidden_from_screen_readers(name):
    assert 'aria-hidden="true" focusable="false"' in icons.icon(name)


def test_a_telephone_number_is_a_link_without_its_spaces():
    assert rendered("{{ number|tel }}", number="+31 88 000 00 00") == "tel:+31880000000"
