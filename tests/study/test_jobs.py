"""Long work: done once, seen when its worker dies, never done by two, never lost."""

from datetime import timedelta

import pytest
import time_machine

from tests.study.service import START, noon
from visavis.people.clock import real_now
from visavis.study import jobs
from visavis.study.desk_models import Job
from visavis.study.jobs import State

pytestmark = pytest.mark.django_db
NOON = noon(START)


def do(handler) -> int:
    return jobs.work({"power": handler}, beating=False)


def fresh(job: Job) -> Job:
    job.refresh_from_db()
    return job


def test_work_is_done_once_and_what_came_of_it_stays() -> None:
    job = jobs.ask("power", "ada", NOON, "a plan")
    assert jobs.state(job, real_now()) is State.WAITING
    assert do(lambda job, tell: f"of {job.asked}") == 1
    assert do(lambda job, tell: "again") == 0
    assert fresh(job).outcome == "of a plan"
    assert (job.done, jobs.state(job, real_now())) == (100, State.DONE)


def test_a_worker_says_how_far_it_is() -> None:
    job, seen = jobs.ask("power", "ada", NOON), []

    def handler(mine: Job, tell: jobs.Tell) -> str:
        tell(0.4)
        seen.append((fresh(job).done, jobs.state(job, real_now())))
        return ""

    do(handler)
    assert seen == [(40, State.WORKING)]


def dies(job: Job, tell: jobs.Tell) -> str:
    raise KeyboardInterrupt  # nothing after this line runs, as when the process is killed


def test_a_killed_worker_is_seen_and_another_takes_its_work_up() -> None:
    job = jobs.ask("power", "ada", NOON)
    with pytest.raises(KeyboardInterrupt):
        do(dies)
    assert jobs.state(fresh(job), real_now()) is State.WORKING
    assert do(lambda job, tell: "too early") == 0
    with time_machine.travel(real_now() + jobs.SILENT, tick=False):
        assert jobs.state(job, real_now()) is State.LOST
        assert do(lambda job, tell: "taken up") == 1
    assert fresh(job).outcome == "taken up"


def test_what_killed_its_worker_three_times_waits_for_a_person() -> None:
    job, at = jobs.ask("power", "ada", NOON), real_now()
    for number in range(jobs.MOST_TURNS):
        with (
            time_machine.travel(at + number * jobs.SILENT, tick=False),
            pytest.raises(KeyboardInterrupt),
        ):
            do(dies)
    with time_machine.travel(at + 10 * jobs.SILENT, tick=False):
        assert do(lambda job, tell: "never") == 0
        assert jobs.again(fresh(job), real_now())
        assert do(lambda job, tell: "once more") == 1
    assert fresh(job).outcome == "once more"


def test_a_worker_thought_dead_cannot_write_over_the_one_that_took_its_work() -> None:
    job = jobs.ask("power", "ada", NOON)

    def slow(mine: Job, tell: jobs.Tell) -> str:
        with time_machine.travel(real_now() + jobs.SILENT, tick=False):
            assert do(lambda job, tell: "the second") == 1
        with pytest.raises(jobs.TakenOver):
            tell(0.9)
        return "the first"

    do(slow)
    assert fresh(job).outcome == "the second"


def test_what_cannot_be_done_says_why_and_can_be_tried_again() -> None:
    job = jobs.ask("power", "ada", NOON)

    def refuses(job: Job, tell: jobs.Tell) -> str:
        raise jobs.CannotDo("There is nothing to do it with.")

    do(refuses)
    assert fresh(job).failed == "There is nothing to do it with."
    assert jobs.state(job, real_now()) is State.FAILED
    assert jobs.again(job, real_now())
    assert not jobs.again(job, real_now())  # a second click finds it waiting already
    assert do(lambda job, tell: "") == 1
    assert jobs.state(fresh(job), real_now()) is State.DONE


def test_a_fault_of_the_program_stops_neither_the_worker_nor_the_next_piece_of_work() -> None:
    first = jobs.ask("power", "ada", NOON, "1")
    second = jobs.ask("power", "ada", NOON + timedelta(seconds=1), "2")

    def breaks(job: Job, tell: jobs.Tell) -> str:
        return {"2": "done"}[job.asked]

    assert do(breaks) == 2
    assert "KeyError" in fresh(first).failed
    assert fresh(second).outcome == "done"


def test_the_same_work_asked_for_twice_is_one_piece_and_three_are_enough() -> None:
    first = jobs.ask("power", "ada", NOON, "1")
    assert jobs.ask("power", "ada", NOON, "1").pk == first.pk
    jobs.ask("power", "ada", NOON, "2")
    jobs.ask("power", "ada", NOON, "3")
    with pytest.raises(jobs.TooMany):
        jobs.ask("power", "ada", NOON, "4")
    assert jobs.ask("power", "noor", NOON, "4")


def test_finished_work_is_forgotten_and_open_work_is_not() -> None:
    done = jobs.ask("power", "ada", NOON, "1")
    do(lambda job, tell: "")
    jobs.ask("power", "ada", NOON, "2")
    assert jobs.forget(real_now() + timedelta(days=1)) == 1
    assert list(Job.objects.values_list("asked", flat=True)) == ["2"]
    assert done.pk


@pytest.mark.django_db(transaction=True)
def test_while_at_it_a_worker_is_heard(monkeypatch) -> None:
    """The thread that says so uses a connection of its own."""
    import time

    monkeypatch.setattr(jobs, "BEAT", 0.05)
    job = jobs.ask("power", "ada", NOON)

    def slow(mine: Job, tell: jobs.Tell) -> str:
        begun = mine.seen_at
        for _ in range(100):
            time.sleep(0.05)
            if fresh(job).seen_at > begun:
                return "heard"
        return "silent"

    assert jobs.work({"power": slow}) == 1
    assert fresh(job).outcome == "heard"
