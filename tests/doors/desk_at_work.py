"""A desk for the tests: staff who are signed in, the service's keys and clock, mediations lived so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

import visavis.mediation  # noqa: F401 - registers kinds and acts
from tests.doors.lived import Lived
from tests.doors.lived_once import Fresh
from tests.doors.pages import form_fields
from tests.journal.service import INTAKE, MEDIATOR, PLANNER, Service
from visavis.doors.shared import keyring
from visavis.journal.keys import create_tenant
from visavis.journal.root import Root
from visavis.people import clock, signing_in

PASSPHRASE = "vijf groene eenden op het dak"
ACCOUNTS = {
    MEDIATOR.id: ("Mieke de Boer", {"mediator"}),
    "staff-colleague": ("Jan Vos", {"mediator"}),
    INTAKE.id: ("Els Kuiper", {"intake"}),
    PLANNER.id: ("Tom Smit", {"planner"}),
    "staff-lead": ("Anna Prins", {"supervisor"}),
}
DUTCH, ENGLISH = "", "/en"


@dataclass
class AtWork:
    """The service at this moment, and its staff."""

    service: Service
    clients: dict[str, Client] = field(default_factory=dict)

    def lived(self) -> Lived:
        return Fresh(self.service, lambda now: None)

    def client(self, account: str = MEDIATOR.id) -> Client:
        """This member of staff, signed in."""
        if account not in self.clients:
            name = ACCOUNTS[account][0]
            login = account.removeprefix("staff-")
            client = Client(HTTP_ACCEPT_LANGUAGE="nl")
            answer = client.post(f"{BASE}binnen/", {"login": login, "passphrase": PASSPHRASE})
            assert answer.status_code == 302, name
            self.clients[account] = client
        return self.clients[account]

    def get(self, address: str, account: str = MEDIATOR.id, status: int = 200) -> str:
        answer = self.client(account).get(address)
        assert answer.status_code == status, (address, answer.status_code)
        return answer.content.decode()

    def send(
        self, address: str, account: str = MEDIATOR.id, *, having: str = "token", **answers: Any
    ) -> Any:
        """Opens a form, answers it, sends it; as a browser would."""
        fields = form_fields(self.get(address, account), having)
        self.service.tick()
        return self.client(account).post(address, {**fields, **answers})


BASE = "/werk/"


def base() -> str:
    from django.urls import reverse

    return str(reverse("desk:today"))


@pytest.fixture
def work(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[AtWork]:
    yield from opened(monkeypatch)


def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[AtWork]:
    """In whatever database this process has."""
    global BASE
    BASE = base()
    service = Service(create_tenant(Root(bytes(range(32))), "7" * 32))
    keyring.hold(service.keys)
    monkeypatch.setattr(clock, "now", lambda: service.now)
    for account, (name, roles) in ACCOUNTS.items():
        signing_in.open_staff_account(
            account.removeprefix("staff-"),
            PASSPHRASE,
            name,
            frozenset(roles),
            phone_hours="maandag tot en met donderdag van 9 tot 12 uur",
            account=account,
        )
    yield AtWork(service)
    keyring.hold(None)


__all__ = ["DUTCH", "ENGLISH", "AtWork", "opened", "work"]
