"""Row 24: with a wrong or missing key nothing is shown as if it were empty."""

from pathlib import Path

import pytest
from django.test import Client

from tests.bad_input.town import Town
from tests.doors.pages import form_fields, text_of
from visavis.doors.shared import keyring
from visavis.journal.models import EntryRow, LaneKey
from visavis.journal.root import create_root

NOT_AVAILABLE = "Deze pagina is nu niet beschikbaar. Er is niets van verloren."
TEXT = "Een lange tekst die ik niet nog eens wil typen."


@pytest.fixture
def no_keys(town: Town, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The process has forgotten its keys and must open them itself."""
    settings.VISAVIS_VAR = tmp_path
    monkeypatch.delenv("VISAVIS_ROOT_PASSPHRASE", raising=False)
    return tmp_path


def not_available(client: Client, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 503, url
    assert NOT_AVAILABLE in text_of(answer.content.decode())
    assert answer["Cache-Control"] == "no-store"


def every_door(town: Town) -> list[tuple[Client, str]]:
    person, _ = town.place(town.mine, town.mine.a)
    return [
        (person, "/plek/"),
        (person, "/plek/schrijven/"),
        (town.staff(), "/werk/"),
        (town.staff(), f"/werk/trajecten/{town.mine.trajectory}/"),
    ]


def test_row_24_without_a_root_key_every_personal_page_says_not_available(
    town: Town, no_keys: Path
) -> None:
    pages = every_door(town)
    keyring.hold(None)
    for client, url in pages:
        not_available(client, url)
    assert Client().get("/").status_code == 200, "what needs no key stands open"


def test_row_24_with_another_root_key_or_passphrase_too(
    town: Town, no_keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = every_door(town)
    create_root(no_keys / keyring.ROOT_FILE, "een heel andere zin", log_n=4)
    for passphrase in ("een heel andere zin", "verkeerd", ""):
        monkeypatch.setenv("VISAVIS_ROOT_PASSPHRASE", passphrase)
        keyring.hold(None)
        for client, url in pages:
            not_available(client, url)


def test_row_24_what_is_sent_while_a_key_is_missing_is_offered_back(
    town: Town, no_keys: Path
) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    desk, url = town.staff(), f"/werk/trajecten/{town.mine.trajectory}/kant/{town.mine.a}/notitie/"
    note = form_fields(desk.get(url).content.decode(), "token") | {"text": TEXT}
    wish = form_fields(person.get("/plek/mensen/keuze/").content.decode(), "token")
    keyring.hold(None)
    for answer in (
        desk.post(url, note),
        person.post("/plek/mensen/keuze/", wish | {"own_words": TEXT}),
    ):
        assert answer.status_code == 503
        assert TEXT in answer.content.decode()


def test_row_24_a_dossier_whose_key_is_gone_is_not_available_and_the_others_are(
    town: Town,
) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    other, _ = town.place(town.theirs, town.theirs.a)
    desk = town.staff()
    LaneKey.objects.filter(lane__party_id=town.mine.a, lane__role="own").delete()
    not_available(person, "/plek/")
    not_available(desk, f"/werk/trajecten/{town.mine.trajectory}/")
    assert other.get("/plek/").status_code == 200
    assert desk.get("/werk/trajecten/").status_code == 200


def test_row_23_a_changed_entry_makes_its_dossier_not_available(town: Town) -> None:
    from django.db import connection

    from visavis.journal.triggers import installing, removing

    person, _ = town.place(town.mine, town.mine.a)
    row = EntryRow.objects.filter(lane__party_id=town.mine.a, lane__role="own").latest("version")
    sealed = bytearray(bytes(row.sealed))
    sealed[-20] ^= 1
    with connection.cursor() as cursor:
        for statement in removing(connection.vendor):
            cursor.execute(statement)
        EntryRow.objects.filter(pk=row.pk).update(sealed=bytes(sealed))
        for statement in installing(connection.vendor):
            cursor.execute(statement)
    not_available(person, "/plek/")
