"""How many people does a next study need? A plan, simulated, beside the one this study registered (study.md §3.10)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from visavis.doors.research.power_form import PlanForm
from visavis.doors.research.power_tables import Shown
from visavis.doors.research.study import RESEARCHER, language, who
from visavis.doors.research.under_way import Progress, looking_again, too_many
from visavis.doors.research.working import begin
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.people.clock import now
from visavis.study import jobs, planning
from visavis.study.desk_models import Job
from visavis.study.jobs import State
from visavis.study.planning import REGISTERED, Outcome, Planned

FROM = "van"
"""In the address: the simulation whose plan the form starts from."""


@door("research", needs=RESEARCHER)
def power(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        only_fields(request, set(PlanForm.base_fields))
        form = PlanForm(request.POST)
        if form.is_valid():
            try:
                job = jobs.ask(planning.KIND, who(request), now(), form.planned.as_text())
            except jobs.TooMany:
                form.add_error(None, too_many())
            else:
                begin()
                return redirect("research:simulated", job.pk)
    else:
        form = PlanForm(initial=PlanForm.filled(_start(request)))
    earlier = Job.objects.filter(kind=planning.KIND).order_by("-asked_at")[:10]
    page = {
        "here": "analysis",
        "form": form,
        "earlier": [(Progress.of(one), Planned.of(one.asked)) for one in earlier],
    }
    return render(request, "research/power.html", page)


def _start(request: HttpRequest) -> Planned:
    """The plan that the form begins with: an earlier one, or the registered one."""
    job = Job.objects.filter(kind=planning.KIND, pk=request.GET.get(FROM, "")[:32]).first()
    return Planned.of(job.asked) if job else REGISTERED


@door("research", needs=RESEARCHER, methods=["GET"])
def simulated(request: HttpRequest, name: str) -> HttpResponse:
    job = Job.objects.filter(kind=planning.KIND, pk=name).first()
    if job is None:
        raise Http404
    planned, progress = Planned.of(job.asked), Progress.of(job)
    page: dict[str, Any] = {
        "here": "analysis",
        "progress": progress,
        "planned": planned,
        "job": job,
    }
    if progress is not None and progress.state is State.DONE:
        page["shown"] = Shown(planned, Outcome.of(job.outcome), language())
    return looking_again(request, render(request, "research/simulated.html", page), progress)
