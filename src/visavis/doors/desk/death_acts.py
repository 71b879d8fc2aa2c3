"""A death: written down once it is sure, and told by a person, in a talk (A17, domain §1.3)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Maker, Window, from_window, line, one
from visavis.doors.desk.words import label_of
from visavis.mediation import death
from visavis.mediation.views import Side
from visavis.mediation.words import PartyState

P = PartyState
RELATIVE = "relative"


def _died(window: Window) -> list[Side]:
    """Others of whom a death was recorded, as far as this person knows of the trajectory at all."""
    if window.side.own.state is None:
        return []
    return [one for one in window.desk.others(window.side.party) if one.state is P.DECEASED]


def _untold(window: Window) -> list[Side]:
    return [one for one in _died(window) if one.party not in window.side.file.told_of_death]


def _who(window: Window) -> Maker | None:
    listed = [(side.party, label_of(side)) for side in _died(window)]
    first = listed[0][0] if len(listed) == 1 else ""
    return one(_("Who has died?"), listed, first=first) if listed else None


def _sources(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    said = [answers["first"], answers["second"]]
    return {
        "by_relative": answers["heard"] == RELATIVE,
        "sources": tuple(" ".join(one.split()) for one in said if one.strip()),
    }


DEATH = (
    FormOf(
        death.RecordDeath,
        "overleden",
        _("This person has died"),
        _("Record this death"),
        lead=_(
            "Everything on its way stops at once, and their own place closes. Nobody hears it from us by screen, "
            "message or post: whoever takes part is told by you, in a talk."
        ),
        asks={
            "heard": one(
                _("How do we know?"),
                [
                    (RELATIVE, _("A relative told us")),
                    ("sources", _("From two sources that do not know it of each other")),
                ],
            ),
            "first": line(_("Who or what told us?"), _("For example: their sister, by telephone.")),
            "second": line(
                _("And the second source?"),
                _("Needed when no relative told us."),
                required=False,
            ),
        },
        given=_sources,
        offered=lambda window: window.side.state is not P.DECEASED,
    ),
    FormOf(
        death.TellOfDeath,
        "overlijden-verteld",
        _("You told them of a death"),
        _("I told them in a talk"),
        lead=_(
            "Yourself, at a quiet moment: in a talk, or by telephone when that is what they wish. Never by message "
            "or post. Nothing of it stands on their page, now or later. Take time: what does this mean for what "
            "they wanted to ask or say? Call them again in the same week."
        ),
        asks={"about": from_window(_who)},
        needs=("about",),
        comes=lambda window: bool(_untold(window)),
        offered=lambda window: bool(_died(window)),
    ),
)
