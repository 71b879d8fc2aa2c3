"""Row 25: days, ages and answers out of range are said beside the question; what comes late counts."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.bad_input.town import Town
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.journal.service import INTAKE, MEDIATOR
from visavis.mediation.words import PartyState
from visavis.people import words_door

NO_DAYS = [
    ("31", "2", "2026"), ("0", "1", "2026"), ("1", "13", "2026"), ("1", "1", "0"),
    ("1", "1", "99999"), ("een", "twee", "drie"), ("1", "", "2026"), ("-1", "1", "2026"),
    ("²", "1", "2026"), ("1" * 5000, "1", "2026"), ("1", "1", "10000"),
]  # fmt: skip


@pytest.mark.parametrize("boxes", NO_DAYS)
def test_row_25_a_day_that_does_not_exist_is_asked_again_and_what_was_typed_stays(
    town: Town, boxes: tuple[str, str, str]
) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    desk = town.staff()
    side = f"/werk/trajecten/{town.mine.trajectory}/kant/{town.mine.a}/"
    typed = {f"until_{box}": value for box, value in enumerate(boxes)}
    before = town.entries()
    offer = f"/plek/lezen/{town.mine.offers[town.mine.a]}/"
    for client, url, beside in (
        (person, "/plek/pauze/", {"how_long": "date"}),
        (person, offer, {"answer": "later"}),
        (desk, f"{side}zegt/pauze/", {"via": "phone"}),
    ):
        fields = form_fields(client.get(url).content.decode(), "until_0")
        page = client.post(url, fields | beside | typed)
        said = text_of(page.content.decode())
        assert page.status_code == 200, url
        assert "Deze datum bestaat niet" in said or "de dag, de maand en het jaar" in said, url
        assert f'value="{boxes[2]}"' in page.content.decode()
    assert town.entries() == before


@pytest.mark.parametrize(
    "age", ["0", "-3", "131", "999999999999999999999", "oud", "34.5", "³", "1e2"]
)
def test_row_25_an_age_that_nobody_has_is_asked_again_at_both_doors(town: Town, age: str) -> None:
    before = town.entries()
    front = Client().post(
        "/aanmelden/",
        {"at": "name", "go": "next", "relation": "harmed", "first_name": "N", "age": age},
    )
    assert front.status_code == 200
    assert "Vul in cijfers in hoe oud u bent." in text_of(front.content.decode())
    intake = town.staff(INTAKE.id)
    fields = form_fields(intake.get("/werk/nieuw/telefoon/").content.decode(), "token")
    told = intake.post("/werk/nieuw/telefoon/", fields | {
        "first_name": "N", "relation": "harmed", "age": age, "language": "nl", "channel": "phone",
        "via": "phone", "phone": "06",
    })  # fmt: skip
    assert told.status_code == 200
    assert "Fout:" in told.content.decode()
    assert town.entries() == before


@pytest.mark.parametrize("given", ["0", "7", "-1", "3.5", "abc", "PREFER_NOT ", "👍"])
def test_row_25_an_answer_that_is_none_of_a_questions_is_asked_again(
    town: Town, given: str
) -> None:
    from tests.bad_input.town import takes_part_in_the_study
    from visavis.study.models import Answer

    token = takes_part_in_the_study(town, town.mine.b)
    page = Client().post(f"/v/{token}/1", {"answer": given, "go": "next"})
    assert page.status_code == 200
    assert Answer.objects.count() == 0
    assert Client().get(f"/v/{token}/99").status_code == 404


def test_row_25_a_late_answer_counts_and_is_marked_late_at_the_desk(town: Town) -> None:
    asked, prompt = (Lived(town.service, town.travel).asked() for _ in range(2))
    late_words, prompt_words = (
        " ".join(words_door.for_answer(each.where.trajectory, each.b, town.service.now))
        for each in (asked, prompt)
    )
    town.later(days=3)
    answer(prompt_words)
    town.later(days=60)
    answer(late_words)
    for each in (asked, prompt):
        assert each.view(each.b).state is PartyState.DECLINED
        page = town.staff(MEDIATOR.id).get(f"/werk/trajecten/{each.where.trajectory}/?alles=1")
        late = "Gaf antwoord op onze brief, na de dag die erin stond" in text_of(
            page.content.decode()
        )
        assert late is (each is asked)


def answer(words: str) -> None:
    client, url = Client(), "/brief/antwoord/"
    page = client.post(url, {"words": words})
    page = client.post(url, form_fields(page.content.decode(), "words") | {"answer": "no"})
    page = client.post(url, form_fields(page.content.decode(), "words"))
    assert "Dank u" in text_of(page.content.decode())


def test_row_25_a_questionnaire_after_its_time_is_closed_and_one_begun_in_time_is_not(
    town: Town,
) -> None:
    from tests.bad_input.town import takes_part_in_the_study
    from visavis.study.models import Round

    token = takes_part_in_the_study(town, town.mine.b)
    assert Client().post(f"/v/{token}/1", {"answer": "3", "go": "next"}).status_code == 302
    one = Round.objects.filter(wave__gt=0).latest("opens")
    town.later(days=(one.closes - town.service.now.date()).days + 1)
    assert Client().get(f"/v/{token}/2").status_code == 200
    town.later(days=200)
    assert Client().get(f"/v/{token}/2").status_code == 404
    assert timedelta(0) < town.service.now.date() - one.closes
