"""See, show a form, carry out, go on: what every page of a person or of the desk stands on.

A door makes a `Room` for its request: which ring, who acts, where, and what is seen (once). A form
of the door is an `ActForm` and builds one act. A view is four lines::

    form = ConsentForm(request, room(request))
    if form.carried_out():
        return redirect("participant:place")
    return show(request, "participant/exploring/consent.html", form=form)

What can go wrong between the two is here and nowhere else: a refusal stands beside the form in three
parts, a stale page or a key used for something else comes back as 409 with the text still in it, an
unknown field is 400, and what is unknown, foreign or gone is the one 404.
"""

import secrets
from abc import ABC, ABCMeta, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from visavis.doors.shared import keyring
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.languages import said
from visavis.journal import record
from visavis.journal.keys import OutsideReach, Ring, participant_ring
from visavis.journal.record import Outcome, Recorded, Where
from visavis.journal.see import Seen, see_desk, see_party
from visavis.journal.sheet import NotThere
from visavis.mediation.acts import Act
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.sight import NONE, Grants
from visavis.mediation.views import DeskView, PartyView
from visavis.people import clock

NEW_KEY_BYTES = 16
NOT_HERE = (NotThere, OutsideReach)
"""Unknown, foreign, erased, not yet there: one and the same (security §9 rows 1, 2)."""


@dataclass
class Room(ABC):
    """What one request may see and do. A door gives it a ring with that door's two reaches."""

    ring: Ring
    actor: Actor
    where: Where
    now: datetime
    """The time at the service (``people.clock.now()``), aware."""

    @abstractmethod
    def look(self) -> Seen[Any]:
        """What this room's own reach opens."""

    def carry_out(self, act: Act, *, token: str = "", key: str = "", said: str = "") -> Outcome:
        """Decide and record. An empty ``token`` is a stale one, unless the act is always possible.

        ``said``: digest of what the form said; empty: of the act. Raises `NOT_HERE`.
        """
        return record.carry_out(
            act,
            self.actor,
            self.where,
            self.ring,
            self.now,
            token=token,
            key=f"{type(act).__name__}:{key or new_key()}",
            content_hash=said or None,
        )

    @cached_property
    def _seen(self) -> Seen[Any]:
        try:
            return self.look()
        except NOT_HERE:
            raise Http404 from None

    @property
    def view(self) -> Any:
        """What is seen, opened once per request."""
        return self._seen.view

    @property
    def token(self) -> str:
        return self._seen.token


class PartyRoom(Room):
    """One person's own room: their lane and nothing else."""

    view: PartyView

    def look(self) -> Seen[PartyView]:
        return see_party(self.where.party, self.ring, self.now)


def party_room(trajectory: str, party: str) -> PartyRoom:
    """The room of one person: a ring that opens and seals their own lane only."""
    me = PartyId(party)
    return PartyRoom(
        participant_ring(keyring.keys(), me),
        Actor(Audience.OWNER, me),
        Where(trajectory, me),
        clock.now(),
    )


@dataclass
class DeskRoom(Room):
    """One trajectory, as the member of staff who acts may see it. ``grants``: what they see besides."""

    grants: Grants = NONE

    def look(self) -> Seen[DeskView]:
        return see_desk(
            self.where.trajectory, self.ring, self.now, self.actor.audience, self.grants
        )


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal as it stands beside a form: what cannot be, why, and what can be done instead."""

    what: str
    why: str
    instead: str


def in_words(refusal: Refusal, cannot: str = "") -> Refused:
    """The three parts in the reader's language. ``cannot``: the form's own first sentence."""
    return Refused(
        cannot or _("This is not possible now. Nothing was changed."),
        said(refusal.text),
        said(refusal.instead),
    )


def changed() -> Refused:
    return Refused(
        _("Something has changed since you opened this page."),
        _("That is why we did not send this yet. What you filled in still stands here."),
        _("Look once more. Is it still right? Then send it again."),
    )


def new_key() -> str:
    """A form's one-time key: sending the form twice with it gives the first result again."""
    return secrets.token_hex(NEW_KEY_BYTES)


class _AbstractFields(forms.forms.DeclarativeFieldsMetaclass, ABCMeta):
    """A form that may leave a method to its subclasses."""


class ActForm(forms.Form, metaclass=_AbstractFields):
    """A form that becomes one act. Subclasses have the fields and say which act.

    ``status`` and ``refused`` are what `show` needs; ``fields_beside`` names what a page may send
    along that is no field of the form, such as the name of the button.
    """

    cannot: ClassVar[Any] = ""
    """What cannot be done when the act is refused, as a sentence; empty takes the general one."""
    fields_beside: ClassVar[frozenset[str]] = frozenset()
    use_required_attribute = False

    token = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, room: Room, **kwargs: Any) -> None:
        posted = request.POST if request.method == "POST" else None
        super().__init__(posted, **kwargs)
        self.request, self.room = request, room
        self.status = 200
        self._key = ""
        self.refused: Refused | None = None
        self.recorded: Recorded | None = None
        if posted is not None:
            only_fields(request, {*self._names(), *self.fields_beside})

    def _names(self) -> Iterator[str]:
        for name, field in self.fields.items():
            html_name = self.add_prefix(name)
            yield html_name
            if isinstance(field.widget, forms.MultiWidget):
                yield from (f"{html_name}{suffix}" for suffix in field.widget.widgets_names)

    @abstractmethod
    def act(self) -> Act:
        """The act, from ``cleaned_data``."""

    def carried_out(self) -> bool:
        """True when something was sent, was right, and is recorded; otherwise show the form."""
        if not self.is_bound or not self.is_valid():
            return False
        try:
            outcome = self.room.carry_out(
                self.act(),
                token=self.cleaned_data["token"],
                key=self.cleaned_data["key"],
                said=self._said(),
            )
        except NOT_HERE:
            raise Http404 from None
        if isinstance(outcome, Recorded):
            self.recorded = outcome
            return True
        if isinstance(outcome, Refusal):
            self.refused = in_words(outcome, str(self.cannot))
        else:  # Stale, or Conflict: the same key with other content
            self.status, self.refused = 409, changed()
            self._key = new_key()
            self.room.__dict__.pop("_seen", None)  # what stands there now has another token
        return False

    def _said(self) -> str:
        """A digest of what was sent: random ids in the act differ at each sending, the form does not."""
        said = [
            (name, self.data.getlist(name))
            for name in sorted(self.data)
            if name not in {"token", "key", "csrfmiddlewaretoken"}
        ]
        return sha256(repr(said).encode()).hexdigest()

    @property
    def once(self) -> str:
        """The key this rendering carries; the one that was sent, unless that one is used up."""
        sent = self.data.get("key", "") if self.is_bound else ""
        self._key = self._key or sent or new_key()
        return self._key


def show(
    request: HttpRequest, template: str, form: ActForm | None = None, **context: Any
) -> HttpResponse:
    """A page of a personal door: the form with its refusal and status, or a page without one."""
    if form is not None:
        context |= {"form": form, "refused": form.refused}
    response = render(request, template, context, status=form.status if form is not None else 200)
    response.is_page = True  # with the text in it: no page of that status takes its place
    return response
