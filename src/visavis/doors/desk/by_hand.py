"""*Laten weten*: who is to hear, by telephone, short message or plain envelope, that something is ready.

What it is about is not known here, and nobody says it: the words are the same for every message, but for the hour
of an appointment, the day before, to who wished for a short message.
E-mail leaves by itself; who chose to look for themselves is told nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from visavis.doors.desk import frame
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.words import said
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.languages import OURS
from visavis.journal import outbox
from visavis.journal.models import Party
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.sign_up import CHANNELS
from visavis.mediation.wording import spoken_to
from visavis.mediation.words import PartyState
from visavis.outside.messages import Recipient, waiting_by_hand, words_for
from visavis.outside.messages_words import BODY

AT_ONCE = 10
"""Lanes opened for one page, oldest message first."""


@dataclass(frozen=True, slots=True)
class Message:
    """One to pass on, and how its person wants to be reached. Who is told once, knows it of all of them."""

    id: str
    also: list[str]
    """Ids of later ones for the same person."""
    nickname: str
    half: Mapping[str, Any]
    channel: Any
    language: str
    words: str
    """The sentence, in the language of whoever hears it."""
    meaning: str
    """The same in Dutch, for who passes it on and does not read that language; empty where it is ours."""


def mine(here: Desk) -> tuple[list[outbox.Message], dict[PartyId, str]]:
    """What people in this person's care are to hear, oldest first, and their trajectories.

    A mediator's own people; before there is a mediator, intake's.
    """
    where: dict[PartyId, str] = {}
    if Audience.MEDIATOR in here.roles:
        own = Party.objects.filter(
            trajectory__tenant_id=here.ring.tenant, trajectory__mediator=here.account
        )
        where |= {PartyId(one): there for one, there in own.values_list("id", "trajectory_id")}
    if Audience.INTAKE in here.roles:
        where |= here.service.unassigned()
    if not where:
        return [], {}
    due = [one for one in outbox.to_send(here.ring, here.today) if one.party in where]
    return due, where


def waiting(here: Desk) -> tuple[list[Message], bool]:
    """The first messages to pass on by hand, and whether there may be more."""
    due, where = mine(here)
    people = list(dict.fromkeys(message.party for message in due))
    asked = people[:AT_ONCE]
    desks = here.views({where[party] for party in asked})
    views = {party: desks[where[party]] for party in asked}

    def recipient_of(party: PartyId) -> Recipient | None:
        if party not in views:
            return None
        own = views[party].side(party).own
        if own.state is PartyState.DECEASED:  # what was queued before goes nowhere
            return None
        return Recipient(own.reach, spoken_to(own, here.today))

    found: dict[PartyId, Message] = {}
    for message in waiting_by_hand(here.ring, here.today, recipient_of, due):
        if message.party in found:
            found[message.party].also.append(message.id)
            continue
        view = views[message.party]
        side = view.side(message.party)
        channel = CHANNELS.get(message.reach.channel)
        spoken = spoken_to(side.own, here.today)
        tongue = BODY.stands_in(spoken)
        found[message.party] = Message(
            message.id,
            [],
            view.desk.nickname,
            frame.half(side),
            said(channel) if channel else "",
            tongue,
            words_for(side.own, spoken, here.now),
            "" if tongue in OURS else words_for(side.own, "nl", here.now),
        )
    return list(found.values()), len(people) > AT_ONCE


@door("desk", methods=["GET"])
def by_hand(request: HttpRequest) -> HttpResponse:
    here = desk(request)
    messages, more = waiting(here)
    return frame.show(request, here, "by_hand", here="today", messages=messages, more=more)


@door("desk", methods=["POST"])
def passed_on(request: HttpRequest, message: str) -> HttpResponse:
    """Ticked off. What does not stand on this person's list, or not any more, is left as it is."""
    only_fields(request, ())
    here = desk(request)
    for one in waiting(here)[0]:
        if one.id == message:
            for each in (one.id, *one.also):
                outbox.mark_sent(each, here.now)
    return redirect("desk:by_hand")
