"""From a snapshot to everything that is printed from it, in both languages."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from visavis.factsheet.evidence import Evidence, gather
from visavis.factsheet.layout import lay_out
from visavis.factsheet.pages import article
from visavis.factsheet.pdf import pdf
from visavis.factsheet.sheet import Factsheet
from visavis.factsheet.version import code_version
from visavis.factsheet.words import LANGUAGES, Language
from visavis.study.snapshot import Snapshot, load


@dataclass(frozen=True, slots=True)
class Made:
    """A factsheet in both languages: the value, the part of a page, the PDF."""

    sheets: Mapping[Language, Factsheet]
    pages: Mapping[Language, str]
    pdfs: Mapping[Language, bytes]

    @property
    def digest(self) -> str:
        """SHA-256 over all that a reader may get."""
        whole = hashlib.sha256()
        for language in LANGUAGES:
            for part in (self.pages[language].encode(), self.pdfs[language]):
                whole.update(len(part).to_bytes(8, "big") + part)
        return whole.hexdigest()


def make(snapshot: Snapshot, evidence: tuple[Evidence, ...] | None = None) -> Made:
    """Everything for this snapshot; the same bytes each time the same program is asked."""
    found = gather(snapshot) if evidence is None else evidence
    sheets = {
        language: lay_out(snapshot, found, language, code_version()) for language in LANGUAGES
    }
    return Made(
        sheets,
        {language: article(sheet) for language, sheet in sheets.items()},
        {language: pdf(sheet) for language, sheet in sheets.items()},
    )


@dataclass(frozen=True, slots=True)
class Known:
    """A stored snapshot with its evidence."""

    snapshot: Snapshot
    evidence: tuple[Evidence, ...]


@lru_cache(maxsize=4)
def known(sha256: str, folder: Path) -> Known:
    """The evidence of a stored snapshot; kept, because a snapshot never changes.

    Raises BrokenSnapshot where the folder does not hold what its name promises.
    """
    snapshot = load(folder / sha256)
    return Known(snapshot, gather(snapshot))
