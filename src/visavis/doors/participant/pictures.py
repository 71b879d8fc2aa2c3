"""Pictures and pages that go with a letter: added, looked at as they will go, taken out (security §5 "Uploads")."""

from dataclasses import replace
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant import drafts
from visavis.doors.participant.room import room
from visavis.doors.shared import uploads
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal import pictures
from visavis.mediation.views import Picture, film_in
from visavis.rebuilding import MOST_PAGES


def of_draft(draft: drafts.Draft) -> list[uploads.Shown]:
    return _shown(draft.pictures, "draft_picture", draft.id)


def of_letter(letter: str, found: tuple[Picture, ...]) -> list[uploads.Shown]:
    return _shown(found, "letter_picture", letter)


def of_offer(offer: str, found: tuple[Picture, ...]) -> list[uploads.Shown]:
    return _shown(found, "read_picture", offer)


def _shown(found: tuple[Picture, ...], name: str, about: str) -> list[uploads.Shown]:
    found = () if film_in(found) else found
    return uploads.shown(found, lambda number: reverse(f"participant:{name}", args=[about, number]))


@door("participant", takes_upload=True)
def add(request: HttpRequest, draft: str) -> HttpResponse:
    """One at a time: it is made anew, and stands with the letter as the other will see it."""
    mine = room(request)
    if mine.view.letter(draft) is not None:
        return redirect("participant:letter", letter=draft)
    found = drafts.one(mine, draft) or drafts.beginning(draft)
    if request.method == "POST":
        only_fields(request, {"says"})
    form = uploads.PictureForm(request)
    sheets = form.sheets()
    if sheets and len(found.pictures) + len(sheets) > MOST_PAGES:
        form.add_error("file", _("Ten pictures or pages can go with a letter. Take one out first."))
    elif sheets:
        made = [
            Picture(
                pictures.keep(mine.where.party, sheet.content, mine.ring),
                sha256(sheet.content).hexdigest(),
                sheet.width,
                sheet.height,
                form.words(sheet),
            )
            for sheet in sheets
        ]
        drafts.save(mine, replace(found, pictures=(*found.pictures, *made)))
        return redirect("participant:pictures", draft=draft)
    page = show(request, "participant/letters/pictures.html", uploading=form, draft=found,
                pictures=of_draft(found), page_errors=bool(form.errors))  # fmt: skip
    return page


@door("participant", methods=["POST"])
def take_out(request: HttpRequest, draft: str, number: int) -> HttpResponse:
    """Out of the letter, and destroyed where no letter that was released holds it."""
    only_fields(request, set())
    mine = room(request)
    found = drafts.one(mine, draft)
    if found is None:
        raise Http404
    gone = uploads.nth(found.pictures, number)
    drafts.save(mine, replace(found, pictures=tuple(p for p in found.pictures if p != gone)))
    drafts.destroy_unused(mine, [gone.file])
    return redirect("participant:pictures", draft=draft)


@door("participant", methods=["GET"])
def draft_picture(request: HttpRequest, draft: str, number: int) -> HttpResponse:
    found = drafts.one(room(request), draft)
    return _picture(request, found.pictures if found else (), number)


@door("participant", methods=["GET"])
def letter_picture(request: HttpRequest, letter: str, number: int) -> HttpResponse:
    found = room(request).view.letter(letter)
    return _picture(request, found.pictures if found else (), number)


@door("participant", methods=["GET"])
def read_picture(request: HttpRequest, offer: str, number: int) -> HttpResponse:
    """Of a letter that was opened; before that there is none."""
    found = room(request).view.offer(offer)
    return _picture(request, found.pictures if found else (), number)


def _picture(request: HttpRequest, found: tuple[Picture, ...], number: int) -> HttpResponse:
    one, mine = uploads.nth(() if film_in(found) else found, number), room(request)
    return uploads.picture(pictures.look(mine.where.party, one.file, mine.ring), number)
