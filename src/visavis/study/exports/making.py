"""Makes the folder of one export from a snapshot, with a manifest and a disclosure report.

Whole or not at all: the folder gets its name when the last file stands in it.
"""

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Collection, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from visavis.study.exchange.fhir import written_as_fhir
from visavis.study.exchange.limesurvey import written_as_limesurvey
from visavis.study.exchange.redcap import written_as_redcap
from visavis.study.exports import bundle, ddi, refit, sav, tables
from visavis.study.exports.pseudonyms import KEYS, K, Pseudonymous, pseudonymous
from visavis.study.exports.variables import table, variables
from visavis.study.snapshot import Snapshot

MANIFEST = "manifest.json"
Told = Callable[[int], None]
"""Hears how far it is, in per cent."""
FILES = 16
"""How many files an export has, for the progress; a test keeps it so."""


def make(
    snapshot: Snapshot,
    allowed: Collection[str],
    *,
    at_the_end: Collection[str] = (),
    purpose: str,
    on: date,
    folder: Path,
    tell: Told = lambda _: None,
) -> str:
    """Write the export as ``folder`` and return the SHA-256 of its manifest.

    ``allowed``: study_ids of people who let their answers be used by others; ``at_the_end``: of whom
    what was offered at the end may stand beside them. Raises
    `pseudonyms.TooFewForRows`, OSError.
    """
    given = pseudonymous(snapshot, allowed, at_the_end)
    making = folder.with_name(f".{folder.name}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700, parents=True)
    hashes: dict[str, str] = {}
    for name, content in _files(snapshot, given):
        path = making / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        hashes[name] = sha256(content).hexdigest()
        tell(min(99, 100 * len(hashes) // FILES))
    manifest = {
        "purpose": purpose,
        "made_on": on.isoformat(),
        "level": "pseudonymous rows",
        "snapshot": {"sha256": snapshot.sha256, "taken_on": snapshot.taken_on.isoformat()},
        "instruments": {one.instrument.id: one.hash for one in snapshot.instruments},
        "people": given.people,
        "disclosure": disclosure(given),
        "files": dict(sorted(hashes.items())),
    }
    content = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
    (making / MANIFEST).write_bytes(content)
    shutil.rmtree(folder, ignore_errors=True)
    making.rename(folder)
    return sha256(content).hexdigest()


def disclosure(given: Pseudonymous) -> dict[str, object]:
    """What was done so that nobody can be told apart, and what it cost."""
    return {
        "k": K,
        "over": list(KEYS),
        "left_out": given.left_out,
        "people_who_did_not_allow_this": given.not_allowed if given.not_allowed >= K else f"< {K}",
        "dates": "month",
        "ids": "new random ids, of this export only",
        "offers_at_the_end": "as far as ten people came; an offer that would point at fewer has no column",
        "free_text": "none",
    }


def _files(snapshot: Snapshot, given: Pseudonymous) -> Iterator[tuple[str, bytes]]:
    """Each file with its name, made one by one."""
    instruments = [one.instrument for one in snapshot.instruments]
    rows = table(given, instruments)
    columns = variables(rows, instruments)
    rows = rows.select(one.name for one in columns)
    yield "rows.csv", tables.rows_csv(rows)
    yield "rows.csv-metadata.json", tables.csvw(columns)
    yield "codebook.csv", tables.codebook_csv(columns)
    yield "codebook.html", tables.codebook_html(columns, "Codebook")
    for language in ("nl", "en"):
        yield f"rows.{language}.sav", sav.sav(rows, columns, language)
    yield (
        "ddi.xml",
        ddi.ddi(
            columns, instruments, snapshot=snapshot.sha256, rows=rows.height, on=snapshot.taken_on
        ),
    )
    yield "fhir-bundle.json", bundle.bundle(given, instruments)
    for language in ("nl", "en"):
        yield f"instruments/redcap.{language}.csv", written_as_redcap(instruments, language)
    yield "instruments/limesurvey.lss", written_as_limesurvey(instruments)
    every = [json.loads(written_as_fhir(one)) for one in instruments]
    yield "instruments/fhir.json", json.dumps(every, ensure_ascii=False, indent=1).encode()
    yield (
        "instruments/visavis.zip",
        zipped((f"{one.instrument.id}.toml", one.source) for one in snapshot.instruments),
    )
    yield "ours.csv", refit.ours_csv(refit.ours(rows))
    yield "refit.R", refit.script()
    yield "READ.md", READ.encode()


def zipped(files: Iterator[tuple[str, bytes]]) -> bytes:
    """One zip file of them, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def as_zip(folder: Path) -> bytes:
    """A whole export as one file."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return zipped((str(path.relative_to(folder)), path.read_bytes()) for path in paths)


READ = """# What is in this folder

`rows.csv` has one row per person and wave. `codebook.html` (and `.csv`, and `ddi.xml`) says what each
column is; `rows.nl.sav` and `rows.en.sav` are the same for SPSS. Items stand as they were answered;
numbers below zero say why there is no answer. Scores have reversed items turned round.

`fhir-bundle.json` holds the same as FHIR R4. `instruments/` has the questionnaires for REDCap,
LimeSurvey, FHIR and Visavis.

`Rscript refit.R` fits the models again and prints ours (`ours.csv`) beside R's.

`manifest.json` has the purpose this was released for, the snapshot it comes from, what was left out so
that nobody can be told apart, and the SHA-256 of every file. The ids are new in each export: two exports
cannot be joined. People of one case stand here as separate people. Do not try to find out who somebody is.
"""
