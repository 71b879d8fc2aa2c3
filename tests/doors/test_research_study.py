"""The research door's pages of running the study: counts, questionnaires, paper, partners, codes, exports."""

import io
import re
import zipfile
from dataclasses import replace

import polars as pl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.doors.test_research_pages import researcher
from tests.factsheet.synthetic import snapshot
from tests.study.service import START, Service, after, all_alike, noon
from tests.study.test_coding import GOOD
from tests.study.test_exports import study
from visavis.factsheet import editions
from visavis.mediation.effects import Occasion
from visavis.study import consent, paper
from visavis.study.catalogue import shelf
from visavis.study.coding import codes
from visavis.study.desk_models import Export, PaperForm
from visavis.study.exchange.redcap import written_as_redcap
from visavis.study.exports import register
from visavis.study.models import Answer, Partner, Person
from visavis.study.snapshot import FLOW, store

pytestmark = pytest.mark.django_db
DOOR = "/onderzoek/"


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VISAVIS_VAR = tmp_path


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def ada() -> Client:
    return researcher("ada")[0]


def text(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


PAGES = (
    "metingen", "vragenlijsten", "vragenlijsten/VA-HO", "vragenlijsten/PCL-5", "vragenlijsten/inlezen",
    "ronde/deelnemers/1/voorlezen", "ronde/vergelijking/3/voorlezen", "papier", "naast-bemiddeling",
    "interviews", "uitvoer",
)  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_without_a_snapshot_in_both_languages(ada, prefix, path):
    page = ada.get(f"{prefix}{DOOR}{path}")
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    said = page.content.decode()
    assert said.count("<h1") == 1
    assert " style=" not in said
    ids = re.findall(r'\sid="([^"]+)"', said)
    assert len(ids) == len(set(ids))


ALLOWED = {
    "privacy_officer": {"uitvoer"},
    "data_entry": {"papier"},
    "mediator": set(),
}


@pytest.mark.parametrize("role", list(ALLOWED))
def test_other_roles_find_their_own_pages_and_no_figure(role):
    client, _ = researcher("iemand", roles=role)
    for path in ("", "stroom", "uitspraken", "factsheet", *PAGES):
        expected = 200 if path in ALLOWED[role] else 404
        assert client.get(DOOR + path).status_code == expected, path


def test_small_counts_of_the_waves_are_not_numbers(service, ada):
    for party in ("anna", "bert", "cas"):
        service.takes_part(party)
    service.sweep(after(3))
    with time_machine.travel(noon(after(4)), tick=False):
        ada, _ = researcher("later")
        page = text(ada.get(DOOR + "metingen"))
    assert "minder dan 10" in page
    assert not re.search(r"<td[^>]*>3</td>", page)


def test_an_instrument_is_shown_with_source_licence_reading_score_and_lock(service, ada):
    service.takes_part("anna")
    service.sweep(after(3))
    page = text(ada.get(DOOR + "vragenlijsten/VA-AC"))
    assert "not their items" in page
    assert "CC0-1.0" in page
    assert "op slot sinds 6 maart 2025" in page
    assert 'type="radio"' in page
    bare = text(ada.get(DOOR + "vragenlijsten/PCL-5"))
    assert "US Department of Veterans Affairs" in bare
    assert 'type="radio"' not in bare


@pytest.mark.parametrize("form", ["toml", "fhir.json", "redcap.nl.csv", "redcap.en.csv", "lss"])
def test_an_instrument_is_taken_out_in_each_format(ada, form):
    page = ada.get(f"{DOOR}vragenlijsten/VA-HO/als/{form}")
    assert page.status_code == 200
    assert page["Content-Disposition"] == f'attachment; filename="VA-HO.{form}"'
    assert b"HO" in page.content


def test_a_round_is_there_on_paper_without_anybodys_code(ada):
    page = ada.get(DOOR + "ronde/deelnemers/2/papier")
    assert page.content.startswith(b"%PDF")
    assert ada.get(DOOR + "ronde/vergelijking/2/papier").status_code == 404
    assert ada.get(DOOR + "ronde/anders/1/papier").status_code == 404


def send(client, path, content, **more):
    file = SimpleUploadedFile("file.csv", content, content_type="text/csv")
    return client.post(DOOR + path, {"file": file, **more})


def test_what_cannot_be_mapped_is_listed_and_nothing_is_kept(ada):
    one = next(each.instrument for each in shelf() if each.instrument.id == "VA-HO")
    good = written_as_redcap([one], "nl")
    page = text(send(ada, "vragenlijsten/inlezen", good, form="redcap"))
    assert "De ander luisterde naar mij." in page
    assert "geen plaats" not in page
    bad = good.replace(b"ho1,va_ho,,radio", b"ho1,va_ho,,slider")
    page = text(send(ada, "vragenlijsten/inlezen", bad, form="redcap"))
    assert "ho1: slider has no place here." in page
    assert "<textarea" not in page


def test_a_file_is_taken_at_the_pages_that_ask_for_one_and_nowhere_else(ada):
    for path in ("naast-bemiddeling", "papier", "uitvoer"):
        assert send(ada, path, b"a,b").status_code == 415
    assert send(ada, "interviews", b"\x00\x01").status_code == 400
    assert send(ada, "interviews", b"").status_code == 200


def test_codes_come_in_by_the_page_and_a_wrong_row_is_named(ada):
    wrong = GOOD.replace("I1,s1,0,40,ada", "I1,s1,zero,40,ada", 1)
    page = text(send(ada, "interviews", wrong.encode()))
    assert "De kolom start is geen heel getal (“zero”) in rij 2. Zet er een getal." in page
    assert codes().height == 0
    assert send(ada, "interviews", GOOD.encode()).status_code == 302
    assert codes().height == 6
    assert "2 mensen" in text(ada.get(DOOR + "interviews"))


def test_a_partners_link_is_shown_once_and_can_be_closed(ada):
    page = text(ada.post(DOOR + "naast-bemiddeling", {"name": "Slachtofferhulp"}))
    (token,) = re.findall(r"/v/mee/([0-9a-f]{32})", page)
    assert token not in text(ada.get(DOOR + "naast-bemiddeling"))
    assert ada.get(f"/v/mee/{token}").status_code == 200
    ada.post(f"{DOOR}naast-bemiddeling/{Partner.objects.get().pk}/sluiten")
    assert ada.get(f"/v/mee/{token}").status_code == 404


def typed_in(one, day, **changes):
    sent = {code: str(value) for code, value in (all_alike(one) | changes).items()}
    parts = {"received_on_0": day.day, "received_on_1": day.month, "received_on_2": day.year}
    return sent | {key: str(value) for key, value in parts.items()}


def test_a_form_is_typed_in_by_two_and_resolved_by_a_third(service):
    service.takes_part("anna")
    service.sweep(after(3))
    one = service.round("anna", 1)
    address = f"{DOOR}papier/{one.person_id}/1"
    with time_machine.travel(noon(after(12)), tick=False):
        ada, bob, cas = (researcher(name, roles="data_entry")[0] for name in ("ada", "bob", "cas"))
        found = ada.post(DOOR + "papier", {"code": one.person_id.lower(), "wave": "1"})
        assert found.url == address
        page = ada.get(address)
        assert "Meer dan één hokje" in text(page)
        assert ada.post(address, typed_in(one, after(10))).status_code == 302
        assert "Nu moet iemand anders het doen" in text(ada.get(address))
        assert " checked" not in text(bob.get(address))  # the second does not see the first
        bob.post(address, typed_in(one, after(10), AC_a1=2))
        assert not Answer.objects.exists()
        assert "Nu moet iemand anders het doen" in text(bob.get(address))
        page = text(cas.get(address))
        assert "Behoorlijk" in page
        assert "Een beetje" in page
        assert cas.post(address, {"AC_a1": "2"}).status_code == 302
        assert "1 van" in text(cas.get(DOOR + "papier"))
    assert Answer.objects.get(item="AC_a1").value == 2
    assert PaperForm.objects.get().differing == 1


def test_a_form_that_is_not_there_gets_one_plain_sentence(ada):
    page = text(ada.post(DOOR + "papier", {"code": "abc", "wave": "1"}))
    assert "Dit is geen code van een formulier" in page
    assert ada.get(f"{DOOR}papier/{'A' * 27}/1").url == DOOR + "papier"


@pytest.mark.parametrize("day", [START, after(20)])
def test_a_form_comes_in_on_a_day_that_can_be(service, day):
    service.takes_part("anna")
    service.sweep(after(3))
    one = service.round("anna", 1)
    with time_machine.travel(noon(after(12)), tick=False):
        ada, _ = researcher("ada", roles="data_entry")
        page = ada.post(f"{DOOR}papier/{one.person_id}/1", typed_in(one, day))
    assert "Op deze dag kan het formulier niet zijn binnengekomen" in text(page)
    assert paper.stage_of(one) == paper.FIRST


def test_an_export_is_asked_for_made_and_released_by_two_accounts(monkeypatch):
    held = study()
    store(held, register.snapshot_folder())
    monkeypatch.setattr(register, "allowed", lambda: set(held.people["study_id"]))
    both, _ = researcher("both", roles="researcher privacy_officer")
    olga, _ = researcher("olga", roles="privacy_officer")
    asked = both.post(DOOR + "uitvoer", {"purpose": "Een vraag van de universiteit"})
    address, one = asked.url, Export.objects.get()
    page = text(both.get(address))
    assert "Een vraag van de universiteit" in page
    assert "minstens gelijk" in page.lower()
    archive = address + "/alles.zip"
    assert both.get(archive).status_code == 404
    both.post(address + "/vrijgeven", {"role": "researcher"})
    assert both.get(archive).status_code == 404
    refused = both.post(address + "/vrijgeven", {"role": "privacy_officer"})
    assert refused.status_code == 409
    assert "Iemand anders" in text(refused)
    assert olga.post(address + "/vrijgeven", {"role": "researcher"}).status_code == 400
    olga.post(address + "/vrijgeven", {"role": "privacy_officer"})
    one.refresh_from_db()
    assert one.released_at is not None
    with zipfile.ZipFile(io.BytesIO(both.get(archive).content)) as files:
        assert "manifest.json" in files.namelist()


def test_an_export_without_a_purpose_or_a_snapshot_says_so(ada):
    assert "Zeg waar de uitvoer voor is." in text(ada.post(DOOR + "uitvoer", {"purpose": ""}))
    asked = ada.post(DOOR + "uitvoer", {"purpose": "Iets"})
    assert "There is no snapshot yet." in text(ada.get(asked.url))


def test_only_people_who_said_so_are_in_an_export(service):
    for party, also in (("anna", {consent.Purpose.REUSE}), ("bert", set())):
        service.happens(party, Occasion.FIRST_TALK, START)
        service.sweep(START)
        consent.agree(service.person(party), START, linking=True, also=also)
    assert register.allowed() == {service.person("anna").pk}
    consent.revoke(
        Person.objects.get(pk=service.person("anna").pk), consent.Purpose.REUSE, after(1),
        erase_too=False, snapshots=register.snapshot_folder(),
    )  # fmt: skip
    assert register.allowed() == set()


def test_with_a_snapshot_the_flow_is_shown_of_each_part_and_gaps_by_reason():
    ada, account = researcher("ada")
    editions.edition_of(snapshot(), account.pk, noon(START))
    assert "Antwoorden die er niet zijn, en waarom" in text(ada.get(DOOR + "metingen"))
    whole = text(ada.get(DOOR + "stroom"))
    assert "Wie er ontbreekt" in whole
    assert "design-effect" in whole
    assert ada.get(DOOR + "stroom?deel=role:nobody").status_code == 200


def test_a_small_group_cannot_be_worked_out_from_a_total_and_its_parts():
    """Known 100 and eligible 93: seven had no talk. By role 41, 36, 16 of 100: seven are unknown."""
    ada, account = researcher("ada")
    whole = {"known": 100, "eligible": 93, "asked": 93, "reached": 60, "agreed": 60, "answered": 60}
    rows = [(step, "", "all", "", n) for step, n in whole.items()]
    rows += [("eligible", "no_talk", "all", "", 7), ("reached", "no_answer", "all", "", 33)]
    for level, n in {"harmed": 41, "kin": 36, "responsible": 16, "unknown": 7}.items():
        rows += [(step, "", "role", level, n) for step in ("known", "asked")]
    flow = pl.DataFrame(rows, schema=dict(FLOW), orient="row")
    editions.edition_of(replace(snapshot(), flow=flow), account.pk, noon(START))
    cells = re.findall(r"<td[^>]*>([0-9.]+)</td>", ada.get(DOOR + "stroom").content.decode())
    assert "93" not in cells
    assert not {"41", "36", "16", "7"} & set(cells)
    part = ada.get(DOOR + "stroom?deel=role:harmed").content.decode()
    assert "<td>40</td>" in part
    assert "<td>41</td>" not in part
