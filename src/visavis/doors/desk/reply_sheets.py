"""From the desk's form of an act to the same questions on paper, in the person's voice.

Fields and choices are those of `told_acts`, which stand on the rules' own lists as the person's screen does;
the questions are those of `outside.reply_forms_words`. So no form on paper asks anything else than its entry.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from django import forms
from django.utils import translation
from django.utils.formats import date_format

from visavis.doors.desk import told_acts
from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Window
from visavis.doors.desk.letter_acts import paper_letter
from visavis.doors.desk.on_behalf_acts import FOR_ANOTHER
from visavis.doors.desk.rooms import hears
from visavis.doors.shared.forms import DateInBoxes
from visavis.journal.reply_forms import Question, grouped
from visavis.mediation.entries import Audience
from visavis.mediation.video_message import stands_for
from visavis.outside.reply_forms import Asked, Form
from visavis.outside.reply_forms_words import DAY, MONTH, SHEETS, YEAR, Ask, Sheet

LETTER = paper_letter("", "")
"""A letter has a page of its own at the desk, on which it is shown once more as it will go."""
BLANK: Mapping[str, FormOf] = {row.slug: row for row in (told_acts.SIGN_UP, FOR_ANOTHER)}
"""For somebody who is not here yet."""
FORMS: Mapping[str, FormOf] = {**told_acts.BY_SLUG, LETTER.slug: LETTER}
"""Everything a person can say on paper, by the address of its entry."""
READS_FIRST = frozenset(
    {
        "zegt-van-tekst",
        "tekst-mag-weg",
        "boodschap-klopt",
        "overdracht-mag",
        "zegt-van-lijst",
        "video-mag-gaan",
    }
)
"""Those that show the text they ask about."""


def sheet_of(row: FormOf, window: Window, code: str, language: str) -> Form:
    """The form of this question, in this language, with its code."""
    sheet = SHEETS[row.slug]
    with translation.override(language):
        made = {name: make(window) for name, make in row.asks.items()}
        asks = tuple(_asks(sheet, made, language))
        shown = _shown(row, window)
    return Form(
        grouped(code),
        sheet.title.within(language),
        sheet.lead.within(language),
        sheet.says.within(language) if sheet.says else "",
        shown,
        asks,
    )


def _asks(sheet: Sheet, made: Mapping[str, forms.Field | None], language: str) -> Iterator[Asked]:
    for name, field in made.items():
        if field is not None and not isinstance(field.widget, forms.HiddenInput):
            yield _asked(sheet.asks[name], field, language)


def _asked(ask: Ask, field: forms.Field, language: str) -> Asked:
    said, hint = ask.question.within(language), ask.hint.within(language) if ask.hint else ""
    if isinstance(field, forms.ChoiceField):
        kind = "some" if isinstance(field, forms.MultipleChoiceField) else "one"
        own = {code: text.within(language) for code, text in ask.answers.items()}
        given = tuple(own.get(code, str(label)) for code, label in field.choices if code)
        return Asked(kind, said, hint, given)
    if isinstance(field, DateInBoxes):
        return Asked("date", said, hint, tuple(t.within(language) for t in (DAY, MONTH, YEAR)))
    if isinstance(field, forms.BooleanField):
        return Asked("tick", said)
    if isinstance(field.widget, forms.Textarea):
        return Asked("text", said, hint, lines=ask.lines)
    return Asked("line", said, hint)


def _shown(row: FormOf, window: Window) -> str:
    """What the person reads before they answer: the text, or which letter it is about."""
    if row.slug in READS_FIRST:
        return _text_of(row, window)
    letter = window.side.own.letter(window.about) if row.about == "letter" else None
    return date_format(letter.released_on, "j F Y") if letter else ""


def _text_of(row: FormOf, window: Window) -> str:
    shown = row.shows(window)
    return str(shown[0][1]) if shown else ""


def version_of(row: FormOf, window: Window) -> str:
    """Of the text that stands on it, so that an answer to it is never taken for one to another text."""
    if row.slug not in READS_FIRST:
        return ""
    return sha256(_text_of(row, window).encode()).hexdigest()


def questions(window: Window, audience: Audience) -> list[tuple[Question, FormOf]]:
    """All that this person could say on paper from where they are, and that this member of staff writes down:
    from their own facts alone. What they are likely to need next stands first."""
    own = window.side.own
    found = []
    for row in FORMS.values():
        here = [""]
        if row.about:
            here = _objects(row, window)
        elif not (row.fits(window) and row.offered(window)):
            continue
        if audience not in hears(row.act) or not _can_be_asked(row, window):
            continue
        for about in here:
            at = Window(window.desk, window.side, window.today, about, window.account)
            asked = Question(
                row.slug, window.desk.trajectory, own.party, about, version_of(row, at)
            )
            found.append((asked, row))
    return sorted(found, key=lambda one: not (bool(one[0].about) or one[1].comes(window)))


def _can_be_asked(row: FormOf, window: Window) -> bool:
    return all(row.asks[name](window) is not None for name in row.needs)


def _objects(row: FormOf, window: Window) -> list[str]:
    own = window.side.own
    if row.about == "letter":
        return [one.letter for one in own.letters if one.state == "released"]
    if row.about == "agreement":
        if row.slug == "tekst-mag-weg":
            return [one.agreement for one in own.agreements if one.recorded_on is not None]
        return [one.agreement for one in own.agreements if one.recorded_on is None]
    if row.about == "message":
        return [one.message for one in own.messages if one.state in {"said", "approved"}]
    if row.about == "video":
        waiting = [one for one in own.videos if stands_for(own, one) is None]
        ready = [one for one in waiting if one.chosen and one.captions]
        return [one.video for one in (ready if row.slug == "video-mag-gaan" else waiting)]
    if row.about == "film":
        mine = [one.letter for one in own.letters if one.film and one.state == "released"]
        return [*mine, *(one.offer for one in own.offers if one.film)]
    if row.about == "heard":
        return [one.delivery for one in own.heard]
    if row.slug == "reactie":
        return [one.offer for one in own.offers if one.state == "opened"]
    return [one.offer for one in own.offers if one.state not in {"opened", "gone"}]
