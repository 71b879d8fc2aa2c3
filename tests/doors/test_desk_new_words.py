"""Whoever lost their words gets new ones from two of us, and hears that it happened (security §4)."""

import re

from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, MEDIATOR
from visavis.journal.models import OutboxRow
from visavis.people.models import Account

__all__ = ["work"]


def code_made(work: AtWork, trajectory: str, party: str) -> str:
    page = work.client(MEDIATOR.id).post(
        at("place", trajectory, party), {"agreed": "de kat", "language": "nl", "as": "page"}
    )
    found = re.search(r"<bdi>([a-z ]+)</bdi>", page.content.decode())
    assert found
    return found[1]


def redeemed(code: str) -> bool:
    client = Client()
    fields = form_fields(client.get("/plek/nieuw/").content.decode(), "code")
    client.post("/plek/nieuw/", fields | {"code": code, "answer": "de kat"})
    return client.get("/plek/").status_code == 200


def sent(work: AtWork, name: str, trajectory: str, party: str, account: str = INTAKE.id):
    client, address = work.client(account), at(name, trajectory, party)
    page = client.get(address)
    if page.status_code != 200:
        return page
    return client.post(address, form_fields(page.content.decode(), "key"))


def test_a_first_code_needs_nobody_else(work: AtWork) -> None:
    lived = work.lived().taken_up()
    code = code_made(work, lived.where.trajectory, lived.a)
    assert sent(work, "confirm_words", lived.where.trajectory, lived.a).status_code == 404
    assert redeemed(code)


def test_new_words_work_after_a_colleague_confirmed_and_the_person_reads_it(work: AtWork) -> None:
    lived = work.lived().taken_up()
    place = lived.client(lived.a)
    here = (lived.where.trajectory, lived.a)
    code = code_made(work, *here)
    assert not redeemed(code)
    assert "Nieuwe woorden voor een plek wachten op u." in work.get(at("today"), INTAKE.id)
    assert "maakten wij nieuwe woorden" not in text_of(place.get("/plek/").content.decode())
    notices = OutboxRow.objects.count()
    page = work.get(at("confirm_words", *here), INTAKE.id)
    assert "Mieke de Boer maakte nieuwe woorden" in text_of(page)
    assert sent(work, "confirm_words", *here).status_code == 302
    assert OutboxRow.objects.count() == notices + 1
    assert "maakten wij nieuwe woorden voor uw plek" in text_of(
        place.get("/plek/").content.decode()
    )
    assert redeemed(code)
    assert place.get("/plek/").status_code == 302  # whoever held the words of before is out
    assert sent(work, "confirm_words", *here).status_code == 404


def test_who_does_not_confirm_ends_the_code_and_the_mediator_hears_it(work: AtWork) -> None:
    lived = work.lived().taken_up()
    place = lived.client(lived.a)
    here = (lived.where.trajectory, lived.a)
    code = code_made(work, *here)
    assert sent(work, "refuse_words", *here).status_code == 302
    assert not redeemed(code)
    assert place.get("/plek/").status_code == 200
    assert "heeft de nieuwe woorden niet bevestigd" in work.get(at("today"), MEDIATOR.id)
    assert sent(work, "refuse_words", *here).status_code == 404


def test_a_mediator_cannot_confirm_what_they_made_also_as_intake(work: AtWork) -> None:
    lived = work.lived().taken_up()
    lived.client(lived.a)
    here = (lived.where.trajectory, lived.a)
    code = code_made(work, *here)
    assert sent(work, "confirm_words", *here, MEDIATOR.id).status_code == 404
    Account.objects.filter(pk=MEDIATOR.id).update(roles="intake mediator")
    page = sent(work, "confirm_words", *here, MEDIATOR.id)
    assert "Vraag een collega." in text_of(page.content.decode())
    assert not redeemed(code)
