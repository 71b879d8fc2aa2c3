"""What a person asks about their data, for who has no screen: written down as told, and carried out for two.

Whoever writes it down is the first to stand for it; a colleague is the second. A copy is then made here and
handed over on paper. Erasing is done by the service itself, once the privacy officer is one of the two.
"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.keyring import keys
from visavis.doors.shared.own_copy import as_file, own_copy_of
from visavis.doors.shared.proving import Proof
from visavis.journal import access, requests
from visavis.journal.access import Line, What, Why
from visavis.journal.keys import participant_ring
from visavis.journal.requests import Asked, Asker, Closed, NotAgain, Request
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.wording import spoken_to
from visavis.people.staff import colleague

MAY_ASK = frozenset({Audience.MEDIATOR, Audience.INTAKE, Audience.SUPERVISOR})
SHORT = 6
ASKED: dict[str, Any] = {
    Asked.COPY: _("A copy of everything that is theirs"),
    Asked.ERASURE: _("To be erased"),
}
STAND, MAKE = "stand", "make"


class DataForm(Proof):
    """What is asked, stood for, or made."""

    do = forms.ChoiceField(
        label=_("What do you write down, or do?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer first.")},
    )
    field_order = ("do", "passphrase")

    def __init__(self, request: HttpRequest, here: Desk, open_: list[Request]) -> None:
        super().__init__(request)
        ways: list[tuple[str, Any]] = []
        for one in open_:
            if one.waits_for(here.account):
                ways.append((f"{STAND}:{one.asked}", STANDS[one.asked]))
            if one.confirmed and one.asked is Asked.COPY:
                ways.append((MAKE, _("Make the copy now, to hand over on paper")))
        asked = {one.asked for one in open_}
        ways += [(str(each), ASKS[each]) for each in Asked if each not in asked]
        self.fields["do"].choices = ways
        self.possible = bool(ways)


ASKS: dict[str, Any] = {
    Asked.COPY: _("They ask for a copy of everything that is theirs"),
    Asked.ERASURE: _("They ask to be erased"),
}
STANDS: dict[str, Any] = {
    Asked.COPY: _("I stand for it too: it is this person who asks for a copy"),
    Asked.ERASURE: _("I stand for it too: it is this person who asks to be erased"),
}


@door("desk")
def own_data(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, MAY_ASK)
    side = frame.side_of(room.view, party)
    who = Asker(here.account, room.actor.audience)
    open_ = requests.of_party(here.ring, side.party)
    form = DataForm(request, here, open_)
    if request.method == "POST":
        only_fields(request, ("do", "passphrase"))
        if form.is_valid():
            done = carry_out(here, who, trajectory, side.party, open_, form.cleaned_data["do"])
            return done or redirect("desk:own_data", trajectory, party)
    return frame.show(
        request,
        here,
        "own_data",
        here="trajectories",
        trajectory=trajectory,
        nickname=room.view.desk.nickname,
        asked=form,
        page_errors=bool(form.errors),
        part=side.party[:SHORT],
        open=[(one, ASKED[one.asked], _names(one)) for one in open_],
        **frame.half(side),
    )


def carry_out(
    here: Desk, who: Asker, trajectory: str, party: PartyId, open_: list[Request], do: str
) -> HttpResponse | None:
    """What was chosen; a file where a copy was made."""
    if do in set(Asked):
        requests.ask(here.ring, Asked(do), party, trajectory, here.now, who)
        return None
    if do == MAKE:
        return _made(here, who, trajectory, party, open_)
    wanted = next(one for one in open_ if do == f"{STAND}:{one.asked}")
    try:
        requests.stand_for(here.ring, wanted.id, who, here.now)
    except NotAgain:  # the form sent twice
        return None
    return None


def _made(
    here: Desk, who: Asker, trajectory: str, party: PartyId, open_: list[Request]
) -> HttpResponse:
    """The copy on paper, of their view to the letter: opened with their own reach, and written down as such."""
    wanted = next((one for one in open_ if one.asked is Asked.COPY and one.confirmed), None)
    if wanted is None:
        raise Http404
    line = Line(here.now, here.account, who.role, What.EXPORT, trajectory, party, Why.REQUEST)
    access.write(here.ring, [line])
    copy = own_copy_of(party, trajectory, participant_ring(keys(), party), here.now)
    requests.close(here.ring, wanted.id, Closed.DONE, who, here.now)
    return as_file(copy, "pdf", spoken_to(copy.view, here.today))


def _names(request: Request) -> list[str]:
    known = (colleague(one.account) for one in request.stood)
    return [one.name for one in known if one is not None]
