"""Who somebody of the study is: the sealed link, for the invitation job alone (study §1.3)."""

from datetime import date

from visavis.journal.envelope import Damaged
from visavis.journal.keys import STUDY, Ring
from visavis.journal.outbox import study_token
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.mediation.entries import PartyId
from visavis.study.models import Later, Link, Person


def linked(ring: Ring, party: PartyId, person: Person) -> Link:
    """The row, not yet saved, that leads from this person to their study_id and back."""
    place = study_token(ring, party)
    sealed = seal(ring.sealing(STUDY), _aad(ring, place, person), b"", party.encode(), info=ROW)
    return Link(place=place, sealed=sealed)


def party_of(ring: Ring, person: Person, link: Link) -> PartyId:
    """Whom to send a message. `Damaged` when the row was changed or belongs to another study_id."""
    aad = _aad(ring, link.place, person)
    try:
        return PartyId(unseal(ring.opening(STUDY), aad, bytes(link.sealed), info=ROW)[1].decode())
    except Unsealable:
        raise Damaged("a link of the study does not open") from None


def later_of(ring: Ring, party: PartyId, token_hash: str, today: date) -> Later:
    """The row, not yet saved, of somebody who may be asked in later years; it knows no study_id."""
    place = study_token(ring, party)
    aad = (ring.tenant.encode(), b"study later", place.encode())
    sealed = seal(ring.sealing(STUDY), aad, b"", party.encode(), info=ROW)
    return Later(place=place, sealed=sealed, token_hash=token_hash, given_on=today)


def _aad(ring: Ring, place: str, person: Person) -> tuple[bytes, ...]:
    return ring.tenant.encode(), b"study link", place.encode(), person.pk.encode()
