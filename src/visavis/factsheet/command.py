"""``visavis factsheet``: both PDFs and both pages of a snapshot, into a folder."""

import argparse
import sys
from pathlib import Path

from django.conf import settings

from visavis.factsheet.evidence import gather
from visavis.factsheet.layout import lay_out
from visavis.factsheet.pages import document, styles
from visavis.factsheet.pdf import pdf
from visavis.factsheet.version import code_version
from visavis.factsheet.words import LANGUAGES
from visavis.study.snapshot import BrokenSnapshot, Snapshot, latest, load, snapshot_folder

FAILED = 2


class NoFactsheet(ValueError):
    """What was asked for cannot be made; the message is for the person at the keyboard."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, help="only this language; default both")
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(settings.VISAVIS_VAR) / "factsheet",
        metavar="FOLDER",
        help="where to write; default factsheet in the service's folder (VISAVIS_VAR)",
    )
    parser.add_argument(
        "--snapshot", metavar="HASH", help="the snapshot to use; default the newest"
    )


def run(args: argparse.Namespace) -> int:
    """Write the files and name each. Returns the exit code; 2 with one plain sentence on errors."""
    try:
        snapshot = chosen(args.snapshot)
        args.out.mkdir(parents=True, exist_ok=True)
        evidence = gather(snapshot)
        for language in LANGUAGES if args.language is None else (args.language,):
            sheet = lay_out(snapshot, evidence, language, code_version())
            _write(args.out / f"factsheet.{language}.pdf", pdf(sheet))
            _write(args.out / f"factsheet.{language}.html", document(sheet).encode())
        _write(args.out / "factsheet.css", styles().encode())
    except (NoFactsheet, BrokenSnapshot) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"Cannot write to {args.out}: {error.strerror}.")
    print(f"Snapshot {snapshot.sha256} of {snapshot.taken_on}, program {code_version()}.")
    return 0


def chosen(name: str | None) -> Snapshot:
    """The named or the newest snapshot. Raises NoFactsheet where there is none."""
    folder = snapshot_folder()
    if name is None:
        newest = latest(folder)
        if newest is None:
            raise NoFactsheet("There is no snapshot yet. Take one on the research pages.")
        return newest
    found = [place for place in folder.glob("[0-9a-f]*") if place.name.startswith(name)]
    if len(found) != 1 or not name:
        raise NoFactsheet(f"No single snapshot has a name that begins with {name}.")
    return load(found[0])


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    print(path)


def _fail(sentence: str) -> int:
    print(f"visavis: {sentence}", file=sys.stderr)
    return FAILED
