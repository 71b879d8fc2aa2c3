"""Choosing a mediator: who may be given something new, whom of them a page shows, what is asked of who assigns."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visavis.doors.desk.among import Among, among
from visavis.doors.desk.asking import Maker, Window, one, tick, words
from visavis.doors.desk.load import Load, line_of
from visavis.doors.desk.matching import Fit, Needs, fit, known_by, needs_of
from visavis.mediation.views import DeskView

CHOSEN_FROM = 25
"""Mediators on one page, those with most room first; others are looked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """``room``: who may be given something new, by account; ``among``: whom the page shows; ``chosen``: whom the
    sent form names."""

    room: Mapping[str, Load]
    among: Among[Load]
    needs: Needs
    chosen: str = ""

    def fits(self, today: date) -> list[Fit]:
        """Why each does or does not fit."""
        return [fit(load, self.needs, today) for load in self.among.shown.values()]

    @property
    def region(self) -> str:
        """Where to look first, when not everyone is shown: where the person lives."""
        return self.needs.region if self.among.many else ""

    @property
    def asks(self) -> dict[str, Maker]:
        """What is asked of whoever assigns (S26, S28)."""
        return {
            "mediator": self._which,
            "knows_nobody": tick(
                gettext_lazy(
                    "This mediator told me: I know none of the people, and have no other role for one"
                )
            ),
            "reason_above_ceiling": words(
                gettext_lazy("Reason of the practice lead, where the load is full"),
                required=False,
                most=500,
            ),
        }

    def _which(self, window: Window) -> forms.Field | None:
        """Who is chosen meanwhile, or said to leave, is named as no longer there."""
        offered = {account: line_of(load) for account, load in self.among.shown.items()}
        if self.chosen in self.room:  # looked for in another window, perhaps
            offered[self.chosen] = line_of(self.room[self.chosen])
        if not offered:
            return None
        field = one(_("Which mediator?"), offered.items())(window)
        if field is not None:
            gone = _("This mediator takes nothing new any more. Choose someone else.")
            field.error_messages = {**field.error_messages, "invalid_choice": gone}
        return field

    def told(self, account: str) -> dict[str, Any]:
        """What the rules are told of whoever was chosen (S26–S28)."""
        load = self.room[account]
        return {
            "mediator_name": load.name,
            "trained_for": load.trained_for,
            "open_now": load.open_now,
            "new_this_year": load.new_this_year,
        }


def able(known: Mapping[str, Load], without: Collection[str] = ()) -> dict[str, Load]:
    """Who may be given something new: not who leaves, and none of ``without``."""
    return {
        account: load
        for account, load in known.items()
        if load.leaves_on is None and account not in without
    }


def choice(
    request: HttpRequest, desk: DeskView, known: Mapping[str, Load], without: Collection[str] = ()
) -> Choice:
    room = able(known, without)
    found = among(request, room, known_by, CHOSEN_FROM)
    return Choice(room, found, needs_of(desk), request.POST.get("mediator", ""))
