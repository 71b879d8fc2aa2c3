"""*People around me*: asking somebody, what they see, an end; and a drawing that is shown only by its maker."""

import re
from math import atan2

import pytest
from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from visavis.doors.participant.ecogram_picture import HEIGHT, RINGS, WIDTH, picture
from visavis.mediation.around import AdmitGuest, EndSupporter
from visavis.mediation.ecogram import MOST, PutDot
from visavis.mediation.entries import Audience
from visavis.mediation.ticks import ticks_of
from visavis.mediation.views import Dot
from visavis.people import signing_in

__all__ = ["work"]

AROUND, KRING = "/plek/mensen/om-mij/", "/plek/mensen/kring/"
LOT = {
    "name": "Lot", "tie": "family", "closeness": "1", "knows": "partly", "strength": "gives",
    "wish": "more",
}  # fmt: skip


@pytest.fixture
def lived(work: AtWork) -> Lived:
    return work.lived().answered()


def mine(lived: Lived, party: str | None = None) -> Client:
    opened = signing_in.open_place(lived.where.trajectory, party or lived.a)
    client = Client()
    assert client.post("/plek/in/", {"words": " ".join(opened.words)}).status_code == 302
    return client


def send(lived: Lived, client: Client, address: str, **answers: object):
    page = client.get(address)
    assert page.status_code == 200, address
    lived.service.tick()
    return client.post(address, {**form_fields(page.content.decode(), "token"), **answers})


def read(client: Client, address: str) -> str:
    return text_of(client.get(address).content.decode())


def test_it_begins_with_a_question_and_the_place_leads_to_it(lived: Lived) -> None:
    client = mine(lived)
    assert f'href="{AROUND}"' in client.get("/plek/").content.decode()
    page = read(client, AROUND)
    assert "U hoeft dit niet alleen te doen. Wie weet ervan?" in page


def test_somebody_is_asked_with_nothing_ticked_unless_i_tick_it(lived: Lived) -> None:
    client = mine(lived)
    form = client.get(f"{AROUND}nieuw/").content.decode()
    assert "checked" not in form
    for tick in ("appointments", "talks", "closing"):
        assert f'value="{tick}"' in form
    for beyond in ("received", "agreement", "summary"):
        assert f'value="{beyond}"' not in form
    assert send(lived, client, f"{AROUND}nieuw/", name="Eva").status_code == 302
    (guest,) = lived.view(lived.a).around
    assert (guest.name, guest.role, guest.shared) == ("Eva", Audience.SUPPORTER, frozenset())
    page = read(client, AROUND)
    assert "Uw bemiddelaar praat eerst met deze persoon." in page
    assert "Deze persoon ziet niets van u." in page


def test_what_they_see_is_changed_tick_by_tick_and_it_ends_with_one_step(lived: Lived) -> None:
    client = mine(lived)
    send(lived, client, f"{AROUND}nieuw/", name="Eva", what_for=["listen"], ticks=["talks"])
    (guest,) = lived.view(lived.a).around
    lived.desk(AdmitGuest(lived.a, guest.guest, "eva"))
    sees = f"{AROUND}{guest.guest}/"
    form = client.get(sees).content.decode()
    assert re.findall(r'value="(\w+)"[^>]* checked', form) == ["talks"]
    assert send(lived, client, sees, ticks=["appointments", "closing"]).status_code == 302
    assert ticks_of(lived.view(lived.a).around[0]) == ("appointments", "closing")
    end = f"{sees}klaar/"
    assert "Uw hulp is hier niet meer nodig; dank u wel." in read(client, end)
    assert send(lived, client, end).status_code == 302
    assert lived.view(lived.a).around[0].state == "ended"
    assert "Eva" not in read(client, AROUND)
    assert client.get(end).status_code == 302
    assert client.get(sees).status_code == 404


def test_a_lawyer_is_asked_of_another_page_and_may_see_summaries_only(lived: Lived) -> None:
    client = mine(lived)
    form = client.get(f"{AROUND}raad/").content.decode()
    assert re.findall(r'type="checkbox" name="ticks" value="(\w+)"', form) == ["summary"]
    send(lived, client, f"{AROUND}raad/", name="Mr. Bos", ticks=["summary"])
    assert lived.view(lived.a).around[0].role is Audience.LAWYER
    sent = send(lived, client, f"{AROUND}raad/", name="Mr. Bos", ticks=["appointments"])
    assert sent.status_code == 200
    assert len(lived.view(lived.a).around) == 1


def test_whoever_stands_beside_another_is_not_there(lived: Lived) -> None:
    client, theirs = mine(lived), mine(lived, lived.b)
    send(lived, client, f"{AROUND}nieuw/", name="Eva")
    send(lived, client, f"{KRING}erbij/", **LOT)
    (guest,) = lived.view(lived.a).around
    (dot,) = lived.view(lived.a).ecogram[-1].dots
    for address in (
        f"{AROUND}{guest.guest}/", f"{AROUND}{guest.guest}/klaar/", f"{KRING}{dot.dot}/",
        f"{KRING}{dot.dot}/eraf/",
    ):  # fmt: skip
        assert theirs.get(address).status_code == 404
    assert "Eva" not in read(theirs, AROUND)
    assert "Lot" not in read(theirs, KRING)


def test_a_page_open_while_it_ended_is_not_lost_in_an_error(lived: Lived) -> None:
    client = mine(lived)
    send(lived, client, f"{AROUND}nieuw/", name="Eva")
    (guest,) = lived.view(lived.a).around
    fields = form_fields(client.get(f"{AROUND}{guest.guest}/klaar/").content.decode(), "token")
    lived.own(EndSupporter(guest.guest), lived.a)
    assert client.post(f"{AROUND}{guest.guest}/klaar/", fields).status_code == 302


def test_somebody_is_drawn_changed_and_taken_off(lived: Lived) -> None:
    client = mine(lived)
    assert "aan wie denkt u het eerst?" in read(client, KRING)
    assert send(lived, client, f"{KRING}erbij/", **LOT).status_code == 302
    page = client.get(KRING).content.decode()
    assert "<svg" in page
    for part in ("Lot", "andere familie", "dichtbij", "een deel", "geeft kracht", "meer"):
        assert part in text_of(page)
    (dot,) = lived.view(lived.a).ecogram[-1].dots
    assert send(lived, client, f"{KRING}{dot.dot}/", **{**LOT, "closeness": "3"}).status_code == 302
    assert lived.view(lived.a).ecogram[-1].dots[0].closeness == 3
    assert send(lived, client, f"{KRING}{dot.dot}/eraf/").status_code == 302
    assert lived.view(lived.a).ecogram[-1].dots == ()
    assert client.get(f"{KRING}{dot.dot}/").status_code == 404


def test_only_three_questions_need_an_answer(lived: Lived) -> None:
    client = mine(lived)
    sent = send(lived, client, f"{KRING}erbij/")
    assert "Vul een naam in." in text_of(sent.content.decode())
    needed = {name: LOT[name] for name in ("name", "tie", "closeness")}
    assert send(lived, client, f"{KRING}erbij/", **needed).status_code == 302


def test_at_closing_it_is_drawn_anew_and_what_changed_is_said(lived: Lived) -> None:
    client = mine(lived)
    send(lived, client, f"{KRING}erbij/", **LOT)
    assert "Wilt u opnieuw tekenen?" not in read(client, KRING)
    lived.closing(lived.a)
    assert "Wilt u opnieuw tekenen?" in read(client, KRING)
    assert send(lived, client, KRING).status_code == 302
    page = read(client, KRING)
    assert "Niets. Het is zoals het was." in page
    (dot,) = lived.view(lived.a).ecogram[-1].dots
    send(lived, client, f"{KRING}{dot.dot}/", **{**LOT, "closeness": "2", "strength": "both"})
    send(lived, client, f"{KRING}erbij/", **{**LOT, "name": "Koor", "tie": "group"})
    page = read(client, KRING)
    assert "hoe dichtbij: dichtbij → ertussenin" in page
    assert "kracht: geeft kracht → allebei" in page
    assert "Koor is nieuw." in page


def test_staff_neither_see_the_drawing_nor_that_there_is_one(work: AtWork, lived: Lived) -> None:
    pages = [
        at("side", lived.where.trajectory, lived.a), at("trajectory", lived.where.trajectory),
    ]  # fmt: skip
    before = [text_of(work.get(page)) for page in pages]
    lived.own(PutDot("5" * 32, "Lot", "family", 1), lived.a)
    assert [text_of(work.get(page)) for page in pages] == before


def test_shown_it_stands_on_that_side_alone_and_is_gone_when_taken_back(
    work: AtWork, lived: Lived
) -> None:
    client = lived.client(lived.a)
    side = at("side", lived.where.trajectory, lived.a)
    elsewhere = [at("side", lived.where.trajectory, lived.b)]
    send(lived, client, f"{KRING}erbij/", **LOT)
    before = [text_of(work.get(page)) for page in (side, *elsewhere)]
    assert client.get(f"{KRING}delen/").status_code == 200
    send(lived, client, f"{KRING}delen/")
    assert "U liet het zien op" in read(client, KRING)
    assert "U en uw bemiddelaar zien dit." in read(client, KRING)
    shown = text_of(work.get(side))
    assert "Lot" in shown
    assert "Wie er om hen heen is" in shown
    assert "Lot" not in text_of(work.get(at("trajectory", lived.where.trajectory)))
    assert [text_of(work.get(page)) for page in elsewhere] == before[1:]
    send(lived, client, f"{KRING}erbij/", **{**LOT, "name": "Koor", "tie": "group"})
    assert "Koor" not in text_of(work.get(side))
    assert "Laten zien zoals het nu is" in read(client, KRING)
    send(lived, client, f"{KRING}delen/niet/")
    assert "Lot" not in text_of(work.get(side))
    assert "Alleen u ziet dit." in read(client, KRING)


def test_nothing_drawn_nothing_to_show(lived: Lived) -> None:
    client = lived.client(lived.a)
    assert client.get(f"{KRING}delen/").status_code == 404
    assert "Laten zien aan uw bemiddelaar" not in read(client, KRING)


@pytest.mark.pure
@pytest.mark.parametrize("many", [1, 2, 7, MOST])
def test_every_dot_stands_within_the_picture_and_none_upon_another(many: int) -> None:
    dots = [Dot(str(n), "Een heel lange naam van iemand", "friend", 1 + n % 3) for n in range(many)]
    drawn = picture(dots)
    assert len({(one.x, one.y) for one in drawn.dots}) == many
    for one in drawn.dots:
        assert 0 < one.x < WIDTH
        assert 0 < one.label_y < HEIGHT
        away = ((one.x - drawn.x) ** 2 + (one.y - drawn.y) ** 2) ** 0.5
        assert any(abs(away - ring) < 0.2 for ring in RINGS.values())
        assert len(one.label) <= 14
    ways = {round(atan2(one.y - drawn.y, one.x - drawn.x), 2) for one in drawn.dots}
    assert len(ways) == many, "no line lies upon another"
