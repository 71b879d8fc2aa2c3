"""Erasing a person's part: nothing of it opens any more, chains hold, the other notices nothing (security §3)."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.doors.lived import Lived
from tests.journal.service import MEDIATOR, Service
from tests.journal.test_access import log
from tests.journal.test_verify import a_thief_with_the_database
from visavis.journal import anchors, clearing, outbox, worklist
from visavis.journal import models as m
from visavis.journal.access import What, Why
from visavis.journal.cards import cards_of, caseload, labels
from visavis.journal.drafts import draft, save_draft
from visavis.journal.erasure import Certificate, Order, certificates, erase, finish
from visavis.journal.flush import on_the_ledger
from visavis.journal.keys import OutsideReach, keeper_ring, outbox_ring, study_ring
from visavis.journal.overview import all_cards
from visavis.journal.rebuild import rebuild
from visavis.journal.see import history, see_desk, see_party
from visavis.journal.sheet import NotThere
from visavis.journal.verify import verify
from visavis.mediation.agreement import DraftAgreement, PutAgreement
from visavis.mediation.effects import Occasion
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.exploring import AddNote
from visavis.mediation.letters import AnswerOffer, OpenLetter, ReleaseReaction, TellReaction
from visavis.mediation.terms import day
from visavis.people import staff as people


@pytest.fixture
def lived(service: Service) -> Lived:
    """A letter that was read, one that was offered and one that only left its author; a draft; work; a place."""
    lived = Lived(service, lambda now: None).ready()
    read = lived.offered(lived.released("Wist je dat ik thuis was?"))
    lived.own(AnswerOffer(read, "now"), lived.b)
    lived.own(OpenLetter(read), lived.b)
    lived.offered(lived.released("Deze is aangeboden."))
    lived.released("Deze is onderweg.")
    save_draft(lived.a, "letter", "Een begin.", service.ring(lived.a))
    lived.opened_place(lived.a)
    return lived


def gone(lived: Lived, *parties: PartyId, ground: Why = Why.RETENTION) -> int:
    orders = [Order(party, ground) for party in parties]
    return erase(lived.service.keys, orders, lived.service.now, people.erase_party)


def seen(lived: Lived, party: PartyId) -> object:
    return see_party(party, lived.service.ring(party), lived.service.now)


def test_nothing_of_an_erased_part_opens_or_stands_anywhere(lived: Lived) -> None:
    service, t = lived.service, lived.where.trajectory
    own, file = m.LaneRow.objects.filter(party_id=lived.a).order_by("-role")
    assert gone(lived, lived.a) == 1
    with pytest.raises(NotThere):
        seen(lived, lived.a)
    with pytest.raises(NotThere):
        draft(lived.a, "letter", service.ring(lived.a))
    view = see_desk(t, service.desk, service.now, Audience.MEDIATOR).view
    assert [side.party for side in view.sides] == [lived.b]
    assert lived.a not in repr(history(t, service.desk, service.now, Audience.MEDIATOR))
    for model in (m.LaneKey, m.Draft, m.Card, m.DueRow):
        assert not model.objects.filter(lane__in=[own, file]).exists()
    texts = m.EntryRow.objects.filter(lane__in=[own, file]).values_list("sealed", flat=True)
    assert texts
    assert not any(bytes(text) for text in texts)
    assert bytes(m.Party.objects.get(id=lived.a).sealed) == b""
    assert not m.RetentionRow.objects.filter(party=lived.a).exists()
    assert not any(task.party == lived.a for task in worklist.tasks_of(service.desk, t))
    due = outbox.to_send(outbox_ring(service.keys), date(2030, 1, 1))
    assert not any(message.party == lived.a for message in due)
    assert not people.Membership.objects.filter(party=lived.a).exists()
    assert not people.Account.objects.filter(kind="participant").exists()


def test_letters_nobody_had_opened_go_with_their_author_and_what_was_read_stays(
    lived: Lived,
) -> None:
    before = lived.view(lived.b)
    assert m.Parcel.objects.count() == 2
    gone(lived, lived.a)
    assert not m.Parcel.objects.exists()
    after = lived.view(lived.b)
    assert after == before
    assert "Wist je dat ik thuis was?" in [offer.text for offer in after.offers]
    waiting = next(offer for offer in after.offers if offer.state == "offered")
    lived.own(AnswerOffer(waiting.offer, "now"), lived.b)
    lived.own(OpenLetter(waiting.offer), lived.b)
    found = lived.view(lived.b).offer(waiting.offer)
    assert found is not None
    assert (found.state, found.text) == ("gone", "")


@pytest.mark.parametrize("who", ["a", "b"])
def test_the_other_sees_the_same_to_the_byte(lived: Lived, who: str) -> None:
    one, other = (lived.a, lived.b) if who == "a" else (lived.b, lived.a)
    before = seen(lived, other)
    gone(lived, one)
    assert seen(lived, other) == before


def put(lived: Lived, agreement: str, *people: PartyId) -> None:
    """One text, put to these people, exactly as the first of them drafted it."""
    text = f"Wij groeten elkaar voortaan ({agreement})."
    lived.own(DraftAgreement(text), people[0])
    lived.desk(PutAgreement(agreement, people, text))


def in_contact(lived: Lived) -> None:
    """Its author heard how the letter was received."""
    letter = lived.view(lived.a).letters[0].letter
    lived.own(ReleaseReaction(lived.offers[0], received=True, read=True), lived.b)
    lived.desk(TellReaction(lived.a, letter, True, True, ""))


def test_what_was_put_to_both_stays_with_the_other_and_goes_with_the_last(lived: Lived) -> None:
    shared, alone = "c" * 32, "d" * 32
    in_contact(lived)
    put(lived, shared, lived.a, lived.b)
    put(lived, alone, lived.a)
    before = seen(lived, lived.b)
    assert [one.agreement for one in lived.view(lived.b).agreements] == [shared]
    gone(lived, lived.a)
    assert seen(lived, lived.b) == before
    erased = dict(m.LaneRow.objects.filter(role="joint").values_list("id", "erased"))
    assert erased == {shared: False, alone: True}, (
        "a text that nobody who stays has part in goes too"
    )
    assert verify().difference == ""
    gone(lived, lived.b)
    assert set(m.LaneRow.objects.values_list("erased", flat=True)) == {True}
    assert not m.EntryRow.objects.exclude(sealed=b"").exists()
    assert verify().difference == ""


def test_where_it_cannot_be_known_whose_a_text_is_it_stays(lived: Lived) -> None:
    in_contact(lived)
    put(lived, "c" * 32, lived.a)
    other = m.LaneRow.objects.get(party_id=lived.b, role="own")
    m.LaneRow.objects.filter(pk=other.pk).update(head=b"x" * 32)
    gone(lived, lived.a)
    assert not m.LaneRow.objects.get(id="c" * 32).erased


def test_the_desk_goes_on_with_who_is_left(lived: Lived) -> None:
    service, t = lived.service, lived.where.trajectory
    gone(lived, lived.a)
    lived.desk(AddNote(lived.b, "Wij spraken elkaar."), MEDIATOR)
    assert [card.trajectory for card in caseload(service.desk)] == [t]
    assert rebuild(service.desk).cards == 3
    assert verify().difference == ""


def test_a_trajectory_in_which_nobody_is_left_is_not_there_any_more(lived: Lived) -> None:
    service, t = lived.service, lived.where.trajectory
    other = Lived(service, lambda now: None).taken_up()
    assert len(all_cards(service.desk)) == 2
    gone(lived, lived.a)
    gone(lived, lived.b)
    with pytest.raises(NotThere):
        see_desk(t, service.desk, service.now)
    there = [other.where.trajectory]
    assert [card.trajectory for card in all_cards(service.desk)] == there
    assert [card.trajectory for card in caseload(service.desk)] == there
    assert cards_of(service.desk, m.Trajectory.objects.filter(id=t)) == []
    assert labels(keeper_ring(service.keys), [t]) == {}
    assert not m.LaneRow.objects.filter(trajectory=t, erased=False).exists()
    assert m.Trajectory.objects.get(id=t).mediator == ""
    assert rebuild(service.desk).cards > 0
    assert verify().difference == ""


def test_an_erasure_is_done_once(lived: Lived) -> None:
    assert gone(lived, lived.a, lived.a) == 1
    epoch = m.Tenant.objects.get().epoch
    assert gone(lived, lived.a) == 0
    assert gone(lived, PartyId("0" * 32)) == 0
    assert m.Tenant.objects.get().epoch == epoch == 2
    assert m.ErasureRow.objects.count() == 1


def test_two_people_of_one_trajectory_go_in_one_epoch(lived: Lived) -> None:
    assert gone(lived, lived.a, lived.b) == 2
    assert m.Tenant.objects.get().epoch == 2
    assert m.Trajectory.objects.get(id=lived.where.trajectory).erased
    assert verify().difference == ""


def test_a_part_that_does_not_open_any_more_is_erased_all_the_same(lived: Lived) -> None:
    m.LaneKey.objects.filter(lane__party_id=lived.a, lane__role="own").delete()
    m.TaskRow.objects.filter(
        case=worklist.case_tag(lived.service.desk, lived.where.trajectory)
    ).update(sealed=b"x" * 600)
    broken = m.OutboxRow.objects.first()
    assert broken is not None
    m.OutboxRow.objects.filter(pk=broken.pk).update(sealed=b"x" * 600)
    assert gone(lived, lived.a) == 1
    found = certificates(keeper_ring(lived.service.keys))[0]
    assert found.letters is None
    assert verify().difference == ""


def test_when_something_fails_nothing_is_erased(lived: Lived) -> None:
    before = (seen(lived, lived.a), seen(lived, lived.b))

    def fails(party: PartyId) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        erase(lived.service.keys, [Order(lived.a, Why.RETENTION)], lived.service.now, fails)
    assert (seen(lived, lived.a), seen(lived, lived.b)) == before
    assert m.Tenant.objects.get().epoch == 1
    assert verify().difference == ""


def test_the_privacy_officer_gets_a_certificate_without_a_word_of_the_person(lived: Lived) -> None:
    lanes = sorted(m.LaneRow.objects.filter(party_id=lived.a).values_list("id", flat=True))
    entries = m.EntryRow.objects.filter(lane__in=lanes).count()
    erase(
        lived.service.keys,
        [Order(lived.a, Why.REQUEST, ("els", "anna"))],
        lived.service.now,
    )
    with pytest.raises(OutsideReach):
        certificates(lived.service.desk)
    found = certificates(keeper_ring(lived.service.keys))
    assert [replace(one, lanes=sorted(one.lanes)) for one in found] == [
        Certificate(
            lived.a, lived.where.trajectory, "Wilgenroos", "request", ["els", "anna"], lanes,
            entries, 3, False, on=day(lived.service.now).isoformat(),
        )
    ]  # fmt: skip
    line = log(lived.service)[-1]
    assert (line.what, line.why, line.party) == (What.ERASED, Why.REQUEST, lived.a)


def test_the_study_is_told_and_nothing_else(lived: Lived) -> None:
    outbox.take_occasions([one.id for one in outbox.occasions(study_ring(lived.service.keys))])
    gone(lived, lived.a)
    told = outbox.occasions(study_ring(lived.service.keys))
    assert [(one.occasion, one.party) for one in told] == [(Occasion.ERASED, lived.a)]


def test_what_an_erasure_leaves_to_do_is_done_by_the_next_run(
    lived: Lived, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The transaction is there, and the power went before the key was destroyed."""
    keys, root = lived.service.keys, lived.service.keys.root
    old = root.tenants.of(keys.tenant)[1]
    gone(lived, lived.a)
    root.tenants.add(keys.tenant, 1, old)
    today = day(lived.service.now)
    assert finish(keys, today, tmp_path) == 0, "inside a transaction nothing is swept"
    assert list(root.tenants.of(keys.tenant)) == [2]
    lanes = set(m.LaneRow.objects.filter(erased=True).values_list("id", flat=True))
    assert anchors.erased(tmp_path) == lanes
    monkeypatch.setattr("visavis.journal.erasure.sweep_database", lambda: True)
    assert finish(keys, today, tmp_path) == 1
    assert finish(keys, today, tmp_path) == 0
    assert len((tmp_path / anchors.ERASED).read_text().split()) == len(lanes)
    assert certificates(keeper_ring(keys))[0].finished == today.isoformat()


def test_a_database_that_cannot_be_swept_now_is_swept_later(
    lived: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Busy:
        in_atomic_block = False
        vendor = connection.vendor

        def cursor(self) -> Any:
            raise DatabaseError("database is locked")

    assert clearing.sweep_database() is False, "not in the middle of something"
    monkeypatch.setattr(clearing, "connection", Busy())
    assert clearing.sweep_database() is False


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_sweeping_names_tables_that_are_there_and_says_whether_the_log_was_emptied(
    db: None, monkeypatch: pytest.MonkeyPatch, vendor: str
) -> None:
    """What it does to the files is held by `test_processes`."""
    said: list[str] = []

    class Watched:
        in_atomic_block = False
        busy = 0

        def __init__(self) -> None:
            self.vendor = vendor

        def cursor(self) -> Any:
            return self

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def execute(self, statement: str) -> None:
            said.append(statement)

        def fetchone(self) -> tuple[int, int, int]:
            return (self.busy, 0, 0)

    monkeypatch.setattr(clearing, "connection", Watched())
    assert clearing.sweep_database() is True
    tables = set(connection.introspection.table_names())
    named = {one.split()[-1] for one in said if one.startswith("VACUUM ")}
    assert named <= tables
    if vendor == "postgresql":
        assert {"journal_lanekey", "journal_entryrow", "people_account"} <= named
    else:
        assert said == ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"]
        monkeypatch.setattr(Watched, "busy", 1)
        assert clearing.sweep_database() is False, "somebody was reading, and the log stands"


def refused(change: str, *values: object) -> None:
    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change, values)


def test_a_text_is_emptied_only_beneath_an_erasure_and_nothing_else_of_it_changes(
    lived: Lived,
) -> None:
    kept = m.LaneRow.objects.get(party_id=lived.b, role="own").id
    erased = m.LaneRow.objects.get(party_id=lived.a, role="own").id
    empty = "UPDATE journal_entryrow SET sealed = %s WHERE lane_id = %s"
    refused(empty, b"", kept)
    refused(empty, b"", erased)
    gone(lived, lived.a)
    refused(empty, b"", kept)
    refused(empty, b"something else", erased)
    also = "UPDATE journal_entryrow SET sealed = %s, version = version + 1 WHERE lane_id = %s"
    refused(also, b"", erased)
    refused("DELETE FROM journal_entryrow WHERE lane_id = %s", erased)


def changed(statement: str, *values: object) -> str:
    """What verify says after a thief with the database changed something; undone again."""

    class Undo(Exception):
        pass

    def try_it() -> None:
        with transaction.atomic(), a_thief_with_the_database(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            raise Undo(verify().difference)

    with pytest.raises(Undo) as undone:
        try_it()
    return str(undone.value)


def test_verify_accepts_a_gap_only_beneath_an_erasure(lived: Lived) -> None:
    lane = m.LaneRow.objects.get(party_id=lived.b, role="own")
    row = m.EntryRow.objects.filter(lane=lane, version=2).get()
    said = changed("UPDATE journal_entryrow SET sealed = %s WHERE id = %s", b"", row.id)
    n = m.LedgerRow.objects.get(lane=lane, version=2).n
    entry = f"Entry 2 of lane {lane.id} (ledger row {n})"
    assert said == f"{entry} has no text, and its lane was not erased."
    gone(lived, lived.a)
    assert verify().difference == ""


def test_row_23_a_changed_erasure_is_named(lived: Lived) -> None:
    gone(lived, lived.a)
    lane = m.LaneRow.objects.get(party_id=lived.a, role="own")
    end = m.EntryRow.objects.get(lane=lane, version=lane.version)
    one = m.EntryRow.objects.get(lane=lane, version=1)
    for statement, values, said in (
        ("UPDATE journal_lanerow SET erased = NOT erased WHERE id = %s", (lane.id,), "differ about its being erased"),
        ("UPDATE journal_entryrow SET id = %s WHERE id = %s", ("f" * 32, end.id), "not its own"),
        ("UPDATE journal_entryrow SET hash = %s WHERE id = %s", (b"x" * 32, end.id), "was changed"),
        ("UPDATE journal_entryrow SET hash = %s WHERE id = %s", (b"x" * 32, one.id), "was changed"),
        ("UPDATE journal_entryrow SET sealed = %s WHERE id = %s", (b"text", one.id), "not its own"),
        ("UPDATE journal_entryrow SET key_generation = 1 WHERE id = %s", (end.id,), "differ about its being erased"),
        ("UPDATE journal_entryrow SET key_generation = 0 WHERE id = %s", (one.id,), "not its own"),
    ):  # fmt: skip
        assert said in changed(statement, *values), statement


def test_a_lane_that_was_erased_has_no_key_and_nothing_behind_its_end(lived: Lived) -> None:
    spare = m.LaneKey.objects.filter(lane__party_id=lived.a, lane__role="own").get()
    gone(lived, lived.a)
    with transaction.atomic():
        spare.pk = None
        spare.save(force_insert=True)
        assert "still has a key" in verify().difference
        spare.delete()
    lane = m.LaneRow.objects.get(party_id=lived.a, role="own")
    row = m.EntryRow.objects.get(lane_id=lane.id, version=lane.version)
    row.pk, row.version, row.previous_hash = "f" * 32, lane.version + 1, row.hash
    row.save(force_insert=True)
    on_the_ledger(lived.service.keys.tenant, [(lane.id, row.version, bytes(row.hash))])
    assert "behind the end of an erased lane" in verify().difference


def test_who_was_erased_may_sign_up_again_as_somebody_new(lived: Lived) -> None:
    gone(lived, lived.a, lived.b)
    where = lived.service.sign_up()
    assert where.party != lived.a
    seen(lived, where.party)
    assert verify().difference == ""
