"""What they agree: one text put to everyone, recorded when all said yes, sent only where all let it (A26, S37, S38)."""

from random import SystemRandom
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Maker, Window, from_window, one, some, words
from visavis.doors.desk.words import label_of, said
from visavis.journal.record import new_id
from visavis.mediation import agreement
from visavis.mediation.agreement import RECIPIENTS
from visavis.mediation.entries import PartyId
from visavis.mediation.safeguards import AGREEMENT_REVIEW
from visavis.mediation.terms import day
from visavis.mediation.views import Agreement, DeskView, MayDisclose, Side
from visavis.mediation.words import PartyState

P = PartyState
SAYS = {
    True: _("Says yes to exactly this text"),
    False: _("Says no to this text"),
    None: _("Has not answered yet"),
}


def agreements_of(desk: DeskView) -> list[Agreement]:
    """Each text once, whoever is part of it; the newest last."""
    found = {one.agreement: one for side in desk.sides for one in side.own.agreements}
    return sorted(found.values(), key=lambda one: (str(one.put_at), one.agreement))


def standing(desk: DeskView) -> Agreement | None:
    """The text that was put to everyone and is no agreement yet."""
    return next((a for a in reversed(agreements_of(desk)) if a.recorded_on is None), None)


def people_of(desk: DeskView, about: str) -> list[Side]:
    return [side for side in desk.sides if about in side.own.agreement_ids]


def thought_over(window: Window, text: Agreement) -> bool:
    over = text.thought_over_at
    return over is not None and window.today >= day(over)


def sendable(desk: DeskView, text: Agreement) -> list[str]:
    """To whom everyone lets it go, and it did not go yet."""
    people = people_of(desk, text.agreement)
    return [
        code
        for code in RECIPIENTS
        if code not in text.disclosed
        and all(MayDisclose(text.agreement, code) in side.own.may_disclose for side in people)
    ]


def _parties(desk: DeskView, about: str) -> tuple[PartyId, ...]:
    return tuple(side.party for side in people_of(desk, about))


# Putting a text to everyone


def _in_contact(window: Window) -> list[Side]:
    return [side for side in window.desk.sides if side.own.state is P.IN_CONTACT]


def _drafters(window: Window) -> list[Side]:
    """Whose proposal can be put: while people of both sides are in contact."""
    there = _in_contact(window)
    both = len({side.initiating for side in there}) > 1
    return [side for side in there if side.own.proposal] if both else []


def _drafts(window: Window) -> list[tuple[Any, Any]]:
    return [(label_of(side), side.own.proposal) for side in _drafters(window)]


def _whose(window: Window) -> Maker | None:
    listed = [(side.party, label_of(side)) for side in _drafters(window)]
    first = listed[0][0] if len(listed) == 1 else ""
    return one(_("Whose words do you put to everyone?"), listed, first=first) if listed else None


def _puts(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    text = standing(window.desk)
    already = _parties(window.desk, text.agreement) if text else ()
    now = [side.party for side in _in_contact(window)]
    return {
        "agreement": text.agreement if text else new_id(SystemRandom()),
        "people": tuple(dict.fromkeys((*already, *now))),
        "text": window.desk.side(PartyId(answers["whose"])).own.proposal,
    }


# Recording it


def _stands(window: Window) -> list[tuple[Any, Any]]:
    text = standing(window.desk)
    if text is None or text.put_at is None or text.thought_over_at is None:
        return []
    found: list[tuple[Any, Any]] = [
        (_("The text"), text.text),
        (_("Put to everyone"), date_format(day(text.put_at), "j F Y")),
        (_("Can be recorded from"), date_format(day(text.thought_over_at), "j F Y")),
    ]
    for side in people_of(window.desk, text.agreement):
        found.append((label_of(side), SAYS[side.own.accepts(text)]))
    return found


def _review(window: Window) -> Maker | None:
    if standing(window.desk) is None:
        return None
    return some(_("What did you look at, and is it right?"), AGREEMENT_REVIEW)


def _records(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    text = standing(window.desk)
    about = text.agreement if text else ""
    return {"agreement": about, "people": _parties(window.desk, about)}


def _can_be_recorded(window: Window) -> bool:
    text = standing(window.desk)
    if text is None:
        return False
    people = people_of(window.desk, text.agreement)
    return thought_over(window, text) and all(side.own.accepts(text) for side in people)


# Sending it


def _may_go(window: Window) -> list[tuple[str, Any]]:
    return [
        (f"{text.agreement}:{code}", said(RECIPIENTS[code]))
        for text in agreements_of(window.desk)
        if text.recorded_on is not None
        for code in sendable(window.desk, text)
    ]


def _where_to(window: Window) -> Maker | None:
    listed = _may_go(window)
    first = listed[0][0] if len(listed) == 1 else ""
    return one(_("To whom?"), listed, first=first) if listed else None


def _recorded_ones(window: Window) -> list[tuple[Any, Any]]:
    return [
        (date_format(text.recorded_on, "j F Y"), text.text)
        for text in agreements_of(window.desk)
        if text.recorded_on is not None
    ]


def _sends(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    about, _colon, recipient = answers["to"].partition(":")
    return {"agreement": about, "recipient": recipient, "people": _parties(window.desk, about)}


AGREEMENT = (
    FormOf(
        agreement.PutAgreement,
        "tekst-voorleggen",
        _("Put what they propose to everyone"),
        _("Put exactly this to everyone"),
        lead=_(
            "One text, the same for all, exactly as it was proposed. Each has time to think, and says yes or "
            "no apart. A text put before is replaced, and every yes to it ends."
        ),
        shows=_drafts,
        asks={"whose": from_window(_whose)},
        needs=("whose",),
        given=_puts,
        comes=lambda window: bool(_drafters(window)),
        between=True,
    ),
    FormOf(
        agreement.RecordAgreement,
        "tekst-vastleggen",
        _("What they agreed"),
        _("Everyone agreed: record it"),
        lead=_(
            "Only when everyone said yes to exactly this text, and the time to think is over. Until then there is "
            "no document, and nobody hears who did not say yes."
        ),
        shows=_stands,
        asks={"looked_at": from_window(_review)},
        needs=("looked_at",),
        given=_records,
        comes=_can_be_recorded,
        between=True,
    ),
    FormOf(
        agreement.DiscloseAgreement,
        "tekst-versturen",
        _("Send what they agreed"),
        _("Everyone lets it go: it is sent"),
        lead=_(
            "Only to whom everyone said yes, each apart. Nothing goes along but this text. Afterwards you find the "
            "letter between both sides."
        ),
        shows=_recorded_ones,
        asks={"to": from_window(_where_to)},
        needs=("to",),
        given=_sends,
        comes=lambda window: bool(_may_go(window)),
        between=True,
    ),
)


# As told by a person


def _mine(window: Window) -> Agreement | None:
    return window.side.own.agreement(window.about)


def _reads(window: Window) -> list[tuple[Any, Any]]:
    text = _mine(window)
    return [(_("Read aloud, word for word"), text.text)] if text else []


def _as_read(window: Window) -> forms.Field:
    """The text that stood on the page: a yes to another one is none, and is asked again."""
    text = _mine(window)
    now = text.version_hash if text else ""

    def the_same(sent: str) -> None:
        if sent != now:
            raise forms.ValidationError(_("The text has changed. Read it aloud once more."))

    return forms.CharField(
        max_length=64, initial=now, validators=[the_same], widget=forms.HiddenInput
    )


TOLD = (
    FormOf(
        agreement.DraftAgreement,
        "stelt-voor",
        _("They propose what to agree"),
        lead=_("Word for word. You put it to everyone, or talk it over with them first."),
        asks={"text": words(_("What do they propose?"), most=8000)},
        begins=lambda w: {"text": w.side.own.agreement_draft},
        offered=lambda w: w.side.own.state is P.IN_CONTACT,
    ),
    FormOf(
        agreement.AnswerAgreement,
        "zegt-van-tekst",
        _("What they say of the text"),
        lead=_("Yes, no and later are all fine. A yes can be taken back until everyone said yes."),
        shows=_reads,
        asks={
            "version_hash": _as_read,
            "accepts": one(
                _("Do they say yes to exactly this text?"),
                [("yes", _("Yes")), ("no", _("No, or not any more"))],
            ),
        },
        given=lambda window, answers: {
            "agreement": window.about,
            "accepts": answers["accepts"] == "yes",
        },
        about="agreement",
    ),
    FormOf(
        agreement.AnswerDisclosure,
        "tekst-mag-weg",
        _("Whether what they agreed may be sent"),
        lead=_("Each recipient apart. It is sent only when everyone says yes; no needs no reason."),
        shows=_reads,
        asks={
            "recipient": one(_("To whom?"), RECIPIENTS),
            "gives": one(
                _("May it be sent there?"), [("yes", _("Yes")), ("no", _("No, or not any more"))]
            ),
        },
        given=lambda window, answers: {
            "agreement": window.about,
            "gives": answers["gives"] == "yes",
        },
        about="agreement",
    ),
)
