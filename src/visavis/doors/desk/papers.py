"""Letters and cards as files: made at the moment they leave, kept nowhere."""

from contextlib import AbstractContextManager
from datetime import date

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import get_language

from visavis.doors.desk.young import parents
from visavis.doors.shared.downloads import PDF, download
from visavis.doors.shared.languages import OURS, plain
from visavis.mediation.around import WHAT_FOR
from visavis.mediation.views import DeskView, Guest, PartyView, Side
from visavis.mediation.wording import spoken_to
from visavis.mediation.words import Text
from visavis.outside import leaflets, letters, sign_up_letters, supporter_letters
from visavis.outside.way_letters import DOCUMENTS, NOTHING_ADDED, document, fields_of
from visavis.outside.way_letters_words import TO_COURT
from visavis.outside.young import BESIDE, GUARDIAN
from visavis.people.staff import colleague
from visavis.people.words import typed
from visavis.service.current import current

NOT_YET_WORDS = "··· ··· ···"
"""Stands in a preview, where no words are made."""


def file_name(on: date, nickname: str, number: int = 0) -> str:
    """The day and the nickname; ``number``: in a pile."""
    parts = [on.isoformat(), *(typed(nickname) or ["traject"]), *([str(number)] if number else [])]
    return f"{'-'.join(parts)}.pdf"


def as_file(pdf: bytes, on: date, nickname: str) -> HttpResponse:
    """A download under a name that says nothing."""
    return download(pdf, PDF, file_name(on, nickname))


def said_to(own: PartyView, on: date) -> AbstractContextManager[None]:
    """Papers in the language of the screen, with *je* for who is addressed so."""
    return translation.override(spoken_to(own, on, get_language() or "nl"))


def hours_in(language: str) -> str:
    """When we answer the telephone, as a paper in this language says it."""
    facts = current().facts
    return facts.other_hours(plain(language)) or facts.hours.within(language)


def _mediator(desk: DeskView, language: str = "") -> dict[str, str]:
    """A mediator says in Dutch when they answer themselves: of no use in a letter of another language beside ours."""
    spoken = plain(language or get_language())
    known = colleague(desk.desk.mediator) if spoken in OURS else None
    return {
        "mediator": desk.desk.mediator_name,
        "phone": current().facts.phone,
        "phone_hours": (known.phone_hours if known else "") or hours_in(spoken),
    }


PARENTS_OF = Text("Aan de ouders of voogd van {name}", "To the parents or guardian of {name}")


def _to(side: Side, reader: str, language: str) -> dict[str, str]:
    """Name and address on the envelope; to a guardian who is not known by name, as guardian of the child."""
    route = side.file.routes[-1] if side.file.routes else None
    addressee = side.file.name or side.own.first_name
    if reader in {GUARDIAN, BESIDE}:
        known = [one.guest.name for one in parents(side) if one.may_decide]
        fallback = PARENTS_OF.within(language).format(name=addressee)
        addressee = known[0] if len(known) == 1 else fallback
    return {"addressee": addressee, "address": route.address if route else ""}


def may_inform(desk: DeskView, side: Side) -> bool:
    """Whether the one who began ticked that someone may want contact (§1.2.7)."""
    others = (other for other in desk.sides if other.party != side.party)
    return any("someone" in other.own.may_tell for other in others)


def first_letter(
    desk: DeskView,
    side: Side,
    *,
    version: str,
    language: str,
    arrives_on: date,
    words: str,
    reader: str,
) -> bytes:
    """D7 in one of its two versions, to whoever reads it (`outside.young`).

    ``told`` stays empty: neither version names the event or the other (§1.2.1), so what else was
    ticked is for a talk.
    """
    return letters.first_letter(
        version=version,
        language=language,
        three_words=words,
        wait_until=arrives_on + desk.terms.lasts("answer_period"),
        told=(),
        apart=current().words.get("apart"),
        reader=reader,
        **_to(side, reader, language),
        **_mediator(desk, language),
    )


def reminder(
    desk: DeskView, side: Side, *, language: str, today: date, words: str, reader: str
) -> bytes:
    """D8: shorter, and the last one."""
    until = today + desk.terms.lasts("answer_period")
    if side.file.approaches:
        until = side.file.approaches[-1].answer_by
    return letters.reminder(
        language=language,
        three_words=words,
        wait_until=until,
        reader=reader,
        **_to(side, reader, language),
        **_mediator(desk, language),
    )


def sign_up_made(own: PartyView, *, language: str, words: str, writer: str, until: date) -> bytes:
    """D2: somebody signed you up. Nothing of who that was, or of what they told us."""
    hours = hours_in(language)
    return sign_up_letters.sign_up_made(
        language=language,
        three_words=words,
        addressee=own.first_name,
        address=own.reach.post,
        writer=writer,
        phone=current().facts.phone,
        phone_hours=hours,
        until=until,
    )


def said_of(slug: str) -> str:
    """What a letter or leaflet along the way is called at the desk."""
    return DOCUMENTS[slug].name.within(get_language() or "nl")


def way_letter(desk: DeskView, side: Side, slug: str, *, language: str, on: date) -> bytes:
    """A letter or leaflet along the way; what is filled in is this person's own (`outside.way_letters`)."""
    known, own = _mediator(desk), side.own
    spoken = spoken_to(own, on, language)
    fields = fields_of(
        own,
        language=spoken,
        mediator=known["mediator"],
        phone=known["phone"],
        hours=known["phone_hours"],
        to_court=current().words.get("to_court", TO_COURT),
    )
    return document(
        slug,
        fields,
        language=spoken,
        addressee=own.first_name or side.file.name,
        address=own.reach.post,
        on=on,
        added=current().letters.get(slug, NOTHING_ADDED),
    )


def leaflet(reader: str, *, language: str, on: date) -> bytes:
    """D28, for a child, a young person, or a parent or guardian."""
    return leaflets.leaflet(reader=reader, language=language, phone=current().facts.phone, on=on)


def invitation_card(desk: DeskView, *, language: str, code: tuple[str, ...], until: date) -> bytes:
    known = _mediator(desk)
    return letters.invitation_card(
        language=language,
        code=" ".join(code),
        mediator=known["mediator"],
        phone=known["phone"],
        valid_until=until,
    )


def supporter_invited(
    desk: DeskView, guest: Guest, *, language: str, code: tuple[str, ...], until: date
) -> bytes:
    """D14, to whoever was let in beside somebody."""
    return supporter_letters.supporter_invited(
        language=language,
        code=" ".join(code),
        addressee=guest.name,
        what_for=[WHAT_FOR[one].within(language) for one in guest.what_for if one in WHAT_FOR],
        valid_until=until,
        **_mediator(desk),
    )
