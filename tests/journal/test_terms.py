"""What a service sets reaches a decision through the journal, and changes nothing that was written before."""

from datetime import datetime

from tests.journal.service import MEDIATOR, START, Service
from tests.journal.test_whole_course import lived, read_models
from visavis.journal.rebuild import rebuild
from visavis.journal.see import see_desk, see_party
from visavis.journal.verify import verify
from visavis.mediation.exploring import GiveInformation
from visavis.mediation.terms import DESIGN, Terms
from visavis.service.changes import change
from visavis.service.current import current, held


def sets(now: datetime = START, **terms: int) -> None:
    for name, number in terms.items():
        seen = current().changes.get(f"terms.{name}")
        change(f"terms.{name}", [str(number)], "x", now, basis=seen.n if seen else 0)


def test_a_decision_takes_the_terms_that_hold_when_it_is_taken(service: Service) -> None:
    where, _other = service.taken_up()
    assert see_party(where.party, service.desk, service.now).view.terms == DESIGN
    sets(reading_time=4)
    informs = GiveInformation(where.party, "nl", "1")
    service.desk_act(informs, MEDIATOR, where.trajectory)
    view = see_party(where.party, service.desk, service.now).view
    assert view.terms == Terms(reading_time=4)
    assert view.informed[-1].read_days == 4
    assert see_desk(where.trajectory, service.desk, service.now).view.terms == view.terms
    with held():
        assert current().terms.reading_time == 4
        sets(reading_time=2)
        assert current().terms.reading_time == 4  # a page and its act agree
    service.desk_act(informs, MEDIATOR, where.trajectory)
    days = [
        given.read_days for given in see_party(where.party, service.desk, service.now).view.informed
    ]
    assert days == [4, 2]


def test_what_is_set_later_changes_no_due_day_and_nothing_that_is_rebuilt(service: Service) -> None:
    both, now = lived(service, 3, 150, 3)
    before = read_models()
    terms = {
        "reading_time": 9,
        "first_news": 4,
        "next_news": 2,
        "answer_period": 8,
        "film_asked": 8,
    }
    sets(now, **terms)
    both.rehearsal.terms = Terms(**terms)
    both.compare(now)
    rebuild(service.desk)
    assert read_models() == before
    assert verify().difference == ""
