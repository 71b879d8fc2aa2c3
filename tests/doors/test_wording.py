"""A place of one's own in the words one chose: with *je*, or easy to read; nobody else's page knows of it."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived, step_up
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from tests.journeys.paper import text_of as text_of_pdf
from visavis.doors.participant import easy
from visavis.mediation.guardians import RecordAge
from visavis.mediation.informal import ADDRESSED, JE, informal
from visavis.mediation.wording import ChooseReading
from visavis.outside.messages import BODY, neutral

__all__ = ["work"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGES = (
    "", "over-mij/", "over-mij/bereiken/", "over-mij/aanspreken/", "over-mij/lezen/", "vragen/weten/", "vragen/hulp/",
    "vragen/hulp/klacht/", "mensen/", "mensen/om-mij/", "mensen/kring/", "mensen/keuze/", "schrijven/", "pauze/",
    "pauze/stop/", "later/", "later/gegevens/", "afspraken/", f"lezen/{'0' * 32}/",
)  # fmt: skip


def leftover(page: str) -> list[str]:
    """Words with *u* in what a page says; the words of people stand in none of these pages."""
    said = unescape(text_of(page)).replace("Met u en uw", "")  # the choice itself
    return [found[0] for found in ADDRESSED.finditer(said)]


def young(lived: Lived) -> Client:
    lived.ready_to_talk()
    lived.desk(RecordAge(lived.a, 15))
    return lived.client(lived.a)


def test_who_is_young_is_addressed_with_je_on_every_page_and_no_address_or_header_says_so(lived):
    client = young(lived)
    for path in PAGES:
        answer = client.get(f"/plek/{path}")
        page = answer.content.decode()
        assert leftover(page) == [], path
        assert '<html lang="nl"' in page or answer.status_code != 200
        assert "nl-je" not in page.lower()
        assert answer.headers["Content-Language"] == "nl"
        assert not re.search(r'href="/nl', page)
    assert "Je hoeft" in client.get("/plek/pauze/stop/").content.decode()
    assert "Je deed niets fout" in client.get(f"/plek/lezen/{'0' * 32}/").content.decode()
    english = client.get("/en/plek/pauze/stop/").content.decode()
    assert "You need not say why" in english
    assert '<a href="/plek/pauze/stop/"' in english


def test_the_others_page_says_u_as_before(lived):
    client = young(lived)
    before = lived.client(lived.b).get("/plek/").content.decode()
    lived.own(ChooseReading("easy"), lived.a)
    client.get("/plek/")
    after = lived.client(lived.b).get("/plek/").content.decode()
    assert text_of(after) == text_of(before)
    assert leftover(after)


def test_everyone_may_choose_it_and_choose_back(lived):
    client = lived.taken_up().client(lived.a)
    assert "Alleen u en uw bemiddelaar" in client.get("/plek/over-mij/").content.decode()
    for chosen, said in (("je", "Alleen jij en je bemiddelaar"), ("u", "Alleen u en uw")):
        page = client.get("/plek/over-mij/aanspreken/").content.decode()
        sent = client.post(
            "/plek/over-mij/aanspreken/", form_fields(page, "token") | {"pronoun": chosen}
        )
        assert sent.headers["Location"] == "/plek/over-mij/"
        assert said in client.get("/plek/over-mij/").content.decode()
        assert lived.view(lived.a).address == chosen


def test_a_refusal_and_an_error_are_said_with_je_too(lived):
    client = young(lived)
    page = client.get("/plek/over-mij/bereiken/").content.decode()
    nothing = form_fields(page, "token") | {"channel": "", "words": ""}
    said = client.post("/plek/over-mij/bereiken/", nothing)
    assert leftover(said.content.decode()) == []
    stale = client.post("/plek/vragen/weten/", {"wish": "yes"})
    assert stale.status_code == 409
    assert "Wat je invulde, staat hier nog" in stale.content.decode()


def test_the_card_with_five_words_speaks_to_whose_place_it_is(lived):
    from visavis.people.signing_in import invite

    lived.taken_up()
    lived.desk(RecordAge(lived.a, 15))
    made = invite(lived.where.trajectory, lived.a, "egel", lived.service.now, by="staff-mediator")
    client = Client()
    fields = form_fields(client.get("/plek/nieuw/").content.decode(), "code")
    card = client.post("/plek/nieuw/", fields | {"code": " ".join(made.code), "answer": "egel"})
    assert "Je vijf woorden" in card.content.decode()


def test_the_desk_writes_with_je_to_who_is_addressed_so_and_reads_u_itself(work: AtWork) -> None:
    lived = work.lived().taken_up()
    lived.willing(lived.a)
    work.send(at("told", lived.where.trajectory, lived.a, "aanspreken"), pronoun="je", via="phone")
    side = text_of(work.get(at("side", lived.where.trajectory, lived.a)))
    assert "Aanspreken met je" in side
    letter = work.client().get(
        at("way_letter", lived.where.trajectory, lived.a, "bemiddelaar", "nl")
    )
    said = text_of_pdf(letter.content)
    assert "Ik ben je bemiddelaar" in said
    assert not ADDRESSED.search(said)
    forms = at("person_forms", lived.where.trajectory, lived.a)
    fields = form_fields(work.get(forms), "extra") | {
        "sheets": ["bereiken", "aanspreken", "lezen-hoe", "pauze", "stopt"],
        "language": "nl",
        "extra": ["cover", "ring"],
    }
    sheets = text_of_pdf(work.client().post(forms, fields).content)
    assert "Hoe spreken wij je aan?" in sheets
    assert not ADDRESSED.search(sheets.replace("Met u en uw", ""))
    assert (
        neutral(BODY, JE, work.service.now)
        == "Er staat iets voor je klaar. Je kunt kijken wanneer je wilt. Niet nu? Dat is goed."
    )


def switched(lived: Lived, party: str) -> Client:
    lived.own(ChooseReading("easy"), party)
    client = lived.client(party)
    step_up(client)
    return client


def test_the_switch_on_my_place_is_one_press_there_and_back(lived):
    client = lived.taken_up().client(lived.a)
    for reading, says in (("easy", "Alle woorden tonen"), ("all", "Makkelijk lezen, met plaatjes")):
        page = client.get("/plek/").content.decode()
        sent = client.post(
            "/plek/over-mij/lezen/", form_fields(page, "token") | {"reading": reading}
        )
        assert sent.headers["Location"] == "/plek/"
        assert says in client.get("/plek/").content.decode()
    assert not lived.view(lived.a).easy


def test_an_easy_page_has_the_same_forms_as_the_one_with_all_the_words(lived):
    """Names, answers and addresses: what is sent from the one can be sent from the other."""
    lived.ready()
    lived.offered(lived.released())
    offer = lived.offers[0]
    pages = (
        "/plek/",
        "/plek/mensen/",
        f"/plek/lezen/{offer}/",
        "/plek/pauze/",
        "/plek/pauze/stop/",
    )
    client = lived.client(lived.b)
    full = [client.get(page).content.decode() for page in pages]
    client = switched(lived, lived.b)
    plain = [client.get(page).content.decode() for page in pages]
    for page, one, other in zip(pages, full, plain, strict=True):
        assert inputs(one) == inputs(other), page
        assert links(one) <= links(other) | {"/plek/schrijven/"}, page
        assert 'class="pict"' in other
        assert "easy.css" in other
        assert "easy.css" not in one


def test_a_letter_is_looked_over_and_an_appointment_read_easily(lived):
    lived.planned()
    client = switched(lived, lived.a)
    page = client.get("/plek/afspraken/").content.decode()
    assert "U komt om" in page
    assert "Ik kan dan niet" in page
    assert set(easy.SCREENS) >= {"participant/appointments/appointments.html"}


def inputs(page: str) -> set[tuple[str, str]]:
    """Names and fixed answers of all there is to fill in; what differs at each showing is left out."""
    found = set()
    for tag in re.findall(r"<(?:input|textarea|button)[^>]*>", page):
        name = re.search(r' name="([\w]+)"', tag)
        value = re.search(r' value="([^"]*)"', tag) if 'type="radio"' in tag else None
        if name and name[1] not in {"token", "key", "csrfmiddlewaretoken", "reading"}:
            found.add((name[1], value[1] if value else ""))
    return found


def links(page: str) -> set[str]:
    main = page.split("<main")[1].split("</main>")[0]
    return set(re.findall(r'(?:href|action)="(/plek/[^"]*)"', main))


def test_what_has_no_u_reads_the_same_with_je():
    """Of two rooms that say one English sentence in two ways, each keeps its own."""
    from django.utils import translation

    from visavis.config import translations

    for name in translations.READ_IN_JE:
        for context, said in translations.used(translations.ROOT / name):
            heard = []
            for language in ("nl", JE):
                with translation.override(language):
                    ask = (
                        translation.pgettext(context, said)
                        if context
                        else translation.gettext(said)
                    )
                    heard.append(ask)
            assert informal(heard[0]) == heard[1], said
