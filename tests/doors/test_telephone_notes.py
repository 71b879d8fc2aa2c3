"""The telephone note: kept field by field, ended at any line, taken up again, and gone once it is used."""

import re
from datetime import timedelta

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.config.sweeping import sweep
from visavis.journal import telephone_notes
from visavis.journal.envelope import Damaged
from visavis.journal.keys import OutsideReach, participant_ring, sign_up_ring
from visavis.journal.models import Party, TelephoneNoteRow
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import UNCONFIRMED_KEPT, day

__all__ = ["work"]
SAID = {"first_name": "Noor", "story": "Er is bij mij ingebroken.", "never": "Bel nooit thuis."}
REST = {"relation": "harmed", "age": "34", "channel": "phone", "phone": "06 1"}


def calls(work: AtWork, **said: str) -> tuple[dict[str, str], str]:
    """The form as it stands, and where it is saved in passing."""
    page = work.get(at("by_telephone"), INTAKE.id)
    found = re.search(r'data-save-url="([^"]+)"', page)
    assert found is not None
    return {**form_fields(page, "token"), **said}, found[1]


def goes_on(work: AtWork) -> str:
    page = work.get(at("new"), INTAKE.id)
    found = re.search(r'href="([^"]+\?notitie=[0-9a-f]{32})"', page)
    assert found is not None
    return found[1]


def test_each_field_is_kept_in_passing_and_an_empty_form_is_nothing(work: AtWork) -> None:
    fields, saves = calls(work)
    answer = work.client(INTAKE.id).post(saves, fields)
    assert (answer.status_code, answer.content) == (200, b"")
    assert not TelephoneNoteRow.objects.exists()
    for number in range(1, 4):
        said = dict([*SAID.items()][:number])
        answer = work.client(INTAKE.id).post(saves, {**fields, **said})
        assert answer["Content-Type"].startswith("text/plain")
        assert answer.content.decode().startswith("Bewaard om ")
        [note] = telephone_notes.waiting(work.service.desk).values()
        assert {name: note.said[name] for name in said} == said
    sealed = bytes(TelephoneNoteRow.objects.get().sealed)
    for text in SAID.values():
        assert text.encode() not in sealed


def test_a_call_that_ends_half_way_is_taken_up_again_and_gone_once_they_are_signed_up(
    work: AtWork,
) -> None:
    assert "Niets wacht op u." in work.get(at("today"), INTAKE.id)
    fields, _saves = calls(work, **SAID, go="end")
    answer = work.client(INTAKE.id).post(at("by_telephone"), fields)
    assert answer["Location"] == at("new")
    assert not Party.objects.exists()
    assert "1 gesprek stopte halverwege." in text_of(work.get(at("today"), INTAKE.id))
    listed = text_of(work.get(at("new"), INTAKE.id))
    assert "Noor" in listed
    assert "opgeschreven door Els Kuiper" in listed
    again = work.get(goes_on(work), INTAKE.id)
    assert "Er is bij mij ingebroken." in again
    assert "Dit gesprek stopte halverwege op" in text_of(again)
    sent = work.client(INTAKE.id).post(
        at("by_telephone"), {**form_fields(again, "token"), **SAID, **REST, "language": "nl"}
    )
    assert "/werk/nieuw/" in sent["Location"]
    assert Party.objects.count() == 1
    assert not TelephoneNoteRow.objects.exists()
    assert "halverwege" not in work.get(at("today"), INTAKE.id)


def test_what_is_not_filled_in_yet_is_asked_and_nothing_of_the_note_is_lost(work: AtWork) -> None:
    work.client(INTAKE.id).post(at("by_telephone"), calls(work, **SAID, go="end")[0])
    page = work.get(goes_on(work), INTAKE.id)
    sent = work.client(INTAKE.id).post(at("by_telephone"), form_fields(page, "token") | SAID)
    assert "Kies eerst een antwoord." in text_of(sent.content.decode())
    assert "Bel nooit thuis." in sent.content.decode()
    assert TelephoneNoteRow.objects.count() == 1


def test_it_is_thrown_away_in_one_step_and_otherwise_goes_by_itself(work: AtWork) -> None:
    for _number in range(2):
        work.client(INTAKE.id).post(at("by_telephone"), calls(work, **SAID, go="end")[0])
    [one, _other] = telephone_notes.waiting(work.service.desk)
    token = form_fields(work.get(at("new"), INTAKE.id), "csrfmiddlewaretoken")
    for _twice in range(2):
        gone = work.client(INTAKE.id).post(
            at("throw_note_away", one), {"csrfmiddlewaretoken": token["csrfmiddlewaretoken"]}
        )
        assert gone.status_code == 302
    assert TelephoneNoteRow.objects.count() == 1
    work.service.tick(days=UNCONFIRMED_KEPT.days - 1)
    sweep(work.service.now, work.service.keys)
    assert TelephoneNoteRow.objects.count() == 1
    work.service.tick(days=1)
    sweep(work.service.now, work.service.keys)
    assert not TelephoneNoteRow.objects.exists()


def test_writing_on_keeps_it_no_longer_than_the_first_call(work: AtWork) -> None:
    note, now = "a" * 32, work.service.now
    telephone_notes.keep(work.service.desk, note, SAID, "Els", now)
    telephone_notes.keep(work.service.desk, note, SAID, "Els", now + timedelta(days=20))
    assert TelephoneNoteRow.objects.get().until == day(now) + UNCONFIRMED_KEPT


def test_intake_alone_keeps_opens_and_erases_it(work: AtWork) -> None:
    telephone_notes.keep(work.service.desk, "a" * 32, SAID, "Els", work.service.now)
    for account in (MEDIATOR.id, PLANNER.id):
        assert work.client(account).get(at("by_telephone")).status_code == 404
        assert "halverwege" not in work.get(at("today"), account)
        for name in ("keep_note", "throw_note_away"):
            assert work.client(account).post(at(name, "a" * 32)).status_code == 404
    for ring in (
        sign_up_ring(work.service.keys),
        participant_ring(work.service.keys, PartyId("1" * 32)),
    ):
        for does in (telephone_notes.waiting, lambda r: telephone_notes.erase(r, "a" * 32)):
            with pytest.raises(OutsideReach):
                does(ring)
    TelephoneNoteRow.objects.update(sealed=b"x" * 80)
    with pytest.raises(Damaged):
        telephone_notes.waiting(work.service.desk)


def test_a_note_that_is_not_there_and_a_field_that_is_not_ours_are_refused(work: AtWork) -> None:
    client = work.client(INTAKE.id)
    assert client.get(f"{at('by_telephone')}?notitie={'b' * 32}")["Location"] == at("new")
    assert client.get(f"{at('by_telephone')}?notitie=' or 1").status_code == 200
    fields, saves = calls(work, **SAID)
    assert client.post(saves, {**fields, "role": "admin"}).status_code == 400
    assert client.post(at("keep_note", "kort"), fields).status_code == 404
    assert not TelephoneNoteRow.objects.exists()
