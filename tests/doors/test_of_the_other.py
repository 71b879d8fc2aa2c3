"""What the desk writes to one side is held against the other side, and shows which words are theirs."""

from datetime import date

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import text_of
from tests.doors.test_desk_roles import at
from visavis.doors.desk.of_the_other import of_them
from visavis.mediation.entries import PartyId
from visavis.mediation.views import FileView, PartyView, Reach, Side
from visavis.mediation.views.file import Route

__all__ = ["work"]


def side(first: str, name: str, post: str, phone: str, *places: str) -> Side:
    routes = tuple(Route(place, "register", date(2026, 3, 2)) for place in places)
    reach = Reach("phone", phone=phone, post=post)
    own = PartyView(PartyId(first), first_name=first, reach=reach)
    return Side(PartyId(first), first == "Noor", own, FileView(name=name, routes=routes))


NOOR = side("Noor", "", "Lindeweg 3\n1000 AA Zwolle", "06 1111 1111")
RIK = side("Rik", "R. Jansen", "", "06 2222 2222", "Kerkstraat 9\n1000 AB Zwolle")


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wilt u dat?", []),
        ("Vraag het aan Rik.", ["Rik"]),
        ("JANSEN zei iets.", ["JANSEN"]),
        ("In de Kerkstraat, bij Jansen.", ["Kerkstraat", "Jansen"]),
        ("U woont zelf in Zwolle, Noor.", []),
        ("Bel 06-2222 2222 of 0622222222.", ["06-2222 2222", "0622222222"]),
        ("Bel 06 1111 1111.", []),
        ("Ik schrik ervan.", []),
        ("R. is er niet.", []),
    ],
)
def test_names_places_and_numbers_of_the_other_are_found_and_ones_own_are_not(
    text: str, found: list[str]
) -> None:
    assert of_them(text, RIK, NOOR) == found


def test_a_word_to_the_writer_with_the_others_name_is_refused_and_stays_in_the_field(
    work: AtWork,
) -> None:
    lived = work.lived().ready()
    letter = lived.released("Hallo.\n\nIk woon in de Kerkstraat.")
    address = at("letter_act", lived.where.trajectory, lived.a, letter, "teruggeven")
    said = "Rik woont daar ook. Wilt u dat?"
    page = work.send(address, word=said).content.decode()
    assert "Hierin staat iets van Kant B: “Rik”." in text_of(page)
    assert said in page
    assert lived.view(lived.a).letters[0].state == "released"
    assert work.send(address, word="Er staat een straat in. Wilt u dat?").status_code == 302
    assert lived.view(lived.a).letters[0].state == "returned"
