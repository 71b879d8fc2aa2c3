"""Who asked for an export and why, how far it is, and who released it: two people, two roles (study §6)."""

import os
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction

from visavis.mediation.terms import day
from visavis.study import jobs
from visavis.study.consent import Purpose
from visavis.study.desk_models import Export, Job
from visavis.study.exports.making import make
from visavis.study.exports.pseudonyms import TooFewForRows
from visavis.study.models import Consent, Offer
from visavis.study.snapshot import BrokenSnapshot, Snapshot, latest, load, snapshot_folder

KIND = "export"
LEVEL = "rows"


class NotReleased(ValueError):
    """An export cannot be released by this account; ``code`` names the reason for the page."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def folder_of(export: Export) -> Path:
    """Where its files are."""
    return Path(settings.VISAVIS_VAR) / "exports" / export.pk


def ask(purpose: str, by: str, now: datetime) -> Export:
    """Note that somebody wants an export, and what for; `make_asked` makes it. Raises jobs.TooMany."""
    with transaction.atomic():
        export = Export.objects.create(
            id=os.urandom(16).hex(), asked_by=by, asked_at=now, purpose=purpose, level=LEVEL
        )
        jobs.ask(KIND, by, now, export.pk)
    return export


def jobs_of(exports: Sequence[Export]) -> dict[str, Job]:
    """The work that makes each, by the export's id; none for work done so long ago that its row went."""
    rows = Job.objects.filter(kind=KIND, asked__in=[export.pk for export in exports])
    return {job.asked: job for job in rows.order_by("asked_at")}


def allowed() -> set[str]:
    """The study_ids of everybody who lets their answers be used by others, today."""
    rows = Consent.objects.filter(purpose=Purpose.REUSE, revoked_on=None)
    return set(rows.values_list("person_id", flat=True))


def with_offers() -> set[str]:
    """The study_ids of everybody beside whose answers what was offered at the end stands, today."""
    return set(Offer.objects.values_list("person_id", flat=True).distinct())


def release(export: Export, role: str, by: str, now: datetime) -> Export:
    """One of the two yeses. ``role``: researcher or officer. `NotReleased` for the same account twice."""
    if role not in ("researcher", "officer"):
        raise ValueError(role)
    if export.manifest and not current(export):
        drop(export)
        raise NotReleased("choices_changed")
    with transaction.atomic():
        export = Export.objects.select_for_update().get(pk=export.pk)
        if not export.manifest:
            raise NotReleased("not_made")
        other = export.officer if role == "researcher" else export.researcher
        if other == by:
            raise NotReleased("same_person")
        if getattr(export, role) == "":
            setattr(export, role, by)
        if export.researcher and export.officer and export.released_at is None:
            export.released_at = now
        export.save()
    return export


def choices_in(snapshot: Snapshot) -> str:
    """A hash of who of a snapshot may be exported today; it says nothing of anybody."""
    given = allowed()
    answered = set(snapshot.answers["study_id"].unique()) & given
    offered = set(snapshot.offers["study_id"].unique()) & given & with_offers()
    lines = [*sorted(answered), "", *sorted(offered)]
    return sha256("\n".join(lines).encode()).hexdigest()


def current(export: Export) -> bool:
    """Whether all who are in it still let their answers be used by others, and nobody was erased."""
    try:
        snapshot = load(snapshot_folder() / export.snapshot)
    except BrokenSnapshot:
        return False
    return export.choices == choices_in(snapshot)


def drop(export: Export) -> None:
    """Remove the files of an export that may not leave any more."""
    shutil.rmtree(folder_of(export), ignore_errors=True)
    Export.objects.filter(pk=export.pk).update(
        manifest="",
        failed="Somebody changed what they allow since it was made. Its files are gone; ask again.",
    )


def drop_outdated() -> int:
    """Remove the files of every unreleased export that is not current; returns how many."""
    waiting = Export.objects.filter(released_at=None).exclude(manifest="")
    old = [export for export in waiting if not current(export)]
    for export in old:
        drop(export)
    return len(old)


def make_asked(job: Job, tell: jobs.Tell, now: Callable[[], datetime]) -> str:
    """Make the export that a job names; the one made before stays. Returns its manifest's hash."""
    export = Export.objects.filter(pk=job.asked).first()
    if export is None:
        raise jobs.CannotDo("This export is not there any more. Ask for a new one.")
    if export.manifest:
        return export.manifest
    rows = Export.objects.filter(pk=export.pk)
    snapshot: Snapshot | None = latest(snapshot_folder())
    if snapshot is None:
        raise jobs.CannotDo(
            "There is no snapshot yet. Take one on the overview, then start this again."
        )
    try:
        manifest = make(
            snapshot,
            allowed(),
            at_the_end=with_offers(),
            purpose=export.purpose,
            on=day(now()),
            folder=folder_of(export),
            tell=lambda done: tell(done / 100),
        )
    except (TooFewForRows, OSError) as error:
        raise jobs.CannotDo(str(error)) from error
    rows.update(manifest=manifest, snapshot=snapshot.sha256, choices=choices_in(snapshot))
    return manifest
