"""What this person was told lately about how we work with them, as lines on their place: never of the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from visavis.doors.participant.days import spoken, weekday
from visavis.mediation.terms import day
from visavis.mediation.views import PartyView

NEWS_FOR = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class Lately:
    """One line. ``url``: where one can answer it or read more; ``link``: what stands there."""

    text: str
    url: str = ""
    link: str = ""


def lately(me: PartyView, today: date) -> list[Lately]:
    """What is older than six weeks is no news."""
    return list(_lines(me, today))


def _lines(me: PartyView, today: date) -> Iterator[Lately]:
    since = day(me.new_mediator_at) if me.new_mediator_at else None
    if since is not None and _fresh(since, today):
        yield Lately(
            _("Since %(day)s your mediator is %(name)s.")
            % {"day": weekday(since), "name": me.mediator},
            "participant:hand_over",
            _("What the new mediator may read"),
        )
    for told in (*me.disclosures, *me.openings):
        if _fresh(told.on, today):
            yield Lately(told.told, "participant:help", _("Do you disagree? Tell us."))
    for one in me.complaints:
        if one.answered_on is not None and _fresh(one.answered_on, today):
            yield Lately(
                _("On %(day)s we answered your complaint.") % {"day": spoken(one.answered_on)},
                "participant:help",
                _("Read the answer"),
            )
    for text in me.agreements:
        if text.recorded_on is not None and _fresh(text.recorded_on, today):
            yield Lately(
                _("On %(day)s everyone said yes to what you agreed.")
                % {"day": spoken(text.recorded_on)},
                "participant:agreements",
                _("Read it"),
            )
    if me.co_mediator:
        yield Lately(_("%(name)s mediates too.") % {"name": me.co_mediator})
    if me.second_left_on is not None and _fresh(me.second_left_on, today):
        yield Lately(
            _("Since %(day)s %(name)s no longer mediates here. You keep %(mediator)s.")
            % {
                "day": weekday(me.second_left_on),
                "name": me.second_left,
                "mediator": me.mediator,
            }
        )
    if me.new_words_on is not None and _fresh(me.new_words_on, today):
        yield Lately(
            _("On %(day)s we made new words for your place. Did you not ask for them? Call us.")
            % {"day": weekday(me.new_words_on)}
        )


def _fresh(on: date, today: date) -> bool:
    return today - on <= NEWS_FOR
