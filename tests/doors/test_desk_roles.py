"""Who reaches what at the desk: a mediator their own caseload, others as far as the sight table lets."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.doors.desk_at_work import PASSPHRASE, AtWork, work
from tests.doors.pages import text_of, title_of
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.journal.models import TaskRow

__all__ = ["work"]

COLLEAGUE, LEAD = "staff-colleague", "staff-lead"
UNKNOWN = "0" * 32


def at(name: str, *args: str, language: str = "nl") -> str:
    with translation.override(language):
        return reverse(f"desk:{name}", args=args)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_trajectory_of_a_colleague_is_the_same_page_as_one_that_does_not_exist(
    work: AtWork, language: str
) -> None:
    lived = work.lived().answered()
    letter = "1" * 32
    for name, args in (
        ("trajectory", ()), ("side", (lived.b,)), ("act", (lived.b, "notitie")),
        ("told", (lived.b, "stopt")), ("first_letter", (lived.b,)), ("letter", (lived.a, letter)),
        ("place", (lived.a,)), ("offer", (lived.b, letter)), ("paper_letter", (lived.a,)),
    ):  # fmt: skip
        known = at(name, lived.where.trajectory, *args, language=language)
        unknown = at(name, UNKNOWN, *args, language=language)
        client = work.client(COLLEAGUE)
        there, nowhere = client.get(known), client.get(unknown)
        assert there.status_code == nowhere.status_code == 404, name
        assert there.content == nowhere.content
        sent, sent_nowhere = client.post(known, {}), client.post(unknown, {})
        assert sent.status_code == sent_nowhere.status_code
        assert sent.status_code in {404, 405}
        assert sent.content == sent_nowhere.content


def test_a_party_of_another_trajectory_is_not_there(work: AtWork) -> None:
    mine, other = work.lived().taken_up(), work.lived().taken_up()
    address = at("side", mine.where.trajectory, other.a)
    assert work.client().get(address).content == work.client().get(at("side", UNKNOWN, "x")).content


def test_lists_of_a_mediator_hold_their_own_trajectories_only(work: AtWork) -> None:
    work.lived().taken_up()
    assert "Wilgenroos" in work.get(at("trajectories"))
    assert "Wilgenroos" not in work.get(at("trajectories"), COLLEAGUE)
    assert "Hier zijn geen trajecten." in text_of(work.get(at("trajectories"), COLLEAGUE))
    assert "Niets wacht op u." in text_of(work.get(at("today"), COLLEAGUE))


def test_intake_planner_and_lead_see_no_talk_and_no_letter(work: AtWork) -> None:
    lived = work.lived().ready()
    letter = lived.released("Alleen voor jou bestemd.")
    t = lived.where.trajectory
    for account in (INTAKE.id, PLANNER.id, LEAD):
        for page in (
            work.get(at("trajectory", t), account),
            work.get(at("side", t, lived.a), account),
        ):
            assert "drie dingen" not in page  # the summary of a talk
            assert "Alleen voor jou" not in page
        work.get(at("letter", t, lived.a, letter), account, status=404)
        work.get(at("act", t, lived.a, "verkennend-gesprek"), account, status=404)
        work.get(at("told", t, lived.a, "wil-meedoen"), account, status=404)
    assert "Wat er gebeurde." in work.get(at("side", t, lived.a), INTAKE.id)


def test_whoever_sees_only_some_acts_still_sees_where_a_trajectory_stands(work: AtWork) -> None:
    lived = work.lived().preparing()
    for account in (MEDIATOR.id, PLANNER.id, LEAD):
        page = text_of(work.get(at("trajectory", lived.where.trajectory), account))
        assert "Beide kanten doen mee" in page


def test_nobody_finds_by_a_name_what_they_may_not_know(work: AtWork) -> None:
    work.lived().answered()  # Ann began; R. Jansen was named by the planner, and answered as Rik

    def finds(account: str) -> list[str]:
        address = at("trajectories") + "?zoek="
        pages = {name: work.get(address + name, account) for name in ("wilgen", "jansen", "rik")}
        return [name for name, page in pages.items() if "Wilgenroos" in page]

    assert finds(MEDIATOR.id) == ["wilgen", "rik"]
    assert finds(INTAKE.id) == ["wilgen", "jansen"]
    assert finds(PLANNER.id) == ["wilgen"]
    assert finds(LEAD) == ["wilgen"]


def test_what_an_act_takes_off_the_list_is_not_there_to_be_ticked(work: AtWork) -> None:
    lived = work.lived().asked()
    before = TaskRow.objects.count()
    for account in (PLANNER.id, INTAKE.id, MEDIATOR.id):
        for code in ("no_answer", "send_reminder", "made_up"):
            address = at("tick_off", lived.where.trajectory, lived.b, code, "-")
            assert work.client(account).post(address, {"key": "a" * 32}).status_code == 404
    assert TaskRow.objects.count() == before


def test_new_is_for_intake_and_planner(work: AtWork) -> None:
    lived = work.lived().signed_up()
    work.get(at("prepare", lived.where.trajectory), MEDIATOR.id, status=404)
    work.get(at("take_up", lived.where.trajectory), INTAKE.id, status=404)
    work.get(at("by_telephone"), PLANNER.id, status=404)


def test_nobody_comes_in_with_another_passphrase_and_every_refusal_reads_the_same(
    work: AtWork,
) -> None:
    answers = [
        Client().post(at("sign_in"), {"login": login, "passphrase": passphrase})
        for login, passphrase in (("mediator", "iets anders dan dat"), ("nobody", PASSPHRASE))
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert title_of(answer.content.decode()).startswith("Fout:")
        assert "Wij kennen deze naam met deze wachtzin niet." in text_of(answer.content.decode())


def test_who_is_not_signed_in_is_led_to_the_entrance(work: AtWork) -> None:
    answer = Client().get(at("today"))
    assert answer.status_code == 302
    assert answer["Location"] == at("sign_in")


def test_clearing_the_screen_and_signing_out_end_the_session(work: AtWork) -> None:
    client = work.client()
    assert "Scherm leeg" in work.get(at("today"))
    client.get(reverse("leave"), headers={"Sec-Fetch-Site": "same-origin"})
    assert client.get(at("today")).status_code == 302


def test_names_of_people_never_stand_in_a_title(work: AtWork) -> None:
    lived = work.lived().answered()
    t = lived.where.trajectory
    for address in (
        at("trajectory", t), at("side", t, lived.a), at("act", t, lived.b, "notitie"),
        at("told", t, lived.b, "pauze"), at("today"), at("trajectories"), at("gate"),
    ):  # fmt: skip
        title = title_of(work.get(address))
        assert not any(name in title for name in ("Noor", "Rik", "Jansen"))
    assert title_of(work.get(at("act", t, lived.b, "notitie"))).startswith("Wilgenroos, Kant B")
