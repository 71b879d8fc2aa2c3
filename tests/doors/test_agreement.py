"""What people agree: one exact text, each a yes of their own, and no document and nothing sent before (S37, S38)."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from django.utils import translation
from django.utils.formats import date_format

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived, step_up
from tests.doors.pages import form_fields, text_of, title_of
from tests.doors.test_desk_care import desk_of, without_keys
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, PLANNER
from tests.journeys.paper import text_of as text_of_pdf
from visavis.mediation.agreement import AnswerDisclosure, DraftAgreement, PutAgreement
from visavis.mediation.letters import OpenLetter
from visavis.mediation.safeguards import AGREEMENT_REVIEW
from visavis.mediation.terms import day
from visavis.service.changes import change

__all__ = ["work"]

OURS = "/plek/vragen/samen/"
TEXT = "Wij groeten elkaar op straat.\n\nWij praten niet over elkaar met anderen."
ALL = list(AGREEMENT_REVIEW)


def between(lived: Lived, slug: str) -> str:
    return at("between", lived.where.trajectory, slug)


def told(lived: Lived, party: str, slug: str, about: str = "") -> str:
    place = (lived.where.trajectory, party, slug)
    return at("told_about", *place, about) if about else at("told", *place)


def signed_in(lived: Lived, party):
    client = lived.client(party)
    step_up(client)
    return client


def sends(client, address: str, **said):
    return client.post(address, form_fields(client.get(address).content.decode(), "token") | said)


def all_pages(lived: Lived, party, *more: str) -> list[bytes]:
    client = lived.client(party)
    found = ("/plek/", OURS, "/plek/mensen/", *more)
    return [without_keys(client.get(one).content) for one in found]


# From proposing to agreed


def test_the_whole_way_from_a_proposal_to_what_everyone_agreed(work: AtWork) -> None:
    lived = work.lived().in_contact()
    before = all_pages(lived, lived.b)
    a = signed_in(lived, lived.a)
    assert sends(a, f"{OURS}eigen/", text=TEXT).status_code == 302
    assert all_pages(lived, lived.b) == before
    put = between(lived, "tekst-voorleggen")
    assert f'href="{put}"' in work.get(at("today"))
    assert "Wij groeten elkaar op straat." in text_of(work.get(put))
    assert work.send(put, whose=lived.a).status_code == 302
    (text,) = lived.view(lived.b).agreements
    assert text.text == TEXT
    assert lived.view(lived.a).agreements == (text,)
    page = f"{OURS}{text.agreement}/"
    for client in (a, signed_in(lived, lived.b)):
        assert "Hier ligt een tekst." in text_of(client.get("/plek/").content.decode())
        assert sends(client, page, choice="yes").status_code == 302
    record = between(lived, "tekst-vastleggen")
    early = work.send(record, looked_at=ALL).content.decode()
    assert "Iedereen moet vrij ja kunnen zeggen tegen precies deze tekst." in text_of(early)
    assert early.count("checked") == len(ALL)
    lived.tick(days=8)
    assert text_of(work.get(record)).count("Zegt ja tegen precies deze tekst") == 2
    assert work.send(record, looked_at=ALL).status_code == 302
    for party in (lived.a, lived.b):
        client = lived.client(party)
        assert "Iedereen zei ja" in text_of(client.get("/plek/").content.decode())
        assert "Wat u afsprak" in text_of(client.get(page).content.decode())


def test_it_is_not_there_before_there_is_contact(lived):
    lived.ready()
    client = lived.client(lived.a)
    assert client.get(OURS).status_code == client.get(f"{OURS}eigen/").status_code == 302
    assert "/vragen/samen/" not in client.get("/plek/").content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_it_has_a_title_that_says_nothing(lived, prefix):
    lived.in_contact()
    agreed = lived.agreed(TEXT)
    put = lived.put("Iets anders.")
    client = lived.client(lived.a)
    for path in ("", "eigen/", f"{put}/", f"{agreed}/", f"{agreed}/verder/"):
        page = client.get(f"{prefix}{OURS}{path}")
        assert page.status_code == 200, path
        title = title_of(page.content.decode())
        assert title.startswith("Questions" if prefix else "Vragen"), path


def test_the_time_to_think_stands_in_every_sentence_as_the_rule_holds_it(lived):
    lived.in_contact()
    change("terms.reflection", ["10"], "staff-operator", lived.service.now, basis=0)
    client = lived.client(lived.a)
    assert "en minstens 10 dagen om na te denken" in text_of(client.get(OURS).content.decode())
    agreement = lived.put(TEXT)
    with translation.override("nl"):
        until = date_format(day(lived.service.now) + timedelta(days=10), "j F Y")
    assert "en minstens 10 dagen om na te denken" in text_of(client.get("/plek/").content.decode())
    assert until in text_of(client.get(f"{OURS}{agreement}/").content.decode())
    change("terms.reflection", ["7"], "staff-operator", lived.service.now, basis=1)
    assert until in text_of(client.get(f"{OURS}{agreement}/").content.decode())


# The exact text


def test_a_yes_to_a_text_that_was_replaced_meanwhile_is_asked_again(lived):
    lived.in_contact()
    agreement = lived.put("Eerste woorden.")
    client = signed_in(lived, lived.a)
    address = f"{OURS}{agreement}/"
    fields = form_fields(client.get(address).content.decode(), "token")
    lived.own(DraftAgreement("Tweede woorden."), lived.b)
    lived.desk(PutAgreement(agreement, (lived.a, lived.b), "Tweede woorden."))
    page = client.post(address, fields | {"choice": "yes"}).content.decode()
    assert "Er is nu een andere tekst. Lees hem nog een keer" in text_of(page)
    assert "Tweede woorden." in text_of(page)
    assert lived.view(lived.a).accepted == ()
    again = form_fields(page, "token") | {"choice": "yes"}
    assert client.post(address, again).status_code == 302
    assert len(lived.view(lived.a).accepted) == 1


def test_a_yes_asks_to_prove_it_is_you_and_a_no_or_later_does_not(lived):
    lived.in_contact()
    agreement = lived.put(TEXT)
    client = lived.client(lived.a)
    address = f"{OURS}{agreement}/"
    assert sends(client, address, choice="later").status_code == 302
    assert sends(client, address, choice="no").status_code == 302
    assert lived.view(lived.a).not_accepted
    with time_machine.travel(lived.service.now + timedelta(minutes=6), tick=False):
        asked = sends(client, address, choice="yes").content.decode()
        assert "Vul uw eigen vijf woorden in." in text_of(asked)
        assert lived.view(lived.a).accepted == ()
        assert sends(client, address, choice="yes", words=lived.words).status_code == 302
    assert lived.view(lived.a).accepted


def test_who_said_no_is_not_asked_the_same_again_and_may_change_it(lived):
    lived.in_contact()
    agreement = lived.put(TEXT)
    client = signed_in(lived, lived.a)
    sends(client, f"{OURS}{agreement}/", choice="no")
    assert "Hier ligt een tekst." not in text_of(client.get("/plek/").content.decode())
    assert "U zei nee." in text_of(client.get(OURS).content.decode())
    assert sends(client, f"{OURS}{agreement}/", choice="yes").status_code == 302
    assert "U zei ja." in text_of(client.get(OURS).content.decode())


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_what_one_answers_is_nothing_on_the_others_pages(lived, choice):
    lived.in_contact()
    agreement = lived.put(TEXT)
    more = (f"{OURS}{agreement}/",)
    before = all_pages(lived, lived.b, *more)
    assert sends(signed_in(lived, lived.a), more[0], choice=choice).status_code == 302
    assert all_pages(lived, lived.b, *more) == before


def test_a_proposal_without_words_is_asked_again(lived):
    lived.in_contact()
    client = lived.client(lived.a)
    assert "Schrijf hier eerst iets" in text_of(
        sends(client, f"{OURS}eigen/", text="").content.decode()
    )
    assert lived.view(lived.a).agreement_draft == ""


def test_nothing_is_put_while_only_one_is_in_contact(work: AtWork) -> None:
    lived = work.lived().ready()
    lived.offered(lived.released())
    lived.own(OpenLetter(lived.offers[0]), lived.b)
    lived.own(DraftAgreement(TEXT), lived.b)
    assert "Er valt hier nu niets te kiezen." in text_of(
        work.get(between(lived, "tekst-voorleggen"))
    )


# As told


def test_by_telephone_the_text_is_read_aloud_and_a_replaced_one_once_more(work: AtWork) -> None:
    lived = work.lived().in_contact()
    agreement = lived.put("Eerste woorden.")
    address = told(lived, lived.a, "zegt-van-tekst", agreement)
    fields = form_fields(work.get(address), "token")
    assert "Eerste woorden." in text_of(work.get(address))
    lived.own(DraftAgreement("Tweede woorden."), lived.b)
    work.send(between(lived, "tekst-voorleggen"), whose=lived.b)
    yes = {"accepts": "yes", "via": "phone"}
    page = work.client().post(address, fields | yes).content.decode()
    assert "De tekst is veranderd. Lees hem nog een keer voor." in text_of(page)
    assert lived.view(lived.a).accepted == ()
    assert work.client().post(address, form_fields(page, "token") | yes).status_code == 302
    assert lived.view(lived.a).accepts(lived.view(lived.a).agreements[0])


def test_proposing_and_sending_are_told_too_and_only_a_mediator_writes_them_down(
    work: AtWork,
) -> None:
    lived = work.lived().in_contact()
    propose = told(lived, lived.a, "stelt-voor")
    assert work.send(propose, via="paper", paper="Map 2", text=TEXT).status_code == 302
    assert lived.view(lived.a).agreement_draft == TEXT
    agreement = lived.agreed()
    letting = told(lived, lived.a, "tekst-mag-weg", agreement)
    said = {"via": "phone", "recipient": "court", "gives": "yes"}
    assert work.send(letting, **said).status_code == 302
    assert [one.recipient for one in lived.view(lived.a).may_disclose] == ["court"]
    assert work.send(letting, **{**said, "gives": "no"}).status_code == 302
    assert lived.view(lived.a).may_disclose == ()
    for account in (INTAKE.id, PLANNER.id):
        for address in (propose, letting, between(lived, "tekst-vastleggen")):
            work.get(address, account, status=404)
    work.get(told(lived, lived.a, "tekst-mag-weg", "f" * 32), status=404)


def test_after_a_week_the_task_leads_to_what_they_say_of_the_text(work: AtWork) -> None:
    lived = work.lived().in_contact()
    agreement = lived.put(TEXT)
    line = "De tijd om na te denken is voorbij. Vraag of zij instemmen."
    assert line not in text_of(work.get(at("today")))
    lived.tick(days=8)
    work.clients.clear()
    assert line in text_of(work.get(at("today")))
    onward = at("onward", lived.where.trajectory, lived.a, "ask_agreement", "-")
    assert work.client().get(onward)["Location"] == told(
        lived, lived.a, "zegt-van-tekst", agreement
    )


# On paper, and outside


def test_there_is_no_document_before_everyone_agreed(work: AtWork) -> None:
    lived = work.lived().in_contact()
    agreement = lived.put(TEXT)
    t = lived.where.trajectory
    assert lived.client(lived.a).get(f"{OURS}{agreement}/papier/").status_code == 404
    work.get(at("agreement_paper", t, agreement, "zelf"), status=404)
    work.get(at("agreement_paper", t, agreement, "court"), status=404)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_was_agreed_is_one_accessible_paper_the_same_for_all_and_names_nobody(lived, prefix):
    lived.in_contact()
    agreement = lived.agreed(TEXT)
    made = [
        lived.client(party).get(f"{prefix}{OURS}{agreement}/papier/")
        for party in (lived.a, lived.b)
    ]
    assert made[0].content == made[1].content
    said = text_of_pdf(made[0].content)
    for line in TEXT.split("\n\n"):
        assert line in " ".join(said.split())
    for name in ("Noor", "Rik", "Jansen", "Mieke", "Wilgenroos"):
        assert name not in said
    assert "mijn-plek-" in made[0]["Content-Disposition"]
    with pikepdf.open(BytesIO(made[0].content)) as pdf, pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang).startswith("en" if prefix else "nl")


def test_it_is_sent_only_to_whom_everyone_lets_it_go_and_each_reads_that_it_went(
    work: AtWork,
) -> None:
    lived = work.lived().in_contact()
    agreement = lived.agreed(TEXT)
    t = lived.where.trajectory
    send = between(lived, "tekst-versturen")
    more = (f"{OURS}{agreement}/", f"{OURS}{agreement}/verder/")
    before = all_pages(lived, lived.b, *more)
    client = signed_in(lived, lived.a)
    said = {"recipient": "court", "gives": "yes"}
    assert sends(client, more[1], **said).status_code == 302
    assert all_pages(lived, lived.b, *more) == before
    assert "Van u mag de tekst naar: De rechter" in text_of(client.get(more[0]).content.decode())
    assert "Er valt hier nu niets te kiezen." in text_of(work.get(send))
    lived.own(AnswerDisclosure(agreement, "prosecutor"), lived.b)
    assert "Er valt hier nu niets te kiezen." in text_of(work.get(send))
    lived.own(AnswerDisclosure(agreement, "court"), lived.b)
    assert f'href="{send}"' in work.get(at("today"))
    work.get(at("agreement_paper", t, agreement, "court"), status=404)
    assert work.send(send, to=f"{agreement}:court").status_code == 302
    paper = work.client().get(at("agreement_paper", t, agreement, "court"))
    assert "De rechter" in text_of_pdf(paper.content)
    work.get(at("agreement_paper", t, agreement, "prosecutor"), status=404)
    work.get(at("agreement_paper", t, agreement, "anyone"), status=404)
    assert at("agreement_paper", t, agreement, "court") in work.get(at("trajectory", t))
    for party in (lived.a, lived.b):
        page = text_of(lived.client(party).get(more[0]).content.decode())
        assert "Iedereen zei ja, en het is verstuurd aan: De rechter" in page


def test_a_yes_taken_back_between_looking_and_sending_stops_it(work: AtWork) -> None:
    lived = work.lived().in_contact()
    agreement = lived.agreed(TEXT)
    for party in (lived.a, lived.b):
        lived.own(AnswerDisclosure(agreement, "court"), party)
    send = between(lived, "tekst-versturen")
    fields = form_fields(work.get(send), "token")
    lived.own(AnswerDisclosure(agreement, "court", gives=False), lived.a)
    page = work.client().post(send, fields | {"to": f"{agreement}:court"})
    assert page.status_code != 302
    (text,) = {a for s in desk_of(work, lived).sides for a in s.own.agreements}
    assert text.disclosed == ()


def test_foreign_and_unknown_texts_are_not_there(lived):
    lived.in_contact()
    client = lived.client(lived.a)
    for path in ("", "verder/", "papier/"):
        assert client.get(f"{OURS}{'e' * 32}/{path}").status_code == 404
