"""What every page of this door stands on: the newest snapshot, its evidence, and its words.

Researchers see pseudonymous figures only, small groups hidden as on the factsheet itself.
"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import get_language

from visavis.factsheet import editions
from visavis.factsheet.evidence import Evidence
from visavis.factsheet.layout import lay_out, teller_of
from visavis.factsheet.making import Known, known
from visavis.factsheet.models import Edition
from visavis.factsheet.sheet import Factsheet, Teller
from visavis.factsheet.version import code_version
from visavis.factsheet.words import Language
from visavis.study.snapshot import BrokenSnapshot, Snapshot, snapshot_folder

RESEARCHER = frozenset({"researcher"})
"""Who may see figures; privacy officers and data entry have pages of their own."""


@dataclass(frozen=True, slots=True)
class Study:
    """The study as this request shows it."""

    edition: Edition
    snapshot: Snapshot
    evidence: tuple[Evidence, ...]
    sheet: Factsheet
    teller: Teller

    @property
    def taken_on(self) -> date:
        return self.snapshot.taken_on

    def of(self, claim: str) -> Evidence | None:
        return next((each for each in self.evidence if each.claim.id == claim), None)


def language() -> Language:
    """The language of the page, as the factsheet names it."""
    return "en" if get_language() == "en" else "nl"


def study() -> Study | None:
    """The newest snapshot, or None where none was taken or it had to be removed.

    A snapshot is removed when somebody in it takes all their answers out again.
    """
    edition = editions.newest()
    if edition is None or not (snapshot_folder() / edition.snapshot).exists():
        return None
    try:
        found: Known = known(edition.snapshot, snapshot_folder())
    except BrokenSnapshot:
        return None
    sheet = lay_out(found.snapshot, found.evidence, language(), code_version())
    teller = teller_of(found.snapshot, found.evidence, language())
    return Study(edition, found.snapshot, found.evidence, sheet, teller)


def who(request: HttpRequest) -> str:
    """The account behind a request of this door."""
    return str(request.signed_in.account)  # set by the Doorkeeper, which let only staff pass
