"""What was offered at the end reaches the study with its own tick, without a day or a word, and goes with it."""

from dataclasses import fields

import polars as pl
import pytest

from tests.mediation.way import Way
from tests.study.service import START, Service, after, noon
from tests.worlds.steps import A
from visavis.journal.models import EntryRow
from visavis.mediation.closing import ChooseClosingSupport
from visavis.mediation.effects import Occasion
from visavis.mediation.support import CLOSING_MENU, ArrangeSupport, HoldSupport, SayHelpful
from visavis.study import consent
from visavis.study.consent import Purpose
from visavis.study.models import Offer, Person
from visavis.study.offers import Offered, Stage, offers_in
from visavis.study.snapshot import HOLD_OFFERS, OFFERS, publish, store
from visavis.study.taking import take_snapshot

ENDS, CLOSES, FORGOTTEN = 40, 40 + 182 + 56, 40 + 182 + 56 + 182
"""Days after the first: own closing, the last questionnaire closes, the link is destroyed."""
TALK = Offered("closing_talk", Stage.HELD, 4)
GROUP = Offered("peer_group", Stage.CHOSEN)


def ended(service: Service, *, closing: bool = True) -> Person:
    """Anna takes part, with the tick or without, and her way ends."""
    service.offers["anna"] = (TALK, GROUP)
    service.happens("anna", Occasion.FIRST_TALK, START)
    service.sweep(START)
    also = {Purpose.CLOSING} if closing else set()
    consent.agree(service.person("anna"), START, linking=True, also=also)
    service.happens("anna", Occasion.OWN_CLOSING, after(ENDS))
    return service.person("anna")


def kept() -> set[tuple[str, int, int | None]]:
    return set(Offer.objects.values_list("what", "stage", "helped"))


@pytest.mark.pure
def test_each_offer_is_told_as_far_as_it_came() -> None:
    way = (
        Way()
        .willing()
        .closing()
        .does(ChooseClosingSupport(("warm_handover", "peer_group"), ("none",)))
    )
    way.does(ArrangeSupport(A, "peer_group", "Op dinsdag in De Brug")).does(
        HoldSupport(A, "peer_group")
    )
    way.does(SayHelpful("peer_group", 5)).does(SayHelpful("closing_talk", 0))
    told = {one.what: one for one in offers_in(way.me(A))}
    assert tuple(told) == tuple(CLOSING_MENU)
    assert told["peer_group"] == Offered("peer_group", Stage.HELD, 5)
    assert told["closing_talk"] == Offered("closing_talk", Stage.HELD)  # rather not said
    assert told["warm_handover"] == Offered("warm_handover", Stage.CHOSEN)
    assert told["keepsake"] == Offered("keepsake", Stage.OFFERED)
    assert {one.stage for one in offers_in(Way().willing().me(A))} == {Stage.NOT_OFFERED}


@pytest.mark.pure
def test_there_is_no_place_in_it_for_a_day_or_a_word() -> None:
    assert [one.name for one in fields(Offered)] == ["what", "stage", "helped"]
    assert {*OFFERS} == {"study_id", "what", "stage", "helped"}
    assert OFFERS["stage"] is OFFERS["helped"] is pl.Int8


@pytest.mark.once
def test_it_is_looked_up_when_the_last_questionnaire_has_closed_and_not_before(
    service: Service,
) -> None:
    anna = ended(service)
    service.days(after(1), after(CLOSES - 1))
    assert kept() == set()
    service.days(after(CLOSES), after(CLOSES))
    assert kept() == {("closing_talk", 3, 4), ("peer_group", 2, None)}
    snapshot = take_snapshot(noon(after(CLOSES)))
    assert set(snapshot.offers["study_id"]) == {anna.pk}


@pytest.mark.once
def test_what_came_later_is_seen_once_more_before_the_link_is_destroyed_and_never_after(
    service: Service,
) -> None:
    ended(service)
    service.days(after(1), after(CLOSES))
    service.offers["anna"] = (TALK, Offered("peer_group", Stage.HELD, 2))
    service.days(after(CLOSES + 1), after(FORGOTTEN - 1))
    assert ("peer_group", 2, None) in kept()
    service.days(after(FORGOTTEN), after(FORGOTTEN))
    assert ("peer_group", 3, 2) in kept()
    service.offers["anna"] = ()
    service.days(after(FORGOTTEN + 1), after(FORGOTTEN + 400))
    assert len(kept()) == 2


@pytest.mark.once
def test_without_the_tick_nothing_is_looked_up_and_with_it_later_on_it_still_is(
    service: Service,
) -> None:
    anna = ended(service, closing=False)
    service.days(after(1), after(CLOSES + 3))
    assert kept() == set()
    consent.tick(anna, Purpose.CLOSING, after(CLOSES + 4))
    service.sweep(after(CLOSES + 4))
    assert len(kept()) == 2


@pytest.mark.once
def test_somebody_erased_by_the_service_leaves_what_was_known(service: Service) -> None:
    ended(service)
    service.days(after(1), after(CLOSES))
    service.offers["anna"] = ()
    service.days(after(CLOSES + 1), after(FORGOTTEN))
    assert len(kept()) == 2


@pytest.mark.once
def test_taking_it_back_removes_it_and_every_snapshot_with_it_that_is_not_published(
    service: Service, tmp_path
) -> None:
    anna = ended(service)
    service.days(after(1), after(CLOSES))
    place = store(take_snapshot(noon(after(CLOSES))), tmp_path)
    consent.revoke(anna, Purpose.CLOSING, after(CLOSES + 1), erase_too=False, snapshots=tmp_path)
    assert kept() == set()
    assert not place.exists()
    service.days(after(CLOSES + 1), after(FORGOTTEN))
    assert kept() == set()
    assert Purpose.QUESTIONNAIRES in consent.given(anna)


@pytest.mark.once
def test_what_was_published_stays_as_the_page_says(service: Service, tmp_path) -> None:
    anna = ended(service)
    service.days(after(1), after(CLOSES))
    snapshot = take_snapshot(noon(after(CLOSES)))
    place = store(snapshot, tmp_path)
    publish(snapshot, tmp_path)
    consent.revoke(anna, Purpose.CLOSING, after(CLOSES + 1), erase_too=False, snapshots=tmp_path)
    assert all((place / name).exists() for name in HOLD_OFFERS)


@pytest.mark.once
def test_who_stopped_is_not_looked_up_and_who_erases_leaves_nothing(
    service: Service, tmp_path
) -> None:
    anna = ended(service)
    consent.stop(anna, after(50))
    service.days(after(1), after(FORGOTTEN))
    assert kept() == set()
    service.offers["bert"] = (TALK,)
    bert = service.takes_part("bert")
    consent.tick(bert, Purpose.CLOSING, START)
    service.happens("bert", Occasion.OWN_CLOSING, after(ENDS))
    service.days(after(1), after(CLOSES))
    assert len(kept()) == 1
    consent.erase(service.person("bert"), after(CLOSES + 1), tmp_path)
    assert kept() == set()


@pytest.mark.once
def test_the_mediation_is_told_nothing_of_the_tick_or_of_the_look(service: Service) -> None:
    """S47: no entry, no message, whether it was ticked or not."""
    ended(service)
    service.days(after(1), after(CLOSES - 1))
    told, written = list(service.told), EntryRow.objects.count()
    service.days(after(CLOSES), after(FORGOTTEN))
    assert (list(service.told), EntryRow.objects.count()) == (told, written)
