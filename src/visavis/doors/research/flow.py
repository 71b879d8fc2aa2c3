"""Who was asked, who answered, and why the others did not (study.md §1.4)."""

from dataclasses import dataclass
from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from visavis.doors.research.study import RESEARCHER, Study, study
from visavis.doors.research.who_is_missing import who_is_missing
from visavis.doors.shared.door import door
from visavis.factsheet import words
from visavis.factsheet.pictures import group_name, picture_of
from visavis.factsheet.words import Language
from visavis.statistics import disclosure
from visavis.study.flow import BEFORE_AGREEING, BESIDE, STEPS, UNKNOWN, WAVE_STEPS, Flow

NOT_BESIDE = BEFORE_AGREEING | {"answered_2"}

REASONS = {
    "waiting": _("not yet, the invitation is still open or to come"),
    "no_talk": _("had no exploratory talk yet"),
    "no_answer": _("no answer"),
    "declined": _("said no"),
    "withdrew": _("stopped"),
    "erased": _("stopped and took all answers out"),
    "not_due": _("not yet their turn"),
    "open": _("may still answer"),
    "silence": _("not asked, because of a stop, a pause or a crisis"),
    "under_age": _("younger than sixteen"),
    "too_late": _("the first talk was too long ago"),
}
"""In words; a reason this page does not know stays as the study wrote it."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the flow with the reasons people were lost on the way to it."""

    name: str
    count: str
    losses: tuple[tuple[str, str], ...]


@door("research", needs=RESEARCHER, methods=["GET"])
def flow(request: HttpRequest) -> HttpResponse:
    found = study()
    page: dict[str, object] = {"here": "flow", "study": found}
    if found is not None:
        page |= {
            "words": found.teller.texts,
            "picture": picture_of(found.teller, found.of("C22")),
            "who": picture_of(found.teller, found.of("C23")),
            "boxes": boxes(found, part_asked_for(request, found)),
            "choices": choices(found),
            "chosen": request.GET.get("deel", ""),
            "missing": who_is_missing(found),
            "patterns": patterns(found),
            "retention": retention(found),
            "parts": parts(found),
        }
    return render(request, "research/flow.html", page)


def _step_name(found: Study, step: str) -> str:
    names = found.teller.texts["flow"]
    return names.get(step) or found.teller.words(names["wave"], wave=step[-1])


GROUPS = {
    "A": _("Contact"),
    "B": _("Signed up, no contact"),
    "C": _("People beside mediation"),
}


def choices(found: Study) -> list[tuple[str, str]]:
    """The parts of which the flow can be shown: everybody, then each role, event type and group."""
    whole = Flow(found.snapshot.flow)
    offered = [("", str(_("Everybody")))]
    for by in ("role", "event_type", "group"):
        for level in whole.levels(by):
            if level == UNKNOWN:
                continue
            name = GROUPS.get(level) if by == "group" else group_name(found.teller, by, level)
            offered.append((f"{by}:{level}", str(name)))
    return offered


def part_asked_for(request: HttpRequest, found: Study) -> Flow:
    """The part the address names; everybody where it names none that there is."""
    whole = Flow(found.snapshot.flow)
    asked = request.GET.get("deel", "")
    if not asked or asked not in {code for code, _name in choices(found)}:
        return whole
    by, _between, level = asked.partition(":")
    return whole.part(by, level)


def rounded(n: int, language: Language) -> str:
    """A count to the nearest five (study.md §3.8), or that it is small: what is left of a total stays unknown."""
    near = n if n < words.FEWEST_FOR_A_COUNT else disclosure.rounded(n)
    return words.count(near, language)


PAIRS = (*pairwise(STEPS), *(("agreed", step) for step in WAVE_STEPS))
"""Boxes of which the lower is the upper less the losses beside it."""


def give_away(whole: Flow) -> tuple[set[str], set[str]]:
    """The boxes whose exact counts would tell a small loss, and those whose losses would tell a box."""
    boxes: set[str] = set()
    for upper, lower in PAIRS:
        if 0 < whole.n(upper) - whole.n(lower) < words.FEWEST_FOR_A_COUNT:
            boxes |= {upper, lower}
    for pair in (*PAIRS, *reversed(PAIRS)):  # where nobody was lost, both are one number
        if boxes & set(pair) and whole.n(pair[0]) == whole.n(pair[1]):
            boxes |= set(pair)
    return boxes, {lower for upper, lower in PAIRS if boxes & {upper, lower}}


def boxes(found: Study, whole: Flow) -> list[Box]:
    """All boxes from top to bottom; a single small loss hides the next one too, because the two
    boxes around them are known. Counts of a part, and of boxes around a small loss, are rounded."""
    said, language = [], found.teller.language
    near, beside = give_away(whole)
    steps = [
        step for step in (*STEPS, *WAVE_STEPS) if whole.level != BESIDE or step not in NOT_BESIDE
    ]
    for step in steps:
        losses = whole.losses(step)
        hidden = {reason for reason, n in losses.items() if n < words.FEWEST_FOR_A_COUNT}
        if len(hidden) == 1 and len(losses) > 1:
            hidden.add(min(losses.keys() - hidden, key=lambda reason: losses[reason]))
        count = rounded if whole.by != "all" or step in near else words.count
        lost = rounded if whole.by != "all" or step in beside else words.count
        said.append(
            Box(
                _step_name(found, step),
                count(whole.n(step), language),
                tuple(
                    (
                        str(REASONS.get(reason, reason)),
                        str(_("not shown")) if reason in hidden else lost(n, language),
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
    """Asked and answered per role and event type, to the nearest five."""
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
                    rounded(part.n("asked"), language),
                    rounded(part.n("answered"), language),
                )
            )
    return rows
