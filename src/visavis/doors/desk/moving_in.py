"""*Verhuizen*: the people of an earlier system come over from a spreadsheet, all at once, and never twice.

Four pages: the file; what each column is; what its words mean; what would come of each row. Then yes. Until that yes
nothing is stored but the sealed file, and nothing of it is ever seen by anyone before the last row is there.
"""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from visavis.doors.desk import frame, moving_work
from visavis.doors.desk.moving_fields import guess_columns, guess_words, heading_row, plain
from visavis.doors.desk.moving_forms import (
    EVERYBODY,
    ColumnsForm,
    TableForm,
    WordsForm,
    samples,
)
from visavis.doors.desk.moving_lists import codes_of, stands
from visavis.doors.desk.moving_said import OUTCOMES, as_csv, sentence
from visavis.doors.desk.moving_work import LEFT, LOOK, MOVE, TAKEN
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.shared.door import door
from visavis.doors.shared.downloads import download
from visavis.doors.shared.errors import only_fields
from visavis.journal import moving_in as kept
from visavis.journal.moving_in import Moving, Stage
from visavis.mediation.entries import Audience
from visavis.people.clock import real_now
from visavis.people.staff import colleagues
from visavis.rebuilding.tables import Table
from visavis.study import jobs

INTAKE = frozenset({"intake"})
STILL, LOOK_AGAIN = "stil", 5
SHOWN = 25
"""Rows that are not taken over and are not closed, listed on the page; the file has them all."""
CHANGEABLE = (Stage.COLUMNS, Stage.WORDS, Stage.TRIED)
AT_WORK = (Stage.TRYING, Stage.MOVING)


@door("desk", needs=INTAKE, methods=["GET"])
def moving_in(request: HttpRequest) -> HttpResponse:
    """Where moving in stands: no file yet, at work, looked at, or done."""
    here = desk(request)
    found = kept.latest(here.ring)
    if found is not None and found.stage is Stage.COLUMNS:
        return redirect("desk:moving_columns")
    if found is not None and found.stage is Stage.WORDS:
        return redirect("desk:moving_words")
    if found is not None and found.stage in AT_WORK:
        return _working(request, here, found)
    report = _report(here, found) if found is not None else {}
    return _show(request, here, "moving_in", found, uploading=TableForm(), **report)


def _show(
    request: HttpRequest, here: Desk, template: str, found: Moving | None, **more: Any
) -> HttpResponse:
    may_assign = Audience.PLANNER in here.roles
    return frame.show(
        request, here, template, here="new", found=found, may_assign=may_assign, **more
    )


def _working(request: HttpRequest, here: Desk, found: Moving) -> HttpResponse:
    job = moving_work.job_of(found.id)
    state = jobs.state(job, real_now()) if job else jobs.State.LOST
    going = state in (jobs.State.WAITING, jobs.State.WORKING)
    page = _show(
        request, here, "moving_working", found,
        going=going, waits=state is jobs.State.WAITING, done=job.done if job else 0,
        moving=found.stage is Stage.MOVING, still=STILL in request.GET,
    )  # fmt: skip
    if going and STILL not in request.GET:
        page["Refresh"] = str(LOOK_AGAIN)
    return page


def _report(here: Desk, found: Moving) -> dict[str, Any]:
    counts = found.head["counts"]
    left = [one for one in moving_work.results(here.ring, found) if one.outcome == LEFT]
    told = [one for one in left if one.code != "closed"]
    return {
        "outcomes": [(OUTCOMES[code], counts.get(code, 0)) for code in OUTCOMES],
        "comes": sum(counts.get(code, 0) for code in (TAKEN, moving_work.WAITS)),
        "with_mediator": counts.get(TAKEN, 0),
        "left": [{"row": one, "why": sentence(one)} for one in told[:SHOWN]],
        "more_left": len(told) > SHOWN,
        "left_number": len(left),
        "closed_number": len(left) - len(told),
        "tried": found.stage is Stage.TRIED,
        "is_done": found.stage is Stage.DONE,
    }


@door("desk", needs=INTAKE, takes_table=True)
def bring(request: HttpRequest) -> HttpResponse:
    """A file comes: read in a child without keys, sealed, and nothing else."""
    here = desk(request)
    if request.method != "POST":
        return redirect("desk:moving_in")
    only_fields(request, ())
    form = TableForm(request.POST, request.FILES)
    table = form.table()
    if table is None:
        return _again(request, here, form)
    try:
        kept.keep(here.ring, _head(table, here), _rows(table), here.today)
    except kept.AnotherOne:  # a second click, or a colleague: the one that came first is shown
        return redirect("desk:moving_in")
    return redirect("desk:moving_columns")


def _again(request: HttpRequest, here: Desk, form: TableForm) -> HttpResponse:
    return _show(request, here, "moving_in", None, uploading=form, page_errors=True)


def _rows(table: Table) -> tuple[tuple[str, ...], ...]:
    return table.rows[heading_row(table.rows) + 1 :]


def _head(table: Table, here: Desk) -> dict[str, Any]:
    at = heading_row(table.rows)
    headings, rows = list(table.rows[at]), _rows(table)
    return {
        "sheet": table.name,
        "headings": [heading[:120] for heading in headings],
        "samples": samples(rows, len(headings)),
        "rows": len(rows),
        "first": table.first + at + 1,
        "by": here.account,
        "language": get_language() or "nl",
        "columns": guess_columns(headings),
        "forms": {},
        "distinct": {},
        "words": {},
        "all_themselves": False,
        "counts": {},
    }


def _open(here: Desk, *stages: Stage) -> Moving | None:
    found = kept.latest(here.ring)
    return found if found is not None and found.stage in stages else None


@door("desk", needs=INTAKE)
def columns(request: HttpRequest) -> HttpResponse:
    """What each column is."""
    here = desk(request)
    found = _open(here, *CHANGEABLE)
    if found is None:
        return redirect("desk:moving_in")
    posted = request.method == "POST"
    form = ColumnsForm(found.head, here.today, request.POST if posted else None)
    if posted:
        only_fields(request, set(form.fields))
    if posted and form.is_valid():
        more = {
            "columns": form.held,
            "forms": form.forms_chosen(),
            "all_themselves": form.cleaned_data["themselves"] == EVERYBODY,
        }
        distinct = _distinct(here, found, form.held)
        people = {one.account: one.name for one in colleagues("mediator")}
        words = {
            name: {
                plain(word): code
                for word, code in guess_words(
                    name, [w for w, _n in listed], people, codes_of(name)
                ).items()
            }
            | found.head["words"].get(name, {})
            for name, listed in distinct.items()
        }
        kept.say(
            here.ring, found, Stage.WORDS, here.today,
            out_of=CHANGEABLE, distinct=distinct, words=words, **more,
        )  # fmt: skip
        return redirect("desk:moving_words")
    return _show(request, here, "moving_columns", found, asked=form, columns=form.columns())


def _distinct(here: Desk, found: Moving, held: dict[str, int]) -> dict[str, list[Any]]:
    """The different words of each column that has codes, the most frequent first."""
    coded = {name: at for name, at in held.items() if codes_of(name) is not None}
    counted: dict[str, Counter[str]] = {name: Counter() for name in coded}
    written: dict[str, str] = {}
    for part in kept.parts(here.ring, found.id):
        for row in part.rows:
            for name, at in coded.items():
                if row[at] and not stands(name, row[at]):
                    word = plain(row[at])
                    written.setdefault(word, row[at][:200])
                    counted[name][word] += 1
    return {
        name: [[written[word], number] for word, number in words.most_common() if word]
        for name, words in counted.items()
        if words
    }


@door("desk", needs=INTAKE)
def words(request: HttpRequest) -> HttpResponse:
    """What the words in them mean; then each row is looked at."""
    here = desk(request)
    found = _open(here, Stage.WORDS, Stage.TRIED)
    if found is None:
        return redirect("desk:moving_in")
    posted = request.method == "POST"
    people = {one.account: one.name for one in colleagues("mediator")}
    form = WordsForm(found.head, people, request.POST if posted else None)
    if posted:
        only_fields(request, set(form.fields))
    if posted and form.is_valid():
        if kept.say(
            here.ring, found, Stage.TRYING, here.today,
            out_of=(Stage.WORDS, Stage.TRIED), words=form.meanings(),
        ):  # fmt: skip
            _set_going(here, found, LOOK)
        return redirect("desk:moving_in")
    return _show(request, here, "moving_words", found, asked=form, groups=form.groups())


def _set_going(here: Desk, found: Moving, what: str) -> None:
    """Where too much is open already, the page says that it stopped, and offers to start it."""
    try:
        moving_work.ask(here.account, found.id, what)
    except jobs.TooMany:
        return


@door("desk", needs=INTAKE, methods=["POST"])
def do_it(request: HttpRequest) -> HttpResponse:
    """Yes: take them over. From here on it goes on until all are there."""
    here = desk(request)
    only_fields(request, ("moving", "nobody_known"))
    found = _open(here, Stage.TRIED)
    if found is not None and found.id == request.POST.get("moving"):
        said = request.POST.get("nobody_known") == "on"
        if kept.say(
            here.ring, found, Stage.MOVING, here.today, out_of=[Stage.TRIED], nobody_known=said
        ):
            _set_going(here, found, MOVE)
    return redirect("desk:moving_in")


@door("desk", needs=INTAKE, methods=["POST"])
def start_again(request: HttpRequest) -> HttpResponse:
    """What a killed worker left goes on where it was."""
    only_fields(request, ())
    here = desk(request)
    found = _open(here, *AT_WORK)
    if found is not None:
        job = moving_work.job_of(found.id)
        if job is not None and jobs.again(job, real_now()):
            moving_work.begin()
        elif job is None or job.ended_at is not None:
            _set_going(here, found, MOVE if found.stage is Stage.MOVING else LOOK)
    return redirect("desk:moving_in")


@door("desk", needs=INTAKE, methods=["POST"])
def throw_away(request: HttpRequest) -> HttpResponse:
    """The file, or the report of one that came over, is gone; nobody who came over is."""
    only_fields(request, ("moving",))
    here = desk(request)
    kept.throw_away(here.ring, request.POST.get("moving", ""))
    return redirect("desk:moving_in")


@door("desk", needs=INTAKE, methods=["GET"])
def report(request: HttpRequest) -> HttpResponse:
    """The whole report as a table."""
    here = desk(request)
    found = _open(here, Stage.TRIED, Stage.DONE)
    if found is None:
        raise Http404
    content = as_csv(moving_work.results(here.ring, found))
    return download(content, "text/csv; charset=utf-8", f"{found.on.isoformat()}.csv")
