"""Requests about data, emergencies, holds and duties: two of staff, days, and nothing in clear."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError

from tests.doors.lived import Lived
from tests.journal.service import Service
from tests.journal.test_access import log
from visavis.journal import duties, glass, requests, retention
from visavis.journal import models as m
from visavis.journal.access import What
from visavis.journal.envelope import Damaged
from visavis.journal.glass import NoReason, break_glass, broken
from visavis.journal.keys import OutsideReach, Ring, keeper_ring
from visavis.journal.looked_at import LookedAt, Unusual, looked_at
from visavis.journal.planning import plan
from visavis.journal.rebuild import rebuild
from visavis.journal.requests import Asked, Asker, Closed, NotAgain, Stood
from visavis.journal.see import own_copy, see_desk
from visavis.mediation.closing import Reopen
from visavis.mediation.course import Withdraw
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.telling import Tell
from visavis.mediation.terms import day

INTAKE_, OFFICER = Asker("els", "intake"), Asker("pim", "privacy_officer")


def keeper(service: Service) -> Ring:
    return keeper_ring(service.keys)


def test_an_erasure_needs_two_of_staff_of_whom_one_is_the_privacy_officer(service: Service) -> None:
    where, ring = service.sign_up(), keeper(service)
    asked = requests.ask(ring, Asked.ERASURE, where.party, where.trajectory, service.now, INTAKE_)
    assert asked.stood == (Stood("els", "intake", "2026-03-02"),)
    assert asked.due_on == date(2026, 4, 2)
    assert not asked.confirmed
    with pytest.raises(NotAgain):
        requests.stand_for(ring, asked.id, INTAKE_, service.now)
    lead = requests.stand_for(ring, asked.id, Asker("anna", "supervisor"), service.now)
    assert lead is not None
    assert not lead.confirmed, "two, and neither is the privacy officer"
    both = requests.stand_for(ring, asked.id, OFFICER, service.now)
    assert both is not None
    assert both.confirmed
    assert requests.open_requests(ring) == [both]
    assert [line.words for line in log(service)] == ["asked:erasure"] + ["stood:erasure"] * 2
    assert {line.what for line in log(service)} == {What.REQUEST}


def test_a_copy_needs_any_two(service: Service) -> None:
    where, ring = service.sign_up(), keeper(service)
    asked = requests.ask(ring, Asked.COPY, where.party, where.trajectory, service.now, INTAKE_)
    found = requests.stand_for(ring, asked.id, Asker("anna", "supervisor"), service.now)
    assert found is not None
    assert found.confirmed
    assert not found.waits_for("pim")
    with pytest.raises(NotAgain):
        requests.stand_for(ring, asked.id, OFFICER, service.now)


def test_what_somebody_asked_and_is_open_is_not_asked_twice(service: Service) -> None:
    where, ring = service.sign_up(), service.sign_up("Sam")
    mine = service.ring(where.party)
    first = requests.ask(mine, Asked.ERASURE, where.party, where.trajectory, service.now)
    again = requests.ask(mine, Asked.ERASURE, where.party, where.trajectory, service.tick(days=3))
    assert (again.id, again.asked_on) == (first.id, first.asked_on)
    assert first.by_themselves
    assert requests.asked_on(mine, Asked.ERASURE, where.party) == first.asked_on
    assert requests.asked_on(mine, Asked.COPY, where.party) is None
    assert requests.asked_on(mine, Asked.ERASURE, ring.party) is None
    assert m.RequestRow.objects.count() == 1


def test_a_request_ends_once_with_who_ended_it_and_why(service: Service) -> None:
    where, ring = service.sign_up(), keeper(service)
    asked = requests.ask(ring, Asked.COPY, where.party, where.trajectory, service.now, INTAKE_)
    assert requests.of_party(ring, where.party) == [asked]
    ended = requests.close(
        ring, asked.id, Closed.REFUSED, OFFICER, service.now, "Het is al gedaan."
    )
    assert ended is not None
    assert requests.open_requests(ring) == requests.of_party(ring, where.party) == []
    assert requests.closed_requests(ring) == [ended]
    assert requests.find(ring, asked.id) == ended
    assert requests.find(ring, "0" * 32) is None
    assert requests.close(ring, asked.id, Closed.DONE, OFFICER, service.now) is None
    assert requests.stand_for(ring, asked.id, OFFICER, service.now) is None
    again = requests.ask(ring, Asked.COPY, where.party, where.trajectory, service.now, INTAKE_)
    assert again.id != asked.id


def test_row_23_a_changed_request_emergency_or_hold_is_not_shown(service: Service) -> None:
    where, ring = service.sign_up(), keeper(service)
    requests.ask(ring, Asked.COPY, where.party, where.trajectory, service.now, INTAKE_)
    break_glass(ring, "anna", "supervisor", where.trajectory, "Er is iets ergs.", service.now)
    retention.put_hold(ring, where.party, date(2026, 9, 1), "complaint", "1", "pim")
    for model in (m.RequestRow, m.GlassRow, m.HoldRow):
        model.objects.update(sealed=b"x" * 600)
    for looks in (
        lambda: requests.open_requests(ring),
        lambda: glass.emergencies(ring),
        lambda: retention.holds(ring, date(2026, 3, 3)),
    ):
        with pytest.raises(Damaged):
            looks()


def test_an_emergency_lasts_an_hour_and_the_privacy_officer_is_told(service: Service) -> None:
    where, ring = service.sign_up(), service.desk
    other = service.sign_up("Sam")
    said = "  De bemiddelaar is er niet en iemand is in gevaar. "
    until = break_glass(ring, "anna", "supervisor", where.trajectory, said, service.now)
    assert until == service.now + timedelta(hours=1)
    for account, trajectory, at, declared in (
        ("anna", where.trajectory, service.now, True),
        ("anna", where.trajectory, service.now + timedelta(minutes=59), True),
        ("anna", where.trajectory, service.now + timedelta(minutes=60), False),
        ("anna", where.trajectory, service.now - timedelta(minutes=1), False),
        ("anna", other.trajectory, service.now, False),
        ("jan", where.trajectory, service.now, False),
    ):
        assert (trajectory in broken(ring, account, [trajectory], at)) is declared
    with pytest.raises(OutsideReach):
        glass.emergencies(ring)
    found = glass.emergencies(keeper(service))
    assert [(one.account, one.reason, one.at) for one in found] == [
        ("anna", said.strip(), service.now)
    ]
    assert glass.unseen(service.keys.tenant) == 1
    glass.notice(keeper(service), found[0].id, date(2026, 3, 3))
    glass.inform(keeper(service), found[0].id, date(2026, 3, 9))
    glass.inform(keeper(service), found[0].id, date(2027, 1, 1))
    assert glass.unseen(service.keys.tenant) == 0
    seen = glass.emergencies(keeper(service))[0]
    assert (seen.noticed_on, seen.informed_on) == (date(2026, 3, 3), date(2026, 3, 9))
    assert [(line.what, line.words) for line in log(service)] == [(What.GLASS, said.strip())]
    assert "gevaar" not in repr(list(m.GlassRow.objects.values()))


def test_an_emergency_has_a_reason(service: Service) -> None:
    where = service.sign_up()
    with pytest.raises(NoReason):
        break_glass(
            service.desk, "anna", "supervisor", where.trajectory, "   spoed   ", service.now
        )
    assert not m.GlassRow.objects.exists()


def test_a_hold_puts_an_erasure_off_and_no_longer_than_its_day(service: Service) -> None:
    where, ring, today = service.sign_up(), keeper(service), day(service.now)
    service.own_act(Withdraw(), where.party)
    due_on = date(2031, 3, 2)
    tenant = service.keys.tenant
    assert retention.due(tenant, due_on - timedelta(days=1), today) == []
    until = date(2032, 1, 1)
    first = retention.put_hold(ring, where.party, until, "complaint", "nummer 7", "pim")
    retention.put_hold(ring, where.party, until - timedelta(9), "legal_claim", "nummer 8", "pim")
    assert [one.held for one in retention.due(tenant, due_on, today)] == [until]
    assert [one.ground for one in retention.holds(ring, today)] == ["legal_claim", "complaint"]
    assert [one.held for one in retention.due(tenant, due_on, until + timedelta(1))] == [None]
    retention.end_hold(first, today - timedelta(1))
    assert [one.held for one in retention.due(tenant, due_on, today)] == [until - timedelta(9)]
    with pytest.raises(ValueError, match="a hold is for"):
        retention.put_hold(ring, where.party, until, "because", "", "pim")
    with pytest.raises(LookupError):
        retention.put_hold(ring, "0" * 32, until, "complaint", "", "pim")


def test_a_day_comes_with_the_act_goes_with_coming_back_and_is_rebuilt(service: Service) -> None:
    where, _ = service.taken_up()

    def days() -> list[tuple[str, date]]:
        return list(m.RetentionRow.objects.values_list("party_id", "on"))

    assert days() == []
    service.own_act(Withdraw(), where.party)
    stands = days()
    assert stands == [(where.party, date(2031, 3, 2))]
    m.RetentionRow.objects.all().delete()
    rebuild(service.desk)
    assert days() == stands
    service.own_act(Reopen(), where.party)
    assert days() == []
    rebuild(service.desk)
    assert days() == []


def test_the_silent_get_their_day_from_the_closing_of_who_began(service: Service) -> None:
    lived = Lived(service, lambda now: None).asked()
    still = Lived(service, lambda now: None).asked()
    ring = service.desk
    assert plan(ring, service.now) == 0
    lived.own(Withdraw(), lived.a)
    assert plan(ring, service.now) == 1
    row = m.RetentionRow.objects.get(party=lived.b)
    sent = see_desk(lived.where.trajectory, ring, service.now).view.side(lived.b).file.approaches
    assert row.on == sent[-1].on.replace(year=sent[-1].on.year + 1)
    assert not m.RetentionRow.objects.filter(party=still.b).exists()
    lived.own(Reopen(), lived.a)
    assert plan(ring, service.now) == 0


def test_where_nobody_who_began_is_left_the_silent_go_at_once(service: Service) -> None:
    from tests.journal.test_erasure import gone

    lived = Lived(service, lambda now: None).asked()
    gone(lived, lived.a)
    assert plan(service.desk, service.now) == 1
    assert m.RetentionRow.objects.get(party=lived.b).on == day(service.now)


def test_duties_are_remembered_by_their_last_day(service: Service) -> None:
    tenant = service.keys.tenant
    assert duties.last(tenant) == {}
    duties.done(duties.VERIFY, service.now, duties.NOT_WELL)
    duties.done(duties.VERIFY, service.tick(days=1))
    assert duties.last(tenant)[duties.VERIFY] == duties.Duty("verify", service.now, "well")


def test_an_account_that_may_not_write_is_told_so_after_its_work(
    service: Service, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    duties.noted(duties.VERIFY, service.now)
    assert duties.last(service.keys.tenant)[duties.VERIFY].outcome == duties.WELL

    def refuses(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(duties, "done", refuses)
    assert capsys.readouterr().err == ""
    duties.noted(duties.VERIFY, service.now)
    assert "could not be written down" in capsys.readouterr().err


def test_what_the_log_tells_a_person_says_nothing_of_the_others_days(service: Service) -> None:
    """Ordinary work by role alone; what was outside the caseload, in an emergency or not, with its month."""
    from tests.journal.test_access import line
    from visavis.journal.access import Why, write
    from visavis.journal.keys import Outcome

    where, other = service.taken_up()
    t, start = where.trajectory, service.now
    for hours, changes in enumerate(
        [
            {"why": Why.ASSIGNED},
            {"why": Why.WORK, "role": "intake", "what": What.LIST},
            {"why": Why.ROLE, "role": "supervisor"},
            {"why": Why.ROLE, "role": "planner", "outcome": Outcome.REFUSED},
            {"why": Why.ASSIGNED, "role": "co_mediator", "what": What.PERSON, "party": other},
            {"why": Why.GLASS, "role": "intake", "what": What.GLASS, "words": "De ander valt om."},
            {"why": Why.GLASS, "role": "intake"},
            {"why": Why.REQUEST, "role": "intake", "what": What.EXPORT, "party": where.party},
            {"why": Why.DUTY, "role": "privacy_officer", "what": What.LOG},
            {"why": Why.ROLE, "role": "planner", "trajectory": "f" * 32},
        ]
    ):
        at = start + timedelta(days=10, hours=hours)
        write(service.desk, [line(service, at, **{"trajectory": t, **changes})])
    today = day(start) + timedelta(days=40)

    def told(since: date) -> LookedAt:
        return looked_at(service.keys, where.party, t, since, today)

    found = told(day(start))
    on = day(start) + timedelta(days=10)
    assert found == LookedAt(
        ("intake", "mediator"),
        (
            Unusual(on.replace(day=1), "intake", "outside"),  # an emergency, which is not said
            Unusual(on.replace(day=1), "supervisor", "outside"),
            Unusual(on, "intake", "copy"),
        ),
    )
    write(service.desk, [line(service, start + timedelta(days=30), trajectory=t, why=Why.ASSIGNED)])
    assert told(day(start)) == found, "on how many days the mediator looked is not told"
    assert told(today) == LookedAt(), "what was before one's own first day is not told"


def test_ones_own_copy_comes_with_the_day_it_was_shown_not_the_day_the_desk_knew(
    service: Service,
) -> None:
    lived = Lived(service, lambda now: None).asked()
    party = lived.a
    news = lived.view(party).news_date
    assert news is not None
    lived.desk(Tell(party, "O.no_contact", news))
    written = len(own_copy(party, service.ring(party), service.now)[1])
    service.tick(days=(news - day(service.now)).days)
    lived.own(Withdraw(), party)
    view, entries = own_copy(party, service.ring(party), service.now)
    assert len(entries) == written + 2
    assert [entry.kind for entry in entries[-2:]] == ["told", "withdrawn"]
    assert view == see_party_view(service, party)


def see_party_view(service: Service, party: PartyId) -> object:
    from visavis.journal.see import see_party

    return see_party(party, service.ring(party), service.now).view


def test_the_view_of_an_emergency_is_that_of_a_logged_reason(service: Service) -> None:
    from visavis.mediation.sight import Grants

    lived = Lived(service, lambda now: None).ready()
    t = lived.where.trajectory
    plain = see_desk(t, service.desk, service.now, Audience.SUPERVISOR)
    more = see_desk(t, service.desk, service.now, Audience.SUPERVISOR, Grants(reason=True))
    assert not plain.view.side(lived.a).own.talks
    assert more.view.side(lived.a).own.talks
    assert more.token == plain.token, "a form opened before is not stale because of it"
