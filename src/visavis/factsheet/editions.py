"""Making an edition, letting a second person approve it, and what the front door may show."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from visavis.factsheet.making import make
from visavis.factsheet.models import Approval, Edition
from visavis.factsheet.version import code_version
from visavis.factsheet.words import Language
from visavis.study import consent
from visavis.study.snapshot import Snapshot, load, publish, snapshot_folder, store
from visavis.study.taking import take_snapshot


class NotApproved(ValueError):
    """The edition may not become public. ``code`` names the reason for the page."""

    SENTENCES = {
        "same_person": "You made this edition, so somebody else has to approve it.",
        "left_since": "Somebody left the study after this snapshot. Take a new snapshot first.",
        "other_program": "The program changed since this edition was made. Take a new snapshot.",
        "other_bytes": "This is not the edition that was on your screen. Look at it again.",
    }

    def __init__(self, code: str) -> None:
        super().__init__(self.SENTENCES[code])
        self.code = code


@dataclass(frozen=True, slots=True)
class Published:
    """What everybody may see: one language of the newest approved edition."""

    page: str
    pdf: bytes
    taken_on: date
    approved_at: datetime
    is_progress: bool
    digest: str


def take(by: str, now: datetime) -> Edition:
    """Take a snapshot, keep it, and make the edition of it. by: the account that asks."""
    return edition_of(take_snapshot(now), by, now)


def edition_of(snapshot: Snapshot, by: str, now: datetime) -> Edition:
    """The edition of a snapshot; made once, the first maker stays its maker."""
    store(snapshot, snapshot_folder())
    found = Edition.objects.filter(snapshot=snapshot.sha256, code=code_version()).first()
    if found is not None:
        return found
    made = make(snapshot)
    edition, _ = Edition.objects.get_or_create(
        snapshot=snapshot.sha256,
        code=code_version(),
        defaults={
            "taken_on": snapshot.taken_on,
            "stopped": snapshot.stopped,
            "is_progress": made.sheets["nl"].is_progress,
            "made_by": by,
            "made_at": now,
            "page_nl": made.pages["nl"],
            "page_en": made.pages["en"],
            "pdf_nl": made.pdfs["nl"],
            "pdf_en": made.pdfs["en"],
            "digest": made.digest,
        },
    )
    return edition


def newest() -> Edition | None:
    """The edition made last, approved or not."""
    return Edition.objects.order_by("-made_at", "-pk").first()


def approve(edition: Edition, digest: str, by: str, now: datetime) -> Approval:
    """A second person lets this edition become public. Twice is once.

    digest: of the edition as it was on that person's screen.
    Raises NotApproved for the maker, for other bytes, for a program that changed since, and where
    somebody left the study after the snapshot (study.md §5).
    """
    if edition.made_by == by:
        raise NotApproved("same_person")
    if edition.digest != digest:
        raise NotApproved("other_bytes")
    with transaction.atomic():
        done = Approval.objects.filter(edition=edition).first()
        if done is not None:
            return done
        if consent.stopped() > edition.stopped:
            raise NotApproved("left_since")
        if edition.code != code_version():
            raise NotApproved("other_program")
        approval, _ = Approval.objects.get_or_create(
            edition=edition,
            defaults={
                "digest": digest,
                "made_by": edition.made_by,
                "approved_by": by,
                "approved_at": now,
            },
        )
    publish(load(snapshot_folder() / edition.snapshot), snapshot_folder())
    return approval


def published(language: Language) -> Published | None:
    """The newest approved edition in one language, or None: then there is nothing to show."""
    approval = Approval.objects.select_related("edition").order_by("-approved_at", "-pk").first()
    if approval is None:
        return None
    edition = approval.edition
    return Published(
        page=edition.page_nl if language == "nl" else edition.page_en,
        pdf=bytes(edition.pdf_nl if language == "nl" else edition.pdf_en),
        taken_on=edition.taken_on,
        approved_at=approval.approved_at,
        is_progress=edition.is_progress,
        digest=edition.digest,
    )
