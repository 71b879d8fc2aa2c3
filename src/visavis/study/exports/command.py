"""``visavis export``: makes what was asked for on the research pages, or asks for one itself.

What it makes is released on the research pages, by two people; the folder is written at once, because
whoever works at this keyboard can read the database anyway. ``--instruments`` writes only the
questionnaires, which hold nobody.
"""

import argparse
import sys
from pathlib import Path

from visavis.people.clock import now
from visavis.study import jobs
from visavis.study.catalogue import catalogue
from visavis.study.exchange.fhir import written_as_fhir
from visavis.study.exchange.limesurvey import written_as_limesurvey
from visavis.study.exchange.redcap import written_as_redcap
from visavis.study.exports import register

FAILED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--purpose", help="ask for an export with this purpose, and make it")
    parser.add_argument(
        "--instruments",
        type=Path,
        metavar="FOLDER",
        help="write the questionnaires for REDCap, LimeSurvey and FHIR, and nothing of anybody",
    )


def run(args: argparse.Namespace) -> int:
    """Returns the exit code; 2 with one plain sentence where an export could not be made."""
    if args.instruments is not None:
        return _instruments(args.instruments)
    asked = register.ask(args.purpose.strip()[:400], "", now()) if args.purpose else None
    made = jobs.work({register.KIND: lambda job, tell: register.make_asked(job, tell, now)})
    if asked is not None:
        job = register.jobs_of([asked])[asked.pk]
        if job.failed:
            print(f"visavis: {job.failed}", file=sys.stderr)
            return FAILED
        print(register.folder_of(asked))
    print(f"Made {made} exports. They are released on the research pages, by two people.")
    return 0


def _instruments(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    instruments = [one.instrument for one in catalogue()]
    files = {
        f"redcap.{language}.csv": written_as_redcap(instruments, language)
        for language in ("nl", "en")
    }
    files["limesurvey.lss"] = written_as_limesurvey(instruments)
    for one in instruments:
        files[f"{one.id}.fhir.json"] = written_as_fhir(one)
    for name, content in files.items():
        (folder / name).write_bytes(content)
        print(folder / name)
    return 0
