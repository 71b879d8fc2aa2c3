"""The gate: a letter exactly as released, passed or given back, and said only to who wants to know."""

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from visavis.mediation.letters import OpenLetter, RecallLetter, ReleaseReaction
from visavis.mediation.safeguards import REVIEW

__all__ = ["work"]

TEXT = "Hallo <b>jij</b>,\n\nWist je dat ik thuis was?"
ALL = {"looked_at": list(REVIEW)}


def _letter(work: AtWork) -> tuple[Lived, str, str]:
    lived = work.lived().ready()
    return lived, lived.where.trajectory, lived.released(TEXT)


def test_a_letter_stands_there_as_released_and_nothing_in_it_can_be_edited(work: AtWork) -> None:
    lived, t, letter = _letter(work)
    page = work.get(at("letter", t, lived.a, letter))
    assert "Hallo &lt;b&gt;jij&lt;/b&gt;," in page
    assert '<article class="letter"' in page
    assert "textarea" not in page


def test_passing_offering_and_telling_the_reaction_go_side_by_side(work: AtWork) -> None:
    lived, t, letter = _letter(work)
    assert work.send(at("letter", t, lived.a, letter), **ALL).status_code == 302
    before = lived.view(lived.a)
    offer_page = work.get(at("offer", t, lived.b, letter))
    assert "Kant B" in text_of(offer_page)
    assert "thuis was" not in offer_page  # a form of one side holds nothing of the other's
    assert work.send(at("offer", t, lived.b, letter)).status_code == 302
    assert lived.view(lived.a) == before  # the writer's page stays as it was
    offer = lived.view(lived.b).offers[0].offer
    lived.own(OpenLetter(offer), lived.b)
    lived.own(ReleaseReaction(offer, True, False, "Dank voor je brief."), lived.b)
    told = work.get(at("reaction", t, lived.a, letter))
    assert "Dank voor je brief." in told
    assert "Hij is gelezen." not in text_of(told)
    assert work.send(at("reaction", t, lived.a, letter)).status_code == 302
    mine = lived.view(lived.a).letter(letter)
    assert mine is not None
    assert (mine.reader_received, mine.reader_read, mine.reaction) == (
        True,
        False,
        "Dank voor je brief.",
    )


def test_giving_back_tells_the_writer_one_word_and_the_reader_nothing(work: AtWork) -> None:
    lived, t, letter = _letter(work)
    reader = lived.view(lived.b)
    address = at("letter_act", t, lived.a, letter, "teruggeven")
    assert work.send(address, word="Er staat een straat in. Wilt u dat?").status_code == 302
    mine = lived.view(lived.a).letter(letter)
    assert mine is not None
    assert (mine.state, mine.word) == ("returned", "Er staat een straat in. Wilt u dat?")
    assert lived.view(lived.b) == reader
    assert "U gaf deze brief terug." in text_of(work.get(at("letter", t, lived.a, letter)))


def test_a_letter_set_aside_waits_and_goes_on(work: AtWork) -> None:
    lived, t, letter = _letter(work)
    work.send(at("letter", t, lived.a, letter), **ALL)
    assert work.send(at("letter_act", t, lived.a, letter, "opzij")).status_code == 302
    assert "U legde deze brief opzij." in text_of(work.get(at("letter", t, lived.a, letter)))
    assert work.send(at("letter_act", t, lived.a, letter, "weer-verder")).status_code == 302
    assert "U liet hem door." in text_of(work.get(at("letter", t, lived.a, letter)))


def test_a_letter_asked_back_while_the_mediator_looked_does_not_pass(work: AtWork) -> None:
    lived, t, letter = _letter(work)
    fields = form_fields(work.get(at("letter", t, lived.a, letter)), "token")
    lived.own(RecallLetter(letter), lived.a)
    sent = work.client().post(at("letter", t, lived.a, letter), {**fields, **ALL})
    assert sent.status_code == 409
    page = text_of(sent.content.decode())
    assert "Er is iets veranderd sinds u deze pagina opende." in page
    assert "De schrijver vroeg deze brief terug." in page


def test_the_gate_lists_what_waits_and_is_empty_after(work: AtWork) -> None:
    lived, t, letter = _letter(work)
    assert at("letter", t, lived.a, letter) in work.get(at("gate"))
    lived.own(RecallLetter(letter), lived.a)
    page = work.get(at("gate"))
    assert "De schrijver vroeg een brief terug." in text_of(page)
    tick = at("tick_off", t, lived.a, "letter_asked_back", letter)
    assert work.client().post(tick, form_fields(page, "key")).status_code == 302
    assert "Er wacht niets bij de poort." in text_of(work.get(at("gate")))


def test_what_one_side_holds_is_named_as_unknown_to_the_other(work: AtWork) -> None:
    lived, t, letter = _letter(work)
    assert "Dat de ander schreef, en wat" in text_of(work.get(at("side", t, lived.b)))
    lived.offered(letter)
    page = text_of(work.get(at("side", t, lived.b)))
    assert "Dat de ander schreef, en wat" not in page
    assert "Wat er in de brief staat die er voor hen is" in page
    assert "Of hun brief is aangeboden of gelezen" in text_of(work.get(at("side", t, lived.a)))
    lived.own(OpenLetter(lived.offers[0]), lived.b)
    assert "Wat er in de brief staat" not in text_of(work.get(at("side", t, lived.b)))


def test_signs_that_hide_in_a_text_are_shown_to_the_mediator(work: AtWork) -> None:
    lived = work.lived().ready()
    letter = lived.released("Ik \u202eneeb\u202c dichtbij\u200b.")
    page = work.get(at("letter", lived.where.trajectory, lived.a, letter))
    assert "Ik [U+202E]neeb[U+202C] dichtbij[U+200B]." in page


def test_a_letter_left_to_be_given_goes_to_who_asks_and_its_writer_sees_nothing_of_it(
    work: AtWork,
) -> None:
    lived, t, letter = _letter(work)
    assert work.send(at("letter", t, lived.a, letter), **ALL).status_code == 302
    lived.closing(lived.a)
    give = at("give_letter", t, lived.b, letter)
    assert work.client().get(give).status_code == 404, "its writer did not say so"
    client = lived.client(lived.a)
    address = f"/plek/geschreven/{letter}/laatste/"
    fields = form_fields(client.get(address).content.decode(), "token")
    assert client.post(address, {**fields, "choice": "may_give"}).status_code == 302
    page = f"/plek/geschreven/{letter}/"
    assert "mogen wij hem geven zonder u" in text_of(client.get(page).content.decode())
    assert "zonder mij" in text_of(work.get(at("letter", t, lived.a, letter)))
    before, there = lived.view(lived.a), client.get(page).content
    assert "thuis was" not in work.get(give)
    assert "als de lezer er zelf naar vroeg" in text_of(work.send(give, **ALL).content.decode())
    assert work.send(give, asked="on", **ALL).status_code == 302
    (offer,) = lived.view(lived.b).offers
    lived.own(OpenLetter(offer.offer), lived.b)
    assert lived.view(lived.b).offers[0].text == TEXT
    assert lived.view(lived.a) == before
    tokens = ("csrfmiddlewaretoken", "key", "token")
    assert [line for line in there.splitlines() if not any(t.encode() in line for t in tokens)] == [
        line
        for line in client.get(page).content.splitlines()
        if not any(t.encode() in line for t in tokens)
    ]
    fields = form_fields(client.get(page).content.decode(), "token")
    assert client.post(page, fields).status_code == 302
    assert not lived.view(lived.a).letters[0].may_be_given
