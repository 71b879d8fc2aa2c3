"""*Verhuizen*: an earlier system's people come over from a spreadsheet, all at once, never twice."""

import csv
import io
import itertools
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import form_fields, text_of
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.doors.desk import moving_work
from visavis.journal import moving_in as kept
from visavis.journal.access import Why
from visavis.journal.erasure import Order, erase
from visavis.journal.keys import desk_ring
from visavis.journal.models import MovingPart, MovingRow, OutboxRow, Party, TaskRow, Trajectory
from visavis.journal.overview import all_cards
from visavis.journal.rebuild import rebuild
from visavis.journal.see import see_desk
from visavis.journal.worklist import tasks
from visavis.mediation.entries import Audience
from visavis.people.models import Account
from visavis.study.desk_models import Job

__all__ = ["work"]
BOTH = INTAKE.id
DUE = date(2026, 12, 1)
SHEET = """\
Overzicht 2025;;;;;;;;;;;
Zaaknr;Naam;Dader of slachtoffer;Tel.;Soort zaak;Datum delict;Fase;Behandelaar;Naam ander;Status;Reactie ander;Notitie
101;Anna;slachtoffer;06-1;Mishandeling;31-12-2023;wacht op antwoord;Mieke de Boer;Bram;lopend;wil misschien;belt liever
102;Chris;dader;06-2;Gekke zaak;3-4-2024;intake;Mieke de Boer;Dora;lopend;;
103;Eva;slachtoffer;06-3;Zeden;maart 2022;;Mieke de Boer;Fons;lopend;;
104;Gerda;slachtoffer;06-4;diefstal;2024-05-01;;Iemand Anders;Hans;lopend;;
105;Ina;slachtoffer;06-5;diefstal;45-1-2024;;;Jan;lopend;;
106;Kees;slachtoffer;;diefstal;1-1-2020;;;;afgesloten;;
101;Nog een;slachtoffer;;diefstal;1-1-2020;;;;lopend;;
;Zonder;slachtoffer;;diefstal;1-1-2020;;;;lopend;;
107;;slachtoffer;;diefstal;1-1-2020;;;;lopend;;
=108;Anna;slachtoffer;06-1;inbraak;1-1-2020;;;Bram;lopend;;=1+1
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
    fields = dict.fromkeys(selects, "")
    for each in re.finditer(
        r'<select name="([^"]+)".*?<option value="([^"]*)" selected>', page, re.DOTALL
    ):
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
    assert rows["12"][0] == "'=108"  # no table program takes it for a formula
    assert not Party.objects.exists()
    assert not TaskRow.objects.exists()
    sealed = b"".join(
        bytes(row.sealed) for row in (*MovingRow.objects.all(), *MovingPart.objects.all())
    )
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
    assert (own.consented_on, own.may_tell, own.standing_wish, own.talks) == (
        None,
        frozenset(),
        "",
        (),
    )
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
    assert (new.count("Bereid voor"), new.count("Start")) == (1, 3)
    prepare = next(
        item for item in tasks(ring, Audience.INTAKE, DUE) if item.code == "prepare_sign_up"
    )
    page = moves.get(reverse("desk:prepare", args=[prepare.trajectory]), BOTH)
    assert 'value="2024"' in page


def test_a_number_comes_over_once_for_good_also_in_another_file_and_after_erasing(
    moves: AtWork,
) -> None:
    looked_at(moves)
    do_it(moves)
    before = (Party.objects.count(), Trajectory.objects.count())
    looked_at(moves)
    assert [report(moves)[str(n)][1] for n in (3, 4, 5, 6, 12)] == ["hier al"] * 5
    assert "kan geen rij" not in text_of(moves.get(at(), BOTH))
    assert "kunnen we geen rij overnemen" in text_of(moves.get(at(), BOTH))
    do_it(moves)
    assert (Party.objects.count(), Trajectory.objects.count()) == before
    gone = cards(moves)["Gerda"]
    erase(
        moves.service.keys,
        [Order(side.party, Why.RETENTION) for side in gone.view.sides],
        moves.service.now,
    )
    looked_at(moves)
    assert report(moves)["6"][1] == "hier al"


def test_a_killed_process_goes_on_where_it_was_and_until_the_last_row_nobody_sees_any(
    moves: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(moves)
    monkeypatch.setattr(moving_work, "AT_ONCE", 2)
    write, number = kept.write, itertools.count()

    def killed(*args: Any) -> Any:
        if next(number) == 1:
            raise SystemExit
        return write(*args)

    monkeypatch.setattr(kept, "write", killed)
    with pytest.raises(SystemExit):
        do_it(moves)
    assert Party.objects.exists()
    Job.objects.update(seen_at=moves.service.now.replace(year=2020))  # nobody hears of it any more
    assert cards(moves) == {}
    assert "Hier wacht niemand" in text_of(moves.get(reverse("desk:new"), BOTH))
    assert "Lees hoe het stond" not in text_of(moves.get(reverse("desk:today"), MEDIATOR.id))
    rebuild(moves.service.desk)
    assert not TaskRow.objects.filter(arriving=False).exists()
    assert "halverwege" in text_of(moves.get(at(), BOTH))
    send_plain(moves, "moving_again")
    assert set(cards(moves)) == {"Anna", "Chris", "Eva", "Gerda"}
    assert Trajectory.objects.count() == 5
    assert not TaskRow.objects.filter(arriving=True).exists()
    assert [row[1] for row in report(moves).values()].count("niet overgenomen") == 6
    assert not any(bytes(part.sealed) for part in MovingPart.objects.all())


def send_plain(work: AtWork, name: str, **said: str) -> Any:
    token = form_fields(work.get(at(), BOTH))["csrfmiddlewaretoken"]
    return work.client(BOTH).post(at(name), {"csrfmiddlewaretoken": token, **said})


def test_what_was_begun_cannot_be_thrown_away_and_a_second_yes_or_file_changes_nothing(
    moves: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(moves)
    monkeypatch.setattr(moving_work, "begin", lambda: None)  # its process comes later
    found = MovingRow.objects.get().id
    do_it(moves)
    send_plain(moves, "moving_do", moving=found)
    assert Job.objects.filter(ended_at=None).count() == 1
    assert "wordt verzegeld bewaard" not in text_of(moves.get(at(), BOTH))
    send_plain(moves, "moving_away", moving=found)
    assert MovingRow.objects.filter(id=found).exists()
    token = form_fields(moves.get(at(), BOTH))["csrfmiddlewaretoken"]
    again = SimpleUploadedFile("b.csv", b"Nr;Naam\n1;A\n")
    moves.client(BOTH).post(at("moving_file"), {"csrfmiddlewaretoken": token, "file": again})
    assert MovingRow.objects.count() == 1
    moving_work.work()
    assert len(cards(moves)) == 4


def test_who_is_no_planner_assigns_nobody_and_without_the_tick_neither_does_a_planner(
    moves: AtWork,
) -> None:
    looked_at(moves)
    do_it(moves, nobody_known="")
    assert {card.mediator for card in cards(moves).values()} == {""}
    assert "niemand zei" in report(moves)["3"][2]
    Account.objects.filter(pk=BOTH).update(roles="intake")
    looked_at(moves, SHEET.replace("101;Anna", "901;Anna"))
    assert "u hebt die rol niet" in report(moves)["3"][2]
    do_it(moves)
    assert {card.mediator for card in cards(moves).values()} == {""}


def test_where_nobody_says_they_signed_up_themselves_their_own_yes_comes_first(
    moves: AtWork,
) -> None:
    bring(moves, SHEET.encode())
    send(moves, "moving_columns", themselves="asked")
    send(moves, "moving_words")
    assert "eigen ja" in report(moves)["3"][2]
    do_it(moves)
    ring = desk_ring(moves.service.keys)
    waiting = tasks(ring, Audience.INTAKE, DUE)
    assert {item.code for item in waiting} == {"confirm_sign_up"}
    own = (
        see_desk(waiting[0].trajectory, ring, moves.service.now, Audience.INTAKE).view.sides[0].own
    )
    assert not own.confirmed
    assert own.closing.erase_by is not None


def test_what_somebody_says_of_columns_and_words_counts_and_can_be_changed(moves: AtWork) -> None:
    sheet = "A;B;C;D;E\n1;Anna;X;03/04/2020;zzz\n2;Bram;Y;12/31/2020;zzz\n"
    bring(moves, sheet.encode())
    page = moves.get(at("moving_columns"), BOTH)
    assert "“12/31/2020” is 31 december 2020" in text_of(page)
    refused = send(moves, "moving_columns", themselves="everybody", c0="name", c1="name")
    assert "is dat al" in text_of(refused.content.decode())
    refused = send(moves, "moving_columns", themselves="everybody", c1="name")
    assert "We missen een kolom voor" in text_of(refused.content.decode())
    columns = {
        "c0": "reference",
        "c1": "name",
        "c2": "relation",
        "c3": "event_month",
        "c4": "event_type",
    }
    send(moves, "moving_columns", themselves="everybody", **columns)
    send(moves, "moving_words", **{"relation-0": "harmed"})
    assert [row[1] for row in report(moves).values()] == [
        "overgenomen, nog zonder bemiddelaar",
        "niet overgenomen",
    ]
    send(moves, "moving_words", **{"relation-1": "responsible", "event_type-0": "traffic"})
    assert "Er staat geen bemiddelaar in" in report(moves)["3"][2]
    do_it(moves)
    ring = desk_ring(moves.service.keys)
    views = [
        see_desk(card.trajectory, ring, moves.service.now, Audience.INTAKE).view
        for card in cards(moves).values()
    ]
    assert sorted(view.sides[0].file.facts["event_month"] for view in views) == [
        "2020-03",
        "2020-12",
    ]
    assert {view.sides[0].own.relation for view in views} == {"harmed", "responsible"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 no table", "geen rekenblad"),
        (b"", "In dit bestand staat niets"),
        (b"Nr;Naam\n", "In dit bestand staat niets"),
        (b"\xd0\xcf\x11\xe0" + bytes(40), "op slot"),
        (b"PK\x03\x04" + bytes(40), "kunnen dit bestand niet openen"),
    ],
)
def test_a_wrong_file_gets_a_sentence_and_nothing_of_it_is_kept(
    moves: AtWork, content: bytes, said: str
) -> None:
    answer = bring(moves, content)
    assert said in text_of(answer.content.decode())
    assert not MovingRow.objects.exists()


def test_only_intake_comes_here_and_only_intake_reads_the_report(moves: AtWork) -> None:
    looked_at(moves)
    for name in ("moving_in", "moving_columns", "moving_words", "moving_report"):
        for account in (MEDIATOR.id, PLANNER.id, "staff-lead"):
            moves.get(at(name), account, status=404)


def test_a_file_nobody_comes_back_to_is_forgotten_and_what_is_under_way_is_not(
    moves: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(moves)
    tenant, today = moves.service.keys.tenant, moves.service.now.date()
    assert kept.forget(tenant, today, today) == 0
    assert kept.forget(tenant, today + timedelta(days=1), today) == 1
    assert not MovingPart.objects.exists()
    looked_at(moves)
    monkeypatch.setattr(moving_work, "begin", lambda: None)
    do_it(moves)
    assert kept.forget(tenant, today + timedelta(days=99), today + timedelta(days=99)) == 0
    moving_work.work()
    assert kept.forget(tenant, today, today + timedelta(days=1)) == 1
    assert len(cards(moves)) == 4
