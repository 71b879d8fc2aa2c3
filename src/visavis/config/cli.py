"""The command line ``visavis``. Each command lives in a module with the same two functions,
``add_arguments(parser)`` and ``run(args) -> exit code``; only the one asked for is imported."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from visavis.journal.tenant_keys import KeyUnavailable

COMMANDS = {
    "serve": ("visavis.config.serve_command", "Serve the pages, behind TLS, until stopped."),
    "demo": (
        "visavis.demo.command",
        "Make a service's three years with no real people, and serve it.",
    ),
    "sweep": ("visavis.config.sweep_command", "Do the dated work that is due; run it every hour."),
    "work": (
        "visavis.config.work_command",
        "Do the long work that waits: snapshots, exports, simulations. The pages start it by themselves.",
    ),
    "journal verify": (
        "visavis.journal.verify_command",
        "Check rows, chains, ledger, access log and anchors, without any key.",
    ),
    "journal anchor": (
        "visavis.journal.anchor_command",
        "Sign where the journal stands and keep it outside the database; run it every day.",
    ),
    "journal epoch": (
        "visavis.config.epoch_command",
        "Lay all keys under a new tenant key; yearly, and when someone with access leaves.",
    ),
    "backup": (
        "visavis.config.backup_command",
        "Copy database, files and keys while the service runs, for an offline recipient.",
    ),
    "restore": (
        "visavis.config.restore_command",
        "Put a backup back into an empty database, verify it, and erase again what was erased.",
    ),
    "leave": (
        "visavis.config.leave_command",
        "Take everything out in open formats, sealed for somebody who is not on this machine.",
    ),
    "mmrm": (
        "visavis.config.mmrm_command",
        "Fit a model for repeated measures to a CSV, Parquet or SPSS file and print its table.",
    ),
    "export": (
        "visavis.study.exports.command",
        "Make the export of the study's data that was asked for, or the questionnaires alone.",
    ),
    "codes": (
        "visavis.study.coding_command",
        "Take in the codes that two coders gave to interviews, from a CSV file.",
    ),
    "factsheet": ("visavis.factsheet.command", "Make the two-page factsheet as web page and PDF."),
}
WITHOUT_DJANGO = {"mmrm"}
FAILED = 2


class PlainParser(argparse.ArgumentParser):
    """Errors are one plain sentence, without the usage above it."""

    def error(self, message: str) -> None:  # type: ignore[override]  # it exits, as its base does
        self.exit(FAILED, f"visavis: {message}. Try “{self.prog} --help”.\n")


def build(asked: str | None) -> PlainParser:
    """The parser; only the command ``asked`` brings its arguments, so that the rest stays unread."""
    parser = PlainParser(
        prog="visavis",
        description="Software for services that bring people back into contact.",
    )
    parsers = parser.add_subparsers(title="commands", metavar="command", dest="command")
    journal = None
    for name, (module, about) in COMMANDS.items():
        if " " in name:
            if journal is None:
                top = parsers.add_parser("journal", help="Look after the journal.")
                journal = top.add_subparsers(
                    title="commands", metavar="command", dest="inner", required=True
                )
            mine = journal.add_parser(name.split()[1], help=about, description=about)
        else:
            mine = parsers.add_parser(name, help=about, description=about)
        if name == asked:
            load(name, module).add_arguments(mine)
    return parser


def load(name: str, module: str) -> ModuleType:
    if name not in WITHOUT_DJANGO:
        import django

        if name == "demo":
            os.environ.setdefault("VISAVIS_MODE", "demo")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "visavis.config.settings")
        django.setup()
    return importlib.import_module(module)


def asked_for(arguments: Sequence[str]) -> str | None:
    """The command that the arguments name, if any."""
    words = [word for word in arguments if not word.startswith("-")]
    for name in (" ".join(words[:2]), *words[:1]):
        if name in COMMANDS:
            return name
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. What a person can put right is one plain sentence and exit code 2."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = asked_for(given)
    if {"-h", "--help"} & set(given):
        # Help is for whoever has not set anything up yet: it needs no key and makes no folder.
        os.environ["VISAVIS_MODE"] = "test"
    try:
        parser = build(name)
        args = parser.parse_args(given)
        if name is None:
            parser.print_help()
            return 0 if not given else FAILED
        return int(load(name, COMMANDS[name][0]).run(args))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except DatabaseError as error:
        print(f"visavis: the database is busy or cannot be reached: {error}", file=sys.stderr)
        return FAILED
    except (ImproperlyConfigured, OSError, ValueError, KeyUnavailable) as error:
        print(f"visavis: {error}", file=sys.stderr)
        return FAILED


if __name__ == "__main__":
    sys.exit(main())
