"""*Now*, around a video message of mine. From one's own view alone."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from visavis.doors.participant.now_sheet import Now
from visavis.mediation.video_message import FORM, stands_for
from visavis.mediation.views import PartyView


def to_decide(me: PartyView) -> Iterator[Now]:
    """A film with its captions, that its maker has not decided about."""
    for mine in reversed(me.videos):
        undecided = stands_for(me, mine) is None and not any(
            one.film in mine.takes for one in me.letters if one.film
        )
        if mine.chosen and mine.captions and undecided:
            yield Now(
                _("Your video is ready. Is this how it may go?"),
                _("Nobody else sees it before you say yes."),
                _("Look and decide"),
                "participant:video",
                mine.video,
                haste=_("There is no haste."),
            )


def to_begin(me: PartyView) -> Iterator[Now]:
    made = me.videos or any(one.film for one in me.letters)
    if me.form_agreed == FORM and not made:
        yield Now(
            _("You can make a video message, if you like."),
            _(
                "You make it together with your mediator, as often as you want. You say which one is right."
            ),
            haste=_("There is no haste. You do not have to make anything."),
        )
