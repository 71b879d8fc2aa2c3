"""Holds each sealed file against its row, without any key: there, of that length, and as it was written."""

from visavis.journal import files
from visavis.journal.chain import Difference
from visavis.journal.models import FileRow, Parcel

AT_ONCE = 500


def verify_files() -> int:
    """How many there are. Raises Difference with the first that is not as it should be.

    The service goes on meanwhile: what was erased or asked back while this looked is no difference.
    """
    number, last = 0, ""
    while rows := list(
        FileRow.objects.select_related("lane").filter(id__gt=last).order_by("id")[:AT_ONCE]
    ):
        for row in rows:
            wrong = _wrong(row)
            if wrong and FileRow.objects.filter(id=row.id).exists():
                raise Difference(f"File {row.id} {wrong}.")
        number, last = number + len(rows), rows[-1].id
    return number


def _wrong(row: FileRow) -> str:
    if row.lane is not None and row.lane.erased:
        return f"belongs to lane {row.lane_id}, which was erased"
    if row.lane is None and not Parcel.objects.filter(id=row.parcel).exists():
        return "belongs to a letter on its way that is not there"
    path = files.path_of(row.id)
    try:
        same = path.stat().st_size == row.size and files.hash_of(path) == bytes(row.hash)
    except OSError:
        return "is missing"
    return "" if same else "was changed"
