"""A next study: the plan as filled in, its simulation beside the registered one, and work that may be left."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests.doors.test_research_pages import researcher
from visavis.doors.research import working
from visavis.doors.research.power_form import PlanForm
from visavis.people.clock import real_now
from visavis.study import jobs
from visavis.study.desk_models import Job
from visavis.study.planning import REGISTERED, Outcome, Planned

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DOOR = "/en/onderzoek/"


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VISAVIS_VAR = tmp_path


@pytest.fixture
def ada() -> Client:
    return researcher("ada")[0]


def filled(**changed: object) -> dict[str, str]:
    whole = PlanForm.filled(REGISTERED) | changed
    return {name: str(value) for name, value in whole.items()}


def text(answer) -> str:
    return answer.content.decode()


def test_the_registered_plan_finds_what_study_md_found(ada) -> None:
    """study.md §3.10: 0.30 SD is found in .81, equivalence within 0.30 SD in about .70; coverage .95–.96.

    1,000 studies: Monte Carlo error (two standard errors) ± .025 at .81, ± .029 at .70, ± .014 at .95.
    """
    page = ada.post(DOOR + "hoeveel-mensen", filled())
    job = Job.objects.get()
    found = Outcome.of(job.outcome)
    change, alike = found.own[:2]
    assert change.found == pytest.approx(0.81, abs=0.036)  # both were simulated: √2 × .025
    assert alike.found == pytest.approx(0.70, abs=0.041)
    assert change.coverage == pytest.approx(0.955, abs=0.02)
    shown = text(ada.get(page.url))
    assert "Monte Carlo error" in shown
    assert "1000 simulated studies; MMRM, unstructured, REML; Kenward-Roger" in shown
    assert shown.count('<svg class="chart"') == 1
    assert "Registered plan, 131 people" in shown


def test_the_same_plan_and_seed_give_the_same_answer_and_another_seed_another() -> None:
    def simulated(planned: Planned) -> str:
        return working.planning.work(Job(asked=planned.as_text()), lambda share: None)

    once = simulated(REGISTERED)
    assert simulated(Planned.of(REGISTERED.as_text())) == once
    other = Planned.of(REGISTERED.as_text().replace("20261", "7"))
    assert simulated(other) != once


def test_when_low_scores_stay_away_it_is_simulated_so(ada) -> None:
    ada.post(DOOR + "hoeveel-mensen", filled(absence="last", leaning="1,5", studies=1000))
    planned = Planned.of(Job.objects.get().asked)
    assert planned.leaning == 1.5
    assert planned.plan().leaning == 1.5


def test_numbers_may_be_written_with_a_comma_and_are_shown_so_in_dutch(ada) -> None:
    assert 'value="0,55"' in text(ada.get("/onderzoek/hoeveel-mensen"))
    assert 'value="0.55"' in text(ada.get(DOOR + "hoeveel-mensen"))
    ada.post("/onderzoek/hoeveel-mensen", filled(change_12="0,25"))
    assert Planned.of(Job.objects.get().asked).changes[0] == 0.25


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"people": "many"}, "Fill in a whole number from 5 to 1000."),
        ({"people": "100000"}, "Fill in a whole number from 5 to 1000."),
        ({"answered_2": "132"}, "More people cannot answer than there are in all."),
        ({"sd_1": "0"}, "Fill in a number from 0.01 to 1000."),
        ({"sd_1": "nan"}, "Fill in a number from 0.01 to 1000."),
        ({"margin": ""}, "Fill in a number from 0.01 to 1000."),
        ({"correlation_12": "1"}, "Fill in a number from -0.99 to 0.99."),
        ({"correlation_12": "0.9", "correlation_13": "-0.9"}, "cannot all be true at once"),
        ({"absence": ""}, "Choose who stays away."),
        ({"absence": "last", "leaning": "0"}, "Fill in a number above 0"),
        ({"studies": "12"}, "Choose how many."),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_words_and_kept(ada, changed, said) -> None:
    page = text(ada.post(DOOR + "hoeveel-mensen", filled(**changed)))
    assert said in page
    assert "<title>Error:" in page
    assert not Job.objects.exists()


def test_the_form_speaks_the_language_of_the_page(ada) -> None:
    for address, labels in (("/onderzoek/", "Bij meting 1"), ("/en/onderzoek/", "At wave 1")):
        assert labels in text(ada.get(address + "hoeveel-mensen"))
    wrong = filled(people="veel")
    assert "Vul een geheel getal in" in text(ada.post("/onderzoek/hoeveel-mensen", wrong))


def test_an_earlier_plan_is_found_again_and_can_be_changed(ada) -> None:
    ada.post(DOOR + "hoeveel-mensen", filled(people=140))
    job = Job.objects.get()
    assert f'href="{DOOR}hoeveel-mensen/{job.pk}"' in text(ada.get(DOOR + "hoeveel-mensen"))
    assert 'value="140"' in text(ada.get(DOOR + f"hoeveel-mensen?van={job.pk}"))


def test_work_under_way_shows_how_far_it_is_looks_again_by_itself_and_can_stand_still(ada) -> None:
    job = jobs.ask("power", "somebody", real_now(), REGISTERED.as_text())
    address = f"{DOOR}hoeveel-mensen/{job.pk}"
    assert "begins in a moment" in text(ada.get(address))
    Job.objects.update(turn=1, seen_at=real_now(), done=40)
    page = ada.get(address)
    assert page["Refresh"] == "5"
    assert "looks again by itself every five seconds" in text(page)
    assert '<progress max="100" value="40"' in text(page)
    still = ada.get(address + "?stil=1")
    assert "Refresh" not in still
    assert "stands still" in text(still)
    assert "under way: 40%" in text(ada.get(DOOR + "bezig"))


def test_work_whose_process_was_killed_is_seen_and_started_again(ada) -> None:
    job = jobs.ask("power", "somebody", real_now(), REGISTERED.as_text())
    Job.objects.update(turn=1, seen_at=real_now() - jobs.SILENT, done=40)
    page = ada.get(f"{DOOR}hoeveel-mensen/{job.pk}")
    assert "The work stopped half-way." in text(page)
    assert "Refresh" not in page
    assert "stopped half-way" in text(ada.get(DOOR + "bezig"))
    again = ada.post(f"{DOOR}bezig/{job.pk}/opnieuw")
    assert "How often such a study finds it" in text(ada.get(again.url))


def test_a_snapshot_is_made_while_one_may_leave_and_is_found_again(ada) -> None:
    page = ada.post(DOOR + "momentopname", {})
    job = Job.objects.get()
    assert page.url == f"{DOOR}bezig/{job.pk}"
    assert "All pages here now show this snapshot" in text(ada.get(page.url))
    assert f'href="{page.url}"' in text(ada.get(DOOR + "bezig"))


def test_a_fourth_piece_of_work_waits_until_one_is_done() -> None:
    client, account = researcher("ada")
    for number in range(jobs.MOST_WAITING):
        jobs.ask("snapshot", account.pk, real_now(), str(number))
    assert "three pieces of work open" in text(client.post(DOOR + "hoeveel-mensen", filled()))
    assert "three pieces of work open" in text(
        client.post(DOOR + "uitvoer", {"purpose": "A question"})
    )
    assert client.post(DOOR + "momentopname", {}).url == DOOR + "bezig"


def test_a_privacy_officer_starts_exports_again_and_nothing_else() -> None:
    olga, _ = researcher("olga", roles="privacy_officer")
    job = jobs.ask("power", "somebody", real_now(), REGISTERED.as_text())
    assert olga.get(DOOR + "bezig").status_code in (403, 404)
    assert olga.post(f"{DOOR}bezig/{job.pk}/opnieuw").status_code == 404


def test_the_sweep_takes_up_what_a_killed_process_left() -> None:
    job = jobs.ask("power", "somebody", datetime(2026, 1, 1, tzinfo=UTC), REGISTERED.as_text())
    Job.objects.update(turn=1, seen_at=real_now(), done=10)
    assert working.work() == 0
    with time_machine.travel(real_now() + timedelta(minutes=1), tick=False):
        assert working.work() == 1
    job.refresh_from_db()
    assert re.search("change", job.outcome)
