"""Scans of paper that came back, on one person's side: made anew in the child, kept in their file, taken away again."""

from hashlib import sha256
from random import SystemRandom
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.act_forms import PAPER_AT_MOST
from visavis.doors.desk.asking import NO_TEXT
from visavis.doors.desk.rooms import TrajectoryRoom, desk
from visavis.doors.shared import uploads
from visavis.doors.shared.carrying import new_key
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal import scans
from visavis.journal.record import Recorded, new_id
from visavis.mediation.entries import MEDIATES, PartyId
from visavis.mediation.scans import MOST, DropScan, KeepScan
from visavis.mediation.views import Picture, Scan
from visavis.rebuilding import Sheet


class ScanForm(uploads.PictureForm):
    says = None  # type: ignore[assignment]  # what stands on it was entered as their act
    paper = forms.CharField(
        label=_("Of which paper?"),
        help_text=_("The code of the sheet, or where the paper lies."),
        max_length=PAPER_AT_MOST,
        error_messages=NO_TEXT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("paper", "file")


def _keep(room: TrajectoryRoom, party: PartyId, paper: str, sheets: tuple[Sheet, ...]) -> bool:
    """Pages and entry stand together, or neither does."""
    trajectory, scan = room.where.trajectory, new_id(SystemRandom())
    with transaction.atomic():
        made = tuple(
            Picture(
                scans.keep(trajectory, party, sheet.content, room.ring),
                sha256(sheet.content).hexdigest(),
                sheet.width,
                sheet.height,
            )
            for sheet in sheets
        )
        act = KeepScan(party, scan, paper, made)
        done = isinstance(room.carry_out(act, token=room.token, key=new_key()), Recorded)
        if not done:
            transaction.set_rollback(True)
    return done


def _papers(found: tuple[Scan, ...], trajectory: str, party: str) -> list[dict[str, Any]]:
    def url_of(scan: str) -> Any:
        return lambda number: reverse("desk:scan_page", args=[trajectory, party, scan, number])

    return [
        {"scan": one, "pictures": uploads.shown(one.pictures, url_of(one.scan))}
        for one in reversed(found)
    ]


@door("desk", needs={"mediator"}, takes_upload=True)
def papers(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, MEDIATES)
    side = frame.side_of(room.view, party)
    if request.method == "POST":
        only_fields(request, {"paper"})
    form = ScanForm(request)
    sheets = form.sheets()
    if sheets and len(side.file.scans) >= MOST:
        form.add_error("file", _("That is enough scans for one person. Take one away first."))
    elif sheets:
        if _keep(room, side.party, form.cleaned_data["paper"], sheets):
            return redirect("desk:scans", trajectory, party)
        form.add_error("file", _("Something changed meanwhile. Choose the file once more."))
    return frame.show(
        request,
        here,
        "scans",
        here="trajectories",
        trajectory=trajectory,
        nickname=room.view.desk.nickname,
        uploading=form,
        papers=_papers(side.file.scans, trajectory, party),
        page_errors=bool(form.errors),
        **frame.half(side),
    )


def _scan(room: TrajectoryRoom, party: str, scan: str) -> Scan:
    side = frame.side_of(room.view, party)
    found = next((one for one in side.file.scans if one.scan == scan), None)
    if found is None:
        raise Http404
    return found


@door("desk", needs={"mediator"}, methods=["GET"])
def page(request: HttpRequest, trajectory: str, party: str, scan: str, number: int) -> HttpResponse:
    room = desk(request).trajectory(trajectory, MEDIATES)
    one = uploads.nth(_scan(room, party, scan).pictures, number)
    return uploads.picture(scans.look(trajectory, PartyId(party), one.file, room.ring), number)


@door("desk", needs={"mediator"}, methods=["POST"])
def take_away(request: HttpRequest, trajectory: str, party: str, scan: str) -> HttpResponse:
    only_fields(request, ())
    room, who = desk(request).trajectory(trajectory, MEDIATES), PartyId(party)
    found = _scan(room, party, scan)
    with transaction.atomic():
        done = room.carry_out(DropScan(who, scan), token=room.token, key=new_key())
        if isinstance(done, Recorded):
            scans.destroy(trajectory, who, [one.file for one in found.pictures], room.ring)
    return redirect("desk:scans", trajectory, party)
