"""Who was asked, who answered, and why the others did not (study.md §1.4)."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from visavis.doors.research.study import Study, study
from visavis.doors.shared.door import door
from visavis.factsheet import words
from visavis.factsheet.pictures import group_name, picture_of
from visavis.study.flow import STEPS, WAVE_STEPS, Flow

REASONS = {
    "waiting": _("not yet, the invitation is still open or to come"),
    "no_talk": _("had no exploratory talk yet"),
    "no_answer": _("no answer"),
    "declined": _("said no"),
    "withdrew": _("stopped"),
    "erased": _("stopped and took all answers out"),
    "not_due": _("not yet their turn"),
    "open": _("may still answer"),
    "crisis": _("not asked, because of a crisis"),
    "young": _("younger than sixteen"),
}
"""In words; a reason this page does not know stays as the study wrote it."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the flow with the reasons people were lost on the way to it."""

    name: str
    count: str
    losses: tuple[tuple[str, str], ...]


@door("research", methods=["GET"])
def flow(request: HttpRequest) -> HttpResponse:
    found = study()
    page: dict[str, object] = {"here": "flow", "study": found}
    if found is not None:
        page |= {
            "words": found.teller.texts,
            "picture": picture_of(found.teller, found.of("C22")),
            "who": picture_of(found.teller, found.of("C23")),
            "boxes": boxes(found),
            "patterns": patterns(found),
            "retention": retention(found),
            "parts": parts(found),
        }
    return render(request, "research/flow.html", page)


def _step_name(found: Study, step: str) -> str:
    names = found.teller.texts["flow"]
    return names.get(step) or found.teller.words(names["wave"], wave=step[-1])


def boxes(found: Study) -> list[Box]:
    """All boxes from top to bottom; a single small loss hides the next one too, because the two
    boxes around them are known."""
    whole, said = Flow(found.snapshot.flow), []
    for step in (*STEPS, *WAVE_STEPS):
        losses = whole.losses(step)
        hidden = {reason for reason, n in losses.items() if n < words.FEWEST_FOR_A_COUNT}
        if len(hidden) == 1 and len(losses) > 1:
            hidden.add(min(losses.keys() - hidden, key=lambda reason: losses[reason]))
        said.append(
            Box(
                _step_name(found, step),
                words.count(whole.n(step), found.teller.language),
                tuple(
                    (
                        str(REASONS.get(reason, reason)),
                        str(_("not shown")) if reason in hidden else f"{n}",
                    )
                    for reason, n in losses.items()
                ),
            )
        )
    return said


def patterns(found: Study) -> list[tuple[str, str]]:
    """How many answered in each pattern of the three waves."""
    wave = found.teller.texts["flow"]["wave"]
    counted = Flow(found.snapshot.flow).patterns()
    return [
        (
            ", ".join(
                found.teller.words(wave, wave=str(bit + 1))
                for bit in range(3)
                if pattern >> bit & 1
            ),
            words.count(n, found.teller.language),
        )
        for pattern, n in counted.items()
    ]


def retention(found: Study) -> list[tuple[str, str]]:
    """Answered this wave, of all who answered at least once; a share needs enough people."""
    whole = Flow(found.snapshot.flow)
    rows = []
    for wave in (1, 2, 3):
        here, ever = whole.retention(wave)
        enough = ever >= words.FEWEST_FOR_A_SHARE and here >= words.FEWEST_FOR_A_COUNT
        share = words.percent(here / ever, found.teller.language) if enough else ""
        rows.append((_step_name(found, f"answered_{wave}"), share or str(_("not shown"))))
    return rows


def parts(found: Study) -> list[tuple[str, str, str]]:
    """Asked and answered per role and event type."""
    whole, language = Flow(found.snapshot.flow), found.teller.language
    rows = []
    for by in ("role", "event_type"):
        for level in whole.levels(by):
            part = whole.part(by, level)
            if level == "unknown":
                name = str(_("Facts not linked or not known"))
            else:
                name = group_name(found.teller, by, level)
            rows.append(
                (
                    name,
                    words.count(part.n("asked"), language),
                    words.count(part.n("answered"), language),
                )
            )
    return rows
