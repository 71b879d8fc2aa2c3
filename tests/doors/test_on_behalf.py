"""Somebody signs another person up: at the front door, by telephone; and that person's own yes or no (A2, A3)."""

import re

import pytest
from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from tests.doors.test_frontdoor_words import flesch_douma, readable
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from tests.journeys.paper import text_of as text_of_pdf
from visavis.config.sweeping import sweep
from visavis.journal.keys import participant_ring
from visavis.journal.models import Party
from visavis.journal.see import see_party
from visavis.journal.sheet import NotThere
from visavis.mediation.entries import Audience
from visavis.mediation.sign_up import PrepareSignUp
from visavis.mediation.views import PartyView
from visavis.mediation.words import PartyState
from visavis.people import words_door
from visavis.people.models import ThreeWords

__all__ = ["work"]

ANSWERS = {
    "sender": {"sender": "work", "asked": "yes", "by_whom": "Reclassering, mevrouw Bos"},
    "free": {"condition": "no"},
    "who": {"first_name": "Anna", "age": "34"},
    "relation": {"relation": "harmed"},
    "story": {"story": "Bel liever niet op dinsdag."},
    "reach": {"channel": "phone", "phone": "06 00 00 00 00", "voicemail": "no"},
    "never": {"never": "Bel nooit naar huis."},
}
FRONT = "/aanmelden/voor-een-ander/"


def on(client: Client, page, prefix: str = "", **more: str):
    fields = form_fields(page.content.decode(), "at")
    return client.post(f"{prefix}{FRONT}", fields | more)


def checked(client: Client, prefix: str = "", **changed: dict[str, str]):
    page = client.get(f"{prefix}{FRONT}")
    for step, answers in ANSWERS.items():
        page = on(client, page, prefix, go="next", **(answers | changed.get(step, {})))
    return page


def the_only_one(lived: Lived) -> tuple[str, str, PartyView]:
    [party] = Party.objects.all()
    ring = participant_ring(lived.service.keys, party.id)
    return party.trajectory_id, party.id, see_party(party.id, ring, lived.service.now).view


@pytest.mark.parametrize(("prefix", "language"), [("", "nl"), ("/en", "en")])
def test_somebody_signs_another_person_up_and_gets_no_words(lived, prefix, language):
    client = Client()
    done = on(client, checked(client, prefix), prefix, go="send")
    page = done.content.decode()
    assert done.status_code == 200
    assert "Anna" in text_of(page)
    assert client.cookies == {}
    assert ThreeWords.objects.count() == 0
    assert not re.search(r"<bdi[^>]*>\w+ – \w+", page)
    _, _, me = the_only_one(lived)
    assert (me.first_name, me.confirmed, me.language) == ("Anna", False, language)
    (sender,) = me.around
    assert (sender.name, sender.role, sender.shared) == (
        "Reclassering, mevrouw Bos", Audience.REFERRER, frozenset(),
    )  # fmt: skip
    assert (me.reach.phone, me.reach.never) == ("06 00 00 00 00", "Bel nooit naar huis.")


def test_someone_close_stands_there_as_no_referrer(lived):
    client = Client()
    on(client, checked(client, sender={"sender": "close", "by_whom": "Eva"}), go="send")
    assert the_only_one(lived)[2].around[0].role is Audience.OUTSIDER


def test_s05_refuses_a_condition_on_its_page_and_keeps_nothing(lived):
    client = Client()
    page = on(client, client.get(FRONT), go="next", **ANSWERS["sender"])
    page = on(client, page, go="next", condition="yes")
    said = text_of(page.content.decode())
    assert "Meedoen mag nooit een voorwaarde of een beloning zijn." in said
    assert "Wij hebben niets bewaard." in said
    sent = on(client, checked(client), go="send", condition="yes")
    assert "Meedoen mag nooit een voorwaarde of een beloning zijn." in text_of(
        sent.content.decode()
    )
    assert Party.objects.count() == 0


def test_s1_who_did_not_ask_the_person_first_signs_up_nobody(lived):
    client = Client()
    page = on(client, client.get(FRONT), go="next", **(ANSWERS["sender"] | {"asked": "no"}))
    assert "Vraag het dus eerst aan deze persoon." in text_of(page.content.decode())
    on(client, checked(client), go="send", asked="no")
    assert Party.objects.count() == 0


def test_s11_a_child_is_signed_up_in_a_talk(lived):
    client = Client()
    sent = on(client, checked(client), go="send", age="15")
    said = text_of(sent.content.decode())
    assert "Een kind melden wij aan in een gesprek." in said
    assert "Bel ons, ook als ouder." in said
    assert Party.objects.count() == 0


def test_row_4_sent_twice_it_is_one_sign_up_and_row_5_changed_it_keeps_the_text(lived):
    client = Client()
    page = checked(client)
    first, second = on(client, page, go="send"), on(client, page, go="send")
    assert first.content == second.content
    again = on(client, page, go="send", story="Iets anders.")
    assert again.status_code == 409
    assert "Iets anders." in again.content.decode()
    assert Party.objects.count() == 1


def signed_up_for(lived: Lived) -> tuple[str, str, str]:
    """Signed up at the front door, and the three words of the letter that intake made; their address."""
    client = Client()
    on(client, checked(client), go="send")
    trajectory, party, _ = the_only_one(lived)
    return trajectory, party, " ".join(words_door.for_sign_up(trajectory, party))


def answered(words: str, prefix: str = "", **answers: str):
    client = Client()
    page = client.post(f"{prefix}/brief/antwoord/", {"words": words})
    for go in answers.pop("go", "next").split():
        fields = form_fields(page.content.decode(), "at")
        page = client.post(f"{prefix}/brief/antwoord/", fields | answers | {"go": go})
    return page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_behind_the_words_names_nobody_and_nothing_we_were_told(lived, prefix):
    _, _, words = signed_up_for(lived)
    page = Client().post(f"{prefix}/brief/antwoord/", {"words": words}).content.decode()
    for told in ("Anna", "Bos", "Reclassering", "dinsdag", "06 00", "huis."):
        assert told not in page
    assert ("Iemand heeft u bij ons aangemeld" if not prefix else "Someone signed you up") in page


def test_their_own_yes_counts_and_says_how_to_reach_them(lived):
    _, _, words = signed_up_for(lived)
    reach = {"channel": "post", "post": "Postbus 4", "voicemail": "no"}
    page = answered(words, answer="yes", go="next next", **reach)
    assert "U hoort uiterlijk" in text_of(page.content.decode())
    _, _, me = the_only_one(lived)
    assert (me.confirmed, me.reach.channel, me.reach.post) == (True, "post", "Postbus 4")
    again = Client().post("/brief/antwoord/", {"words": words})
    assert "Wij hebben uw aanmelding" in text_of(again.content.decode())


def test_their_no_is_as_short_as_their_yes_and_ends_it(lived):
    _, _, words = signed_up_for(lived)
    page = answered(words, answer="no", go="next next")
    assert "Wij respecteren uw nee" in text_of(page.content.decode())
    _, _, me = the_only_one(lived)
    assert (me.confirmed, me.state) == (False, PartyState.CLOSED)
    again = Client().post("/brief/antwoord/", {"words": words})
    assert "Deze aanmelding is gestopt" in text_of(again.content.decode())


def test_yes_and_no_sent_twice_stand_there_once(lived):
    _, _, words = signed_up_for(lived)
    client = Client()
    fields = form_fields(
        client.post("/brief/antwoord/", {"words": words}).content.decode(), "at"
    ) | {"answer": "no"}
    fields = form_fields(client.post("/brief/antwoord/", fields).content.decode(), "at")
    first = client.post("/brief/antwoord/", fields)
    second = client.post("/brief/antwoord/", fields)
    assert "Wij respecteren uw nee" in text_of(first.content.decode())
    assert "Deze aanmelding is gestopt" in text_of(second.content.decode())
    assert [step.state for step in the_only_one(lived)[2].walked] == [
        PartyState.REGISTERED, PartyState.CLOSED,
    ]  # fmt: skip


def test_another_language_and_going_back_keep_what_was_chosen(lived):
    _, _, words = signed_up_for(lived)
    page = answered(words, answer="yes", go="next")
    fields = form_fields(page.content.decode(), "at")
    english = Client().post(
        "/en/brief/antwoord/", fields | {"go": "stay", "phone": "06 11", "channel": "phone"}
    )
    assert "How may we reach you?" in english.content.decode()
    assert form_fields(english.content.decode(), "at")["phone"] == "06 11"
    back = Client().post("/brief/antwoord/", fields | {"go": "back"})
    assert form_fields(back.content.decode(), "at")["answer"] == "yes"


def test_words_of_a_sign_up_open_the_same_page_at_both_addresses(lived):
    _, _, words = signed_up_for(lived)
    pages = [
        re.sub(r'(csrfmiddlewaretoken|key)" value="[^"]*"', "", page.content.decode())
        for page in (
            Client().post("/brief/antwoord/", {"words": words}),
            Client().post("/aanmelden/kaart/", {"words": words}),
        )
    ]
    assert "Iemand heeft u bij ons aangemeld" in pages[0]
    assert text_of(pages[0]).split("aangemeld", 1)[1] == text_of(pages[1]).split("aangemeld", 1)[1]


def test_unknown_words_are_one_answer_there_too(lived):
    page = Client().post("/brief/antwoord/", {"words": "een twee drie"})
    assert "Wij kennen deze woorden niet." in text_of(page.content.decode())


TOLD = {
    "by_whom": "Reclassering, mevrouw Bos", "professional": "yes", "condition": "no",
    "first_name": "Anna", "age": "34", "relation": "harmed", "language": "nl",
    "channel": "phone", "phone": "06 00", "via": "phone",
}  # fmt: skip


def test_intake_writes_down_who_rings_for_another_and_goes_on_to_ask_that_person(work: AtWork):
    sent = work.send(at("for_another"), INTAKE.id, **TOLD)
    page = text_of(work.get(sent["Location"], INTAKE.id))
    assert "Er begint niets voor hun eigen ja." in page
    assert "Reclassering, mevrouw Bos (helpt deze persoon in het werk)" in page
    new = text_of(work.get(at("new"), INTAKE.id))
    assert "Aangemeld door Reclassering, mevrouw Bos" in new
    assert "wordt alles gewist op 1 april 2026" in new
    assert "Bel, en vraag" in text_of(work.get(at("today"), INTAKE.id))


def test_s05_refuses_at_the_desk_too(work: AtWork):
    sent = work.send(at("for_another"), INTAKE.id, **(TOLD | {"condition": "yes"}))
    page = text_of(sent.content.decode())
    assert "Meedoen mag nooit een voorwaarde of een beloning zijn." in page
    assert "Waarborg S5" in page
    assert Party.objects.count() == 0


def test_s01_nothing_is_prepared_before_their_own_yes_and_then_it_is(work: AtWork):
    lived = work.lived().signed_up_for()
    t = lived.where.trajectory
    first = work.client(INTAKE.id).get(at("prepare", t))
    assert (first.status_code, first["Location"]) == (302, at("own_yes", t))
    work.send(at("told", t, lived.a, "aanmelding-ja"), INTAKE.id, via="phone")
    assert "Bereid" in text_of(work.get(at("prepare", t), INTAKE.id))
    assert work.client(INTAKE.id).get(at("own_yes", t))["Location"] == at("prepare", t)
    assert "Vraag of zij het willen" not in work.get(at("new"), INTAKE.id)


def test_s01_the_planner_is_refused_with_the_reason(work: AtWork):
    lived = work.lived().signed_up_for()
    lived.desk(PrepareSignUp(lived.a, "Wilgenroos", "property"), INTAKE)
    address = at("take_up", lived.where.trajectory)
    sent = work.send(
        address, PLANNER.id, mediator=MEDIATOR.id, other_name="R. Jansen", knows_nobody="on"
    )
    page = text_of(sent.content.decode())
    assert "We beginnen pas als de persoon zelf ja heeft gezegd." in page
    assert "Waarborg S1" in page


def test_a_no_leaves_nothing_to_do(work: AtWork):
    lived = work.lived().signed_up_for()
    t = lived.where.trajectory
    work.send(at("told", t, lived.a, "aanmelding-nee"), INTAKE.id, via="phone")
    assert "Hier wacht niemand." in text_of(work.get(at("new"), INTAKE.id))
    work.get(at("own_yes", t), INTAKE.id, status=404)


def test_the_letter_opens_the_question_and_says_nothing_of_who_signed_them_up(work: AtWork):
    lived = work.lived().signed_up_for()
    address = at("own_yes_letter", lived.where.trajectory)
    made = work.client(INTAKE.id).post(address, {"language": "nl"})
    said = text_of_pdf(made.content)
    assert "Noor" in said
    assert "Postbus 4" in said
    assert "Dan wissen wij alles op 1 april 2026." in said
    assert not re.search("Bos|Reclassering|dinsdag|Wat er gebeurde", said)
    words = re.search(r"Uw drie woorden (\w+ \w+ \w+)", said)[1]
    page = Client().post("/brief/antwoord/", {"words": words})
    assert "Iemand heeft u bij ons aangemeld" in page.content.decode()


def test_no_letter_goes_to_a_child(work: AtWork):
    lived = work.lived().signed_up_for(11)
    t = lived.where.trajectory
    page = text_of(work.get(at("own_yes", t), INTAKE.id))
    assert "Dit kind is 11. Bel eerst een ouder of voogd" in page
    assert (
        work.client(INTAKE.id).post(at("own_yes_letter", t), {"language": "nl"}).status_code == 404
    )


def test_it_is_intakes_alone(work: AtWork):
    lived = work.lived().signed_up_for()
    t = lived.where.trajectory
    for account in (MEDIATOR.id, PLANNER.id, "staff-lead"):
        work.get(at("for_another"), account, status=404)
        work.get(at("own_yes", t), account, status=404)
        assert work.client(account).post(at("own_yes_letter", t), {}).status_code == 404


def test_without_a_yes_it_is_erased_after_thirty_days_and_stands_nowhere_as_new(work: AtWork):
    lived = work.lived().signed_up_for()
    t = lived.where.trajectory
    words = " ".join(words_door.for_sign_up(t, lived.a))
    work.service.tick(days=29)
    sweep(work.service.now, work.service.keys)
    assert not lived.view(lived.a).confirmed
    work.service.tick(days=1)
    sweep(work.service.now, work.service.keys)
    with pytest.raises(NotThere):
        lived.view(lived.a)
    assert "Hier wacht niemand." in text_of(work.get(at("new"), INTAKE.id))
    work.get(at("own_yes", t), INTAKE.id, status=404)
    page = Client().post("/brief/antwoord/", {"words": words})
    assert "Wij kennen deze woorden niet." in text_of(page.content.decode())


@pytest.mark.parametrize("at_step", range(len(ANSWERS)))
def test_every_page_for_someone_else_reads_as_b1(lived, at_step):
    client = Client()
    page = client.get(FRONT)
    for answers in list(ANSWERS.values())[:at_step]:
        page = on(client, page, go="next", **answers)
    assert flesch_douma(readable(page.content.decode())) >= 70


@pytest.mark.parametrize("go", ["", "next", "next next"])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_every_page_behind_the_words_reads_as_b1(lived, answer, go):
    _, _, words = signed_up_for(lived)
    reach = {"channel": "post", "post": "Postbus 4", "voicemail": "no"}
    page = answered(words, answer=answer, go=go, **reach)
    assert flesch_douma(readable(page.content.decode())) >= 70
