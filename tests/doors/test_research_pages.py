"""The research door: limits first, every number two clicks from its rule, a second person's yes."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.factsheet.synthetic import Truth, snapshot
from visavis.factsheet import editions
from visavis.factsheet.claims import claims as registered
from visavis.factsheet.models import Approval, Edition
from visavis.people import sessions
from visavis.people.models import Account, Kind

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VISAVIS_VAR = tmp_path


def researcher(name: str, roles: str = "researcher") -> tuple[Client, Account]:
    account = Account.objects.create(
        kind=Kind.STAFF, locator=name, secret="-", roles=roles, name=name
    )
    client = Client()
    _sign_in(client, account.pk)
    return client, account


def _sign_in(client: Client, account: str) -> None:
    """A session as signing in makes it, without the passphrase."""
    from django.conf import settings
    from django.http import HttpRequest

    request = HttpRequest()
    request.session = client.session
    request.META["CSRF_COOKIE"] = "-"
    sessions.start(request, account)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key


@pytest.fixture
def edition() -> Edition:
    maker = Account.objects.create(
        kind=Kind.STAFF, locator="maker", secret="-", roles="researcher", name="Noor"
    )
    return editions.edition_of(snapshot(), maker.pk, NOON)


def test_without_a_snapshot_every_page_says_so_and_offers_one() -> None:
    client, _ = researcher("ada")
    for path in ("", "stroom", "uitspraken", "factsheet"):
        page = client.get(f"/onderzoek/{path}")
        assert page.status_code == 200
        assert "Maak een momentopname" in page.content.decode()


def test_the_limits_stand_before_every_chart(edition: Edition) -> None:
    client, _ = researcher("ada")
    page = client.get("/onderzoek/").content.decode()
    assert 0 < page.index("12%") < page.index('<svg class="chart"')


def test_a_number_is_two_clicks_from_its_rule_and_its_snapshot(edition: Edition) -> None:
    client, _ = researcher("ada")
    sheet = client.get("/onderzoek/factsheet").content.decode()
    for claim in set(re.findall(r'class="sourced" href="#how-(C\d+)"', sheet)):
        row = sheet[sheet.index(f'id="how-{claim}"') :]
        target = re.search(r'href="(/onderzoek/uitspraken/C\d+)"', row)
        assert target
        assert target[1].endswith(f"/{claim}")
        page = client.get(target[1]).content.decode()
        assert edition.snapshot in page
        assert editions.code_version() in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_the_door_answers_in_both_languages(edition: Edition, prefix: str) -> None:
    client, _ = researcher("ada")
    claims = [f"uitspraken/{one.id}" for one in registered()]
    for path in ("", "stroom", "uitspraken", "factsheet", *claims):
        page = client.get(f"{prefix}/onderzoek/{path}")
        assert page.status_code == 200, path
        text = page.content.decode()
        assert " style=" not in text
        assert text.count("<h1") == 1, path
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path


def test_every_chart_has_its_table(edition: Edition) -> None:
    client, _ = researcher("ada")
    for path in ("", "stroom", "factsheet", "uitspraken/C5"):
        text = client.get(f"/onderzoek/{path}").content.decode()
        frames = text.count('class="frame"')  # an empty frame says its one sentence itself
        assert text.count('<svg class="chart') == text.count('<details class="more">') + frames


@pytest.mark.once
def test_beside_the_ending_stands_what_was_offered_and_by_which_rule(edition: Edition) -> None:
    client, _ = researcher("ada")
    page = client.get("/onderzoek/uitspraken/C21").content.decode()
    assert "Wat aan het eind is aangeboden, en wat ervan kwam." in page
    assert "een laatste gesprek" in page
    assert "Ernaast, geen deel van het oordeel" in page
    assert (
        "Wat aan het eind is aangeboden"
        not in client.get("/onderzoek/uitspraken/C20").content.decode()
    )


def test_an_unknown_claim_is_not_there(edition: Edition) -> None:
    client, _ = researcher("ada")
    assert client.get("/onderzoek/uitspraken/C99").status_code == 404


def test_the_maker_cannot_approve_and_another_researcher_can(edition: Edition) -> None:
    maker = Client()
    _sign_in(maker, edition.made_by)
    refused = _approve(maker, edition.digest)
    assert refused.status_code == 409
    assert "Iemand anders" in refused.content.decode()
    assert editions.published("nl") is None

    other, account = researcher("ada")
    assert _approve(other, edition.digest).status_code == 302
    assert Approval.objects.get().approved_by == account.pk
    shown = editions.published("nl")
    assert shown is not None
    assert shown.pdf.startswith(b"%PDF")


def test_what_is_approved_is_what_was_on_the_screen(edition: Edition) -> None:
    other, _ = researcher("ada")
    assert _approve(other, "0" * 64).status_code == 409
    assert not Approval.objects.exists()


def test_the_pdf_is_served_as_one(edition: Edition) -> None:
    client, _ = researcher("ada")
    answer = client.get("/onderzoek/factsheet/factsheet.en.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == bytes(edition.pdf_en)
    assert client.get("/onderzoek/factsheet/factsheet.fr.pdf").status_code == 404


def test_a_mediator_does_not_find_the_door() -> None:
    client, _ = researcher("mediator", roles="mediator")
    assert client.get("/onderzoek/").status_code == 404


def test_taking_a_snapshot_of_an_empty_study_gives_a_progress_page() -> None:
    client, account = researcher("ada")
    answer = client.post("/onderzoek/momentopname", {"csrfmiddlewaretoken": _token(client)})
    assert answer.status_code == 302
    made = Edition.objects.get()
    assert made.made_by == account.pk
    assert made.is_progress
    page = client.get("/onderzoek/").content.decode()
    assert "te weinig antwoorden voor een factsheet" in page


def test_a_small_group_is_nowhere_on_the_pages() -> None:
    maker, _ = researcher("noor")
    editions.edition_of(snapshot(Truth(agreed=131, waves=(127, 121, 60))), "noor", NOON)
    text = maker.get("/onderzoek/stroom").content.decode()
    small = re.findall(r"<td>([0-9])</td>", text)
    assert small == []


def _token(client: Client) -> str:
    page = client.get("/onderzoek/").content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    return found[1] if found else ""


def _approve(client: Client, digest: str):
    token = _token(client)
    return client.post(
        "/onderzoek/factsheet/goedkeuren", {"csrfmiddlewaretoken": token, "digest": digest}
    )
