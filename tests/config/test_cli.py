"""The command line: help says what each does, errors are one plain sentence and exit code 2."""

import pytest
from django.db import OperationalError

from visavis.config import cli

pytestmark = pytest.mark.pure


@pytest.fixture(autouse=True)
def own_environment(monkeypatch):
    monkeypatch.setenv("VISAVIS_MODE", "test")


def test_help_names_every_command_and_what_it_does(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    for name, (_, about) in cli.COMMANDS.items():
        if " " not in name:
            assert name in said
            assert about in said


@pytest.mark.parametrize("command", ["serve", "sweep"])
def test_each_command_has_help_of_its_own(capsys, command):
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    assert cli.COMMANDS[command][1] in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "wrong", [["dance"], ["serve", "--port", "many"], ["serve", "--nothing"], ["journal"]]
)
def test_a_mistake_is_one_plain_sentence_and_exit_code_2(capsys, wrong):
    with pytest.raises(SystemExit) as ended:
        cli.main(wrong)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("visavis: ")
    assert said.err.count("\n") == 1


def test_nothing_asked_shows_the_help(capsys):
    assert cli.main([]) == 0
    assert "commands:" in capsys.readouterr().out


def test_what_a_person_can_put_right_is_said_without_a_traceback(capsys, monkeypatch):
    class Command:
        @staticmethod
        def add_arguments(parser):
            parser.add_argument("file")

        @staticmethod
        def run(args):
            with open(args.file, encoding="utf-8") as source:
                return len(source.read())

    monkeypatch.setattr(cli, "load", lambda name, module: Command)
    assert cli.main(["mmrm", "no-such-file.csv"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("visavis: ")
    assert "no-such-file.csv" in said
    assert said.count("\n") == 1


def test_a_busy_database_is_one_plain_sentence(capsys, monkeypatch):
    class Command:
        @staticmethod
        def add_arguments(parser):
            pass

        @staticmethod
        def run(args):
            raise OperationalError("database is locked")

    monkeypatch.setattr(cli, "load", lambda name, module: Command)
    assert cli.main(["sweep"]) == 2
    said = capsys.readouterr().err
    assert said == "visavis: the database is busy or cannot be reached: database is locked\n"
