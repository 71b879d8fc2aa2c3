"""Services that point people to us: consent first, one receipt, three signs and no more, each with its own key."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from openapi_schema_validator import OAS31Validator

from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from visavis.doors.referrer.api import document
from visavis.journal import referrals
from visavis.journal.access import Why
from visavis.journal.erasure import Order, erase
from visavis.journal.keys import participant_ring
from visavis.journal.models import Party
from visavis.journal.record import Where
from visavis.journal.see import see_party
from visavis.mediation.around import SetSupporterView
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.on_behalf import ConfirmSignUp, RefuseSignUp
from visavis.people import referrers, throttle, words_door
from visavis.people.models import ReferrerKey

API = "/verwijzen/api/v1/referrals"
ANNA: dict[str, Any] = {
    "consent": True, "reference": "dossier-7", "first_name": "Anna", "age": 34, "relation": "harmed",
    "channel": "phone", "phone": "06 00 00 00 00", "never": "Bel nooit naar huis.",
}  # fmt: skip
SIGNS = ("signed_up", "confirmed", "taken_up")


@pytest.fixture
def key(lived: Lived) -> str:
    return referrers.issue("Reclassering", "probation", "pim", date(2026, 3, 1))[1]


def post(key: str, sent: Any, language: str = "nl", **headers: str):
    return Client().post(
        API, sent if isinstance(sent, str | bytes) else json.dumps(sent), "application/json",
        headers={"Authorization": f"Bearer {key}", "Accept-Language": language, **headers},
    )  # fmt: skip


def look(key: str, reference: str = "dossier-7"):
    return Client().get(f"{API}/{reference}", headers={"Authorization": f"Bearer {key}"})


def the_only_one(lived: Lived) -> Lived:
    [party] = Party.objects.all()
    lived.where, lived.a = Where(party.trajectory_id, PartyId(party.id)), PartyId(party.id)
    return lived


def ticked(lived: Lived, *ticks: str) -> None:
    [one] = [g for g in lived.view(lived.a).around if g.role is Audience.REFERRER]
    lived.own(SetSupporterView(one.guest, ticks), lived.a)


def test_a_referral_is_taken_in_once_and_waits_for_the_persons_own_yes(
    lived: Lived, key: str
) -> None:
    first, again = post(key, ANNA), post(key, ANNA)
    assert first.status_code == again.status_code == 202
    assert first.content == again.content
    assert first["Location"] == f"{API}/dossier-7"
    assert first["API-Version"] == "1.0.0"
    assert Party.objects.count() == 1
    me = the_only_one(lived).view(lived.a)
    assert (me.first_name, me.confirmed, me.reach.never) == ("Anna", False, "Bel nooit naar huis.")
    [beside] = me.around
    assert (beside.name, beside.role, beside.shared) == (
        "Reclassering",
        Audience.REFERRER,
        frozenset(),
    )


@pytest.mark.parametrize("ticks", [(), ("signed_up",), ("confirmed",), ("taken_up",), SIGNS])
def test_three_signs_come_back_each_only_if_ticked_and_nothing_else_ever(
    lived: Lived, key: str, ticks: tuple[str, ...]
) -> None:
    post(key, ANNA)
    the_only_one(lived)
    ticked(lived, *ticks)
    lived.own(ConfirmSignUp(), lived.a)
    lived._with_a_mediator()
    said = look(key).json()
    shown = {"signed_up": "received", "confirmed": "confirmed", "taken_up": "taken_up"}
    assert set(said) == set(shown.values())
    assert {name for name, on in said.items() if on} == {shown[tick] for tick in ticks}
    for on in said.values():
        assert on is None or date.fromisoformat(on)


def test_a_no_silence_and_erasing_look_the_same_as_nothing_ticked(lived: Lived, key: str) -> None:
    post(key, ANNA)
    silent = look(key).content
    lived = the_only_one(lived)
    lived.own(RefuseSignUp(), lived.a)
    assert look(key).content == silent
    erase(lived.service.keys, [Order(lived.a, Why.REQUEST)], lived.service.now)
    assert look(key).content == silent


def test_anothers_reference_is_as_unknown_as_one_that_nobody_sent(lived: Lived, key: str) -> None:
    post(key, ANNA)
    other = referrers.issue("Jeugdhulp", "child_protection", "pim", date(2026, 3, 1))[1]
    answers = [
        look(other),
        look(other, "nooit-gestuurd"),
        look(key, "nooit-gestuurd"),
        look(key, "x" * 99),
    ]
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    assert post(other, ANNA).status_code == 202, (
        "the same reference of another service is another one"
    )
    assert Party.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "code", "nl", "en"),
    [
        ({"consent": False}, "no-consent", "Vraag het eerst", "Ask this person first"),
        ({"condition": True}, "condition", "voorwaarde", "condition"),
        ({"age": 15}, "under-age", "in een gesprek", "in a talk"),
    ],
)
def test_s1_s5_s11_without_consent_with_a_condition_or_of_a_child_it_is_refused_in_plain_words(
    lived: Lived, key: str, changed: dict[str, Any], code: str, nl: str, en: str
) -> None:
    for language, words in (("nl", nl), ("en-GB,nl;q=0.5", en)):
        answer = post(key, ANNA | changed, language)
        assert answer.status_code == 422
        assert answer["Content-Type"] == "application/problem+json"
        said = answer.json()
        assert said["type"] == f"urn:visavis:problem:{code}"
        assert words in said["detail"]
    assert Party.objects.count() == 0


def test_without_the_word_consent_at_all_it_is_refused_as_well(lived: Lived, key: str) -> None:
    sent = {name: value for name, value in ANNA.items() if name != "consent"}
    assert post(key, sent).status_code == 422


@pytest.mark.parametrize(
    "sent",
    [
        "geen json", b"\xff\xfe", "[]", "{", '{"consent": true, "side": "b"}', "[" * 100_000,
        json.dumps(ANNA | {"age": "34"}), json.dumps(ANNA | {"age": 1e400}), json.dumps(ANNA | {"consent": 1}),
        json.dumps(ANNA | {"note": "\u0000"}), json.dumps(ANNA | {"note": "\ud800"}),
        json.dumps(ANNA | {"reference": "Anna de Vries"}), json.dumps(ANNA | {"relation": "victim"}),
        json.dumps(ANNA | {"channel": "email"}), json.dumps(ANNA | {"language": "fr"}),
        json.dumps(ANNA | {"note": "x" * 2001}), json.dumps({}),
    ],
)  # fmt: skip
def test_what_is_no_referral_gets_a_problem_in_json_and_records_nothing(
    lived: Lived, key: str, sent: str | bytes
) -> None:
    answer = post(key, sent)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 400
    assert Party.objects.count() == 0


def test_other_methods_kinds_and_sizes_are_problems_too(lived: Lived, key: str) -> None:
    allowed = {"Authorization": f"Bearer {key}"}
    answers = {
        405: Client().delete(API, headers=allowed),
        415: Client().post(API, {"consent": "yes"}, headers=allowed),
        413: post(key, json.dumps(ANNA | {"note": "x" * 2_000_000})),
        404: Client().get("/verwijzen/api/v1/anders", headers=allowed),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["API-Version"] == "1.0.0"


def test_answers_are_as_described(lived: Lived, key: str) -> None:
    kinds = document()["components"]["schemas"]
    for answer, kind in (
        (post(key, ANNA), "Receipt"), (look(key), "Signs"), (look(key, "anders"), "Problem"),
        (post(key, ANNA | {"age": 0}), "Problem"), (post(key, ANNA | {"consent": False}), "Problem"),
    ):  # fmt: skip
        assert list(OAS31Validator(kinds[kind]).iter_errors(answer.json())) == []


def test_a_reference_with_other_data_is_a_conflict_and_changes_nothing(
    lived: Lived, key: str
) -> None:
    post(key, ANNA)
    assert post(key, ANNA | {"first_name": "Hanna"}).status_code == 409
    from visavis.journal.once import forget

    assert forget(date(2099, 1, 1))
    assert post(key, ANNA).status_code == 409, "long after, the reference is still used"
    assert the_only_one(lived).view(lived.a).first_name == "Anna"


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer vv_x", "Basic abc", "Bearer " + "x" * 5000]
)
def test_an_unknown_key_opens_nothing(lived: Lived, header: str) -> None:
    answer = Client().get(f"{API}/dossier-7", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_an_ended_key_opens_nothing_and_no_key_stands_in_the_database(
    lived: Lived, key: str
) -> None:
    row = ReferrerKey.objects.get()
    assert key not in str(vars(row))
    referrers.end(row.pk, date(2026, 3, 2))
    assert look(key).status_code == 401


def test_row_26_a_flood_with_one_key_gets_one_fixed_answer_and_others_go_on(
    lived: Lived, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        throttle, "REFERRAL", throttle.Rule(3, throttle.REFERRAL.most, throttle.REFERRAL.leak)
    )
    answers = [post(key, ANNA | {"reference": f"dossier-{n}"}) for n in range(9)]
    assert [one.status_code for one in answers[:3]] == [202] * 3
    flood = [one for one in answers if one.status_code == 429]
    assert len(flood) >= 4
    assert len({one.content for one in flood}) == 1
    assert int(flood[0]["Retry-After"]) >= 1
    before = Party.objects.count()
    assert post(key, {"consent": False}).status_code == 429
    assert Party.objects.count() == before
    other = referrers.issue("Jeugdhulp", "child_protection", "pim", date(2026, 3, 1))[1]
    assert post(other, ANNA).status_code == 202


def test_wrong_keys_are_slowed_and_a_right_one_from_the_same_place_is_not(
    lived: Lived, key: str
) -> None:
    answers = [look("vv_niets").status_code for _time in range(8)]
    assert answers[0] == 401
    assert answers[-1] == 429
    slowed = form("vv_niets")
    assert slowed.status_code == 429
    assert "Wacht tien minuten" in slowed.content.decode()
    assert post(key, ANNA).status_code == 202
    assert look(key).status_code == 200


def test_what_went_wrong_in_the_database_is_not_taken_for_a_used_reference(
    lived: Lived, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_all: Any, **_more: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(referrals, "sign_up", breaks)
    with pytest.raises(IntegrityError):
        post(key, ANNA)


# The form, with the same key


def form(key: str, prefix: str = "", **changed: str):
    url = f"{prefix}/verwijzen/formulier/"
    client = Client()
    fields = form_fields(client.get(url).content.decode(), "reference")
    said = {name: str(value) for name, value in ANNA.items()} | {
        "consent": "on",
        "language": "nl",
        "key": key,
    }
    said |= changed
    return client.post(url, fields | {name: value for name, value in said.items() if value})


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_form_sends_the_same_and_never_shows_the_key(
    lived: Lived, key: str, prefix: str
) -> None:
    page = form(key, prefix)
    said = text_of(page.content.decode())
    assert "dossier-7" in said
    assert key not in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert Party.objects.count() == 1
    wrong = form(key, prefix, reference="nieuw", first_name="")
    assert key not in wrong.content.decode()


def test_s1_the_form_without_the_tick_refuses_in_plain_words(lived: Lived, key: str) -> None:
    page = form(key, consent="")
    said = text_of(page.content.decode())
    assert "Vraag het eerst aan deze persoon." in said
    assert "Deze persoon kan ons altijd zelf bellen." in said
    assert Party.objects.count() == 0


def test_the_form_says_what_is_wrong_with_a_key_or_a_reference(lived: Lived, key: str) -> None:
    assert "Deze sleutel kennen wij niet." in form("vv_niets").content.decode()
    form(key)
    again = form(key, first_name="Hanna")
    assert again.status_code == 409
    assert "Dit kenmerk heeft u al gebruikt." in again.content.decode()


def test_signs_are_looked_up_with_key_and_reference(lived: Lived, key: str) -> None:
    form(key)
    url = "/verwijzen/bericht/"

    def page(reference: str = "dossier-7", with_key: str = key) -> str:
        client = Client()
        fields = form_fields(client.get(url).content.decode(), "reference")
        answer = client.post(url, fields | {"key": with_key, "reference": reference})
        return text_of(answer.content.decode())

    assert "Deze persoon laat u niets weten." in page()
    ticked(the_only_one(lived), "signed_up")
    assert "De aanmelding is binnen" in page()
    assert "Deze persoon zei ja" not in page()
    assert "Wij hebben geen aanmelding van u met dit kenmerk." in page("anders")
    assert "Deze sleutel kennen wij niet." in page(with_key="vv_anders")


def test_the_person_ticks_what_their_referrer_may_hear_where_they_say_yes(
    lived: Lived, key: str
) -> None:
    post(key, ANNA)
    the_only_one(lived)
    words = " ".join(words_door.for_sign_up(lived.where.trajectory, lived.a))
    client, url = Client(), "/brief/antwoord/"
    page = client.post(url, {"words": words})
    for more in (
        {"answer": "yes"},
        {
            "channel": "phone",
            "phone": "06 1",
            "voicemail": "no",
            "signs": ["signed_up", "confirmed"],
        },
    ):
        page = client.post(url, form_fields(page.content.decode(), "at") | more)
    me = see_party(lived.a, participant_ring(lived.service.keys, lived.a), lived.service.now).view
    assert me.confirmed
    said = look(key).json()
    assert said["received"]
    assert said["confirmed"]
    assert said["taken_up"] is None


def test_the_person_changes_at_their_own_place_what_their_referrer_hears(
    lived: Lived, key: str
) -> None:
    post(key, ANNA)
    the_only_one(lived).own(ConfirmSignUp(), lived.a)
    client = lived.client(lived.a)
    page = text_of(client.get("/plek/mensen/om-mij/").content.decode())
    assert "Reclassering (meldde u aan)" in page
    assert "Die hoort niets van u." in page
    [one] = lived.view(lived.a).around
    url = f"/plek/mensen/om-mij/{one.guest}/"
    fields = form_fields(client.get(url).content.decode(), "token")
    client.post(url, fields | {"ticks": ["confirmed"]})
    assert look(key).json()["confirmed"]
    fields = form_fields(client.get(url).content.decode(), "token") | {"ticks": []}
    client.post(url, fields)
    assert look(key).json()["confirmed"] is None
