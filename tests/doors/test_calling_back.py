"""*Bel mij terug*: from the front page to intake's list, and off it."""

from datetime import date

import pytest
from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import form_fields, text_of
from tests.journal.service import INTAKE, MEDIATOR
from visavis.journal.models import CallBackRow
from visavis.mediation.calling_back import days_offered
from visavis.people import clock, throttle

__all__ = ["work"]
pytestmark = pytest.mark.once
URL = "/contact/terugbellen/"


def asked(prefix: str = "", **changed: str):
    client = Client()
    fields = form_fields(client.get(f"{prefix}{URL}").content.decode(), "phone")
    on = days_offered(clock.now())[1]
    said = {
        "phone": "06 00 00 00 00", "on": on.isoformat(), "part": "evening", "message": "no",
        "name": "Noor", "as_whom": "de bibliotheek", "careful": "Hang op als een ander opneemt.",
    }  # fmt: skip
    return client.post(f"{prefix}{URL}", fields | said | changed), on


def test_who_asks_reads_when_we_call_and_intake_reads_how(work: AtWork) -> None:
    answer, on = asked()
    said = text_of(answer.content.decode())
    assert "na 18 uur." in said
    assert "Wij zeggen niet waarom wij bellen." in said
    assert "06 00" not in said, "the number does not stay on the screen"
    assert not answer.cookies
    assert "Nobody asked" not in text_of(work.get("/en/werk/terugbellen/", INTAKE.id))
    page = text_of(work.get("/werk/terugbellen/", INTAKE.id))
    for words in (
        "06 00 00 00 00",
        "Noor",
        "de bibliotheek",
        "Laat geen bericht achter",
        "Hang op",
    ):
        assert words in page
    [row] = CallBackRow.objects.all()
    work.client(INTAKE.id).post(f"/werk/terugbellen/{row.pk}/", {"came": "nobody"})
    assert CallBackRow.objects.get().on > on
    work.client(INTAKE.id).post(f"/werk/terugbellen/{row.pk}/", {"came": "spoke"})
    assert not CallBackRow.objects.exists()
    assert "Niemand vroeg om gebeld te worden." in text_of(
        work.get("/werk/terugbellen/", INTAKE.id)
    )


def test_today_tells_intake_and_nobody_else_whom_to_call(work: AtWork) -> None:
    asked(on=clock.now().date().isoformat())
    CallBackRow.objects.update(on=date(2020, 1, 1))
    assert "vroeg om een telefoontje" in text_of(work.get("/werk/", INTAKE.id))
    assert "telefoontje" not in text_of(work.get("/werk/", MEDIATOR.id))
    work.get("/werk/terugbellen/", MEDIATOR.id, status=404)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"on": "2020-01-06"}, "Dat moment is al voorbij."),
        ({"on": "2099-01-05"}, "Die dag is te ver weg."),
        ({"on": "morgen"}, "Kies een dag."),
        ({"phone": "112"}, "Dit is geen nummer dat wij kunnen bellen."),
        ({"phone": "06 <b>00 00 00 00"}, "Dit is geen nummer dat wij kunnen bellen."),
        ({"part": "night"}, "Kies een tijd."),
    ],
)
def test_an_impossible_hour_or_number_gets_a_clear_sentence_and_keeps_the_rest(
    work: AtWork, changed: dict[str, str], said: str
) -> None:
    answer, _on = asked(**changed)
    page = answer.content.decode()
    assert said in text_of(page)
    assert "de bibliotheek" in page
    assert not CallBackRow.objects.exists()


def test_a_flood_of_calls_gets_one_answer_with_the_text_and_records_nothing_more(
    work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = throttle.Rule(2, throttle.SIGN_UPS_HERE.most, throttle.SIGN_UPS_HERE.leak)
    monkeypatch.setattr(throttle, "SIGN_UPS_HERE", few)
    assert [asked()[0].status_code for _time in range(4)] == [200, 200, 429, 429]
    assert CallBackRow.objects.count() == 2


def test_sent_twice_it_is_one_call_and_english_answers_in_english(work: AtWork) -> None:
    client = Client()
    fields = form_fields(client.get(f"/en{URL}").content.decode(), "phone")
    on = days_offered(clock.now())[1].isoformat()
    said = fields | {"phone": "0600000000", "on": on, "part": "morning", "message": "yes"}
    pages = [text_of(client.post(f"/en{URL}", said).content.decode()) for _time in range(2)]
    assert "between 9 and 12." in pages[0]
    assert pages[0] == pages[1]
    assert CallBackRow.objects.count() == 1
