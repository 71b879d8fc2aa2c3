"""*Overzicht*: what waits for the privacy officer; for the operator when each duty was last done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from visavis.doors.keeper.frame import Keeper, keeper, show
from visavis.doors.keeper.openings import LOOKED_BACK
from visavis.doors.keeper.settings_list import waiting as waiting_sentences
from visavis.doors.keeper.words import DUTIES, EVERY
from visavis.doors.shared.door import door
from visavis.journal import access, duties, glass, requests, retention
from visavis.journal.models import (
    AccessHead,
    EntryRow,
    ErasureRow,
    LaneRow,
    RetentionRow,
    Tenant,
)
from visavis.service.current import current

SOON = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class DutyLine:
    name: Any
    at: datetime | None
    well: bool
    late: bool


@door("keeper", methods=["GET"])
def overview(request: HttpRequest) -> HttpResponse:
    at = keeper(request)
    return show(
        request,
        at,
        "overview",
        here="overview",
        duties=duty_lines(at),
        figures=figures(at.tenant),
        to_confirm=waiting_sentences(current()) if at.runs else 0,
        **(waiting(at) if at.officer else {}),
    )


def waiting(at: Keeper) -> dict[str, Any]:
    """What the privacy officer should look at, each with a link to it."""
    open_ = requests.open_requests(at.ring)
    due = retention.due(at.tenant, at.today + SOON, at.today)
    return {
        "flagged": access.unlooked(at.ring, access.weeks_between(at.today - LOOKED_BACK, at.today)),
        "unseen": glass.unseen(at.tenant),
        "requests": len(open_),
        "first_due": open_[0].due_on if open_ else None,
        "due": len(due),
        "held": sum(one.held is not None for one in due),
        "unfinished": ErasureRow.objects.filter(finished=None).count(),
    }


def duty_lines(at: Keeper) -> list[DutyLine]:
    known, found = duties.last(at.tenant), []
    for name, words in DUTIES.items():
        one = known.get(name)
        age = (at.now - one.at).days if one else None
        found.append(
            DutyLine(
                words,
                one.at if one else None,
                one is None or one.outcome == duties.WELL,
                age is not None and age > EVERY[name],
            )
        )
    return found


def figures(tenant: str) -> dict[str, Any]:
    """Numbers of rows and days; nothing that needs a key."""
    service = Tenant.objects.get(id=tenant)
    log = AccessHead.objects.get(tenant_id=tenant)
    days = RetentionRow.objects.filter(party__trajectory__tenant_id=tenant).order_by("on")
    first: date | None = days.values_list("on", flat=True).first()
    return {
        "epoch": service.epoch,
        "entries": EntryRow.objects.filter(tenant_id=tenant).count(),
        "lanes": LaneRow.objects.filter(tenant_id=tenant, erased=False).count(),
        "erased": LaneRow.objects.filter(tenant_id=tenant, erased=True).count(),
        "openings": log.n - log.start,
        "next": first,
    }
