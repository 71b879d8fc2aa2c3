"""A person's own copy as a download: at their own screen, or made by the desk for who has none."""

from datetime import datetime

from django.http import HttpResponse

from visavis.doors.shared.downloads import PDF, download
from visavis.doors.shared.keyring import keys
from visavis.journal.keys import Ring
from visavis.journal.looked_at import looked_at
from visavis.journal.see import own_copy
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import day
from visavis.outside.own_copy import OwnCopy, as_json, as_pdf
from visavis.service.current import current

KINDS = {"pdf": PDF, "json": "application/json"}


def own_copy_of(party: PartyId, trajectory: str, ring: Ring, now: datetime) -> OwnCopy:
    """All that is this person's. ``ring``: their own, whoever makes the copy."""
    view, entries = own_copy(party, ring, now)
    today = day(now)
    since = min((day(entry.at) for entry in entries), default=today)
    looks = looked_at(keys(), party, trajectory, since, today)
    return OwnCopy(view, tuple(entries), looks, today, current().sources.every_mine)


def as_file(copy: OwnCopy, kind: str, language: str) -> HttpResponse:
    """``kind``: pdf or json. The name says nothing; no browser shows it by itself."""
    content = as_json(copy) if kind == "json" else as_pdf(copy, language)
    return download(content, KINDS[kind], f"{copy.name}.{kind}")
