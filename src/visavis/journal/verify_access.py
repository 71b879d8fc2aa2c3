"""The chain of the access log, checked without any key."""

from collections.abc import Sequence
from datetime import date

from visavis.journal.access import KEPT_YEARS, access_head
from visavis.journal.anchors import Anchor
from visavis.journal.chain import Difference
from visavis.journal.models import AccessHead, AccessRow
from visavis.mediation.terms import years_after

CHUNK = 2000


def verify_access(tenant: str, anchors: Sequence[Anchor], today: date | None) -> int:
    """How many lines stand there. Raises Difference, with the first one as a sentence.

    A log that begins later than an anchor of the last five years is one of which something was cut away.
    """
    ends = AccessHead.objects.get(tenant_id=tenant)
    marks = [one for one in anchors if one.tenant == tenant]
    at: dict[int, list[Anchor]] = {}
    for one in marks:
        at.setdefault(one.access_n, []).append(one)
    n, head = ends.start, bytes(ends.start_head)
    _compare(head, at.get(n, ()))
    while rows := list(
        AccessRow.objects.filter(tenant_id=tenant, n__gt=n, n__lte=ends.n).order_by("n")[:CHUNK]
    ):
        for row in rows:
            n += 1
            if row.n != n:
                raise Difference(f"Line {n} of the access log is missing.")
            head = access_head(row, head)
            if head != bytes(row.head):
                raise Difference(f"Line {n} of the access log was changed, or one before it was.")
            _compare(head, at.get(n, ()))
    if n != ends.n or head != bytes(ends.head):
        raise Difference(
            f"The access log should end at line {ends.n}; it ends at {n}, or otherwise."
        )
    if AccessRow.objects.filter(tenant_id=tenant, n__lte=ends.start).exists():
        raise Difference("The access log holds a line from before its beginning.")
    for one in marks:
        if one.access_n > ends.n:
            raise Difference(
                f"The access log ends at line {ends.n}; on {one.day} line {one.access_n} was anchored."
            )
        if today and one.access_n < ends.start and one.day >= kept_since(today):
            raise Difference(f"The access log was cut after {one.day}, and that is too late.")
    return n - ends.start


def kept_since(today: date) -> date:
    """From this day on, every line of the access log must be there."""
    return years_after(today, -KEPT_YEARS)


def _compare(head: bytes, anchors: Sequence[Anchor]) -> None:
    for one in anchors:
        if one.access_head != head:
            raise Difference(
                f"Line {one.access_n} of the access log is not the one anchored on {one.day}."
            )
