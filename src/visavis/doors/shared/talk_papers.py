"""Papers around a talk and one's own calendar file, as downloads under names that say nothing."""

from datetime import date

from django.http import HttpResponse
from django.utils.translation import get_language

from visavis.doors.shared.downloads import download, own_paper
from visavis.mediation import conference
from visavis.mediation.preparation import TALKS
from visavis.mediation.views import Appointment, Held, PartyView
from visavis.outside import talks
from visavis.outside.calendars import APPOINTMENT, MEDIA_TYPE, one_file
from visavis.outside.conference import attendee as attendee_sheet
from visavis.service.current import current


def _spoken() -> dict[str, str]:
    return {"language": get_language() or "nl", "phone": current().facts.phone}


def guide(me: PartyView, on: date) -> HttpResponse:
    """D11, for the form this person chose or everyone agreed on."""
    form = next((one for one in (me.form_agreed, me.form_choice) if one in TALKS), "conversation")
    return own_paper(talks.guide(form=form, on=on, **_spoken()), on)


def agreement(one: Appointment, on: date) -> HttpResponse:
    """D12, of this person alone."""
    return own_paper(talks.agreement(one, on=on, **_spoken()), on)


def in_a_group(me: PartyView) -> bool:
    """Whether a group meeting is what this person chose, or has to do with."""
    chosen = {me.form_choice, me.form_agreed}
    return conference.FORM in chosen or bool(me.group.mine or me.group.names)


def attendee(on: date, language: str = "") -> HttpResponse:
    """D15, the same for everyone who comes along."""
    spoken = _spoken()
    if language:
        spoken["language"] = language
    return own_paper(attendee_sheet(on=on, **spoken), on)


def afterwards(held: Held, on: date) -> HttpResponse:
    """D13."""
    return own_paper(talks.afterwards(held, on=on, **_spoken()), on)


def calendar_file(one: Appointment) -> HttpResponse:
    """For this person's own calendar."""
    language = get_language() or "nl"
    name = f"{APPOINTMENT.within(language).lower()}.ics"
    return download(one_file(one, language), MEDIA_TYPE, name)
