"""*What does the other know of me?*, of messages: what may have been said, and what I let go of what I heard."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from visavis.doors.participant.known_line import Line
from visavis.doors.participant.shuttle import FORM
from visavis.mediation.views import MyMessage, PartyView


def lines(me: PartyView) -> Iterator[Line]:
    """What was only told to the mediator, or came back, the other did not hear."""
    if FORM in me.forms_once:
        yield Line(
            "shuttle",
            _("That you chose messages through the mediator"),
            _("Everyone who takes part chose it, each for themselves."),
            "participant:form",
        )
    if "video_message" in me.forms_once:
        yield Line(
            "video_message",
            _("That you chose a video message"),
            _("Everyone who takes part chose it, each for themselves."),
            "participant:form",
        )
    for mine in me.messages:
        if mine.state in {"approved", "recalled"}:
            yield Line(
                f"message.{mine.message}",
                _("Your message"),
                _says(mine),
                "participant:message",
                mine.message,
                mine.text,
            )
    for one in me.heard:
        if one.released_received or one.reaction:
            said = [
                _("that you heard the message") if one.released_received else "",
                _("the words you chose") if one.reaction else "",
            ]
            yield Line(
                f"heard.{one.delivery}",
                _("What you let the other know"),
                ", ".join(part for part in said if part),
                "participant:heard",
                one.delivery,
                one.reaction,
            )


def _says(mine: MyMessage) -> str:
    if mine.state == "recalled":
        return _("You asked it back. What has already been said cannot come back.")
    if mine.received:
        return _("You approved it. The other let you know that they heard it.")
    return _(
        "You approved it. The other hears it only if your mediator passes it and the other wants it."
    )
