"""Every text of every lane carries a word of its own; the crawler looks for these words everywhere.

Each address of the service, asked and sent to, right and wrong, by everyone there is: a canary may stand only
where the sight table says CONTENT. Files, their metadata, headers and messages are looked through as well.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from tests.bad_input import town as towns
from tests.bad_input.routes import LAWYER, NOBODY, SUPPORTER, Stop, names, stops
from tests.bad_input.town import COLLEAGUE, LEAD, OFFICER, OPERATOR, RESEARCHER, Town
from tests.doors.lived import Lived
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from tests.worlds.canaries import Canaries, canaries_in, shown_in
from visavis.config.sweeping import sweep
from visavis.doors.guest import page as guest_page
from visavis.doors.participant import drafts
from visavis.doors.shared import carrying
from visavis.doors.shared.carrying import party_room
from visavis.journal import referrals, reflections
from visavis.journal.cards import labels
from visavis.journal.glass import break_glass, broken
from visavis.journal.keys import Ring
from visavis.journal.models import Trajectory
from visavis.journal.record import Recorded
from visavis.journal.see import history, see_desk, see_party
from visavis.mediation.approach import Decline
from visavis.mediation.around import EndSupporter, SetSupporterView
from visavis.mediation.closing import BeginClosing
from visavis.mediation.complaints import AnswerComplaint
from visavis.mediation.course import Pause, Withdraw
from visavis.mediation.entries import Actor, Audience, Entry, Lane, PartyId, joint, own
from visavis.mediation.exploring import AddNote
from visavis.mediation.letters import ReleaseReaction, ReturnLetter
from visavis.mediation.on_behalf import ConfirmSignUp, SignUpOnBehalf
from visavis.mediation.reflection import TakeAlong
from visavis.mediation.sight import NONE, Grants
from visavis.mediation.sign_up import SetReach
from visavis.mediation.telling import SetWhatOtherMayKnow
from visavis.mediation.terms import day
from visavis.mediation.ticks import shares_of
from visavis.mediation.views import Guest, GuestView, Reach
from visavis.mediation.worries import RaiseConcern, SetMeasure
from visavis.people import referrers

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

STAFF = {
    MEDIATOR.id: Audience.MEDIATOR,
    COLLEAGUE: Audience.MEDIATOR,
    INTAKE.id: Audience.INTAKE,
    PLANNER.id: Audience.PLANNER,
    LEAD: Audience.SUPERVISOR,
    RESEARCHER: Audience.RESEARCHER,
    OFFICER: Audience.PRIVACY_OFFICER,
    OPERATOR: Audience.ADMIN,
}
BESIDE = {SUPPORTER: Audience.SUPPORTER, LAWYER: Audience.LAWYER}
EVERYWHERE = {Audience.INTAKE, Audience.PLANNER, Audience.SUPERVISOR}


@dataclass
class Crawl:
    town: Town
    canaries: Canaries
    clients: dict[str, Client]
    where: list[Stop]
    looked: int = 0
    seen: dict[str, set[str]] = field(default_factory=dict)
    """By visitor: every canary that came to them."""

    @property
    def desk(self) -> Ring:
        return self.town.service.desk

    def entries(
        self, trajectory: str, audience: Audience, grants: Grants = NONE
    ) -> dict[Lane, tuple[Entry, ...]]:
        return history(trajectory, self.desk, self.town.service.now, audience, grants)

    def granted(self, who: str, trajectory: str) -> Grants:
        """What the practice lead may see besides, in the hour of an emergency."""
        now = self.town.service.now
        lead = STAFF[who] is Audience.SUPERVISOR
        return Grants(reason=lead and trajectory in broken(self.desk, who, [trajectory], now))

    def allowed(self, who: str) -> set[str]:
        """What the sight table lets this visitor read, from the lanes themselves."""
        town, found = self.town, set[str]()
        people = {"a": (town.mine, town.mine.a), "b": (town.mine, town.mine.b)}
        people["elsewhere"] = (town.theirs, town.theirs.a)
        people["friend"] = (town.mine, town.mine.lived.friend)  # on the same side as b
        if who in people:
            one, party = people[who]
            here = party_room(one.trajectory, party)
            sorts = (drafts.LETTER, drafts.MESSAGE)
            writes = [draft for sort in sorts for draft in drafts.mine(here, sort)]
            kept = " ".join(f"{draft.text} {draft.pictures!r}" for draft in writes)
            return canaries_in(kept) | self._own(one.trajectory, party)
        if who in BESIDE:
            return self._beside(*self.beside(who))
        found |= self._thought_over(who)
        if who == OFFICER:  # who answers for the log says of which dossier; no more of it
            return canaries_in(" ".join(labels(self.desk, self.every_trajectory()).values()))
        more = (town.new, town.made_for, town.crossed, town.asks, town.back, town.child)
        beside = (one.where for one in more)
        for trajectory in (town.mine, town.theirs, *beside):
            name = trajectory.trajectory
            if who in STAFF and self._reaches(who, name):
                lanes = self.entries(name, STAFF[who], self.granted(who, name))
                found |= {c for entries in lanes.values() for e in entries for c in in_body(e)}
        return found

    def _thought_over(self, who: str) -> set[str]:
        """Of case reflections: one's own with what others think of it, and the question one was asked."""
        said, today = set[str](), day(self.town.service.now)
        for name in self.town.thought_over.values():
            mine = reflections.own(self.desk, name, who)
            one = mine or reflections.shared(self.desk, name, who, today)
            if one is not None:
                written = reflections.thoughts(self.desk, one)
                told = [*written.values()] if mine else [written[who]]
                said |= canaries_in(" ".join([one.question, *told]))
        return said

    def every_trajectory(self) -> list[str]:
        return list(Trajectory.objects.values_list("id", flat=True))

    def _own(self, trajectory: str, party: PartyId) -> set[str]:
        """Of one's own lane, and of what several share whom this person belongs to."""
        lanes = self.entries(trajectory, Audience.OWNER)
        me = see_party(party, self.town.service.ring(party), self.town.service.now).view
        mine = (own(party), *(joint(about) for about in me.agreement_ids))
        return {canary for lane in mine for entry in lanes[lane] for canary in in_body(entry)}

    def beside(self, who: str) -> tuple[PartyId, Audience]:
        """Whom they stand beside, and as what."""
        return (self.town.mine.a if who == SUPPORTER else self.town.mine.b), BESIDE[who]

    def _beside(self, party: PartyId, role: Audience) -> set[str]:
        """Of that person's own lane what was ticked; what is joint is the other's too, and not on that page."""
        mine = self.town.mine
        known = mine.lived.view(party).guest(mine.guests[party])
        assert known is not None
        if known.state != "admitted":
            return set()
        lanes = self.entries(mine.trajectory, role, Grants(shared=known.shared))
        return {canary for entry in lanes[own(party)] for canary in in_body(entry)}

    def _reaches(self, who: str, trajectory: str) -> bool:
        if STAFF[who] is not Audience.MEDIATOR:
            return STAFF[who] in EVERYWHERE
        town = self.town
        others = (town.child, town.crossed, town.asks, town.back)
        ours = {town.mine.trajectory, *(one.where.trajectory for one in others)}
        return trajectory in {MEDIATOR.id: ours, COLLEAGUE: {town.theirs.trajectory}}[who]

    def visits(self, who: str, stop: Stop) -> Iterator[tuple[str, HttpResponse]]:
        """One visitor at one address: asked, sent nothing, and sent each form of its page filled in."""
        client = self.clients[who]
        with undone(client):
            page = client.get(stop.url)
            yield "GET", page
        with undone(client):
            yield "POST nothing", client.post(stop.url, {})
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            for number, form in enumerate(forms_of(page.content.decode())):
                with undone(client):
                    sent = client.post(form.action or stop.url, form.filled())
                    yield f"POST form {number}", sent
                    if sent.status_code == 302 and sent["Location"].startswith("/"):
                        yield f"POST form {number}, then", client.get(sent["Location"])


def in_body(entry: Entry) -> set[str]:
    """Also where its paper lies: that is for who may read what stood on it."""
    return canaries_in(f"{dict(entry.body)!r} {entry.by.paper}")


@contextmanager
def undone(client: Client | None = None) -> Iterator[None]:
    """What happens within is taken back, in the service and in the visitor's cookies."""
    kept = deepcopy(client.cookies) if client is not None else None
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    if client is not None and kept is not None:
        client.cookies = kept


@dataclass
class Form:
    """A form as a page has it, and as somebody would fill it in."""

    action: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)

    def filled(self) -> dict[str, str]:
        answers = dict.fromkeys(self.empty, "Een antwoord.")
        return answers | self.choices | self.fields


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.inside = False
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        said = dict(attrs)
        if tag == "form" and (said.get("method") or "").lower() == "post":
            self.forms.append(Form(said.get("action") or ""))
            self.inside = True
        name = said.get("name")
        if not self.inside or not self.forms:
            return
        form = self.forms[-1]
        if tag == "option" and self.select and said.get("value"):
            form.choices.setdefault(self.select, said["value"])
        if tag == "select" and name:
            self.select = name
        if tag == "textarea" and name:
            self.area = name
            form.fields[name] = ""
        if tag == "input" and name:
            kind, value = said.get("type", "text"), said.get("value") or ""
            if kind in {"radio", "checkbox"}:
                form.choices.setdefault(name, value or "on")
            elif value or kind == "hidden":
                form.fields[name] = value
            else:
                form.empty.append(name)
        if tag == "button" and name and said.get("value"):
            form.choices.setdefault(name, said["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "select":
            self.select = ""
        if tag == "textarea" and self.area:
            form = self.forms[-1]
            if not form.fields[self.area].strip():
                del form.fields[self.area]
                form.empty.append(self.area)
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1].fields[self.area] += data


def forms_of(page: str) -> list[Form]:
    reader = _FormReader()
    reader.feed(page)
    return reader.forms


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Town, Canaries, list[Stop]]]:
    """A town in which every text carries a canary, built once; each test is taken back to it."""
    canaries = Canaries()
    with django_db_blocker.unblock(), towns.taken_back():
        with towns.founded() as (service, moving):
            town = towns.build(service, moving, canaries)
            for one in (town.mine, town.theirs):
                fills_the_lanes(one, canaries)
            where = stops(
                town
            )  # takes weeks: who sits somewhere by then would be asked to sign in again
        yield town, canaries, where


@pytest.fixture
def crawl(built: tuple[Town, Canaries, list[Stop]], db: None) -> Iterator[Crawl]:
    town, canaries, where = deepcopy(built)
    with towns.living(town):
        clients = {
            NOBODY: Client(),
            "a": town.place(town.mine, town.mine.a)[0],
            "b": town.place(town.mine, town.mine.b)[0],
            "elsewhere": town.place(town.theirs, town.theirs.a)[0],
            "friend": town.place(town.mine, town.mine.lived.friend)[0],
            SUPPORTER: town.beside(town.mine, town.mine.a),
            LAWYER: town.beside(town.mine, town.mine.b),
            **{who: town.staff(who) for who in STAFF},
        }
        yield Crawl(town, canaries, clients, where)


def fills_the_lanes(one: towns.Mediation, say: Callable[[str], str]) -> None:
    """What the way so far left unsaid: notes, concerns, words that may be told, a reaction, ways to reach."""
    lived = one.lived
    for party in (one.a, one.b):
        lived.desk(AddNote(party, say("Let op de stem.")))
        lived.desk(TakeAlong(party, say("Langzamer beginnen.")))
        lived.desk(RaiseConcern(party, "threat", say("Hij belde boos.")))
        lived.desk(SetMeasure(party, "threat", say("Besproken met hem.")))
        lived.own(
            SetWhatOtherMayKnow(("O.talking", "O.takes_part"), say("Ik wens je rust.")), party
        )
        reach = Reach(
            "post", post=say("Dorpsweg 5"), safe_times=say("na zessen"), never=say("niet thuis")
        )
        lived.told(SetReach(reach), party, say("Map 12, achterin"))
    lived.own(ReleaseReaction(one.offers[one.b], True, True, say("Dank voor je brief.")), one.b)
    if lived.friend:
        lived.own(SetWhatOtherMayKnow((), say("Het ga je goed.")), lived.friend)
    first, again = (towns.released(lived, one.a, say("Nog een brief.")) for _twice in range(2))
    mine = lived.view(one.a).letter(again)
    assert mine is not None
    lived.desk(ReturnLetter(one.a, again, mine.parcel, say("Staat hier een naam in?")))
    assert first != again


def test_every_text_in_every_lane_has_a_canary(crawl: Crawl) -> None:
    """The crawler can only miss what carries none: codes, days and ids."""
    town = crawl.town
    for trajectory in (town.mine.trajectory, town.theirs.trajectory):
        for entries in crawl.entries(trajectory, Audience.MEDIATOR).values():
            for entry in entries:
                for name, text in texts(entry.body):
                    assert canaries_in(text), (entry.kind, name, text)


def texts(body: Any, under: str = "") -> Iterator[tuple[str, str]]:
    """Values that somebody wrote or said: with a space or a capital in them, and not the name of staff."""
    if isinstance(body, dict):
        for name, value in body.items():
            yield from texts(value, name)
    elif isinstance(body, list):
        for value in body:
            yield from texts(value, under)
    elif isinstance(body, str) and under not in STAFF_NAMES and somebody_said(body):
        yield under, body


def somebody_said(text: str) -> bool:
    return " " in text or (text[:1].isupper() and not text.startswith("O."))


ENDS_THE_SITTING = {"leave", "sign_out", "signed_out"}
STAFF_NAMES = {"mediator", "mediator_name", "led_by"}


def found_beyond(crawl: Crawl, everyone: Iterable[str], where: Iterable[Stop]) -> list[str]:
    """Each canary that came to somebody who may not know it, with how; remembers what each has seen."""
    wrong, said = [], crawl.canaries.said
    for who in everyone:
        allowed, seen = crawl.allowed(who), crawl.seen.setdefault(who, set())
        for stop in where:
            if stop.name in ENDS_THE_SITTING and stop.who == NOBODY:
                continue
            for how, answer in crawl.visits(who, stop):
                crawl.looked += 1
                found = shown_in(answer)
                seen |= found
                # what was sent just now may have let something through, such as a letter opened
                beyond = found - allowed and found - allowed - crawl.allowed(who)
                wrong += [
                    f"{who}: {how} {stop.door}:{stop.name} shows {said[one]!r}" for one in beyond
                ]
    return sorted(set(wrong))


READS_NOTHING = {NOBODY, RESEARCHER, OPERATOR}
"""Who reads no word of anybody here."""
VISITORS = [NOBODY, "a", "b", "elsewhere", "friend", *BESIDE, *STAFF]


@pytest.mark.parametrize("who", VISITORS, ids=lambda who: who or "nobody")
def test_a_canary_stands_only_where_the_sight_table_says_content(crawl: Crawl, who: str) -> None:
    """Every address, asked, sent nothing, sent its forms; and whoever has something to read here reads it."""
    assert {f"{stop.door}:{stop.name}" for stop in crawl.where} == names()
    assert found_beyond(crawl, [who], crawl.where) == []
    assert bool(crawl.seen[who]) is (who not in READS_NOTHING)
    print(f"{len(names())} addresses, {crawl.looked} answers, {len(crawl.canaries.said)} texts")


def test_whoever_visits_is_crawled_as(crawl: Crawl) -> None:
    assert [*crawl.clients] == VISITORS


def test_beside_somebody_one_reads_what_was_ticked_and_never_the_other(crawl: Crawl) -> None:
    """Every tick there is stands, what the other wrote among them: the page has no place for that."""
    mine = crawl.town.mine
    page = [stop for stop in crawl.where if stop.door == "guest"]
    assert found_beyond(crawl, [LAWYER], page) == []
    said = {crawl.canaries.said[one] for one in crawl.seen[LAWYER]}
    assert said == {talk.summary.rpartition(" ")[0] for talk in mine.lived.view(mine.b).talks}
    for act in (SetSupporterView(mine.guests[mine.b], ()), EndSupporter(mine.guests[mine.b])):
        mine.lived.own(act, mine.b)
        crawl.seen[LAWYER] = set()
        assert found_beyond(crawl, [LAWYER], page) == []
        assert crawl.seen[LAWYER] == set()


def test_a_referrer_reads_three_days_and_no_word_of_whom_they_signed_up(crawl: Crawl) -> None:
    """With their key, at every address of their door, also once the way goes on and everything is ticked."""
    town, say, today = crawl.town, crawl.canaries, day(crawl.town.service.now)
    (mine, key), (_other, stranger) = (
        referrers.issue(name, "probation", OFFICER, today) for name in ("Reclassering", "Jeugdhulp")
    )
    act = SignUpOnBehalf(
        "harmed", say("Noor"), 34, mine.name, story=say("Bel liever niet op dinsdag."),
        reach=Reach("phone", say("06 11"), never=say("nooit thuis")),
    )  # fmt: skip
    done = referrals.refer(act, mine.id, "dossier-1", town.service.keys, town.service.now)
    assert isinstance(done, Recorded)
    lived = Lived(town.service, town.travel, done.where, done.where.party, say=say)
    ticks = ("signed_up", "confirmed", "taken_up")
    lived.own(SetSupporterView(mine.id, ticks), lived.a)
    lived.own(ConfirmSignUp(), lived.a)
    lived._with_a_mediator().informed(lived.a)
    lived.desk(AddNote(lived.a, say("Let op de stem.")))
    seen, client = set[str](), crawl.clients[NOBODY]
    for holds in (key, stranger):
        for reference in ("dossier-1", lived.a, lived.where.trajectory, town.mine.a):
            asked = {"key": holds, "reference": reference}
            header = {"Authorization": f"Bearer {holds}"}
            sent = asked | {"consent": "on", "first_name": "Noor", "age": "34", "relation": "harmed",
                            "channel": "phone", "phone": "06 11", "language": "nl"}  # fmt: skip
            for answer in (
                client.get(f"/verwijzen/api/v1/referrals/{reference}", headers=header),
                client.post("/verwijzen/bericht/", asked),
                client.post("/verwijzen/formulier/", sent),
            ):
                seen |= shown_in(answer)
                known = holds == key and reference == "dossier-1"
                if answer["Content-Type"] == "application/json":
                    assert known
                    assert set(answer.json()) == {"received", "confirmed", "taken_up"}
                    assert all(answer.json().values())
    assert seen == set()


def test_no_message_carries_a_canary(crawl: Crawl) -> None:
    lived, say = crawl.town.mine.lived, crawl.canaries
    for party in (lived.a, lived.b):
        lived.told(SetReach(Reach("email", email="anna@voorbeeld.example")), party, say("Map 9"))
        (asked,) = lived.view(party).complaints
        answer = AnswerComplaint(party, asked.complaint, LEAD, False, say("Wij horen u."), True)
        lived.desk(answer, Actor(Audience.SUPERVISOR, LEAD))
    crawl.town.later(days=4)
    sweep(crawl.town.service.now, crawl.town.service.keys)
    assert len(mail.outbox) >= 2
    assert [m.subject for m in mail.outbox if canaries_in(f"{m.subject} {m.body}")] == []


def test_the_practice_lead_reads_her_column_and_the_rest_only_in_an_emergency(
    crawl: Crawl,
) -> None:
    """`g` of domain §3: without a reason, or after its hour, notes and talks stay closed to her."""
    mine, note = crawl.town.mine, "Let op de stem."
    crawl.town.later(hours=2)
    crawl.clients[LEAD] = crawl.town.staff(LEAD)
    desk = [stop for stop in crawl.where if stop.door == "desk"]
    assert found_beyond(crawl, [LEAD], desk) == []
    said = {crawl.canaries.said[one] for one in crawl.seen[LEAD]}
    assert said
    assert not said & {note, "Ik wil drie dingen vragen.", "Een brief van ons.", "Postbus 4"}
    now = crawl.town.service.now
    break_glass(crawl.desk, LEAD, "supervisor", mine.trajectory, "Er is iets ergs gebeurd.", now)
    sides = [stop for stop in desk if stop.name in {"side", "trajectory"}]
    assert found_beyond(crawl, [LEAD], sides) == []
    assert note in {crawl.canaries.said[one] for one in crawl.seen[LEAD]}


TURNS: dict[str, Callable[[towns.Mediation], None]] = {
    "b said no": lambda one: one.lived.own(Decline(), one.b),
    "a stopped": lambda one: one.lived.own(Withdraw(), one.a),
    "b pauses": lambda one: one.lived.own(Pause(), one.b),
    "a rounds off": lambda one: one.lived.desk(BeginClosing(one.a)),
}


EVERY_TURN = int(os.environ.get("VISAVIS_HTTP_WORLDS", "0")) >= 300
"""``make worlds`` looks after each of them; each run of the suite after one."""


@pytest.mark.parametrize("turn", TURNS if EVERY_TURN else [*TURNS][:1])
def test_so_it_is_after_every_turn(crawl: Crawl, turn: str) -> None:
    TURNS[turn](crawl.town.mine)
    doors = [stop for stop in crawl.where if stop.door in {"participant", "questionnaire"}]
    assert found_beyond(crawl, ("a", "b"), doors) == []
    assert crawl.seen["a"]
    assert crawl.seen["b"]


def test_the_crawler_finds_what_is_shown_beyond_the_sight_table(
    crawl: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Intake is shown what mediators see, a participant another's lane, a supporter what was not ticked: found."""
    monkeypatch.setattr(
        carrying,
        "see_desk",
        lambda t, ring, now, audience, *more: see_desk(t, ring, now, Audience.MEDIATOR, *more),
    )
    side = [stop for stop in crawl.where if stop.name == "side"]
    assert any(
        "Ik wil drie dingen vragen." in one for one in found_beyond(crawl, [INTAKE.id], side)
    )
    monkeypatch.setattr(
        carrying,
        "see_party",
        lambda party, ring, now: see_party(crawl.town.mine.b, crawl.desk, now),
    )
    place = [stop for stop in crawl.where if stop.name == "story" and stop.who == "a"]
    assert found_beyond(crawl, ["a"], place) != []

    def not_ticked(party: PartyId, guest: str, ring: Ring, now: Any) -> Any:
        whole = see_party(party, crawl.desk, now).view
        lawyer = Guest(guest, Audience.LAWYER, shared=shares_of(Audience.LAWYER, ("summary",)))
        return GuestView(lawyer, whole)

    monkeypatch.setattr(guest_page, "see_guest", not_ticked)
    beside = [stop for stop in crawl.where if stop.door == "guest"]
    assert found_beyond(crawl, [SUPPORTER], beside) != []


def test_a_view_whose_declaration_is_taken_away_is_not_there_for_anyone(crawl: Crawl) -> None:
    """Each door's declaration, deleted: its own visitor then gets the page of what does not exist."""
    survivors, views = [], set[str]()
    unknown = crawl.clients[NOBODY].get("/bestaat-niet/")
    for stop in crawl.where:
        view: Any = resolve(stop.url).func
        if stop.label in views or stop.who not in crawl.clients:
            continue
        views.add(stop.label)
        said, view.declared = view.declared, None
        try:
            with undone(crawl.clients[stop.who]):
                answer = crawl.clients[stop.who].get(stop.url)
        finally:
            view.declared = said
        if answer.status_code != unknown.status_code:
            survivors.append(stop.label)
    print(f"\ndeclarations taken away: {len(views)}, survivors: {len(survivors)}")
    assert survivors == []
    assert len({label.partition(" as ")[0] for label in views}) > len(names()) * 0.9
