"""*Now*, around messages: is this exactly it, a word about one, what was said to me, beginning one. From one's own
view alone."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from visavis.doors.participant.now_sheet import Now
from visavis.doors.participant.shuttle import FORM
from visavis.mediation.views import PartyView

RECENTLY = timedelta(days=7)


def to_decide(me: PartyView) -> Iterator[Now]:
    """What was written down for this person, or came back to them; the newest first."""
    for mine in reversed(me.messages):
        if mine.state == "said":
            yield Now(
                _("Your mediator wrote down your message. Is this exactly it?"),
                _("Nobody says it before you say yes."),
                _("Look and decide"),
                "participant:message",
                mine.message,
                haste=_("There is no haste."),
            )
    newest = me.messages[-1] if me.messages else None
    if newest is not None and newest.state == "returned":
        yield Now(
            _("Your mediator looked at your message, and has a word for you."),
            _("The other person has not heard it."),
            _("Look and decide"),
            "participant:message",
            newest.message,
            haste=_("There is no haste."),
        )


def just_heard(me: PartyView, today: date) -> Iterator[Now]:
    for one in reversed(me.heard):
        if today - one.on <= RECENTLY and not (one.reaction or one.released_received):
            yield Now(
                _("Your mediator said something to you. You do not have to do anything with it."),
                _("If you like, you can let the other know something. Nothing is fine too."),
                _("Look and decide"),
                "participant:heard",
                one.delivery,
                haste=_("Your mediator calls you within 2 working days, to ask how you are."),
            )


def to_begin(me: PartyView) -> Iterator[Now]:
    if me.form_agreed == FORM and not me.messages:
        yield Now(
            _("You can give your mediator a message, if you like."),
            _("You write for yourself first, or tell it by telephone. You say when it is right."),
            _("Look"),
            "participant:messages",
            haste=_("There is no haste. You do not have to say anything."),
        )


def waiting(me: PartyView) -> str:
    """What stands there while a message is with the mediator."""
    if any(mine.state == "approved" and not mine.received for mine in me.messages):
        return _("Your message is with your mediator. That may take long.")
    return ""
