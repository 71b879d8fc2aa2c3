"""A participant's room: their own lane, opened with their own ring, once per request."""

from django.http import HttpRequest

from visavis.doors.shared.carrying import PartyRoom, party_room


def room(request: HttpRequest) -> PartyRoom:
    """The room of whoever is signed in."""
    if not hasattr(request, "room"):
        request.room = party_room(request.signed_in.trajectory, request.signed_in.party)
    found: PartyRoom = request.room
    return found
