"""What may be said to one person of the other: only what the rules let pass, on the day they name."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from visavis.doors.desk.asking import Window
from visavis.doors.desk.words import label_of, said
from visavis.mediation.safeguards import sentence_may_be_told
from visavis.mediation.telling import SENTENCES, Tell
from visavis.mediation.terms import HERE
from visavis.mediation.words import ENDED, Text

ON_NEWS_DATE = frozenset({"O.no_contact", "O.longer"})
OFFERED = ("O.talking", "O.takes_part", "O.no_contact", "O.longer")
"""The others follow from what somebody did and are never told by hand."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One that may be told, its day, and the released words beside it, if any."""

    code: str
    on: date
    words: str = ""
    whose: str = ""
    """Who released the words, where several could have."""

    @property
    def label(self) -> Any:
        day = date_format(self.on, "j F Y")
        when = _("They read it on %(day)s.") % {"day": day}
        own = format_html('<span class="own"> “{}”</span>', self.words) if self.words else ""
        if self.whose:
            when = f"{_('Words of %(label)s.') % {'label': self.whose}} {when}"
        return format_html(
            '<span>{}{}<span class="choice__hint">{}</span></span>',
            line_of(self.code, day),
            own,
            when,
        )


def line_of(code: str, day: str) -> str:
    """The sentence as it reads, with its date."""
    text: Text = SENTENCES[code]
    return str(said(text)).replace("{news_date}", day)


def sentences(window: Window) -> list[Sentence]:
    """What may be told to the person at this window now; their news date where the rules ask for it.

    Nothing to somebody who has not answered us: they do not know of anything yet.
    """
    if window.side.own.state is None:
        return []
    news = window.side.own.news_date
    others = window.desk.others(window.side.party)
    released = {
        o.own.may_tell_words: label_of(o) if o.number else ""
        for o in others
        if o.own.may_tell_words
    }
    asked = []
    for code in OFFERED:
        day = news if code in ON_NEWS_DATE else window.today
        if day is None:
            continue
        asked.append(Sentence(code, day))
        if code == "O.no_contact":
            asked += [Sentence(code, day, text, who) for text, who in sorted(released.items())]
    now = datetime.combine(window.today, time(12), HERE)
    return [
        one for one in asked if sentence_may_be_told.lets_pass(_act(window, one), window.desk, now)
    ]


def _act(window: Window, one: Sentence) -> Tell:
    return Tell(window.side.party, one.code, one.on, one.words)


def sentence_waits(window: Window) -> bool:
    """Whether something was let go for this person, or ended on the other side, and is not told yet."""
    if not window.side.own.active:
        return False
    known = {told.code for told in (*window.side.own.told, *window.side.planned)}
    if "O.takes_part" in known:  # then it goes without saying that they talked
        known.add("O.talking")
    others = window.desk.others(window.side.party)
    ended = (
        window.side.own.news_date is not None and others and all(o.state in ENDED for o in others)
    )
    waiting = {one.code for one in sentences(window)} & {"O.talking", "O.takes_part"}
    return bool(waiting - known) or bool(ended and "O.no_contact" not in known)
