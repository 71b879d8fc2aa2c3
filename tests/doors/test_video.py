"""A video call in rooms of ours: links made at the click, for one person, one room and their own hour."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.db import connection
from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import text_of
from tests.doors.test_appointments import mine, read, send
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, LEAD, PLANNER
from visavis.mediation.appointments import CannotCome, Reconfirm
from visavis.mediation.course import Pause, Resume
from visavis.mediation.entries import PartyId
from visavis.mediation.safety import CheckSafety
from visavis.mediation.terms import day
from visavis.outside.video import Server

__all__ = ["work"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]

SERVER = Server("https://meet.example.org", "visavis", "k" * 40)
PAGE = "/plek/afspraken/"
PLAN = {
    "place": "Een rustige kamer.", "present": "U, de ander en Mieke.", "stop_plan": "Een hand omhoog.",
    "neutral": "on", "near_exit": "on",
    "arrives_0": "10.00", "leaves_0": "12.00", "arrives_1": "10.30", "leaves_1": "12.30",
}  # fmt: skip


@pytest.fixture
def rooms(settings: Any) -> None:
    settings.VISAVIS_VIDEO = SERVER


def planned(work: AtWork) -> Lived:
    """Planned at the desk for a day in five days, with no link to type."""
    lived = work.lived().ready("video_call")
    on = day(lived.service.now) + timedelta(days=5)
    when = {"on_0": str(on.day), "on_1": str(on.month), "on_2": str(on.year)}
    address = at("between", lived.where.trajectory, "afspraak-plannen")
    assert "entrance_0" not in work.get(address)
    sent = work.send(address, **PLAN, **when)
    assert sent.status_code == 302, text_of(sent.content.decode())
    return lived


def contact(lived: Lived) -> str:
    (one,) = lived.view(lived.a).appointments
    return one.contact


def to_the_hour(lived: Lived, **more: int) -> None:
    """To the hour of the first, with everything that must be true before."""
    (one,) = lived.view(lived.a).appointments
    lived.service.now = one.arrives - timedelta(days=1)
    for who in (lived.a, lived.b):
        lived.own(Reconfirm(), who)
        lived.desk(CheckSafety(who))
    lived.service.now = one.arrives + timedelta(**more)


def claims(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 302
    to = urlsplit(answer["Location"])
    assert f"{to.scheme}://{to.netloc}" == SERVER.url, answer["Location"]
    said: dict[str, Any] = jwt.decode(
        parse_qs(to.query)["jwt"][0], SERVER.secret, algorithms=["HS256"], audience="visavis",
        options={"verify_exp": False, "verify_nbf": False, "verify_iat": False},
    )  # fmt: skip
    assert to.path == f"/{said['room']}"
    assert said["exp"] - said["iat"] <= 600
    assert not any(said["context"]["features"].values())
    return said


def enters(client: Client, lived: Lived, who: PartyId, way: str = "erin") -> Any:
    return client.get(f"{PAGE}{mine(lived, who, contact(lived))}/{way}/")


def test_each_waits_apart_until_the_mediator_lets_them_in_and_all_go_out_at_one_key(
    work: AtWork, rooms: None
) -> None:
    lived = planned(work)
    t = lived.where.trajectory
    to_the_hour(lived)
    a, b = lived.client(lived.a), lived.client(lived.b)
    assert send(a, f"{PAGE}naam/", name="Noor").status_code == 302
    first, other = claims(enters(a, lived, lived.a)), claims(enters(b, lived, lived.b))
    assert first["room"] != other["room"]
    assert [one["context"]["user"]["name"] for one in (first, other)] == ["Noor", "Deelnemer"]
    assert {one["context"]["user"]["moderator"] for one in (first, other)} == {"false"}
    place = at("video_waiting", t, lived.a, mine(lived, lived.a, contact(lived)))
    with_a = claims(work.client().get(place))
    assert with_a["room"] == first["room"]
    assert with_a["context"]["user"] == {
        "name": "Mieke de Boer", "moderator": "true", "affiliation": "owner",
    }  # fmt: skip
    before = [read(b, path) for path in ("/plek/", PAGE, "/plek/mensen/")]
    assert work.send(at("between", t, "binnenlaten"), who=lived.a).status_code == 302
    talk = claims(work.client().get(at("video_talk", t, contact(lived))))
    assert talk["context"]["user"]["moderator"] == "true"
    inside = claims(enters(a, lived, lived.a))
    assert inside["room"] == talk["room"]
    assert inside["context"]["user"]["moderator"] == "false"
    assert claims(enters(b, lived, lived.b))["room"] == other["room"], "still apart"
    assert [read(b, path) for path in ("/plek/", PAGE, "/plek/mensen/")] == before
    assert work.send(at("between", t, "binnenlaten"), who=lived.b).status_code == 302
    assert claims(enters(b, lived, lived.b))["room"] == talk["room"]
    assert work.send(at("between", t, "beeldgesprek-klaar"), what="all").status_code == 302
    assert claims(enters(a, lived, lived.a))["room"] == first["room"]
    assert claims(enters(b, lived, lived.b))["room"] == other["room"]


def test_outside_ones_own_hour_in_a_pause_or_not_coming_there_is_no_link(
    work: AtWork, rooms: None
) -> None:
    lived = planned(work)
    a = lived.client(lived.a)
    back = enters(a, lived, lived.a)
    assert (back.status_code, back["Location"]) == (302, PAGE)
    assert "Naar het gesprek (opent" not in read(a, PAGE)
    assert "Vanaf een half uur van tevoren" in read(a, PAGE)
    alone = claims(enters(a, lived, lived.a, "proef"))
    t, about = lived.where.trajectory, contact(lived)
    waiting = at("video_waiting", t, lived.a, mine(lived, lived.a, about))
    for path in (waiting, at("video_talk", t, about)):
        assert work.client().get(path).status_code == 404, "not before its hour"
    to_the_hour(lived)
    a = lived.client(lived.a)
    assert claims(enters(a, lived, lived.a))["room"] != alone["room"]
    assert "Naar het gesprek (opent" in read(a, PAGE)
    lived.own(Pause(), lived.a)
    assert enters(a, lived, lived.a)["Location"] == PAGE
    assert enters(a, lived, lived.a, "proef")["Location"] == PAGE
    lived.own(Resume(), lived.a)
    lived.own(CannotCome(about), lived.a)
    assert enters(a, lived, lived.a)["Location"] == PAGE
    lived.service.tick(hours=6)
    b = lived.client(lived.b)
    assert enters(b, lived, lived.b)["Location"] == PAGE
    assert enters(b, lived, lived.b, "proef")["Location"] == PAGE


def test_anothers_room_a_colleague_and_other_roles_find_nothing(work: AtWork, rooms: None) -> None:
    lived = planned(work)
    t, about = lived.where.trajectory, contact(lived)
    to_the_hour(lived)
    a = lived.client(lived.a)
    for way in ("erin", "proef"):
        assert a.get(f"{PAGE}{mine(lived, lived.b, about)}/{way}/").status_code == 404
        assert Client().get(f"{PAGE}{mine(lived, lived.a, about)}/{way}/").status_code == 302
    paths = [
        at("video", t),
        at("video_talk", t, about),
        at("video_waiting", t, lived.a, mine(lived, lived.a, about)),
    ]
    for who in ("staff-colleague", INTAKE.id, PLANNER.id, LEAD.id):
        assert {work.client(who).get(path).status_code for path in paths} == {404}
    for path in (
        at("video_talk", t, "f" * 32),
        at("video_waiting", t, lived.b, mine(lived, lived.a, about)),
    ):
        assert work.client().get(path).status_code == 404
    page = text_of(work.get(at("video", t)))
    assert "Deelnemer" in page
    assert "Als de lijn wegvalt" in page


def test_no_link_and_no_secret_is_kept(work: AtWork, rooms: None, mailoutbox: Any) -> None:
    lived = planned(work)
    to_the_hour(lived)
    made = enters(lived.client(lived.a), lived, lived.a)["Location"]
    signed = parse_qs(urlsplit(made).query)["jwt"][0]
    with connection.cursor() as cursor:
        names = [
            n for n in connection.introspection.table_names() if n.startswith(("journal", "people"))
        ]
        for name in names:
            cursor.execute(f"SELECT * FROM {name}")
            assert not any(signed in repr(row) or SERVER.secret in repr(row) for row in cursor)
    assert mailoutbox == []
    paths = ("/plek/", PAGE)
    said = "".join(lived.client(lived.a).get(path).content.decode() for path in paths)
    assert "jwt=" not in said
    assert SERVER.url not in said
    (one,) = lived.view(lived.a).appointments
    assert one.room not in said


def test_without_a_server_the_mediator_types_links_as_before(work: AtWork, settings: Any) -> None:
    settings.VISAVIS_VIDEO = SERVER
    lived = planned(work)
    settings.VISAVIS_VIDEO = None
    to_the_hour(lived)
    a = lived.client(lived.a)
    for way in ("erin", "proef"):
        assert enters(a, lived, lived.a, way)["Location"] == PAGE
    t = lived.where.trajectory
    assert "binnenlaten" not in work.get(at("trajectory", t))
    assert "Er is geen videogesprek gepland" in text_of(work.get(at("video", t)))
    linked = work.lived().planned(form="video_call")
    page = linked.client(linked.a).get(PAGE).content.decode()
    assert "https://bel.example/een" in page
    assert "/erin/" not in page
    other = work.lived().ready("video_call")
    assert 'name="entrance_0"' in work.get(
        at("between", other.where.trajectory, "afspraak-plannen")
    )
