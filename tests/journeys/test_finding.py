"""Somebody reads, asks to be called, and is; a professional signs somebody up, and hears what that person ticked."""

import io
from datetime import date

import pikepdf
import pytest
from playwright.sync_api import Page

from tests.doors.desk_at_work import PASSPHRASE, AtWork, work
from tests.journeys.walkers import Opens
from visavis.journal.models import CallBackRow, Party
from visavis.mediation.calling_back import PARTS, days_offered
from visavis.people import clock, referrers, words_door

__all__ = ["work"]
pytestmark = pytest.mark.browser
HOW = {
    "zonder-script": {"language": "nl", "width": 390, "script": False},
    "english-wide-dark": {"language": "en", "width": 1280, "scheme": "dark"},
}


@pytest.mark.parametrize("opens_here", HOW.values(), ids=HOW, indirect=True)
def test_reading_being_called_and_pointing_somebody_to_us(work: AtWork, opens_here: Opens) -> None:
    reads_and_asks_to_be_called(opens_here)
    is_called(opens_here)
    key = referrers.issue("Reclassering", "probation", "staff-lead", date(2026, 3, 1))[1]
    points_somebody_to_us(opens_here, key)
    says_yes_and_ticks(opens_here)
    hears_what_is_ticked(opens_here, key)


def reads_and_asks_to_be_called(opens: Opens) -> None:
    noor = opens("Noor")
    noor.goes("/")
    noor.follows("Read stories")
    noor.reads(
        "We made up these stories ourselves. They are about nobody. They show how it can go."
    )
    noor.chooses(side="responsible", event="violence")
    noor.presses("Show these stories")
    assert noor.main.locator("article").count() == 1
    noor.page.locator("summary").first.click()
    assert noor.page.locator("article .letter").is_visible()
    noor.follows("How it goes")
    noor.goes("/wat-onderzoek-zegt/")
    noor.reads("There is no study yet that we may show here.")
    noor.goes("/contact/")
    noor.follows("Call me back")
    noor.presses("Call me then")
    noor.reads("Fill in your telephone number.")
    noor.writes(phone="06 00 00 00 00", name="Noor", as_whom="de bibliotheek")
    noor.chooses(on=days_offered(clock.now())[0].isoformat(), part="evening", message="no")
    noor.presses("Call me then")
    noor.reads(PARTS["evening"].text)
    noor.reads("We do not say why we call.")


def is_called(opens: Opens) -> None:
    desk = opens("Els")
    desk.goes("/werk/binnen/")
    desk.writes(login="intake", passphrase=PASSPHRASE)
    desk.presses("Come in")
    desk.goes("/werk/terugbellen/")
    assert "06 00 00 00 00" in desk.text
    assert "de bibliotheek" in desk.text
    desk.presses("We spoke, or they need no call. Erase this")
    desk.reads("Nobody asked for a call.")
    assert not CallBackRow.objects.exists()


def points_somebody_to_us(opens: Opens, key: str) -> None:
    ann = opens("Fatima")
    ann.goes("/")
    ann.follows("I help someone")
    ann.follows("material for your service")
    ann.goes("/verwijzen/")
    ann.follows("With the key of your service")
    ann.writes(first_name="Anna", age="34", phone="06 11", reference="dossier-7", key=key)
    ann.chooses(relation="harmed", channel="phone", language="nl")
    ann.presses("Send this sign-up")
    ann.reads("We cannot take this sign-up from you.")
    ann.ticks("consent")
    ann.writes(key=key)
    ann.presses("Send this sign-up")
    ann.reads("We have your message")
    assert Party.objects.count() == 1


def says_yes_and_ticks(opens: Opens) -> None:
    [party] = Party.objects.all()
    anna = opens("Anna")
    anna.goes("/brief/")
    anna.writes(words=" ".join(words_door.for_sign_up(party.trajectory_id, party.id)))
    anna.page.locator("main form button[type=submit]").first.click()
    anna.chooses(answer="yes")
    anna.presses("Continue")
    anna.chooses(channel="phone", voicemail="no", signs="confirmed")
    anna.writes(phone="06 11")
    anna.presses("Send my answer")
    anna.reads("Thank you. We speak with you first")


def hears_what_is_ticked(opens: Opens, key: str) -> None:
    ann = opens("Fatima")
    ann.goes("/verwijzen/bericht/")
    ann.writes(key=key, reference="dossier-7")
    ann.presses("Look")
    ann.reads("This person said yes")
    ann.reads_nothing_of("Anna", "De aanmelding is binnen", "The sign-up came in")


@pytest.mark.parametrize("path", ["/zo-gaat-het/", "/en/zo-gaat-het/"])
def test_how_it_goes_prints_on_one_sheet_of_paper_both_sides(
    live_server, page: Page, path: str
) -> None:
    page.goto(live_server.url + path)
    page.emulate_media(media="print")
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as printed:
        assert 1 <= len(printed.pages) <= 2
