"""A place of one's own: a code to hand over, and the answer agreed in a talk (security.md §4)."""

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame, papers
from visavis.doors.desk.rooms import Desk, TrajectoryRoom, desk
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal import record
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.new_words import AskNewWords
from visavis.mediation.terms import day
from visavis.mediation.wording import spoken_to
from visavis.people.signing_in import Invited, has_place, invite
from visavis.people.words import typed

ONLY_MEDIATOR = frozenset({Audience.MEDIATOR})
NAMES = ("agreed", "language", "as")


class InvitationForm(forms.Form):
    use_required_attribute = False
    agreed = forms.CharField(
        label=_("Which answer did you agree on?"),
        help_text=_(
            "Something only the two of you know, such as the name of a street or an animal."
        ),
        max_length=80,
        error_messages={"required": _("Write something here first.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("In which language is the card?"),
        choices=settings.LANGUAGES,
        initial="nl",
        widget=forms.RadioSelect,
    )

    def clean_agreed(self) -> str:
        agreed: str = self.cleaned_data["agreed"]
        if not typed(agreed):
            raise forms.ValidationError(_("Write something here first."))
        return agreed


def _invite(here: Desk, room: TrajectoryRoom, party: PartyId, agreed: str) -> Invited:
    """The code; for a place that stands already a colleague is asked with it, or there is none."""
    with transaction.atomic():
        invited = invite(room.where.trajectory, party, agreed, here.now, by=here.account)
        if invited.awaits_second:
            record.carry_out(AskNewWords(party), room.actor, room.where, room.ring, here.now)
    return invited


@door("desk", needs={"mediator"})
def place(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    """Open a place. The code is shown this once: on the page, or as a card to print."""
    here = desk(request)
    room = here.trajectory(trajectory, ONLY_MEDIATOR)
    view = room.view
    side = frame.side_of(view, party)
    if side.own.state is None:
        raise Http404
    form, invited = InvitationForm(), None
    if request.method == "POST":
        only_fields(request, NAMES)
        form = InvitationForm(request.POST)
        if form.is_valid():
            invited = _invite(here, room, side.party, form.cleaned_data["agreed"])
            if request.POST.get("as") == "file":
                card = papers.invitation_card(
                    view,
                    language=spoken_to(side.own, here.today, form.cleaned_data["language"]),
                    code=invited.code,
                    until=day(invited.valid_until),
                )
                return papers.as_file(card, here.today, view.desk.nickname)
    context = frame.half(side) | {
        "trajectory": trajectory,
        "nickname": view.desk.nickname,
        "asked": form,
        "invited": invited,
        "stands": has_place(side.party),
        "code": " ".join(invited.code) if invited else "",
        "page_errors": bool(form.errors),
    }
    return frame.show(request, here, "place", here="trajectories", **context)
