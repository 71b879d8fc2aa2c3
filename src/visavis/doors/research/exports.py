"""Exports: asked for with a purpose, made while one does something else, released by two people."""

import json

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from visavis.doors.research.study import who
from visavis.doors.research.under_way import Progress, looking_again, too_many
from visavis.doors.research.working import begin
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import BadField, only_fields
from visavis.people.clock import now
from visavis.people.staff import colleague
from visavis.study import jobs
from visavis.study.desk_models import Export
from visavis.study.exports import register
from visavis.study.exports.making import MANIFEST, as_zip

TWO = frozenset({"researcher", "privacy_officer"})
ROLE = {"researcher": "researcher", "privacy_officer": "officer"}


class AskForm(forms.Form):
    use_required_attribute = False
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_(
            "Who gets it, for which question, under which contract. It stands in the manifest."
        ),
        max_length=400,
        error_messages={"required": _("Say what the export is for.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@door("research", needs=TWO)
def exports(request: HttpRequest) -> HttpResponse:
    form = AskForm()
    if request.method == "POST":
        only_fields(request, {"purpose"})
        form = AskForm(request.POST)
        if form.is_valid():
            try:
                asked = register.ask(form.cleaned_data["purpose"], who(request), now())
            except jobs.TooMany:
                form.add_error(None, too_many())
            else:
                begin()
                return redirect("research:export", asked.pk)
    newest = list(Export.objects.order_by("-asked_at")[:50])
    made_by = register.jobs_of(newest)
    held = [(one, Progress.of(made_by.get(one.pk))) for one in newest]
    page = {"here": "exports", "form": form, "held": held}
    return render(request, "research/exports.html", page)


@door("research", needs=TWO, methods=["GET"])
def export(request: HttpRequest, name: str) -> HttpResponse:
    return _page(request, _held(name))


def _page(request: HttpRequest, held: Export, refused: str = "", status: int = 200) -> HttpResponse:
    manifest = None
    if held.manifest:
        manifest = json.loads((register.folder_of(held) / MANIFEST).read_bytes())
    roles = [each for each in ROLE if each in request.signed_in.roles]
    progress = None
    if not held.manifest and not held.failed:
        progress = Progress.of(register.jobs_of([held]).get(held.pk))
    page = {
        "here": "exports",
        "held": held,
        "manifest": manifest,
        "refused": refused,
        "roles": [each for each in roles if not getattr(held, ROLE[each])],
        "researcher": colleague(held.researcher) if held.researcher else None,
        "officer": colleague(held.officer) if held.officer else None,
        "progress": progress,
    }
    answer = render(request, "research/export.html", page, status=status)
    answer.is_page = True
    return looking_again(request, answer, progress)


@door("research", needs=TWO, methods=["POST"])
def release(request: HttpRequest, name: str) -> HttpResponse:
    only_fields(request, {"role"})
    held, role = _held(name), request.POST.get("role", "")
    if role not in ROLE or role not in request.signed_in.roles:
        raise BadField("not a role of this account")
    try:
        register.release(held, ROLE[role], who(request), now())
    except register.NotReleased as refusal:
        return _page(request, _held(name), refusal.code, status=409)
    return redirect("research:export", held.pk)


@door("research", needs=TWO, methods=["GET"])
def archive(request: HttpRequest, name: str) -> HttpResponse:
    """The whole folder as one file, once two people released it."""
    held = _held(name)
    if held.released_at is None:
        raise Http404
    return HttpResponse(
        as_zip(register.folder_of(held)),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="export-{held.manifest[:12]}.zip"'},
    )


def _held(name: str) -> Export:
    held = Export.objects.filter(pk=name).first()
    if held is None:
        raise Http404
    return held
