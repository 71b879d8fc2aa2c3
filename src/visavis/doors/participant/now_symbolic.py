"""*Now*, around people from other events: whether one wants to meet them, and the day. From one's own view alone."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from visavis.doors.participant.days import weekday
from visavis.doors.participant.now_sheet import Now
from visavis.mediation.symbolic import under_way
from visavis.mediation.terms import HERE, day
from visavis.mediation.views import PartyView


def asked(me: PartyView, now: datetime) -> Iterator[Now]:
    """We found people who fit; or the next meeting with them."""
    if not under_way(me) or me.symbolic.asked_on is None:
        return
    if me.symbolic.says_yes is None:
        yield Now(
            _("We found people from another event who fit."),
            _("You choose whether you want to meet them. First names come when everyone said yes."),
            _("Look and decide"),
            "participant:symbolic",
            haste=_("There is no haste. No is fine too."),
        )
    coming = [one for one in me.symbolic.meetings if one.state == "planned" and one.at >= now]
    for one in sorted(coming, key=lambda each: each.at):
        yield Now(
            _("You meet people from another event on %(day)s.") % {"day": weekday(day(one.at))},
            _("It begins at %(clock)s. Everything about it stands together.")
            % {"clock": f"{one.at.astimezone(HERE):%H.%M}"},
            _("Look"),
            "participant:symbolic",
            haste=_("You can always say no, without a reason."),
        )
