"""Settings: whoever runs the service looks at a change, proves who they are, and saves it; nothing is lost."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

import visavis.doors
from tests.doors.desk_at_work import PASSPHRASE, AtWork, work
from tests.doors.pages import form_fields, text_of
from tests.doors.test_keeper import OFFICER, OPERATOR, watched
from tests.journal.service import INTAKE, MEDIATOR, owner
from visavis.doors.keeper.settings_list import every_known, every_name
from visavis.journal.keys import sign_up_ring
from visavis.journal.record import Recorded, Where, carry_out, sign_up
from visavis.journal.see import see_party
from visavis.mediation.effects import Refusal
from visavis.mediation.exploring import ConsentToTakePart
from visavis.mediation.sign_up import SignUp
from visavis.outside.way_letters import fields_of
from visavis.people import sessions
from visavis.service.changes import change, changes_of
from visavis.service.current import current
from visavis.service.models import SettingRow

__all__ = ["watched", "work"]


def at(name: str, *args: object, language: str = "nl") -> str:
    with translation.override(language):
        return str(reverse(f"keeper:{name}", args=args))


def looks(work: AtWork, url: str, **said: Any) -> str:
    """Fills in the form of this page and asks to look at it."""
    begun = form_fields(work.get(url, OPERATOR), "csrfmiddlewaretoken")
    answer = work.client(OPERATOR).post(url, {**begun, **said, "step": "look"})
    assert answer.status_code == 200
    return answer.content.decode()


def saves(work: AtWork, url: str, checked: str, **said: Any) -> Any:
    work.service.tick()
    return work.client(OPERATOR).post(
        url,
        {
            **form_fields(checked, "csrfmiddlewaretoken"),
            "passphrase": PASSPHRASE,
            **said,
            "step": "save",
        },
    )


def sets(work: AtWork, url: str, **said: Any) -> Any:
    return saves(work, url, looks(work, url, **said))


REACHED, TIMES, PROMISES = "bereikbaar", "termijnen", "beloften"
PHONE = {"facts-phone_0": "0900 1234"}
YES = ConsentToTakePart(("take_part", "confidential", "limits"))
DAYS = "terms-reading_time_0"


def page(slug: str, language: str = "nl") -> str:
    return at("settings_subject", slug, language=language)


def test_everything_that_can_be_set_is_read_somewhere_and_nothing_else_can(db: None) -> None:
    spoken = {name for name in every_name() if not name.startswith("words.")}
    assert spoken == every_known()
    rooms = Path(visavis.doors.__file__).parent
    read = "".join(one.read_text() for one in [*rooms.rglob("*.html"), *rooms.rglob("papers.py")])
    for name in every_name() - spoken:
        assert f'"{name.removeprefix("words.")}"' in read, name


def test_a_number_is_looked_at_then_saved_and_stands_on_every_page_at_once(
    watched: AtWork,
) -> None:
    checked = looks(watched, page(REACHED), **PHONE)
    assert "Bel 0900 1234." in text_of(checked)
    assert "Bel 0800 0000." in text_of(checked)
    assert current().facts.phone == "0800 0000"
    answer = saves(watched, page(REACHED), checked)
    assert "Opgeslagen." in text_of(watched.get(answer["Location"], OPERATOR))
    for there in (Client().get("/"), Client().get("/bestaat-niet/")):
        assert "0900 1234" in there.content.decode()
        assert "0800 0000" not in there.content.decode()


def test_whoever_saves_proves_who_they_are_where_they_have_not_just_done_so(
    watched: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "stepped_up", lambda request: False)
    checked = looks(watched, page(REACHED), **PHONE)
    for wrong, said in (("", "Vul uw wachtzin in."), ("iets anders", "Dit is uw wachtzin niet.")):
        answer = saves(watched, page(REACHED), checked, passphrase=wrong)
        assert said in text_of(answer.content.decode())
        assert current().facts.phone == "0800 0000"
    answer = saves(watched, page(REACHED), answer.content.decode(), passphrase=PASSPHRASE)
    assert answer.status_code == 302
    assert current().facts.phone == "0900 1234"


def test_the_privacy_officer_reads_it_and_sets_nothing_and_nobody_else_comes_near(
    watched: AtWork,
) -> None:
    sets(watched, page(REACHED), **PHONE)
    shown = watched.get(page(REACHED), OFFICER)
    assert "0900 1234" in text_of(shown)
    assert "ingesteld door Bo Draad" in text_of(shown)
    assert "facts-phone_0" not in shown
    assert "Dit weer gebruiken" not in watched.get(at("settings_history", "facts-phone"), OFFICER)
    token = form_fields(shown, "csrfmiddlewaretoken")
    sent = watched.client(OFFICER).post(page(REACHED), {**token, **PHONE, "step": "save"})
    assert sent.status_code == 404
    assert watched.client(OFFICER).get(at("settings_new_way")).status_code == 404
    for account in (MEDIATOR.id, "staff-lead"):
        assert watched.client(account).get(at("settings")).status_code == 404


def test_everything_it_was_stays_with_who_and_when_and_can_be_used_again(watched: AtWork) -> None:
    sets(watched, page(REACHED), **PHONE)
    sets(watched, page(REACHED), **{"facts-phone_0": "0900 5678"})
    history = watched.get(at("settings_history", "facts-phone"), OPERATOR)
    for words in (
        "0900 5678",
        "0900 1234",
        "0800 0000",
        "Ingesteld door Bo Draad.",
        "Zoals Visavis het meegeeft",
    ):
        assert words in text_of(history)
    first = changes_of("facts.phone")[-1]
    again = f"{page(REACHED)}?terug=facts-phone.{first.n}"
    assert again in history.replace("&amp;", "&")
    begun = form_fields(watched.get(again, OPERATOR), "csrfmiddlewaretoken")
    assert begun["facts-phone_0"] == "0900 1234"
    sets(watched, again, **{})
    assert current().facts.phone == "0900 1234"
    assert len(changes_of("facts.phone")) == 3
    as_it_comes = watched.get(f"{page(REACHED)}?terug=facts-phone.0", OPERATOR)
    assert form_fields(as_it_comes, "csrfmiddlewaretoken")["facts-phone_0"] == "0800 0000"
    for odd in (
        "facts-phone",
        "facts-phone.x",
        "facts-phone.999999999999",
        "iets.1",
        ".",
        "facts-phone.77",
    ):
        assert watched.client(OPERATOR).get(f"{page(REACHED)}?terug={odd}").status_code == 200


def test_the_database_itself_keeps_what_was(db: None) -> None:
    change("facts.phone", ["0900 1234"], "x", datetime(2026, 1, 1, tzinfo=UTC), basis=0)
    for does in (
        lambda rows: rows.update(value="[]"),
        lambda rows: rows.delete(),
    ):
        with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
            does(SettingRow.objects.all())
    assert current().facts.phone == "0900 1234"


def test_two_who_set_at_once_do_not_overwrite_each_other_and_lose_no_word(watched: AtWork) -> None:
    checked = looks(watched, page(REACHED), **PHONE)
    change("facts.phone", ["0900 9999"], "staff-x", watched.service.now, basis=0)
    answer = saves(watched, page(REACHED), checked)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Iemand anders stelde hier intussen iets in." in text_of(shown)
    assert form_fields(shown, "csrfmiddlewaretoken")["facts-phone_0"] == "0900 1234"
    assert current().facts.phone == "0900 9999"
    again = watched.client(OPERATOR).post(
        page(REACHED), {**form_fields(shown, "csrfmiddlewaretoken"), "step": "look"}
    )
    saves(watched, page(REACHED), again.content.decode())
    assert current().facts.phone == "0900 1234"


def test_a_second_click_sets_it_once(watched: AtWork) -> None:
    checked = looks(watched, page(REACHED), **PHONE)
    assert saves(watched, page(REACHED), checked).status_code == 302
    assert saves(watched, page(REACHED), checked).status_code == 302
    assert len(changes_of("facts.phone")) == 1


def test_what_changes_nothing_saves_nothing_and_says_so(watched: AtWork) -> None:
    assert "Er is niets anders" in text_of(looks(watched, page(REACHED)))
    saves(watched, page(REACHED), watched.get(page(REACHED), OPERATOR))
    assert SettingRow.objects.count() == 0


def test_one_can_go_back_from_looking_with_every_word_still_there(watched: AtWork) -> None:
    checked = looks(watched, page(REACHED), **{"facts-post_0": "Postbus 1\n1000 AA Stad"})
    back = watched.client(OPERATOR).post(
        page(REACHED), {**form_fields(checked, "csrfmiddlewaretoken"), "step": "back"}
    )
    kept = form_fields(back.content.decode(), "csrfmiddlewaretoken")
    assert kept["facts-post_0"] == "Postbus 1\n1000 AA Stad"


WRONG = [
    (REACHED, {"facts-name_0": ""}, "Schrijf hier eerst iets."),
    (REACHED, {"facts-name_0": "x" * 61}, "60"),
    (REACHED, {"facts-phone_0": "bel maar"}, "Dit is geen telefoonnummer"),
    (REACHED, {"facts-phone_0": "12"}, "Dit is geen telefoonnummer"),
    (REACHED, {"facts-name_0": "Samen 🌾"}, "Gebruik letters, cijfers en leestekens."),
    (REACHED, {"facts-hours_1": ""}, "Vul het in beide talen in"),
    (TIMES, {DAYS: "0"}, "Het kan 1 of meer zijn."),
    (TIMES, {DAYS: "veel"}, "Vul een heel getal in."),
    (TIMES, {DAYS: ""}, "Vul een getal in."),
    (TIMES, {"terms-next_news_0": "7"}, "Het kan 6 of minder zijn."),
    (TIMES, {"terms-safety_check_0": "15"}, "Het kan 14 of minder zijn."),
    (PROMISES, {"words-apart_0": "De dader hoort niets."}, "Wij zeggen nooit “dader”"),
    (PROMISES, {"words-apart_1": "Your case is closed."}, "Wij zeggen nooit “case”"),
    (
        PROMISES,
        {"words-to_court_0": "Zie https://example.org."},
        "Hier kunnen alleen zinnen staan.",
    ),
    (PROMISES, {"words-to_court_0": "{phone}"}, "Hier kunnen alleen zinnen staan."),
    (PROMISES, {"words-to_court_0": "<b>ja</b>"}, "Hier kunnen alleen zinnen staan."),
]


@pytest.mark.parametrize(("slug", "said", "why"), WRONG)
def test_what_cannot_stand_there_gets_a_plain_sentence_and_is_not_saved(
    watched: AtWork, slug: str, said: dict[str, str], why: str
) -> None:
    shown = looks(watched, page(slug), **said)
    assert why in text_of(shown)
    [(name, text)] = said.items()
    assert f'name="{name}"' in shown
    assert escape(text) in shown
    assert SettingRow.objects.count() == 0


def test_a_field_that_no_form_has_is_refused(watched: AtWork) -> None:
    begun = form_fields(watched.get(page(TIMES), OPERATOR), "csrfmiddlewaretoken")
    sent = {**begun, "terms-withdraw_0": "1", "step": "save"}
    assert watched.client(OPERATOR).post(page(TIMES), sent).status_code == 400


def test_each_sentence_about_police_and_court_waits_until_the_service_said_it_is_true(
    watched: AtWork,
) -> None:
    assert "4 zinnen over politie en rechter wachten" in text_of(
        watched.get(at("overview"), OPERATOR)
    )
    assert "wachten op bevestiging" not in watched.get(at("overview"), OFFICER)
    checked = looks(
        watched, page(PROMISES), **{"words-not_read_along_0": "Politie leest niet mee."}
    )
    assert text_of(checked).count("U bevestigt dat dit hier klopt") == 3
    assert "leest makkelijk" in text_of(checked)
    saves(watched, page(PROMISES), checked)
    assert "wachten op bevestiging" not in watched.get(at("overview"), OPERATOR)
    assert "nog niet bevestigd" not in watched.get(at("settings"), OPERATOR)
    assert "Politie leest niet mee." in Client().get("/gegevens/").content.decode()
    assert "Er is niets anders" in text_of(looks(watched, page(PROMISES)))


def test_a_hard_sentence_may_be_saved_with_a_hint_that_it_is_hard(watched: AtWork) -> None:
    hard = "Onvoorzienbare strafprocesrechtelijke verantwoordelijkheden veronderstellen terughoudendheid."
    said = {"words-free_0": hard}
    assert "misschien moeilijk te lezen" in text_of(looks(watched, page("woorden"), **said))
    sets(watched, page("woorden"), **said)
    assert hard in Client().get("/").content.decode()
    assert hard not in Client().get("/en/").content.decode()


def test_own_words_stand_on_paper_too(watched: AtWork) -> None:
    lived = watched.lived().ready()
    own = "De rechter krijgt alleen wat u zelf stuurt."
    sets(watched, page(PROMISES), **{"words-to_court_0": own})
    view = see_party(lived.a, lived.service.ring(lived.a), lived.service.now).view
    to_court = current().words["to_court"]
    fields = fields_of(view, language="nl", mediator="", phone="", hours="", to_court=to_court)
    assert fields.to_court == own


# Terms, from the page to the rule


def test_a_time_to_read_counts_for_who_gets_the_explanation_from_now_on_and_no_promise_is_broken(
    watched: AtWork,
) -> None:
    before, after = watched.lived().taken_up(), watched.lived().taken_up()
    before.informed(before.a)
    assert "kan ja zeggen vanaf" in text_of(looks(watched, page(TIMES), **{DAYS: "3"}))
    sets(watched, page(TIMES), **{DAYS: "3"})
    after.informed(after.a)
    watched.service.tick(hours=25)
    before.own(YES, before.a)
    where, ring = Where(after.where.trajectory, after.a), after.service.ring(after.a)
    refused = carry_out(YES, owner(after.a), where, ring, watched.service.now)
    assert isinstance(refused, Refusal)
    assert "na 3 dagen" in refused.text.nl
    watched.service.tick(days=2)
    after.own(YES, after.a)


# How people find the service


def test_a_way_to_be_found_is_added_renamed_and_retired_and_what_was_recorded_keeps_its_name(
    watched: AtWork,
) -> None:
    names = {"sources-nieuw_0": "De moskee", "sources-nieuw_1": "The mosque",
             "sources-nieuw_2": "Moskee", "sources-nieuw_3": "Mosque"}  # fmt: skip
    new = at("settings_new_way")
    checked = looks(watched, new, **names)
    assert "De moskee" in text_of(checked)
    assert saves(watched, new, checked).status_code == 302
    assert saves(watched, new, checked).status_code == 302  # a second click
    assert [one.code for one in current().sources.all if "osque" in one.named.en] == ["mosque"]
    assert current().sources.mine["mosque"].nl == "De moskee"
    assert [*current().sources.mine][-1] == "other"
    assert "Er is er al een met deze naam." in text_of(looks(watched, new, **names))
    one = at("settings_way", "mosque")
    sets(watched, one, **{"sources-mosque_2": "Gebedshuis"})
    assert current().sources.offered["mosque"].nl == "Gebedshuis"
    sets(watched, one, **{"sources-mosque_4": "on"})
    assert "mosque" not in current().sources.mine
    assert current().sources.every_name["mosque"].nl == "Gebedshuis"
    assert "niet meer aangeboden" in text_of(watched.get(at("settings_ways"), OPERATOR))
    assert "Gebedshuis" in text_of(watched.get(at("settings_history", "sources-mosque"), OPERATOR))


def test_who_found_us_by_a_way_that_is_retired_since_still_did_and_nobody_else_is_offered_it(
    watched: AtWork,
) -> None:
    names = ("De moskee", "The mosque", "Moskee", "Mosque")
    offered = change("sources.mosque", [*names, ""], OPERATOR, watched.service.now, basis=0)
    assert "De moskee" in watched.get(reverse("desk:by_telephone"), INTAKE.id)
    ring, now, rng = sign_up_ring(watched.service.keys), watched.service.now, watched.service.rng
    by, other = (
        sign_up(SignUp("harmed", "Noor", 34, found_by=way), ring, now, rng)
        for way in ("mosque", "police")
    )
    change("sources.mosque", [*names, "retired"], OPERATOR, now, basis=offered.n)
    assert isinstance(by, Recorded)
    assert isinstance(other, Recorded)
    hers = watched.get(f"/werk/nieuw/{by.where.trajectory}/", INTAKE.id)
    assert re.search(r'value="mosque"[^>]*(?:selected|checked)', hers)
    assert "mosque" not in watched.get(f"/werk/nieuw/{other.where.trajectory}/", INTAKE.id)


def test_what_is_always_so_cannot_be_retired_and_what_is_not_there_is_not_found(
    watched: AtWork,
) -> None:
    assert "sources-self_4" not in watched.get(at("settings_way", "self"), OPERATOR)
    for gone in (
        at("settings_way", "nergens"), at("settings_history", "sources-nergens"),
        at("settings_history", "facts-nergens"), page("nergens"),
    ):  # fmt: skip
        assert watched.client(OPERATOR).get(gone).status_code == 404
