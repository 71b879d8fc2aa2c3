"""The barrier over HTTP: two worlds that differ only in what one person may not know are one world to them.

Both begin from the same mediation, with the same seed and clock. In one of them the other (A) or the desk does
something that is nothing to B. Then all that B, who stands beside B, and an outsider can ask for is compared:
status, headers, cookies, bytes.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random, SystemRandom
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.bad_input import town as towns
from tests.bad_input.routes import UNKNOWN, stops
from tests.bad_input.town import Town
from tests.doors.lived import EVA
from tests.doors.pages import form_fields
from tests.worlds import http_leaks
from visavis.config.sweeping import sweep
from visavis.doors.shared import carrying
from visavis.journal.models import EntryRow
from visavis.journal.record import new_id
from visavis.mediation.around import EndSupporter, InviteSupporter, SetSupporterView
from visavis.mediation.closing import AskToClose, BeginClosing
from visavis.mediation.conference import AnswerAttendees, ProposeAttendee, TakeAttendeeBack
from visavis.mediation.course import Pause, Withdraw
from visavis.mediation.ecogram import PutDot
from visavis.mediation.letters import (
    AnswerOffer,
    HoldLetter,
    OfferLetter,
    OpenLetter,
    PassLetter,
    RecallLetter,
    ReleaseLetter,
    ReleaseReaction,
    ReturnLetter,
    TellReaction,
)
from visavis.mediation.preparation import SetStandingWish
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.sign_up import SetReach
from visavis.mediation.telling import SetWhatOtherMayKnow
from visavis.mediation.views import Reach
from visavis.mediation.worries import RaiseConcern, SetMeasure
from visavis.people import signing_in

pytestmark = [pytest.mark.django_db, pytest.mark.worlds]

ONE_TIME = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def normalised(answer: HttpResponse) -> tuple[object, ...]:
    """All of an answer, without the only three things that may differ: form token, session cookie, date."""
    headers = {k: v for k, v in answer.headers.items() if k != "Date"}
    cookies = {k: v.value for k, v in answer.cookies.items() if k != "place"}
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]  # not asynchronous
    content = ONE_TIME.sub(b"", body)
    assert len(ONE_TIME.findall(body)) == body.count(b"csrfmiddlewaretoken")
    return answer.status_code, sorted(headers.items()), sorted(cookies.items()), content


class Seeded:
    """Takes the place of ``secrets``: one-time keys of forms come from a seed per viewer."""

    def __init__(self) -> None:
        self.rng = Random(3)

    def token_hex(self, size: int) -> str:
        return self.rng.randbytes(size).hex()


@dataclass
class World:
    """The common beginning. ``b`` sits in their place already; so do ``a``, and who stands beside ``b``."""

    town: Town
    b: Client
    a: Client
    beside: Client
    urls: list[str]
    outside: list[str]
    seeded: Seeded = field(default_factory=Seeded)

    def observed(self, secret: Callable[["World"], Any] | None) -> dict[str, object]:
        """Lives the secret, then everything B and an outsider can see; and undoes both."""
        town, rng, now = self.town, self.town.service.rng.getstate(), self.town.service.now
        b_cookies = {k: v.value for k, v in self.b.cookies.items()}
        with transaction.atomic():
            if secret is not None:
                secret(self)
            town.service.now = now
            town.later(minutes=10)
            self.seeded.rng = Random(3)
            mail.outbox.clear()
            seen = dict(self._all())
            transaction.set_rollback(True)
        town.service.rng.setstate(rng)
        town.service.now = now
        town.travel(now)
        assert self.b.cookies["place"].value == b_cookies["place"]
        for name in set(self.b.cookies) - set(b_cookies):
            del self.b.cookies[name]
        return seen

    def _all(self) -> Iterator[tuple[str, object]]:
        for url in self.urls:
            yield f"GET {url}", normalised(self.b.get(url))
        yield "beside GET /naast/", normalised(self.beside.get("/naast/"))
        for url in self.outside:
            yield f"outsider GET {url}", normalised(Client().get(url))
        for url, sent in self._forms():
            with transaction.atomic():
                fields = form_fields(self.b.get(url).content.decode(), "token") | sent
                yield f"POST {url} {sorted(sent)}", normalised(self.b.post(url, fields))
                yield f"then GET {url}", normalised(self.b.get("/plek/"))
                transaction.set_rollback(True)
        for url in self.urls:
            yield f"POST {url}", normalised(self.b.post(url, {"side": "a"}))
        with transaction.atomic():
            sweep(self.town.service.now, self.town.service.keys)
            yield "mail", [(m.to, m.subject, m.body) for m in mail.outbox if "b@" in str(m.to)]
            transaction.set_rollback(True)

    def _forms(self) -> list[tuple[str, dict[str, str]]]:
        """What B may send, and what is refused from their own view."""
        mine, other = self.town.mine, self.town.mine.letters[self.town.mine.b]
        return [
            ("/plek/vragen/weten/", {"wish": "ask"}),
            ("/plek/vragen/weten/", {"wish": "ask", "token": "0" * 32}),
            ("/plek/mensen/keuze/", {"own_words": "Ik denk eraan."}),
            ("/plek/vragen/klaar/", {}),
            ("/plek/vragen/ja/", {"take_part": "yes", "confidential": "yes", "limits": "yes"}),
            ("/plek/later/samen/", {}),
            ("/plek/pauze/", {"how_long": "call"}),
            ("/plek/pauze/stop/", {}),
            (f"/plek/geschreven/{other}/", {}),
            (f"/plek/lezen/{mine.offers[mine.b]}/daarna/", {"received": "on", "reaction": "Dank."}),
        ]


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with towns.founded() as (service, moving):
        town = towns.build(service, moving)
        mine = town.mine
        mine.lived.own(SetReach(Reach("email", email="b@example.org")), mine.b)
        mine.lived.own(SetReach(Reach("email", email="a@example.org")), mine.a)
        for letter in ("released", "passed", "waiting"):
            LETTERS[letter] = letter_of(town, letter)
        everywhere = stops(town)
        places = [stop for stop in everywhere if stop.door == "participant"]
        b, a = town.place(mine, mine.b)[0], town.place(mine, mine.a)[0]
        urls = sorted({stop.url for stop in places if stop.who == "b"})
        urls += [f"/en{url}" for url in urls]
        urls += [f"/plek/geschreven/{UNKNOWN}/", f"/plek/lezen/{mine.offers[mine.a]}/"]
        urls += [f"/plek/lezen/{mine.offers[mine.a]}/beeld/1/"]
        urls += [f"/plek/geschreven/{mine.letters[mine.a]}/beeld/1/"]
        urls += [f"/plek/geschreven/{one}/" for one in (*LETTERS.values(), mine.letters[mine.a])]
        outside = sorted({stop.url for stop in places}) + ["/", "/brief/antwoord/", "/werk/"]
        outside += [stop.url for stop in everywhere if stop.door == "calendar"]
        made = World(town, b, a, town.beside(mine, mine.b), urls, outside)
        monkeypatch.setattr(carrying, "secrets", made.seeded)
        yield made


LETTERS: dict[str, str] = {}


def letter_of(town: Town, until: str) -> str:
    """One more letter of A: released, passed, or passed and waiting to be set aside."""
    lived, a = town.mine.lived, town.mine.a
    letter, parcel = new_id(town.service.rng), new_id(town.service.rng)
    exact = version_hash_of(until, "N.")
    lived.own(ReleaseLetter(letter, parcel, until, exact, "N."), a)
    if until != "released":
        lived.desk(PassLetter(a, letter, exact, tuple(REVIEW)))
    return letter


def written(world: World, name: str) -> Any:
    found = world.town.mine.lived.view(world.town.mine.a).letter(LETTERS[name])
    assert found is not None
    return found


def own(act: Any) -> Callable[[World], Any]:
    return lambda world: world.town.mine.lived.own(act, world.town.mine.a)


def desk(make: Callable[[World, Any], Any]) -> Callable[[World], Any]:
    return lambda world: world.town.mine.lived.desk(make(world, world.town.mine.a))


def draft(world: World) -> None:
    url = f"/plek/schrijven/{world.town.mine.drafts[world.town.mine.a]}/"
    fields = form_fields(world.a.get(url).content.decode(), "base")
    assert world.a.post(url, fields | {"text": "Nog een zin.", "go": "stop"}).status_code == 302


def signs_in(world: World) -> None:
    client, _ = world.town.place(world.town.mine, world.town.mine.a)
    assert client.get("/plek/").status_code == 200


def answers_questions(world: World) -> None:
    from visavis.study.models import Person

    token = world.town.study_link(world.town.mine.a, "asked")
    page = Client().post(f"/v/{token}/vooraf", {"go": "yes", "questionnaires": "on"})
    assert page.status_code == 302
    assert Person.objects.exclude(agreed_on=None).exists()


def note(world: World) -> None:
    client, town = world.town.staff(), world.town
    url = f"/werk/trajecten/{town.mine.trajectory}/kant/{town.mine.a}/notitie/"
    fields = form_fields(client.get(url).content.decode(), "token")
    assert client.post(url, fields | {"text": "Alleen voor ons."}).status_code == 302


def guest_looks(world: World) -> None:
    assert world.town.beside(world.town.mine, world.town.mine.a).get("/naast/").status_code == 200


def guest_is_invited(world: World) -> None:
    mine, now = world.town.mine, world.town.service.now
    signing_in.invite(mine.trajectory, mine.a, "haven", now, guest=mine.guests[mine.a])


def passes(world: World, a: Any) -> PassLetter:
    return PassLetter(
        a, LETTERS["released"], written(world, "released").version_hash, tuple(REVIEW)
    )


def concern_and_measure(world: World) -> None:
    lived, a = world.town.mine.lived, world.town.mine.a
    lived.desk(RaiseConcern(a, "threat", "Hij belde boos."))
    lived.desk(SetMeasure(a, "threat", "Besproken."))


def opens(world: World) -> None:
    own(OpenLetter(world.town.mine.offers[world.town.mine.a]))(world)


def opens_and_reacts(world: World) -> None:
    opens(world)
    offer = world.town.mine.offers[world.town.mine.a]
    own(ReleaseReaction(offer, received=True, read=True, reaction="Dank."))(world)


SECRETS: dict[str, Callable[[World], Any]] = {
    "writes on": draft,
    "signs in": signs_in,
    "says yes to questionnaires": answers_questions,
    "releases": lambda world: letter_of(world.town, "released"),
    "asks back what lies with the mediator": lambda w: own(RecallLetter(LETTERS["released"]))(w),
    "asks back what was passed": lambda w: own(RecallLetter(LETTERS["passed"]))(w),
    "asks back what was read": lambda w: own(RecallLetter(w.town.mine.letters[w.town.mine.a]))(w),
    "wants to know nothing more": own(SetStandingWish("no")),
    "lets nothing be told": own(SetWhatOtherMayKnow(())),
    "moves": own(SetReach(Reach("post", post="Straat 12"))),
    "pauses": own(Pause()),
    "stops": own(Withdraw()),
    "wants to round off": own(AskToClose()),
    "puts a letter off": lambda w: own(AnswerOffer(w.town.mine.offers[w.town.mine.a], "later"))(w),
    "asks somebody to stand beside them": own(InviteSupporter("9" * 32, "Eva", (), ("talks",))),
    "lets them see nothing": lambda w: own(SetSupporterView(w.town.mine.guests[w.town.mine.a], ()))(
        w
    ),
    "needs their help no longer": lambda w: own(EndSupporter(w.town.mine.guests[w.town.mine.a]))(w),
    "has a page made for them": guest_is_invited,
    "is looked at by who stands beside them": guest_looks,
    "names somebody for a group meeting": own(ProposeAttendee("9" * 32, "Lot", "Lot", True)),
    "brings somebody no longer": own(TakeAttendeeBack(EVA)),
    "says no to the list of who comes": lambda w: own(
        AnswerAttendees(
            w.town.mine.lived.view(w.town.mine.a).group.version_hash, False, "Niet hij."
        )
    )(w),
    "draws who is around": own(PutDot("9" * 32, "Lot", "friend", 1)),
    "reads": opens,
    "reads and lets the mediator know": opens_and_reacts,
    "is written about": note,
    "is worried about": concern_and_measure,
    "has a letter passed": desk(passes),
    "has a letter given back": desk(
        lambda w, a: ReturnLetter(
            a, LETTERS["released"], written(w, "released").parcel, "Nog eens?"
        )
    ),
    "has a letter set aside": desk(
        lambda w, a: HoldLetter(a, LETTERS["waiting"], written(w, "waiting").parcel)
    ),
    "is rounded off": desk(lambda w, a: BeginClosing(a)),
}


def differences(one: dict[str, object], two: dict[str, object]) -> list[str]:
    assert one.keys() == two.keys()
    return [what for what in one if one[what] != two[what]]


EVERY_SECRET = int(os.environ.get("VISAVIS_HTTP_WORLDS", "0")) >= 300
"""``make worlds`` tries all of them; each run of the suite another share, on two cores."""
SHARE = 2


@pytest.mark.parametrize("part", range(2))
def test_what_the_other_does_in_secret_changes_no_byte_of_what_is_seen(
    world: World, part: int
) -> None:
    names = sorted(SECRETS)[part::2]
    tried = names if EVERY_SECRET else SystemRandom().sample(names, SHARE)
    plain = world.observed(None)
    if part == 0:
        assert differences(world.observed(None), plain) == [], "the comparison itself is steady"
    assert len(plain) > 200
    for name in tried:
        assert differences(world.observed(SECRETS[name]), plain) == [], name
    print(f"{len(tried)} of {len(names)} secrets, {len(plain)} answers each: {', '.join(tried)}")


def test_what_the_desk_tells_is_seen(world: World) -> None:
    """The comparison sees a difference where there is one."""
    plain = world.observed(None)
    mine = world.town.mine
    passed = written(world, "passed")
    offered = OfferLetter(
        mine.a, mine.b, LETTERS["passed"], passed.parcel, passed.version_hash, "e" * 32
    )
    told = TellReaction(mine.b, mine.letters[mine.b], True, True, "Dank.")
    reacted = world.observed(opens_and_reacts)
    for act, first, before, where in (
        (offered, None, plain, "GET /plek/"),
        (told, opens_and_reacts, reacted, f"GET /plek/geschreven/{mine.letters[mine.b]}/"),
    ):

        def both(there: World, act: Any = act, first: Any = first) -> None:
            if first is not None:
                first(there)
            there.town.mine.lived.desk(act)

        changed = differences(world.observed(both), before)
        assert where in changed, act
        assert not any(what.startswith("outsider") for what in changed)


@pytest.mark.parametrize("name", sorted(http_leaks.LEAKS))
def test_a_planted_leak_is_seen(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    leak = http_leaks.LEAKS[name]
    monkeypatch.setattr(http_leaks.Forbidden, "least", EntryRow.objects.count())
    settings.MIDDLEWARE = [f"{leak.__module__}.{leak.__name__}", *settings.MIDDLEWARE]
    world.a, world.b = (again(client) for client in (world.a, world.b))
    world.urls, world.outside = world.urls[:12] + world.urls[-6:], []
    plain = world.observed(None)
    assert differences(world.observed(SECRETS["releases"]), plain) != []


def again(client: Client) -> Client:
    """The same person with a handler that has the settings of now."""
    fresh = Client()
    fresh.cookies = client.cookies
    return fresh
