"""What do we know, and how surely? The limits first (experience.md §2.4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from visavis.doors.research.study import RESEARCHER, study, who
from visavis.doors.research.working import SNAPSHOT, begin
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.factsheet.pictures import picture_of, title_of
from visavis.people.clock import now
from visavis.study import jobs


@door("research", needs=RESEARCHER, methods=["GET"])
def overview(request: HttpRequest) -> HttpResponse:
    found = study()
    page: dict[str, object] = {"here": "overview", "study": found}
    if found is not None:
        teller, text = found.teller, found.teller.texts
        limits = next(
            block for block in found.sheet.first_page if block.key in ("limits", "progress")
        )
        page |= {
            "limits": limits,
            "words": text,
            "charts": [
                {
                    "claim": claim,
                    "heading": title_of(teller, claim),
                    "sentence": teller.claim_sentence(evidence),
                    "grade": teller.grade(evidence),
                    "picture": picture_of(teller, evidence),
                }
                for claim in ("C5", "C6", "C1", "C10")
                if (evidence := found.of(claim)) is not None
            ],
            "flow": picture_of(teller, found.of("C22")),
        }
    return render(request, "research/overview.html", page)


@door("research", needs=RESEARCHER, methods=["POST"])
def take_snapshot(request: HttpRequest) -> HttpResponse:
    only_fields(request, ())
    try:
        job = jobs.ask(SNAPSHOT, who(request), now())
    except jobs.TooMany:
        return redirect("research:under_way")
    begin()
    return redirect("research:job", job.pk)
