"""Would a reader take it right? The factsheet as it will be, and the second person's yes."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from visavis.doors.research.study import RESEARCHER, study, who
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.factsheet import editions
from visavis.factsheet.models import Approval
from visavis.factsheet.pages import article
from visavis.people.clock import now
from visavis.people.staff import colleague


@door("research", needs=RESEARCHER, methods=["GET"])
def factsheet(request: HttpRequest) -> HttpResponse:
    return _page(request)


@door("research", needs=RESEARCHER, methods=["POST"])
def approve(request: HttpRequest) -> HttpResponse:
    only_fields(request, {"digest"})
    edition = editions.newest()
    if edition is None:
        raise Http404
    try:
        editions.approve(edition, request.POST.get("digest", ""), who(request), now())
    except editions.NotApproved as refusal:
        return _page(request, refusal.code, status=409)
    return HttpResponseRedirect(reverse("research:factsheet"))


@door("research", needs=RESEARCHER, methods=["GET"])
def pdf(request: HttpRequest, language: str) -> HttpResponse:
    edition = editions.newest()
    if edition is None or language not in ("nl", "en"):
        raise Http404
    made = edition.pdf_nl if language == "nl" else edition.pdf_en
    return HttpResponse(
        bytes(made),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="factsheet.{language}.pdf"'},
    )


def _page(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponse:
    found = study()
    page: dict[str, object] = {"here": "factsheet", "study": found, "refused": refused}
    if found is not None:
        approval = Approval.objects.filter(edition=found.edition).first()
        maker = colleague(found.edition.made_by)
        page |= {
            "article": article(found.sheet, claim_pages=reverse("research:claims") + "/"),
            "edition": found.edition,
            "approval": approval,
            "maker": maker.name if maker else "",
            "approver": (colleague(approval.approved_by) if approval else None),
            "mine": found.edition.made_by == who(request),
        }
    answer = render(request, "research/factsheet.html", page, status=status)
    answer.is_page = True  # a refusal stands beside the form, not on a page of its own
    return answer
