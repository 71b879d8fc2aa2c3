"""Who stands beside a person: an interpreter who is no relative, and whoever they invited (S9, A39)."""

from hashlib import sha256
from random import SystemRandom
from typing import Any

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Maker, Window, from_window, line, one, some
from visavis.doors.desk.words import BESIDE, label_of, said
from visavis.journal.record import new_id
from visavis.mediation import around, ecogram
from visavis.mediation.entries import Audience
from visavis.mediation.ticks import TICKABLE, TICKS, ticks_of
from visavis.mediation.views import Guest

STRANGER = [
    ("yes", _("No: they are no family, and know nobody here")),
    ("no", _("Yes")),
]
FULL_NAME = _("First and last name. Who stands beside somebody else here is not let in twice.")


def person_of(trajectory: str, name: str) -> str:
    """The same for the same human being, whomever they stand beside here: by name, spaces and capitals aside."""
    plain = " ".join(name.split()).casefold()
    return sha256(f"{trajectory}:{plain}".encode()).hexdigest()[:32]


def _beside(guest: Guest) -> str:
    return f"{guest.name} · {BESIDE[guest.role]}" if guest.role in BESIDE else guest.name


def _across(window: Window) -> list[tuple[Any, Any]]:
    """Whoever stands beside somebody else here: before a choice is made, not after it."""
    found = [
        f"{label_of(side)}: {_beside(guest)}"
        for side in window.desk.others(window.side.party)
        for guest in side.own.around
        if guest.state != "ended" and guest.name
    ]
    return [(_("Stand beside somebody else here already"), "\n".join(found))] if found else []


def _invited(window: Window) -> list[Guest]:
    return [guest for guest in window.side.own.around if guest.state == "invited"]


def _which(window: Window) -> Maker | None:
    listed = [(guest.guest, _beside(guest)) for guest in _invited(window)]
    first = listed[0][0] if len(listed) == 1 else ""
    return one(_("Whom did you speak with?"), listed, first=first) if listed else None


AROUND = (
    FormOf(
        around.ArrangeInterpreter,
        "tolk",
        _("An interpreter"),
        _("Arrange this interpreter"),
        lead=_("For this person alone: each side has an interpreter of its own."),
        shows=_across,
        asks={
            "name": line(_("Who interprets?"), FULL_NAME, most=120),
            "stranger": one(
                _("Are they family of anyone here, or do they know somebody?"), STRANGER
            ),
        },
        given=lambda window, answers: {
            "guest": new_id(SystemRandom()),
            "person": person_of(window.desk.trajectory, answers["name"]),
            "no_relative": answers["stranger"] == "yes",
        },
    ),
    FormOf(
        around.AdmitGuest,
        "naaste-binnen",
        _("Let in who stands beside them"),
        _("Let this person in"),
        lead=_(
            "You spoke with them, and they know what may be asked of them and what not. "
            "They see what was ticked for them, and nothing else."
        ),
        shows=_across,
        asks={
            "guest": from_window(_which),
            "name": line(_("What is their name?"), FULL_NAME, most=120),
        },
        needs=("guest",),
        given=lambda window, answers: {
            "person": person_of(window.desk.trajectory, answers["name"])
        },
        comes=lambda window: bool(_invited(window)),
        offered=lambda window: bool(_invited(window)),
    ),
)


def _theirs(window: Window) -> list[Guest]:
    """Whom this person invited themselves, and who signed them up in their work, as long as it lasts."""
    return [
        guest
        for guest in window.side.own.around
        if guest.role in TICKABLE and guest.state != "ended"
    ]


def _about_whom(window: Window) -> Maker | None:
    listed = [(guest.guest, _beside(guest)) for guest in _theirs(window)]
    first = listed[0][0] if len(listed) == 1 else ""
    return one(_("Who is it about?"), listed, first=first) if listed else None


def _ticked(window: Window) -> dict[str, Any]:
    """What stands now, where it is about one person only."""
    found = _theirs(window)
    return {"ticks": [*ticks_of(found[0])]} if len(found) == 1 else {}


def _may_see(*roles: Audience) -> Maker:
    offered = [tick for role in roles for tick in TICKABLE[role]]
    return some(
        _("What may they see on their page?"),
        [(tick, said(TICKS[tick].text)) for tick in offered],
        _("Nothing is fine. Never anything of the other."),
    )


def _invites(slug: str, title: Any, role: Audience) -> FormOf:
    return FormOf(
        around.InviteSupporter,
        slug,
        title,
        lead=_(
            "You then speak with whoever was invited, before they are let in. "
            "The other side does not know of it."
        ),
        asks={
            "name": line(_("What is their name?"), most=120),
            "what_for": some(_("What are they asked for?"), around.WHAT_FOR),
            "ticks": _may_see(role),
        },
        given=lambda window, answers: {"guest": new_id(SystemRandom()), "role": role},
    )


TOLD = (
    _invites("vraagt-naaste", _("They ask somebody to stand beside them"), Audience.SUPPORTER),
    _invites("vraagt-advocaat", _("They want their lawyer to stand beside them"), Audience.LAWYER),
    FormOf(
        around.SetSupporterView,
        "naaste-ziet",
        _("What whoever stands beside them may see"),
        lead=_(
            "What is ticked here takes the place of before, at once. "
            "Summaries are for a lawyer, the last three for who signed them up in their work, "
            "the rest for a supporter."
        ),
        asks={
            "guest": from_window(_about_whom),
            "ticks": _may_see(Audience.SUPPORTER, Audience.LAWYER, Audience.REFERRER),
        },
        needs=("guest",),
        begins=_ticked,
        offered=lambda window: bool(_theirs(window)),
    ),
    FormOf(
        around.EndSupporter,
        "naaste-klaar",
        _("Somebody's help beside them ends"),
        lead=_("They need not say why. That person then reads one sentence: thank you."),
        asks={"guest": from_window(_about_whom)},
        needs=("guest",),
        offered=lambda window: bool(_theirs(window)),
    ),
    FormOf(
        ecogram.ShareEcogram,
        "kring-laten-zien",
        _("They show you who is around them"),
        _("Yes, you may see their drawing"),
        lead=_(
            "Only when they ask for it themselves. You see their drawing as it is now, and only here. "
            "Did they draw nothing here? Then nothing changes."
        ),
    ),
    FormOf(
        ecogram.EndEcogramShare,
        "kring-niet-meer",
        _("You see their drawing no longer"),
        _("They take it back"),
        lead=_("They need not say why. It is gone here at once."),
        offered=lambda window: window.side.own.circle_shared is not None,
    ),
)
