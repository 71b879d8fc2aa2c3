"""*Collega's*, for who plans: who mediates here, what they are trained for and speak, who is away, who leaves."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.among import among
from visavis.doors.desk.load import Load, loads
from visavis.doors.desk.matching import TRAININGS, away, known_by
from visavis.doors.desk.mediator import PLANS
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.words import WAYS, said
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal.case_cards import CaseCard
from visavis.journal.overview import Overview, overview
from visavis.mediation.spoken import LANGUAGES
from visavis.people import staff
from visavis.people.staff import Colleague

PAGE = 50


class ProfileForm(forms.Form):
    """What somebody is trained for, and where and in which languages they can lead a talk."""

    use_required_attribute = False
    trained_for = forms.MultipleChoiceField(
        label=_("What are they trained for?"),
        required=False,
        choices=list(TRAININGS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages can they lead a talk themselves?"),
        required=False,
        choices=[(code, said(text)) for code, text in LANGUAGES.items() if code != "other"],
        widget=forms.CheckboxSelectMultiple,
    )
    region = forms.CharField(
        label=_("Where can they meet people?"),
        help_text=_("Municipalities, with a comma between."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def mediator_here(account: str) -> Colleague:
    """Somebody who mediates here now. Raises Http404 for anyone else."""
    found = staff.colleague(account)
    if found is None or not found.here or "mediator" not in found.roles:
        raise Http404
    return found


def running(here: Desk, account: str) -> list[CaseCard]:
    """What still runs and is theirs, as the first or the second, by nickname."""
    mine = overview(here.ring).carried_by(account)  # as it stands now: they may be about to leave
    return sorted(mine, key=lambda card: (card.nickname, card.trajectory))


def orphans(service: Overview, everyone: Iterable[Colleague]) -> list[CaseCard]:
    """What runs with somebody, as the first or the second, who does not work here any more: it came back, say."""
    here = {one.account for one in everyone}
    left = service.carriers().keys() - here
    found = {card.trajectory: card for account in left for card in service.carried_by(account)}
    return [found[trajectory] for trajectory in sorted(found)]


def row_of(card: CaseCard, account: str) -> dict[str, Any]:
    """One trajectory of a colleague, as a line: as whom they stand there, and with whom."""
    view = card.view
    lane = view.desk
    first = card.mediator == account
    return {
        "card": card,
        "place": WAYS[card.state],
        "first": first,
        "beside": lane.co_mediator_name if first else lane.mediator_name,
        "party": view.sides[0].party if view.sides else "",
    }


@door("desk", needs=PLANS, methods=["GET"])
def colleagues(request: HttpRequest) -> HttpResponse:
    here = desk(request)
    found = among(request, loads(here.ring, here.today), known_by, PAGE)
    listed = [(account, load, away(load, here.today)) for account, load in found.shown.items()]
    return frame.show(
        request,
        here,
        "colleagues",
        here="today",
        among=found,
        listed=listed,
        orphans=[row_of(card, card.mediator) for card in orphans(here.service, staff.colleagues())],
    )


def shown(here: Desk, one: Colleague) -> dict[str, Any]:
    """What each page about a colleague begins with."""
    return {"here": "today", "colleague": one, "load": _load(here, one)}


def _load(here: Desk, one: Colleague) -> Load:
    return loads(here.ring, here.today).get(one.account, Load(one.name, one.trained_for))


@door("desk", needs=PLANS)
def colleague(request: HttpRequest, account: str) -> HttpResponse:
    """Their profile. It says for whom they fit; it chooses nobody."""
    here, one = desk(request), mediator_here(account)
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        initial={
            "trained_for": sorted(one.trained_for),
            "languages": sorted(one.languages),
            "region": one.region,
        },
    )
    if request.method == "POST":
        only_fields(request, set(form.fields))
    if form.is_valid():
        staff.keep_profile(account, **form.cleaned_data)
        return redirect("desk:colleagues")
    return frame.show(
        request,
        here,
        "colleague",
        profile=form,
        page_errors=bool(form.errors),
        **shown(here, one),
    )
