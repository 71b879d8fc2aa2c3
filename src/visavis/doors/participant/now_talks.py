"""*Now*, around a talk: a last yes, whether it may go on, the day itself, looking back. From one's own view alone."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from visavis.doors.participant.appointments import asks_once_more, coming, may_go_on
from visavis.doors.participant.days import weekday
from visavis.doors.participant.now_sheet import Now
from visavis.mediation.conference import FORM as GROUP
from visavis.mediation.preparation import TALKS
from visavis.mediation.terms import HERE, day
from visavis.mediation.views import PartyView, Subjects

RECENTLY = timedelta(days=7)


def subjects(me: PartyView) -> Iterator[Now]:
    """Once somebody chose a talk, what it should be about; until they wrote something."""
    if me.form_choice in TALKS and me.subjects == Subjects() and not me.held:
        yield Now(
            _("What should the talk be about?"),
            _("What you want to ask and say, and do not want to hear. Only for your mediator."),
            _("Look and write"),
            "participant:subjects",
            haste=_("There is no haste. Each may stay empty."),
        )


def on_the_list(me: PartyView) -> Iterator[Now]:
    """A list of who comes along, that this person did not answer."""
    if me.group.asks:
        yield Now(
            _("A list lies here of who would come along."),
            _("Everyone gets the same list, and says yes or no apart."),
            _("Look and decide"),
            "participant:attendees",
            haste=_("There is no haste. No is fine too."),
        )


def _brings(me: PartyView) -> Iterator[Now]:
    """Until somebody was named, or the list is there: bringing nobody asks for nothing."""
    if me.form_agreed == GROUP and not (me.group.mine or me.group.names):
        yield Now(
            _("Would you like to bring somebody?"),
            _("First only your mediator knows of whom you think. Nobody is fine too."),
            _("Look"),
            "participant:group",
            haste=_("There is no haste. Your mediator calls you about it."),
        )


def first(me: PartyView, today: date) -> Iterator[Now]:
    """What cannot wait for anything else."""
    if may_go_on(me, today):
        yield Now(
            _("The talk was stopped. May it go on?"),
            _("Each decides apart. Stopping is fine."),
            _("Look and decide"),
            "participant:go_on",
            haste=_("You need not do anything."),
        )
    if asks_once_more(me, today):
        yield Now(
            _("Do you still want this?"),
            _("We ask everyone once more shortly before. No is fine too, without a reason."),
            _("Look and decide"),
            "participant:once_more",
            haste=_("You can still change it until the last moment."),
        )
    newest = me.held[-1] if me.held else None
    if newest and not newest.look_back and today - newest.on <= RECENTLY:
        yield Now(
            _("You talked. Be kind to yourself today."),
            _("Your mediator calls you on the next working day. If you like, write how it was."),
            _("Look back"),
            "participant:look_back",
            newest.mine,
            haste=_("There is no haste. You need not write."),
        )
    for one in reversed(me.appointments):
        lately = one.changed_at is not None and today - day(one.changed_at) <= RECENTLY
        if one.state == "not_held" and lately and not coming(me, today):
            yield Now(
                _("The appointment did not take place."),
                _("Your mediator speaks with you within two working days."),
            )


def then(me: PartyView, today: date) -> Iterator[Now]:
    """What comes, what it should be about, or that we plan it."""
    for one in coming(me, today):
        if one.state == "planned":
            yield Now(
                _("You have an appointment on %(day)s.") % {"day": weekday(day(one.arrives))},
                _("You come at %(clock)s. Everything about it stands together.")
                % {"clock": f"{one.arrives.astimezone(HERE):%H.%M}"},
                _("Look"),
                "participant:appointments",
                haste=_("You can always say no, without a reason."),
            )
        else:
            yield Now(
                _("You have nothing to do now."),
                _("You said that you do not come, or not then. Your mediator calls you."),
            )
    if me.form_agreed in TALKS:
        yield from subjects(me)
        if not me.held:
            yield from _brings(me)
            yield Now(
                _("You have nothing to do now."),
                _("Your mediator calls you to plan an appointment."),
            )
