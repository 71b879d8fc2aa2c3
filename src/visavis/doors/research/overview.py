"""What do we know, and how surely? The limits first (experience.md §2.4)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from visavis.doors.research.study import study, who
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.factsheet import editions
from visavis.factsheet.pictures import PLACES, picture_of
from visavis.people.clock import now


@door("research", methods=["GET"])
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
                    "heading": text[PLACES[claim][0]]["heading"],
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


@door("research", methods=["POST"])
def take_snapshot(request: HttpRequest) -> HttpResponse:
    only_fields(request, ())
    editions.take(who(request), now())
    return HttpResponseRedirect(reverse("research:overview"))
