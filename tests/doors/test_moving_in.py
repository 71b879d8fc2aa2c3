"""*Verhuizen*: an earlier system's people come over from a spreadsheet, all at once, never twice, and nothing is claimed."""

import csv
import io
import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import form_fields, text_of
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.doors.desk import moving_work
from visavis.doors.shared import working
from visavis.journal import moving_in as kept
from visavis.journal.access import Why
from visavis.journal.erasure import Order, erase
from visavis.journal.keys import desk_ring
from visavis.journal.models import MovingPart, MovingRow, OutboxRow, Party, TaskRow, Trajectory
from visavis.journal.overview import all_cards
from visavis.journal.rebuild import rebuild
from visavis.journal.see import see_desk
from visavis.mediation.entries import Audience
from visavis.people.models import Account
from visavis.study import jobs
from visavis.study.desk_models import Job

__all__ = ["work"]
BOTH = INTAKE.id
SHEET = """\
Overzicht 2025;;;;;;;;;;;
Zaaknr;Naam aanmelder;Dader of slachtoffer;Tel.;Soort zaak;Datum delict;Fase;Behandelaar;Naam ander;Status;Reactie ander;Opmerkingen
101;Anna;slachtoffer;06-1;Mishandeling;31-12-2023;wacht op antwoord;Mieke de Boer;Bram;lopend;wil misschien;belt liever
102;Chris;dader;06-2;Gekke zaak;3-4-2024;intake;Mieke de Boer;Dora;lopend;;
103;Eva;slachtoffer;06-3;Zeden;maart 2022;;Mieke de Boer;Fons;lopend;;
104;Gerda;slachtoffer;06-4;diefstal;2024-05-01;;Iemand Anders;Hans;lopend;;
105;Ina;slachtoffer;06-5;diefstal;45-1-2024;;;Jan;lopend;;
106;Kees;slachtoffer;;diefstal;1-1-2020;;;;afgesloten;;
101;Nog een;slachtoffer;;diefstal;1-1-2020;;;;lopend;;
;Zonder;slachtoffer;;diefstal;1-1-2020;;;;lopend;;
107;;slachtoffer;;diefstal;1-1-2020;;;;lopend;;
108;Anna;slachtoffer;06-1;inbraak;1-1-2020;;;Bram;lopend;;=1+1
109;Piet;buurman;;diefstal;1-1-2020;;;;lopend;;
"""


def at(name: str = "moving_in") -> str:
    return str(reverse(f"desk:{name}"))


@pytest.fixture
def moves(work: AtWork) -> AtWork:
    """One member of staff is both intake and planner, as in a small service."""
    Account.objects.filter(pk=BOTH).update(roles="intake planner")
    return work


def bring(work: AtWork, content: bytes, name: str = "map.csv") -> Any:
    client, fields = work.client(BOTH), form_fields(work.get(at(), BOTH), "file")
    fields.pop("file", None)
    return client.post(at("moving_file"), {**fields, "file": SimpleUploadedFile(name, content)})


def send(work: AtWork, name: str, **answers: str) -> Any:
    """Sends the long form of a page as it was filled in, but for these answers."""
    page = work.get(at(name), BOTH)
    selects = re.findall(r'<select name="([^"]+)".*?</select>', page, re.DOTALL)
    fields = {name: "" for name in selects}
    for each in re.finditer(r'<select name="([^"]+)".*?<option value="([^"]*)" selected>', page, re.DOTALL):
        if "</select>" not in each[0]:
            fields[each[1]] = each[2]
    fields["csrfmiddlewaretoken"] = form_fields(page)["csrfmiddlewaretoken"]
    work.service.tick()
    return work.client(BOTH).post(at(name), {**fields, **answers})


def looked_at(work: AtWork, sheet: str = SHEET, **words: str) -> str:
    """The page of what would come of each row, after all questions."""
    assert bring(work, sheet.encode()).headers["Location"] == at("moving_columns")
    assert send(work, "moving_columns", themselves="everybody").status_code == 302
    assert send(work, "moving_words", **words).status_code == 302
    return text_of(work.get(at(), BOTH))


def do_it(work: AtWork, **answers: str) -> Any:
    found = kept.latest(desk_ring(work.service.keys))
    assert found is not None
    work.service.tick()
    token = form_fields(work.get(at(), BOTH), "moving")["csrfmiddlewaretoken"]
    said = {"csrfmiddlewaretoken": token, "moving": found.id, "nobody_known": "on", **answers}
    return work.client(BOTH).post(at("moving_do"), {k: v for k, v in said.items() if v})


def report(work: AtWork) -> Mapping[str, list[str]]:
    """By number of the row: number there, what came of it, and why."""
    answer = work.client(BOTH).get(at("moving_report"))
    rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    return {row[0]: row[1:] for row in itertools.islice(rows, 1, None)}


def cards(work: AtWork) -> dict[str, Any]:
    """Every trajectory on a list, by the name of who signed up."""
    found = all_cards(desk_ring(work.service.keys))
    return {
        next(side.own.first_name for side in card.view.sides if side.initiating): card
        for card in found
    }


def test_each_row_is_told_in_plain_words_and_nothing_is_stored_but_the_sealed_file(
    moves: AtWork,
) -> None:
    page = looked_at(moves)
    assert "Er is nog niets overgenomen" in page
    rows = report(moves)
    assert rows["3"] == ["101", "overgenomen, met de bemiddelaar", "Gaat verder met Mieke de Boer."]
    assert rows["4"][1] == "overgenomen, nog zonder bemiddelaar"
    assert "soort gebeurtenis" in rows["4"][2]
    assert "scholing" in rows["5"][2]
    assert "“Iemand Anders” is hier geen bemiddelaar" in rows["6"][2]
    assert "“45-1-2024”" in rows["7"][2]
    assert [rows[str(n)][1] for n in (7, 8, 9, 10, 11, 13)] == ["niet overgenomen"] * 6
    assert "Rij 3 heeft hetzelfde nummer" in rows["9"][2]
    assert "Rij 3 heeft dezelfde naam" in rows["12"][2]
    assert not Party.objects.exists()
    assert not TaskRow.objects.exists()
    sealed = b"".join(bytes(row.sealed) for row in (*MovingRow.objects.all(), *MovingPart.objects.all()))
    assert b"Anna" not in sealed


def test_who_was_under_way_stands_with_their_mediator_and_no_yes_wish_or_answer_is_claimed(
    moves: AtWork,
) -> None:
    looked_at(moves)
    do_it(moves)
    assert "5 trajecten zijn overgenomen" in text_of(moves.get(at(), BOTH))
    found = cards(moves)
    assert set(found) == {"Anna", "Chris", "Eva", "Gerda"}
    ring = desk_ring(moves.service.keys)
    mine = next(card for card in all_cards(ring) if card.mediator == MEDIATOR.id)
    view = see_desk(mine.trajectory, ring, moves.service.now, Audience.MEDIATOR).view
    anna, bram = view.sides
    assert (str(anna.state), str(bram.state)) == ("registered", "named")
    own = anna.own
    assert (own.consented_on, own.may_tell, own.standing_wish, own.talks) == (None, (), "", ())
    assert own.reach.phone == "06-1"
    assert own.reach.channel == ""
    assert "Zo stond het daar: wacht op antwoord" in anna.file.notes[0].text
    assert "belt liever" in anna.file.notes[0].text
    assert "wil misschien" not in anna.file.notes[0].text
    assert [note.text for note in bram.file.notes] == ["wil misschien"]
    assert anna.file.facts == {"event_type": "violence", "event_month": "2023-12"}
    assert not OutboxRow.objects.exists()
    today = text_of(moves.get(reverse("desk:today"), MEDIATOR.id))
    assert "Lees hoe het stond" in today
    new = text_of(moves.get(reverse("desk:new"), BOTH))
    assert "Chris" not in today
    assert new.count("Voorbereiden") >= 1

