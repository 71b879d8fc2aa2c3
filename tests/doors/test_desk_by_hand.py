"""Messages that a person passes on: to whom, how, the one sentence; never what about."""

from tests.doors.desk_at_work import AtWork, work
from tests.doors.test_desk_lists import queries
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE
from visavis.doors.shared.keyring import keys
from visavis.journal import outbox
from visavis.journal.keys import sweep_ring
from visavis.journal.models import OutboxRow
from visavis.mediation.effects import Notice
from visavis.mediation.sign_up import SetReach
from visavis.mediation.terms import day
from visavis.mediation.views import Reach

__all__ = ["work"]
SENTENCE = "Er staat iets voor u klaar. U kunt kijken wanneer u wilt. Niet nu? Dat is goed."


def ready_for(work: AtWork, reach: Reach) -> str:
    """A message for somebody who wants to be reached like this; its id."""
    lived = work.lived().taken_up()
    lived.own(SetReach(reach), lived.a)
    row = outbox.outbox_row(sweep_ring(keys()), Notice(lived.a, day(work.service.now)))
    row.save(force_insert=True)
    return str(row.id)


def test_a_mediator_reads_how_to_reach_someone_and_the_one_sentence_and_ticks_it_off(
    work: AtWork,
) -> None:
    reach = Reach(channel="phone", phone="06 1", safe_times="na zessen", never="Bel nooit thuis")
    message = ready_for(work, reach)
    assert "Voor 1 persoon staat iets klaar." in work.get(at("today"))
    page = work.get(at("by_hand"))
    for said in ("06 1", "na zessen", "Bel nooit thuis", SENTENCE):
        assert said in page
    for _twice in range(2):
        answer = work.client().post(at("passed_on", message))
    assert answer.status_code == 302
    assert OutboxRow.objects.get(pk=message).sent_at is not None
    assert "Niemand hoeft nu iets van u te horen." in work.get(at("by_hand"))
    assert "staat iets klaar" not in work.get(at("today"))


def test_mail_and_nothing_at_all_are_no_work_for_a_person(work: AtWork) -> None:
    ready_for(work, Reach(channel="email", email="a@example.org"))
    ready_for(work, Reach(channel="none"))
    assert "Niemand hoeft nu iets van u te horen." in work.get(at("by_hand"))
    assert "staat iets klaar" not in work.get(at("today"))


def test_who_is_in_anothers_care_does_not_stand_here(work: AtWork) -> None:
    message = ready_for(work, Reach(channel="phone", phone="06 1"))
    for account in ("staff-colleague", INTAKE.id):
        assert "06 1" not in work.get(at("by_hand"), account)
        work.client(account).post(at("passed_on", message))
    assert OutboxRow.objects.get(pk=message).sent_at is None


def test_who_has_several_messages_is_told_once(work: AtWork) -> None:
    lived = work.lived().taken_up()
    lived.own(SetReach(Reach(channel="phone", phone="06 1")), lived.a)
    for _each in range(3):
        row = outbox.outbox_row(sweep_ring(keys()), Notice(lived.a, day(work.service.now)))
        row.save(force_insert=True)
    assert "Voor 1 persoon staat iets klaar." in work.get(at("today"))
    page = work.get(at("by_hand"))
    assert page.count("06 1") == 1
    message = next(row.id for row in OutboxRow.objects.all() if row.id in page)
    work.client().post(at("passed_on", message))
    due = OutboxRow.objects.filter(sent_at=None, not_before__lte=day(work.service.now))
    assert not due.exists()


def test_the_list_asks_the_database_as_often_for_nine_people_as_for_two(work: AtWork) -> None:
    reach = Reach(channel="phone", phone="06 1")

    def signed_up(number: int) -> None:
        for _each in range(number):
            lived = work.lived().signed_up()
            lived.own(SetReach(reach), lived.a)
            row = outbox.outbox_row(sweep_ring(keys()), Notice(lived.a, day(work.service.now)))
            row.save(force_insert=True)

    def asked() -> int:
        work.get(at("by_hand"), INTAKE.id)  # looked into for a list: written down once a day
        return queries(work, at("by_hand"), INTAKE.id)

    signed_up(2)
    few = asked()
    assert work.get(at("by_hand"), INTAKE.id).count("06 1") == 2
    signed_up(7)
    assert asked() == few
    assert work.get(at("by_hand"), INTAKE.id).count("06 1") == 9


def test_who_passes_on_a_message_in_another_language_also_reads_what_it_says(work: AtWork) -> None:
    lived = work.lived().answered(reach=Reach(channel="sms", phone="06 1"), language="ar")
    row = outbox.outbox_row(sweep_ring(keys()), Notice(lived.b, day(work.service.now)))
    row.save(force_insert=True)
    page = work.get(at("by_hand"))
    assert '<dd lang="ar" dir="auto">هناك شيء جاهز لك.' in page
    assert f'<dd lang="nl">{SENTENCE}</dd>' in page
