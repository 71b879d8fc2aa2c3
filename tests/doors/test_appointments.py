"""Talks in one room or by video: each has their own page, and nothing on it is of the other (domain §2.2)."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import TALK, Lived
from tests.doors.pages import form_fields, text_of, title_of
from tests.doors.test_desk_roles import at
from tests.journeys.paper import text_of as text_of_pdf
from visavis.config.sweeping import sweep
from visavis.journal.keys import outbox_ring
from visavis.journal.outbox import to_send
from visavis.mediation.appointments import CallOffContact, CannotCome, Reconfirm, SetSubjects
from visavis.mediation.contact import GoOn, LookBack
from visavis.mediation.entries import PartyId
from visavis.mediation.preparation import ChooseForm
from visavis.mediation.terms import day
from visavis.mediation.views.meeting import own_id
from visavis.mediation.words import PartyState

__all__ = ["work"]

PAGES = ("/plek/", "/plek/afspraken/", "/plek/mensen/", "/plek/afspraken/ja/")


def read(client: Client, path: str) -> str:
    found = client.get(path)
    return text_of(found.content.decode()) if found.status_code == 200 else f"→ {found.status_code}"


def pages(client: Client) -> list[str]:
    return [read(client, path) for path in PAGES]


def send(client: Client, path: str, **answers: str):
    page = client.get(path)
    assert page.status_code == 200, (path, page.status_code)
    return client.post(path, form_fields(page.content.decode()) | answers)


def mine(lived: Lived, party: PartyId, contact: str = TALK) -> str:
    return own_id(party, contact)


def plan(work: AtWork, lived: Lived, **other: str):
    """What a mediator fills in for a talk in five days."""
    return work.send(address_of(lived), **(answers_for(lived) | other))


def address_of(lived: Lived) -> str:
    return at("between", lived.where.trajectory, "afspraak-plannen")


def answers_for(lived: Lived) -> dict[str, str]:
    on = day(lived.service.now) + timedelta(days=5)
    return {
        "on_0": str(on.day), "on_1": str(on.month), "on_2": str(on.year),
        "place": "Buurthuis, halte Plein", "present": "U, de ander en Mieke.",
        "stop_plan": "Een hand omhoog.", "neutral": "on", "near_exit": "on",
        "arrives_0": "10.00", "leaves_0": "12.00", "entrance_0": "Voordeur",
        "arrives_1": "10:30", "leaves_1": "12.30", "entrance_1": "Tuindeur",
    }  # fmt: skip


# The form and the subjects


def test_a_choice_of_form_shows_on_ones_own_page_alone(work: AtWork) -> None:
    lived = work.lived().prepared()
    b = lived.client(lived.b)
    before = [*pages(b), read(b, "/plek/vragen/hoe/")]
    a = lived.client(lived.a)
    assert send(a, "/plek/vragen/hoe/", form="conversation").status_code == 302
    assert "Waar mag het gesprek over gaan?" in read(a, "/plek/")
    assert [*pages(b), read(b, "/plek/vragen/hoe/")] == before


@pytest.mark.parametrize("form", ["conversation", "video_call", "letters"])
def test_the_form_is_agreed_only_when_all_choices_meet(work: AtWork, form: str) -> None:
    lived = work.lived().prepared()
    t = lived.where.trajectory
    lived.own(ChooseForm(form), lived.a)
    lived.own(ChooseForm("not_yet"), lived.b)
    refused = work.send(at("between", t, "vorm"))
    assert "Deze vorm kan alleen als iedereen er zelf voor kiest." in text_of(
        refused.content.decode()
    )
    lived.own(ChooseForm(form), lived.b)
    assert work.send(at("between", t, "vorm")).status_code == 302
    assert {lived.view(who).form_agreed for who in (lived.a, lived.b)} == {form}


def test_subjects_are_read_by_their_author_and_the_mediator_and_by_nobody_else(
    work: AtWork,
) -> None:
    lived = work.lived().ready_to_talk()
    a, b = lived.client(lived.a), lived.client(lived.b)
    before = pages(b)
    said = {"ask": "Waarom ons huis?", "say": "Ik slaap slecht.", "not_hear": "Uitvluchten."}
    assert send(a, "/plek/vragen/waarover/", **said).status_code == 302
    t = lived.where.trajectory
    for text in said.values():
        assert text in a.get("/plek/vragen/waarover/").content.decode()
        assert text in work.get(at("side", t, lived.a))
        assert text not in work.get(at("side", t, lived.b))
    assert pages(b) == before


# The plan


def test_a_plan_reaches_each_with_their_own_part_and_a_neutral_message(work: AtWork) -> None:
    lived = work.lived().ready_to_talk()
    assert plan(work, lived).status_code == 302
    a, b = lived.client(lived.a), lived.client(lived.b)
    first, second = read(a, "/plek/afspraken/"), read(b, "/plek/afspraken/")
    for own, theirs, page in (
        (("Voordeur", "10.00", "12.00"), ("Tuindeur", "10.30", "12.30"), first),
        (("Tuindeur", "10.30", "12.30"), ("Voordeur", "10.00", "12.00"), second),
    ):
        assert [one for one in own if one not in page] == []
        assert [one for one in theirs if one in page] == []
        for both in ("Buurthuis, halte Plein", "U, de ander en Mieke.", "Een hand omhoog."):
            assert both in page
    assert title_of(a.get("/plek/afspraken/").content.decode()).startswith("Afspraken")
    queued = to_send(outbox_ring(work.service.keys), day(lived.service.now) + timedelta(days=3))
    assert {message.party for message in queued} >= {lived.a, lived.b}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"arrives_1": "10.00"}, "Waarborg S23"),
        ({"entrance_1": "Voordeur"}, "Waarborg S23"),
        ({"neutral": ""}, "Waarborg S23"),
        ({"on_2": "2020"}, "Kies tijden die nog komen"),
        ({"leaves_0": "09.00"}, "Kies tijden die nog komen"),
        ({"arrives_0": "half elf"}, "Dit is geen tijd."),
        ({"arrives_0": "25.00"}, "Dit is geen tijd."),
        ({"place": "\x00"}, ""),
    ],
)
def test_a_plan_that_is_not_safe_or_makes_no_sense_is_refused(
    work: AtWork, wrong: dict[str, str], sentence: str
) -> None:
    lived = work.lived().ready_to_talk()
    sent = plan(work, lived, **wrong)
    assert sent.status_code in {200, 400}
    assert sentence in text_of(sent.content.decode())
    assert lived.view(lived.a).appointments == ()


@pytest.mark.parametrize(
    "link", ["http://bel.example/een", "javascript:alert(1)", "bel.example", "https://"]
)
def test_a_link_to_a_video_call_is_https_or_none(work: AtWork, link: str) -> None:
    lived = work.lived().ready_to_talk("video_call")
    sent = plan(work, lived, entrance_0=link, entrance_1="https://bel.example/twee")
    assert "Dit is geen link die begint met https://" in text_of(sent.content.decode())


def test_in_a_video_call_each_has_a_link_of_their_own_and_the_desk_a_script(work: AtWork) -> None:
    lived = work.lived().ready_to_talk("video_call")
    sent = plan(
        work, lived, entrance_0="https://bel.example/een", entrance_1="https://bel.example/twee"
    )
    assert sent.status_code == 302
    page = lived.client(lived.a).get("/plek/afspraken/").content.decode()
    assert 'href="https://bel.example/een" rel="noreferrer noopener"' in page
    assert "bel.example/twee" not in page
    desk = text_of(work.get(at("between", lived.where.trajectory, "gesprek-gehouden")))
    assert "Als de lijn wegvalt" in desk
    assert "U belt ieder apart" in desk


def test_a_plan_moved_for_one_changes_no_page_of_the_other(work: AtWork) -> None:
    lived = work.lived().planned()
    b = lived.client(lived.b)
    before = pages(b)
    sent = plan(
        work, lived, contact=TALK, place="Buurthuis, halte Plein", arrives_0="09.45",
        present="U, de ander en Mieke de Boer.", entrance_0="Voordeur, zaal links",
        stop_plan="Een hand omhoog. Na een half uur pauze.", entrance_1="Tuindeur, kamer boven",
    )  # fmt: skip
    assert sent.status_code == 302
    assert lived.view(lived.a).appointments[0].changes == 1
    assert pages(b) == before


# A last yes, or not coming


def test_a_last_yes_is_asked_in_the_week_before_and_seen_by_no_other(work: AtWork) -> None:
    lived = work.lived().planned(days=20)
    a, b = lived.client(lived.a), lived.client(lived.b)
    assert "Wilt u dit nog?" not in read(a, "/plek/")
    lived.tick(days=14)
    a, b = lived.client(lived.a), lived.client(lived.b)
    before = pages(b)
    assert "Wilt u dit nog?" in read(a, "/plek/")
    assert send(a, "/plek/afspraken/ja/").status_code == 302
    assert "U zei: ik wil dit." in read(a, "/plek/afspraken/")
    assert pages(b) == before


@pytest.mark.parametrize(("choice", "state"), [("no", "cannot"), ("another", "move")])
def test_not_coming_needs_no_reason_and_changes_nothing_for_the_other(
    work: AtWork, choice: str, state: str
) -> None:
    lived = work.lived().planned()
    a, b = lived.client(lived.a), lived.client(lived.b)
    before = pages(b)
    where = f"/plek/afspraken/{mine(lived, lived.a)}/anders/"
    assert "<textarea" not in a.get(where).content.decode()
    assert send(a, where, choice=choice).status_code == 302
    assert lived.view(lived.a).appointments[0].state == state
    assert pages(b) == before
    today = text_of(work.get(at("today")))
    assert "Ze komen niet, of niet dan. Bel, en plan opnieuw." in today
    refused = work.send(
        at("between", lived.where.trajectory, "gesprek-gehouden"),
        contact=TALK, minutes="60", stopped="no", recorded="no",
    )  # fmt: skip
    assert "Waarborg S6" in text_of(refused.content.decode())


def test_called_off_reads_the_same_for_all_and_says_neither_who_nor_why(work: AtWork) -> None:
    lived = work.lived().planned()
    lived.own(CannotCome(TALK), lived.b)
    t = lived.where.trajectory
    assert work.send(at("between", t, "afspraak-afzeggen"), contact=TALK).status_code == 302
    said = "is afgezegd. U hoeft niets te doen."
    assert [said in read(lived.client(who), "/plek/afspraken/") for who in (lived.a, lived.b)] == [
        True,
        True,
    ]


def test_who_did_not_come_stands_on_no_page(work: AtWork) -> None:
    lived = work.lived().planned()
    lived.tick(days=5)
    t = lived.where.trajectory
    assert work.send(at("between", t, "gesprek-niet-gehouden"), contact=TALK).status_code == 302
    first, second = (read(lived.client(who), "/plek/") for who in (lived.a, lived.b))
    for page in (first, second):
        assert "De afspraak ging niet door." in page
        assert "Uw bemiddelaar spreekt u binnen twee werkdagen." in page
    assert "Het ging niet door. Spreek met hen." in text_of(work.get(at("today")))


# The day itself, and afterwards


def test_it_is_on_todays_page_and_held_without_a_word_of_what_was_said(work: AtWork) -> None:
    lived = work.lived().planned()
    assert "Ze hebben een afspraak." not in text_of(work.get(at("today")))
    lived.tick(days=5)
    assert "Ze hebben een afspraak." in text_of(work.get(at("today")))
    t = lived.where.trajectory
    held = at("between", t, "gesprek-gehouden")
    said = {"contact": TALK, "minutes": "90", "stopped": "no"}
    assert "<textarea" not in work.get(held)
    for each in (lived.a, lived.b):
        lived.own(Reconfirm(), each)
        page = text_of(work.send(held, recorded="no", **said).content.decode())
    assert "Waarborg S22" in page
    for each in (lived.a, lived.b):
        assert work.send(at("act", t, each, "veiligheid"), note="Rustig.").status_code == 302
    recorded = work.send(held, recorded="yes", **said)
    assert "Waarborg S35" in text_of(recorded.content.decode())
    assert work.send(held, recorded="no", **said).status_code == 302
    for each in (lived.a, lived.b):
        assert lived.view(each).state is PartyState.IN_CONTACT
        assert "U had een gesprek." in read(lived.client(each), "/plek/")
    lived.tick(days=1)
    assert "Bel: hoe was het?" in text_of(work.get(at("today")))


def test_after_a_stop_it_goes_on_only_when_each_said_so_apart(work: AtWork) -> None:
    lived = work.lived().talked(stopped=True)
    lived.tick(minutes=5)
    a, b = lived.client(lived.a), lived.client(lived.b)
    again = at("between", lived.where.trajectory, "gesprek-gehouden")
    said = {"contact": TALK, "minutes": "20", "stopped": "no", "recorded": "no"}
    before = pages(b)
    assert "Het gesprek is gestopt. Mag het verder?" in read(a, "/plek/")
    assert send(a, "/plek/afspraken/verder/").status_code == 302
    assert pages(b) == before
    assert "Waarborg S24" in text_of(work.send(again, **said).content.decode())
    lived.own(GoOn(), lived.b)
    sent = work.send(again, **said)
    assert sent.status_code == 302, text_of(sent.content.decode())
    assert len(lived.view(lived.a).held) == 2
    lived.tick(days=1)
    assert "Mag het verder?" not in read(lived.client(lived.a), "/plek/")


def test_looking_back_is_for_oneself_and_the_mediator(work: AtWork) -> None:
    lived = work.lived().talked()
    a, b = lived.client(lived.a), lived.client(lived.b)
    before = pages(b)
    where = f"/plek/afspraken/{mine(lived, lived.a)}/daarna/"
    assert send(a, where, words="Het luchtte op.").status_code == 302
    assert "Het luchtte op." in read(a, "/plek/afspraken/")
    t = lived.where.trajectory
    assert "Het luchtte op." in work.get(at("side", t, lived.a))
    assert "Het luchtte op." not in work.get(at("side", t, lived.b))
    assert pages(b) == before


# What leaves the page


def test_the_calendar_says_a_time_and_one_word(work: AtWork) -> None:
    lived = work.lived().planned()
    lived.own(SetSubjects("Waarom?"), lived.a)
    files = {}
    for who in (lived.a, lived.b):
        sent = lived.client(who).get(f"/plek/afspraken/{mine(lived, who)}/agenda/")
        assert sent["Content-Disposition"] == 'attachment; filename="afspraak.ics"'
        assert sent["Content-Type"].startswith("text/calendar")
        files[who] = sent.content.decode()
    one = files[lived.a]
    assert one.count("\r\n") == one.count("\n") == 15
    said = dict(line.split(":", 1) for line in one.split("\r\n") if line)
    assert set(said) == {
        "BEGIN", "VERSION", "PRODID", "CALSCALE", "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND",
        "SUMMARY", "STATUS", "CLASS", "END",
    }  # fmt: skip
    assert said["SUMMARY"] == "Afspraak"
    assert re.fullmatch("[0-9a-f]{32}", said["UID"])
    ids = {re.search(r"UID:(\w+)", text)[1] for text in files.values()}
    assert len(ids) == 2
    assert not any(TALK in text or lived.a in text or lived.b in text for text in files.values())


def test_the_calendar_counts_only_what_this_person_saw_change(work: AtWork) -> None:
    lived = work.lived().planned()
    where = f"/plek/afspraken/{mine(lived, lived.a)}/agenda/"
    a = lived.client(lived.a)
    first = a.get(where).content
    lived.tick(hours=1)
    lived.own(CannotCome(TALK), lived.b)
    lived.plan(TALK)
    assert a.get(where).content == first
    lived.desk(CallOffContact(TALK, (lived.a, lived.b)))
    off = lived.client(lived.a).get(where).content.decode()
    assert "SEQUENCE:1" in off
    assert "STATUS:CANCELLED" in off


def test_an_address_of_one_leads_nowhere_for_the_other(work: AtWork) -> None:
    lived = work.lived().talked()
    lived.plan("d" * 32)
    a = lived.client(lived.a)
    for contact in (TALK, "d" * 32):
        for strange in (mine(lived, lived.b, contact), contact):
            for last in ("anders", "papier", "agenda", "daarna", "later"):
                assert a.get(f"/plek/afspraken/{strange}/{last}/").status_code == 404


@pytest.mark.parametrize("form", ["conversation", "video_call"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_papers_are_of_one_person_and_name_nobody(
    work: AtWork, language: str, form: str
) -> None:
    lived = work.lived().planned(form=form)
    begin = "/en" if language == "en" else ""
    a = lived.client(lived.a)
    own = f"{begin}/plek/afspraken/{mine(lived, lived.a)}/papier/"
    t = lived.where.trajectory
    papers = [text_of_pdf(a.get(path).content) for path in (own, f"{begin}/plek/afspraken/papier/")]
    assert "10.00" in papers[0]
    for paper in papers:
        assert [one for one in ("Noor", "Rik", "10.30", "Tuindeur", "twee") if one in paper] == []
    desk = work.client().get(at("talk_paper", t, lived.b, mine(lived, lived.b), "afspraak"))
    assert "10.30" in text_of_pdf(desk.content)
    assert "Voordeur" not in text_of_pdf(desk.content)


def test_afterwards_there_is_a_paper_that_says_nothing_of_the_talk(work: AtWork) -> None:
    lived = work.lived().talked(stopped=True)
    lived.own(LookBack(TALK, "Het luchtte op."), lived.a)
    sent = lived.client(lived.a).get(f"/plek/afspraken/{mine(lived, lived.a)}/later/")
    paper = text_of_pdf(sent.content)
    assert "Het is gestopt" in paper
    assert "luchtte" not in paper


def test_the_day_before_a_message_is_queued_that_says_no_more_than_any_other(work: AtWork) -> None:
    lived = work.lived().planned(days=20)
    ring = outbox_ring(work.service.keys)
    lived.tick(days=19)
    before = {message.id for message in to_send(ring, day(lived.service.now))}
    sweep(lived.service.now, work.service.keys)
    fresh = [m for m in to_send(ring, day(lived.service.now)) if m.id not in before]
    assert {message.party for message in fresh} == {lived.a, lived.b}
