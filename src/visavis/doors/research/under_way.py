"""What is being worked out: how far it is, that it may be left, and what to do when it stopped."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from visavis.doors.research.study import RESEARCHER
from visavis.doors.research.working import SNAPSHOT, begin
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.people.clock import real_now
from visavis.people.staff import colleague
from visavis.study import jobs, planning
from visavis.study.desk_models import Job
from visavis.study.exports import register
from visavis.study.jobs import State

HERE = frozenset({register.KIND, planning.KIND, SNAPSHOT})
"""What is asked for at this door; other work has its page elsewhere."""
TWO = frozenset({"researcher", "privacy_officer"})
LOOK_AGAIN = 5
"""Seconds after which a page with work under way asks for itself again, unless somebody stopped that."""

STILL = "stil"
"""In the address: this page does not look again by itself."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One piece of work as a page shows it."""

    job: Job
    state: State
    name: str
    address: str

    @classmethod
    def of(cls, job: Job | None) -> "Progress | None":
        if job is None:
            return None
        place, name = {
            register.KIND: ("research:export", job.asked),
            planning.KIND: ("research:simulated", job.pk),
        }.get(job.kind, ("research:job", job.pk))
        names = {
            register.KIND: _("An export"),
            planning.KIND: _("How many people a study needs"),
            SNAPSHOT: _("A snapshot and its factsheet"),
        }
        at = jobs.state(job, real_now())
        return cls(job, at, names[job.kind], reverse(place, args=[name]))

    @property
    def open(self) -> bool:
        return self.state in (State.WAITING, State.WORKING)

    @property
    def stopped(self) -> bool:
        """Whether somebody may start it again."""
        return self.state in (State.LOST, State.FAILED)

    @property
    def said(self) -> str:
        """How it stands, in a few words."""
        return {
            State.WAITING: _("waits"),
            State.WORKING: _("under way: %(done)s%%") % {"done": self.job.done},
            State.LOST: _("stopped half-way"),
            State.DONE: _("ready"),
            State.FAILED: _("could not be done"),
        }[self.state]


def looking_again(
    request: HttpRequest, answer: HttpResponse, progress: Progress | None
) -> HttpResponse:
    """The page asks for itself again while the work goes on, unless somebody stopped that."""
    if progress is not None and progress.open and STILL not in request.GET:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


def too_many() -> str:
    return _(
        "You have three pieces of work open already. Wait until one is done, or start a stopped "
        "one again."
    )


@door("research", needs=RESEARCHER, methods=["GET"])
def under_way(request: HttpRequest) -> HttpResponse:
    rows = [
        Progress.of(each) for each in Job.objects.filter(kind__in=HERE).order_by("-asked_at")[:50]
    ]
    return render(request, "research/under_way.html", {"here": "under_way", "rows": rows})


@door("research", needs=RESEARCHER, methods=["GET"])
def job(request: HttpRequest, name: str) -> HttpResponse:
    """Of a snapshot; other kinds have a page of their own, which shows their progress too."""
    held = _held(name)
    progress = Progress.of(held)
    if progress is not None and held.kind != SNAPSHOT:
        return redirect(progress.address)
    by = colleague(held.asked_by)
    page = {"here": "under_way", "progress": progress, "by": by.name if by else ""}
    return looking_again(request, render(request, "research/job.html", page), progress)


@door("research", needs=TWO, methods=["POST"])
def again(request: HttpRequest, name: str) -> HttpResponse:
    """Start work again that stopped or failed. Twice is once."""
    only_fields(request, ())
    held = _held(name)
    progress = Progress.of(held)
    others_too = "researcher" in request.signed_in.roles
    if progress is None or not (others_too or held.kind == register.KIND):
        raise Http404
    if jobs.again(held, real_now()):
        begin()
    return redirect(progress.address)


def _held(name: str) -> Job:
    held = Job.objects.filter(kind__in=HERE, pk=name).first()
    if held is None:
        raise Http404
    return held
