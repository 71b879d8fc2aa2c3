"""*Cijfers* at the desk and at the keeper's door: made once, the same for everyone, nothing small in any file."""

import csv
import io
import re
from collections import Counter
from datetime import UTC, date, datetime

import pikepdf
import pytest
from django.urls import reverse
from django.utils import translation

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import text_of
from tests.doors.test_keeper import OFFICER, OPERATOR, watched
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from tests.journal.years import made_up
from visavis.doors.shared import desk_annual_report, desk_figures_page, working
from visavis.doors.shared import desk_figures as words
from visavis.journal import figures
from visavis.journal.access import Why
from visavis.journal.envelope import Damaged
from visavis.journal.epoch import new_epoch
from visavis.journal.erasure import Order, erase
from visavis.journal.figures_shown import shown
from visavis.journal.keys import OutsideReach, figures_ring, keeper_ring
from visavis.journal.models import AccessRow, Card, FiguresRow, MonthRow
from visavis.journal.rebuild import rebuild
from visavis.mediation.counted import History
from visavis.mediation.figures import count
from visavis.mediation.letters import OpenLetter
from visavis.people.clock import real_now
from visavis.study import jobs
from visavis.study.desk_models import Job

__all__ = ["watched", "work"]
pytestmark = pytest.mark.once
LEAD, COLLEAGUE = "staff-lead", "staff-colleague"
NEXT_YEAR = datetime(2027, 1, 4, 9, tzinfo=UTC)


def at(name: str = "figures", *args: object, door: str = "desk", language: str = "nl") -> str:
    with translation.override(language):
        return str(reverse(f"{door}:{name}", args=args))


def published(work: AtWork, year: int = 2025, sign_ups: int = 300) -> None:
    one = shown(year, made_up.year(sign_ups, year), date(year + 1, 1, 5))
    FiguresRow.objects.create(
        tenant_id=work.service.keys.tenant, year=year, made_on=one.made_on, body=figures._body(one)
    )


def histories(work: AtWork) -> list[History]:
    ring = figures_ring(work.service.keys)
    ids = list(Card.objects.values_list("trajectory_id", flat=True).distinct())
    return list(figures.histories(ring, ids))


def test_what_was_lived_is_counted_and_a_rebuild_of_the_cards_counts_the_same(work: AtWork) -> None:
    lived = work.lived().ready()
    lived.own(OpenLetter(lived.offered(lived.released("Hallo."))), lived.b)
    work.lived().signed_up()
    counted = count(histories(work), 2026)[2026]
    assert counted.steps == {
        "signed_up": 2, "taken_up": 1, "talked": 1, "asked": 1, "wants_to_talk": 1, "prepares": 1,
        "contact": 1,
    }  # fmt: skip
    assert counted.sources["unknown"] == 1
    before = Counter(map(repr, histories(work)))
    Card.objects.all().delete()
    rebuild(work.service.desk)
    assert Counter(map(repr, histories(work))) == before


def test_no_dossier_is_opened_for_it_and_who_may_not_open_cards_cannot_count(work: AtWork) -> None:
    work.lived().taken_up()
    figures.make(figures_ring(work.service.keys), 2026, date(2027, 1, 4))
    assert not AccessRow.objects.exists()
    with pytest.raises(OutsideReach):
        figures.make(keeper_ring(work.service.keys), 2026, date(2027, 1, 4))


def test_a_year_is_made_when_it_is_over_once_and_stays_when_people_are_erased(
    work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(20):
        lived = work.lived().signed_up()
    monkeypatch.setattr(figures, "AT_ONCE", 8)
    ring, heard = figures_ring(work.service.keys), list[float]()
    assert figures.make(ring, 2026, work.service.now.date()) == []
    assert figures.make(ring, 2026, date(2027, 1, 4), heard.append) == [2026]
    assert heard == sorted(heard)
    assert len(heard) == 4
    before = figures.editions(ring.tenant)
    assert before[0].step("signed_up").n == 20
    erase(work.service.keys, [Order(lived.a, Why.RETENTION)], work.service.now)
    assert figures.make(ring, 2026, date(2027, 1, 5)) == []
    assert figures.editions(ring.tenant) == before


def test_everyone_at_the_desk_and_the_privacy_officer_read_the_same_and_the_operator_does_not(
    watched: AtWork,
) -> None:
    published(watched)
    pages = [
        text_of(watched.get(at(), account))
        for account in (MEDIATOR.id, COLLEAGUE, INTAKE.id, PLANNER.id, LEAD)
    ]
    assert all(
        "Cijfers van 2025" in page and "Geen contact, wel een afronding" in page for page in pages
    )
    kept = text_of(watched.get(at(door="keeper"), OFFICER))
    assert "Geen contact, wel een afronding" in kept
    assert "Maak de cijfers" not in kept
    watched.get(at(door="keeper"), OPERATOR, status=404)
    watched.get(at(), OFFICER, status=404)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_figure_has_its_sentence_definition_table_and_file(
    work: AtWork, language: str
) -> None:
    published(work)
    html = work.get(at(language=language))
    one = figures.editions(work.service.keys.tenant)[0]
    assert html.count("<details") == html.count('role="img"') == 9
    for each in words.all_figures(one, language):
        assert each.definition in text_of(html)
        assert f'href="{at("figures_table", 2025, each.code, language=language)}"' in html
        answer = work.client().get(at("figures_table", 2025, each.code, language=language))
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert rows == [list(each.columns), *map(list, each.rows)]
        for name, number, *_ in each.rows:
            assert f"{name}: {number}" in each.picture.description


def test_no_number_below_ten_stands_in_page_file_or_report(work: AtWork) -> None:
    published(work, sign_ups=60)
    one = figures.editions(work.service.keys.tenant)[0]
    numbers = [
        cell
        for figure in words.all_figures(one, "nl")
        if figure.code != "spans"
        for row in figure.rows
        for cell in row[1:2]
    ]
    assert "minder dan 10" in numbers
    assert all(int(one) >= 10 for one in numbers if one.isdigit())
    said = re.findall(r'"(\w+)", (\d+|null)\]', FiguresRow.objects.get().body)
    assert all(number == "null" or int(number) >= 10 for _, number in said)


def test_a_region_that_looks_like_a_formula_is_none_in_the_file(work: AtWork) -> None:
    year = made_up.year(40)
    year.regions = Counter({"=cmd|x": 40})
    figure = words.figure(shown(2025, year, date(2026, 1, 5)), "regions", "nl")
    assert figure is not None
    assert "'=cmd|x" in words.as_csv(figure).decode("utf-8-sig")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_annual_report_is_a_tagged_pdf_in_its_language(work: AtWork, language: str) -> None:
    published(work)
    answer = work.client().get(at("figures_report", 2025, language))
    assert answer["Content-Disposition"] == f'attachment; filename="2025-{language}.pdf"'
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as meta:
            assert str(meta["pdfuaid:part"]) == "1"
            assert "2025" in str(meta["dc:title"])
        assert len(pdf.pages) >= 3


def test_the_annual_report_has_every_figure_and_the_years_up_to_it(
    work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is set is what was put in: looked at before it is."""
    for year, sign_ups in ((2024, 22), (2025, 300), (2026, 80)):
        published(work, year, sign_ups)
    put: list[dict[str, object]] = []
    monkeypatch.setattr(
        desk_annual_report, "typeset", lambda template, data, on, pictures: put.append(data) or b""
    )
    work.client().get(at("figures_report", 2025, "nl"))
    (data,) = put
    assert data["years"]["columns"] == ["Stap", "2024", "2025"]  # type: ignore[index]
    one = figures.editions(work.service.keys.tenant)[1]
    assert [each["definition"] for each in data["figures"]] == [  # type: ignore[attr-defined,index]
        each.definition for each in words.all_figures(one, "nl")
    ]


def test_a_year_or_table_that_is_not_there_is_not_found(work: AtWork) -> None:
    published(work)
    for address in (
        f"{at()}?jaar=2019", f"{at()}?jaar=x", at("figures_table", 2019, "steps"),
        at("figures_table", 2025, "geheim"), at("figures_report", 2019, "nl"),
        at("figures_report", 2025, "fr"),
    ):  # fmt: skip
        work.get(address, status=404)


def test_the_years_are_made_by_a_press_and_the_page_says_what_there_is(work: AtWork) -> None:
    for _ in range(11):
        work.lived().signed_up()
    assert "Maak de cijfers tot en met 2025" in work.get(at())
    work.send(at(), having="csrfmiddlewaretoken")
    assert "In 2025 was er niets dat deze cijfers tellen." in text_of(work.get(at()))
    work.service.now = NEXT_YEAR
    work.clients.clear()
    assert work.send(at(), LEAD, having="csrfmiddlewaretoken").status_code == 302
    page = text_of(work.get(at()))
    assert "Cijfers van 2026" in page
    assert "Maak de cijfers" not in page


def test_while_it_is_made_the_page_looks_again_and_what_stopped_can_be_started_again(
    work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.lived().signed_up()
    monkeypatch.setattr("visavis.doors.desk.figures.begin", lambda handlers: None)
    work.send(at(), having="csrfmiddlewaretoken")
    answer = work.client().get(at())
    assert answer["Refresh"] == str(desk_figures_page.LOOK_AGAIN)
    assert "Wij maken de cijfers" in text_of(answer.content.decode())
    assert "Refresh" not in work.client().get(f"{at()}?stil=1")
    Job.objects.update(seen_at=real_now(), done=40)
    assert "Wij maken de cijfers: 40%." in text_of(work.get(at()))
    Job.objects.update(seen_at=real_now() - 2 * jobs.SILENT)
    assert "Het werk stopte halverwege." in text_of(work.get(at()))
    work.send(at(), having="csrfmiddlewaretoken")
    assert Job.objects.get().seen_at is None
    assert working.work(working.HANDLERS) == 1


def test_who_has_three_pieces_of_work_open_is_told_to_wait(
    work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(jobs.MOST_WAITING):
        jobs.ask("export", MEDIATOR.id, work.service.now, str(number))
    answer = work.send(at(), having="csrfmiddlewaretoken")
    assert answer.status_code == 409
    assert "Er staat al drie keer werk van u open." in text_of(answer.content.decode())


def test_a_month_is_counted_a_month_later_and_who_is_erased_after_that_still_counts(
    work: AtWork,
) -> None:
    ring = figures_ring(work.service.keys)
    gone = [work.lived().signed_up() for _ in range(25)]  # in March
    assert figures.keep_months(ring, date(2026, 4, 30)) == 1  # February, of which there is nothing
    assert figures.keep_months(ring, date(2026, 5, 2)) == 1
    assert figures.keep_months(ring, date(2026, 5, 3)) == 0
    for lived in gone:
        erase(work.service.keys, [Order(lived.a, Why.RETENTION)], work.service.now)
    new_epoch(work.service.keys, renew=True)
    assert figures.make(figures_ring(work.service.keys), 2026, date(2027, 1, 4)) == [2026]
    assert figures.editions(ring.tenant)[0].step("signed_up").n == 25
    assert not MonthRow.objects.exists()
    assert figures.keep_months(ring, date(2027, 2, 1)) == 0


@pytest.mark.parametrize("last", [7, 14])
def test_months_kept_in_their_time_and_what_was_recorded_since_make_the_year(
    work: AtWork, last: int
) -> None:
    ring = figures_ring(work.service.keys)
    for _ in range(25):
        work.lived().signed_up()  # in March
    for month in range(5, last + 1):
        figures.keep_months(ring, date(2026 + (month - 1) // 12, (month - 1) % 12 + 1, 2))
    work.lived().signed_up()  # recorded after all of these counts
    assert figures.make(ring, 2026, date(2027, 2, 4)) == [2026]
    assert figures.editions(ring.tenant)[0].step("signed_up").n == 25


def test_a_month_that_was_changed_is_damage(work: AtWork) -> None:
    ring = figures_ring(work.service.keys)
    work.lived().signed_up()
    figures.keep_months(ring, date(2026, 5, 2))
    MonthRow.objects.update(sealed=b"x" * 300)
    with pytest.raises(Damaged):
        figures.make(ring, 2026, date(2027, 1, 4))
