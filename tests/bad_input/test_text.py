"""Rows 13, 14 and 15: what people write is text, wherever it comes out again."""

import re
from html import escape
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client

from tests.bad_input.town import Town, exchanged
from tests.doors.lived import step_up
from tests.doors.pages import form_fields, text_of
from tests.journal.service import INTAKE
from visavis.journal.record import new_id
from visavis.mediation.letters import OpenLetter, ReleaseLetter
from visavis.mediation.safeguards import version_hash_of
from visavis.mediation.sign_up import SetReach
from visavis.mediation.views import Reach

SIGNS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE journal_entryrow; --",
    "{{ 7|add:7 }}{% debug %}{{ settings.SECRET_KEY }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    '=HYPERLINK("https://elsewhere.example")',
    "+31 6 0000 &amp; <b>vet</b>",
    "%(name)s {0} {name} %s",
    "</textarea></title></body>",
    "https://elsewhere.example/?q=<svg/onload=alert(1)>",
)
ALL = "\n\n".join(SIGNS)


def literal(page: str, text: str = ALL) -> None:
    """Every sign stands there as text, and none as markup, a link or a result."""
    for line in text.split("\n\n"):
        assert escape(line) in page or escape(line, quote=False) in page, line
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<svg/onload" not in page
    assert "</textarea></title>" not in page
    assert 'href="https://elsewhere.example' not in page


def test_row_14_a_letter_is_text_to_its_writer_the_mediator_and_its_reader(town: Town) -> None:
    mine = town.mine
    letter, offer = exchanged(mine.lived, mine.a, mine.b, ALL)
    mine.lived.own(OpenLetter(offer), mine.b)
    writer, _ = town.place(mine, mine.a)
    reader, _ = town.place(mine, mine.b)
    literal(writer.get(f"/plek/geschreven/{letter}/").content.decode())
    literal(reader.get(f"/plek/lezen/{offer}/lees/").content.decode())
    desk = f"/werk/trajecten/{mine.trajectory}/kant"
    literal(town.staff().get(f"{desk}/{mine.a}/poort/{letter}/").content.decode())
    literal(town.staff().get(f"{desk}/{mine.b}/lezen/{offer}/").content.decode())


def test_row_14_a_draft_is_text_while_it_is_written_and_looked_over(town: Town) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    url = f"/plek/schrijven/{town.mine.drafts[town.mine.a]}/"
    fields = form_fields(person.get(url).content.decode(), "base")
    name = "<b>N</b>'{{x}}"
    person.post(url, fields | {"text": ALL, "sign_as": name, "go": "stop"})
    page = person.get(url).content.decode()
    literal(page)
    again = form_fields(page, "base")
    assert (again["text"], again["sign_as"]) == (ALL, name)
    literal(person.get(f"{url}kijk/").content.decode())
    literal(person.get("/plek/schrijven/").content.decode(), SIGNS[0])


def test_row_14_a_sign_up_is_text_on_every_page_it_reaches(town: Town) -> None:
    client = Client()
    page = client.get("/aanmelden/").content.decode()
    whole = {
        "relation": "harmed", "story": ALL, "other": SIGNS[0], "first_name": SIGNS[0], "age": "34",
        "channel": "post", "post": SIGNS[1], "safe_times": SIGNS[5], "voicemail": "no", "never": SIGNS[3],
    }  # fmt: skip
    fields = form_fields(page, "at") | whole
    from visavis.journal.models import Trajectory

    known = set(Trajectory.objects.values_list("pk", flat=True))
    checked = client.post("/aanmelden/", fields | {"at": "never", "go": "next"})
    literal(checked.content.decode())
    sent = form_fields(checked.content.decode(), "at")
    assert client.post("/aanmelden/", sent | {"go": "send"}).status_code == 200
    fresh = Trajectory.objects.exclude(id__in=known).get().pk
    intake = town.staff(INTAKE.id)
    assert "<script>alert" not in intake.get("/werk/nieuw/").content.decode()
    literal(intake.get(f"/werk/nieuw/{fresh}/").content.decode())


@pytest.mark.parametrize("slug", ["notitie", "zorg"])
def test_row_14_notes_of_the_desk_are_text(town: Town, slug: str) -> None:
    desk = town.staff()
    side = f"/werk/trajecten/{town.mine.trajectory}/kant/{town.mine.a}/"
    fields = form_fields(desk.get(f"{side}{slug}/").content.decode(), "token")
    said = {"text": ALL} if slug == "notitie" else {"flag": "threat", "note": ALL}
    assert desk.post(f"{side}{slug}/", fields | said).status_code == 302
    literal(desk.get(side).content.decode())


def test_row_14_the_form_that_comes_back_shows_what_was_typed_as_text(town: Town) -> None:
    desk = town.staff()
    for url in (
        f"/werk/trajecten/{town.mine.trajectory}/kant/{town.mine.a}/zorg/",
        "/werk/trajecten/?zoek=%3Cscript%3Ealert(1)%3C/script%3E",
    ):
        if "zoek" in url:
            page = desk.get(url).content.decode()
            literal(page, SIGNS[0])
        else:
            fields = form_fields(desk.get(url).content.decode(), "token")
            literal(desk.post(url, fields | {"note": ALL}).content.decode())


def test_row_14_texts_offered_back_for_copying_are_text(town: Town) -> None:
    strict, _ = town.place(town.mine, town.mine.a, enforce_csrf_checks=True)
    page = strict.post("/plek/mensen/keuze/", {"own_words": ALL})
    assert page.status_code == 403
    literal(page.content.decode())


def test_row_14_no_table_is_there_to_download_whose_cells_nobody_looked_at() -> None:
    """CSV cells must be quoted. The privacy officer's has its own test (``doors/test_keeper``), so have those of
    figures (``doors/test_figures``) and of moving in (``doors/test_moving_in``), and each that comes needs one."""
    from django.urls import get_resolver

    from tests.bad_input.routes import walk

    addresses = [str(p.pattern) for _space, p in walk(get_resolver().url_patterns, "")]
    assert [one for one in addresses if re.search(r"csv|xlsx|tsv", one)] == [
        "verhuizen/verslag.csv",
        "cijfers/<int:year>/<slug:code>.csv",
        "inzage/lijst.csv",
        "cijfers/<int:year>/<slug:code>.csv",
    ]


INJECTED = (
    "iemand@voorbeeld.nl\nBcc: elders@elsewhere.example",
    "iemand@voorbeeld.nl\r\nSubject: anders",
    "iemand@voorbeeld.nl%0aBcc: elders@elsewhere.example",
    "een@voorbeeld.nl, twee@elsewhere.example",
    "Noor <iemand@voorbeeld.nl>",
    "iemand@voorbeeld.nl;elders@elsewhere.example",
)


@pytest.mark.parametrize("address", INJECTED)
def test_row_15_an_address_that_is_more_than_an_address_is_refused_at_every_door(
    town: Town, address: str
) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    step_up(person)
    wrong = {"channel": "email", "email": address, "voicemail": "no"}
    before = town.entries()
    fields = form_fields(person.get("/plek/over-mij/bereiken/").content.decode(), "token")
    fields.pop("voicemail", None)
    mine = person.post("/plek/over-mij/bereiken/", fields | {"channel": "email", "email": address})
    desk, side = town.staff(), f"/werk/trajecten/{town.mine.trajectory}/kant/{town.mine.a}/"
    fields = form_fields(desk.get(f"{side}zegt/bereiken/").content.decode(), "token")
    told = desk.post(
        f"{side}zegt/bereiken/", fields | {"via": "phone", "channel": "email", "email": address}
    )
    front = Client().post(
        "/aanmelden/", {"at": "reach", "go": "next", "first_name": "N", "age": "34", **wrong}
    )
    for answer in (mine, told, front):
        assert answer.status_code == 200
        assert "e-mailadres" in text_of(answer.content.decode())
        assert "Fout:" in answer.content.decode()
    assert town.entries() == before


def test_row_15_a_broken_address_in_the_journal_stops_no_other_mail(town: Town) -> None:
    """Whatever stands there from before: a colleague passes that message on, and the round goes on."""
    from visavis.config.sweeping import notify, sweep
    from visavis.mediation.terms import day

    mine = town.mine
    broken = Reach("email", email="iemand@voorbeeld.nl\nBcc: elders@elsewhere.example")
    mine.lived.own(SetReach(broken), mine.a)
    mine.lived.own(SetReach(Reach("email", email="goed@voorbeeld.nl")), mine.b)
    for party in (mine.a, mine.b):
        notify(town.service.keys, party, day(town.service.now))
    mail.outbox.clear()
    done = sweep(town.service.now, town.service.keys)
    assert done["to pass on by hand"] >= 1
    assert {to for one in mail.outbox for to in one.to} == {"goed@voorbeeld.nl"}
    assert all("Bcc" not in str(one.message()) for one in mail.outbox)


TURNED = "Ik woon \u202eniet\u202c hier\u200b.\ufeff"
SHOWN = "Ik woon [U+202E]niet[U+202C] hier[U+200B].[U+FEFF]"


def test_row_13_what_turns_or_hides_a_text_is_seen_by_whoever_lets_it_pass(town: Town) -> None:
    mine, rng = town.mine, town.service.rng
    letter, parcel = new_id(rng), new_id(rng)
    exact = version_hash_of(TURNED, "\u202eN.")
    mine.lived.own(ReleaseLetter(letter, parcel, TURNED, exact, "\u202eN."), mine.a)
    gate = f"/werk/trajecten/{mine.trajectory}/kant/{mine.a}/poort/{letter}/"
    page = town.staff().get(gate).content.decode()
    assert SHOWN in page
    assert "[U+202E]N." in page
    assert TURNED not in page


def test_row_13_nothing_that_a_person_said_stands_at_the_desk_without_that() -> None:
    """Own words have one look at the desk; each place with it shows hidden signs as numbers."""
    places, wrong = 0, []
    for page in Path("src/visavis/doors/desk/templates").rglob("*.html"):
        for said in re.findall(r'class="own[^>]*>[^<]*', page.read_text()):
            shown = re.findall(r"\{\{[^}]*\}\}", said)
            places += len(shown)
            wrong += [f"{page.name}: {one}" for one in shown if "|visibly" not in one]
    assert wrong == []
    assert places > 20
