"""A participant's room: their own lane, opened with their own ring, once per request."""

from django.http import HttpRequest

from visavis.doors.shared.carrying import PartyRoom
from visavis.doors.shared.keyring import keys
from visavis.journal.keys import participant_ring
from visavis.journal.record import Where
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.people import clock


def room_of(trajectory: str, party: str) -> PartyRoom:
    """The room of one person. Opens and seals their own lane only."""
    me = PartyId(party)
    return PartyRoom(
        participant_ring(keys(), me),
        Actor(Audience.OWNER, me),
        Where(trajectory, me),
        clock.now(),
    )


def room(request: HttpRequest) -> PartyRoom:
    """The room of whoever is signed in."""
    if not hasattr(request, "room"):
        request.room = room_of(request.signed_in.trajectory, request.signed_in.party)
    found: PartyRoom = request.room
    return found
