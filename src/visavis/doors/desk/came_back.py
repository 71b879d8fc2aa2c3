"""The sheet of paper that a page at the desk is opened for: ``?blad=`` and its code."""

from django.http import Http404, HttpRequest

from visavis.doors.desk.act_forms import CameBack, FormOf
from visavis.doors.desk.asking import Window
from visavis.doors.desk.rooms import Desk
from visavis.journal import reply_forms as kept


def came_back(request: HttpRequest, here: Desk, row: FormOf, win: Window) -> CameBack | None:
    """The sheet that is entered on this page, as its address names it; None for one without. Raises Http404 for
    a sheet that asks something else."""
    code = request.GET.get("blad", "")
    if not code:
        return None
    asked = kept.find(here.ring, code, here.today, request.POST.get("key", ""))
    mine = (row.slug, win.desk.trajectory, win.side.party, win.about)
    if asked is None or (asked.slug, asked.trajectory, asked.party, asked.about) != mine:
        raise Http404
    return CameBack(kept.grouped(kept.plain(code)), here.ring, here.name, here.today)
