"""Letters and cards as files: made at the moment they leave, kept nowhere."""

from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language

from visavis.mediation.approach import ANSWER_PERIOD
from visavis.mediation.views import DeskView, Side
from visavis.outside import letters
from visavis.people.staff import colleague
from visavis.people.words import typed

NOT_YET_WORDS = "··· ··· ···"
"""Stands in a preview, where no words are made."""


def as_file(pdf: bytes, on: date, nickname: str) -> HttpResponse:
    """A download under a name that says nothing: the day and the nickname."""
    name = "-".join(typed(nickname)) or "traject"
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{on.isoformat()}-{name}.pdf"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _mediator(desk: DeskView) -> dict[str, str]:
    known = colleague(desk.desk.mediator)
    hours = settings.VISAVIS_TELEPHONE_HOURS.get(get_language() or "nl", "")
    return {
        "mediator": desk.desk.mediator_name,
        "phone": settings.VISAVIS_TELEPHONE,
        "phone_hours": (known.phone_hours if known else "") or hours,
    }


def _to(side: Side) -> dict[str, str]:
    route = side.file.routes[-1] if side.file.routes else None
    return {"addressee": side.file.name, "address": route.address if route else ""}


def may_inform(desk: DeskView, side: Side) -> bool:
    """Whether the one who began ticked that someone may want contact (§1.2.7)."""
    return any("someone" in other.own.may_tell for other in desk.others(side.party))


def first_letter(
    desk: DeskView, side: Side, *, version: str, language: str, arrives_on: date, words: str
) -> bytes:
    """D7 in one of its two versions.

    ``told`` stays empty: neither version names the event or the other (§1.2.1), so what else was
    ticked is for a talk.
    """
    return letters.first_letter(
        version=version,
        language=language,
        three_words=words,
        wait_until=arrives_on + ANSWER_PERIOD,
        told=(),
        **_to(side),
        **_mediator(desk),
    )


def reminder(desk: DeskView, side: Side, *, language: str, today: date, words: str) -> bytes:
    """D8: shorter, and the last one."""
    sent = side.file.approaches[-1].on if side.file.approaches else today
    return letters.reminder(
        language=language,
        three_words=words,
        wait_until=sent + ANSWER_PERIOD,
        **_to(side),
        **_mediator(desk),
    )


def invitation_card(desk: DeskView, *, language: str, code: tuple[str, ...], until: date) -> bytes:
    known = _mediator(desk)
    return letters.invitation_card(
        language=language,
        code=" ".join(code),
        mediator=known["mediator"],
        phone=known["phone"],
        valid_until=until,
    )
