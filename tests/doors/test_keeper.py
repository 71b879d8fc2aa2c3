"""The keeper's door: who looked, emergencies, requests, erasing and duties; never a word of a dossier."""

import csv
import io
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

import visavis.doors
from tests.doors.desk_at_work import ACCOUNTS, DUTCH, ENGLISH, PASSPHRASE, AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of, title_of
from tests.journal.service import INTAKE, MEDIATOR
from visavis.doors.shared.downloads import plain
from visavis.journal import access, duties, glass, requests, retention
from visavis.journal import models as m
from visavis.journal.access import Line, What, Why, write
from visavis.journal.erasure import Order, erase
from visavis.journal.keys import keeper_ring
from visavis.journal.requests import Asked, Asker
from visavis.journal.see import see_party
from visavis.journal.worklist import tasks_of
from visavis.mediation.course import Withdraw
from visavis.people import referrers, signing_in
from visavis.people.models import APART

__all__ = ["work"]

OFFICER, OPERATOR, LEAD = "staff-officer", "staff-operator", "staff-lead"
UNKNOWN = "0" * 32
PAGES = ("overview", "openings", "emergencies", "requests", "erasures")


def at(name: str, *args: object, language: str = "nl") -> str:
    with translation.override(language):
        return str(reverse(f"keeper:{name}", args=args))


@pytest.fixture
def watched(work: AtWork, monkeypatch: pytest.MonkeyPatch) -> AtWork:
    """The desk at work, with a privacy officer and an operator beside it."""
    for account, name, role in (
        (OFFICER, "Pim Wacht", "privacy_officer"), (OPERATOR, "Bo Draad", "operator"),
    ):  # fmt: skip
        signing_in.open_staff_account(
            account.removeprefix("staff-"), PASSPHRASE, name, frozenset({role}), account=account
        )
        monkeypatch.setitem(ACCOUNTS, account, (name, {role}))
    return work


def lived_in(work: AtWork) -> Lived:
    return work.lived().ready()


def test_no_door_opens_a_dossier_with_nobody_written_down_behind_it() -> None:
    """Staff's rings are made with the visit; no other door makes one that reaches dossiers.

    But for a film's own work: the service's, in the one dossier where a mediator brought it in a visit; and for
    moving in, which reaches lists and no dossier.
    """
    doors = Path(visavis.doors.__file__).parent
    made = {
        str(path.relative_to(doors)): found
        for path in doors.rglob("*.py")
        if (
            found := re.findall(
                r"\b(?:desk|service|facts|sweep)_ring\((?:[^()]|\(\))*\)", path.read_text()
            )
        )
    }
    assert made == {
        "desk/rooms.py": [
            "desk_ring(keys(), None if self.reaches_all else self._is_mine, self.visit)"
        ],
        "desk/moving_work.py": ["desk_ring(keyring.keys(), ().__contains__)"],
        "desk/video_work.py": ["desk_ring(keyring.keys(), {trajectory}.__contains__)"],
        "keeper/frame.py": ["desk_ring(keys(), {trajectory}.__contains__, visit)"],
    }


def test_each_of_them_comes_in_at_their_own_door_and_sees_no_other(watched: AtWork) -> None:
    lived = lived_in(watched)
    for account in (OFFICER, OPERATOR):
        answer = Client().post(
            reverse("desk:sign_in"),
            {"login": account.removeprefix("staff-"), "passphrase": PASSPHRASE},
        )
        assert answer["Location"] == at("overview")
        client = watched.client(account)
        for elsewhere in (
            "/werk/", f"/werk/trajecten/{lived.where.trajectory}/", "/onderzoek/", "/plek/",
        ):  # fmt: skip
            assert client.get(elsewhere).status_code == 404
    for page in PAGES[1:]:
        assert watched.client(OPERATOR).get(at(page)).status_code == 404
        assert watched.client(MEDIATOR.id).get(at(page)).status_code == 404


@pytest.mark.parametrize("role", sorted(APART))
def test_who_watches_over_others_or_runs_the_machines_has_no_other_role(
    db: None, role: str
) -> None:
    with pytest.raises(ValueError, match="no other role"):
        signing_in.open_staff_account("x", PASSPHRASE, "X", frozenset({role, "mediator"}))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_reads_in_both_languages_with_nothing_there_yet(
    watched: AtWork, language: str
) -> None:
    empty = {
        "nl": ("Niets wacht op u.", "Er was geen noodinzage.", "Er staat geen verzoek open."),
        "en": ("Nothing waits for you.", "There was no emergency.", "No request is open."),
    }
    said = [text_of(watched.get(at(page, language=language), OFFICER)) for page in PAGES]
    for words, page in zip(empty[language], (said[0], said[2], said[3]), strict=True):
        assert words in page
    assert (DUTCH, ENGLISH)[language == "en"] in at("overview", language=language)


def test_what_waits_stands_on_the_first_page(watched: AtWork) -> None:
    service, lived = watched.service, lived_in(watched)
    ring, now, t = keeper_ring(service.keys), service.now, lived.where.trajectory
    write(ring, [Line(now, "staff-planner", "planner", What.DOSSIER, t, "", Why.ROLE)])
    glass.break_glass(ring, LEAD, "supervisor", t, "Er is iets ergs gebeurd.", now)
    requests.ask(ring, Asked.COPY, lived.b, t, now)
    m.RetentionRow.objects.update_or_create(
        party_id=lived.a, defaults={"on": now.date() + timedelta(days=3)}
    )
    duties.done(duties.VERIFY, now, duties.NOT_WELL)
    page = text_of(watched.get(at("overview"), OFFICER))
    for words in (
        "1 noodinzage die u nog niet zag",
        "1 keer keek iemand zonder reden in eigen werk",
        "1 verzoek over gegevens, antwoord uiterlijk",
        "1 persoon wordt binnen een maand gewist",
        "er is een verschil gevonden",
    ):
        assert words in page
    seen = text_of(watched.get(at("overview"), OPERATOR))
    assert "er is een verschil gevonden" in seen
    assert "noodinzage" not in seen
    assert "Wat op u wacht" not in seen


def test_every_opening_at_the_desk_is_found_by_person_dossier_and_week(watched: AtWork) -> None:
    lived, other = lived_in(watched), watched.lived().taken_up()
    t = lived.where.trajectory
    desk = f"/werk/trajecten/{t}/"
    watched.get(desk)
    watched.get("/werk/trajecten/")
    watched.get(f"/werk/trajecten/{other.where.trajectory}/")
    watched.get(desk, "staff-colleague", status=404)
    watched.get(desk, LEAD)
    rows = watched.get(at("openings"), OFFICER)
    page = text_of(rows)
    assert page.index("Kijk eerst hiernaar") < page.index("Alle inzages")
    first, rest = page.split("Alle inzages")
    assert "Jan Vos" in first
    assert "geweigerd" in first
    assert "Anna Prins" in first
    assert "Mieke de Boer" not in first.split("Kijk eerst hiernaar")[1]
    assert rest.count("Mieke de Boer") == 2
    mine = text_of(watched.get(at("openings") + f"?wie={MEDIATOR.id}&dossier={t}", OFFICER))
    assert mine.split("Alle inzages")[1].count("opende het dossier") == 1
    assert "Alleen van Wilgenroos." in mine
    before = text_of(watched.get(at("openings") + "?tot=2020-01-06&weken=1", OFFICER))
    assert "Niemand opende hier een dossier." in before
    for odd in ("?tot=gisteren&weken=x&na=-3&dossier='", "?weken=7&na=99999999999999"):
        watched.get(at("openings") + odd, OFFICER)


def test_no_word_of_a_dossier_stands_at_this_door(watched: AtWork) -> None:
    lived = lived_in(watched)
    lived.released("Alleen voor jou bestemd.")
    t = lived.where.trajectory
    watched.get(f"/werk/trajecten/{t}/")
    requests.ask(keeper_ring(watched.service.keys), Asked.COPY, lived.a, t, watched.service.now)
    pages = "".join(watched.get(at(page), OFFICER) for page in PAGES)
    for word in ("Noor", "Rik", "Jansen", "Alleen voor jou", "drie dingen", "Wat er gebeurde"):
        assert word not in pages
    assert "Wilgenroos" in pages


def test_what_was_looked_at_leaves_the_top_and_stays_in_the_log(watched: AtWork) -> None:
    lived = lived_in(watched)
    watched.get(f"/werk/trajecten/{lived.where.trajectory}/", LEAD)
    watched.get(f"/werk/trajecten/{lived.where.trajectory}/")
    client = watched.client(OFFICER)
    flagged = m.AccessRow.objects.exclude(flag="").get()
    assert client.post(at("looked", flagged.n), {"words": "Nagevraagd: klopt."}).status_code == 302
    page = text_of(watched.get(at("openings"), OFFICER))
    assert "Kijk eerst hiernaar" not in page
    assert "Anna Prins" in page
    assert "Nagevraagd" not in repr(list(m.Looked.objects.values()))
    plain_one = m.AccessRow.objects.filter(flag="").first()
    assert plain_one is not None
    for n, words in ((plain_one.n, ""), (9999, ""), (flagged.n, "x" * 501)):
        assert client.post(at("looked", n), {"words": words}).status_code == 404


def test_reading_the_log_is_in_the_log_once_a_day(watched: AtWork) -> None:
    for _ in range(3):
        watched.get(at("openings"), OFFICER)
    ring = keeper_ring(watched.service.keys)
    lines = access.opened(ring, m.AccessRow.objects.all())
    assert [(one.line.who, one.line.what) for one in lines] == [(OFFICER, What.LOG)]


def test_earlier_lines_follow_by_key(watched: AtWork) -> None:
    service, ring = watched.service, keeper_ring(watched.service.keys)
    many = [
        Line(service.now, MEDIATOR.id, "mediator", What.DOSSIER, UNKNOWN, "", Why.ASSIGNED)
        for _ in range(120)
    ]
    write(ring, many)
    page, found = at("openings"), 0
    while page:
        content = watched.get(page, OFFICER)
        found += content.count("<tr>") - 1
        more = content.split('class="quiet" href="/toezicht/inzage/?')
        page = (
            "/toezicht/inzage/?" + more[1].split('"')[0].replace("&amp;", "&")
            if len(more) > 1
            else ""
        )
    assert found == 121


def test_row_14_a_cell_of_the_table_is_no_formula(watched: AtWork) -> None:
    lived = lived_in(watched)
    t, now = lived.where.trajectory, watched.service.now
    said = '=HYPERLINK("x";"y"), meer dan tien tekens'
    glass.break_glass(keeper_ring(watched.service.keys), LEAD, "supervisor", t, said, now)
    answer = watched.client(OFFICER).get(at("openings_file"))
    assert answer["Content-Disposition"].startswith('attachment; filename="')
    assert "sandbox" in answer["Content-Security-Policy"]
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0][0] == "wanneer"
    assert f"'{said}" in rows[-1]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)
    assert [plain(one) for one in ("+1", "-1", "@a", "\ta", "a", 5)] == [
        "'+1", "'-1", "'@a", "'\ta", "a", "5",
    ]  # fmt: skip


def declared(watched: AtWork, trajectory: str) -> glass.Glass:
    """An emergency as the practice lead declares it at the desk."""
    address = reverse("desk:emergency", args=[trajectory])
    sent = {
        **form_fields(watched.get(address, LEAD), "passphrase"),
        "reason": "Er is iets ergs gebeurd.",
        "passphrase": PASSPHRASE,
    }
    assert watched.client(LEAD).post(address, sent).status_code == 302
    return glass.emergencies(keeper_ring(watched.service.keys))[0]


def test_an_emergency_is_seen_and_each_person_is_told_by_itself(watched: AtWork) -> None:
    lived, service = lived_in(watched), watched.service
    t, ring = lived.where.trajectory, keeper_ring(service.keys)
    one, client = declared(watched, t), watched.client(OFFICER)
    page = text_of(watched.get(at("emergencies"), OFFICER))
    for words in ("Er is iets ergs gebeurd.", "Anna Prins, werkbegeleider"):
        assert words in page
    assert "Vertel het wie zich aanmeldde" in page
    assert "Vertel het de ander" in page
    assert client.post(at("seen", one.id)).status_code == 302
    assert "u zag het op" in text_of(watched.get(at("emergencies"), OFFICER))
    before = see_party(lived.b, service.ring(lived.b), service.now)

    address = at("tell", one.id, lived.a)
    fields = form_fields(watched.get(address, OFFICER))
    assert "omdat iets niet kon wachten" in fields["words"]
    for wrong in ({"how": "write", "words": " "}, {"how": "", "words": "x"}, {"how": "fluisteren"}):
        assert client.post(address, {**fields, **wrong}).status_code == 200
    assert client.post(address, {**fields, "words": "Iemand keek, uit nood."}).status_code == 302
    assert [
        one.told for one in see_party(lived.a, service.ring(lived.a), service.now).view.openings
    ] == ["Iemand keek, uit nood."]
    after = see_party(lived.b, service.ring(lived.b), service.now)
    assert (after.view, after.token) == (before.view, before.token), "the other hears nothing of it"
    assert watched.client(OFFICER).get(address).status_code == 404, "who was told is off the list"
    page = text_of(watched.get(at("emergencies"), OFFICER))
    assert "Vertel het wie zich aanmeldde" not in page
    assert glass.emergencies(ring)[0].informed_on is None

    other = at("tell", one.id, lived.b)
    assert client.post(other, {"how": "spoken", "words": ""}).status_code == 302
    told = see_party(lived.b, service.ring(lived.b), service.now)
    assert (told.view, told.token) == (before.view, before.token), "a talk leaves nothing on a page"
    assert "de persoon weet het sinds" in text_of(watched.get(at("emergencies"), OFFICER))
    assert tasks_of(service.desk, t) == [
        task for task in tasks_of(service.desk, t) if task.code != glass.WAITS
    ]


def test_nobody_is_told_of_what_was_no_emergency_of_theirs(watched: AtWork) -> None:
    lived, elsewhere = lived_in(watched), watched.lived().ready()
    one, client = declared(watched, lived.where.trajectory), watched.client(OFFICER)
    unknown = client.get(at("tell", UNKNOWN, UNKNOWN))
    for glass_id, party in (
        (one.id, elsewhere.a), (one.id, UNKNOWN), (UNKNOWN, lived.a), (one.id, "geen id"),
    ):  # fmt: skip
        answer = client.get(at("tell", glass_id, party))
        assert (answer.status_code, answer.content) == (404, unknown.content)
        sent = {"how": "write", "words": "Iets."}
        assert client.post(at("tell", glass_id, party), sent).status_code == 404
    assert watched.client(OPERATOR).get(at("tell", one.id, lived.a)).status_code == 404
    assert client.post(at("told", UNKNOWN)).status_code == 302
    assert client.get(at("tell", one.id, lived.a)).status_code == 200


def test_where_nobody_is_left_to_be_told_the_emergency_is_ended_by_hand(watched: AtWork) -> None:
    ring, service = keeper_ring(watched.service.keys), watched.service
    glass.break_glass(ring, LEAD, "supervisor", UNKNOWN, "Er is iets ergs gebeurd.", service.now)
    one = glass.emergencies(ring)[0]
    assert "De persoon weet het" in text_of(watched.get(at("emergencies"), OFFICER))
    assert watched.client(OFFICER).post(at("told", one.id)).status_code == 302
    assert glass.emergencies(ring)[0].informed_on is not None


def test_the_officer_stands_for_an_erasure_with_their_passphrase_and_not_twice(
    watched: AtWork,
) -> None:
    lived, ring = lived_in(watched), keeper_ring(watched.service.keys)
    told = Asker(INTAKE.id, "intake")
    asked = requests.ask(
        ring, Asked.ERASURE, lived.a, lived.where.trajectory, watched.service.now, told
    )
    address, client = at("request", asked.id), watched.client(OFFICER)
    fields = form_fields(watched.get(address, OFFICER), "passphrase")
    for passphrase in ("", "een heel andere zin"):
        answer = client.post(address, {**fields, "answer": "stand", "passphrase": passphrase})
        assert title_of(answer.content.decode()).startswith("Fout:")
    assert PASSPHRASE not in answer.content.decode()
    sent = {**fields, "answer": "stand", "passphrase": PASSPHRASE}
    assert client.post(address, sent).status_code == 302
    found = requests.find(ring, asked.id)
    assert found is not None
    assert found.confirmed
    again = watched.get(address, OFFICER)
    assert "sta ervoor in" not in text_of(again)
    assert "staan ervoor in: het mag gebeuren." in text_of(again)
    assert client.post(address, {"answer": "stand"}).status_code == 200


def test_a_request_is_refused_with_a_reason_or_taken_back(watched: AtWork) -> None:
    lived, ring = lived_in(watched), keeper_ring(watched.service.keys)
    t, now, client = lived.where.trajectory, watched.service.now, watched.client(OFFICER)
    one = requests.ask(ring, Asked.ERASURE, lived.a, t, now)
    address = at("request", one.id)
    assert "Schrijf hier eerst iets." in text_of(
        client.post(address, {"answer": "refused", "words": " "}).content.decode()
    )
    assert (
        client.post(address, {"answer": "refused", "words": "Er loopt een zaak."}).status_code
        == 302
    )
    assert client.get(address).status_code == 404
    assert client.get(at("request", UNKNOWN)).status_code == 404
    two = requests.ask(ring, Asked.COPY, lived.a, t, now)
    assert client.post(at("request", two.id), {"answer": "withdrawn"}).status_code == 302
    page = text_of(watched.get(at("requests"), OFFICER))
    assert "geweigerd, met de reden" in page
    assert "Er loopt een zaak." in page
    assert "ingetrokken" in page


def test_a_copy_two_stand_for_may_be_said_to_be_handed_over(watched: AtWork) -> None:
    lived, ring = lived_in(watched), keeper_ring(watched.service.keys)
    t, now, client = lived.where.trajectory, watched.service.now, watched.client(OFFICER)
    one = requests.ask(ring, Asked.COPY, lived.a, t, now, Asker(INTAKE.id, "intake"))
    requests.stand_for(ring, one.id, Asker(MEDIATOR.id, "mediator"), now)
    assert "De kopie is gegeven" in text_of(watched.get(at("request", one.id), OFFICER))
    assert client.post(at("request", one.id), {"answer": "done"}).status_code == 302
    assert requests.open_requests(ring) == []


def test_an_erasure_waits_for_a_complaint_until_a_day_and_no_longer(watched: AtWork) -> None:
    lived = lived_in(watched)
    lived.own(Withdraw(), lived.a)
    today = watched.service.now.date()
    m.RetentionRow.objects.filter(party=lived.a).update(on=today + timedelta(days=20))
    assert "Laat het wachten" in text_of(watched.get(at("erasures"), OFFICER))
    address, client = at("hold", lived.a), watched.client(OFFICER)
    wrong = {"ground": "complaint", "words": "nummer 7", "until_0": "1", "until_1": "1", "until_2": "2001"}  # fmt: skip
    assert "Kies een dag die nog komt" in text_of(client.post(address, wrong).content.decode())
    assert client.post(address, {**wrong, "until_2": str(today.year + 2)}).status_code == 302
    page = text_of(watched.get(at("erasures"), OFFICER))
    assert f"tot 1 januari {today.year + 2}" in page
    assert "Er loopt een klacht. nummer 7" in page
    ring = keeper_ring(watched.service.keys)
    hold = retention.holds(ring, today)[0]
    assert client.post(at("end_hold", hold.id)).status_code == 302
    assert retention.holds(ring, today) == []
    assert client.get(at("hold", UNKNOWN)).status_code == 404


def test_a_certificate_says_what_was_erased_and_that_it_is_finished(watched: AtWork) -> None:
    lived = lived_in(watched)
    order = Order(lived.a, Why.REQUEST, (INTAKE.id, OFFICER))
    erase(watched.service.keys, [order], watched.service.now)
    page = text_of(watched.get(at("erasures"), OFFICER))
    assert "1 bewijs" in page
    assert "nog niet klaar" in page
    address = at("certificate", lived.a)
    assert "de volgende ronde probeert het opnieuw" in text_of(watched.get(address, OFFICER))
    m.ErasureRow.objects.update(finished=date(2026, 3, 9))
    proof = text_of(watched.get(address, OFFICER))
    for words in ("Wilgenroos", "een verzoek", "Els Kuiper", "Pim Wacht", "9 maart 2026"):
        assert words in proof
    for lane in m.LaneRow.objects.filter(party_id=lived.a).values_list("id", flat=True):
        assert lane in proof
    client = watched.client(OFFICER)
    assert client.get(at("certificate", lived.b)).status_code == 404
    assert client.get(at("hold", lived.a)).status_code == 404
    assert client.get(at("erasures") + "?alles=1").status_code == 200


def test_a_key_for_a_referrer_is_shown_once_asks_for_a_passphrase_and_can_be_ended(
    watched: AtWork,
) -> None:
    url = at("referrers")
    for account in (OFFICER, OPERATOR):
        assert "Een sleutel maken" in text_of(watched.get(url, account))
    client = watched.client(OPERATOR)
    fields = form_fields(watched.get(url, OPERATOR), "name")
    said = fields | {"name": "Reclassering", "source": "probation"}
    page = client.post(url, said | {"passphrase": PASSPHRASE}).content.decode()
    [key] = re.findall(r"vv_[\w-]{40,}", page)
    referrer = referrers.of_key(key)
    assert referrer is not None
    assert (referrer.name, referrer.source) == ("Reclassering", "probation")
    assert key not in watched.get(url, OPERATOR)
    assert "Reclassering" in watched.get(url, OPERATOR)
    client.post(at("end_referrer", referrer.id))
    assert referrers.of_key(key) is None
    assert "beëindigd" in text_of(watched.get(url, OPERATOR))


def test_without_the_passphrase_no_key_is_made(watched: AtWork) -> None:
    url = at("referrers")
    fields = form_fields(watched.get(url, OFFICER), "name")
    said = fields | {
        "name": "Reclassering",
        "source": "probation",
        "passphrase": "een heel andere zin",
    }
    assert "Dit is uw wachtzin niet." in text_of(
        watched.client(OFFICER).post(url, said).content.decode()
    )
    assert referrers.everyone() == []
