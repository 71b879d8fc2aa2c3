"""*Op papier*: a form that came back goes straight to its entry; forms and packets to print (issue: equals).

A code that is mistyped, entered before, too old, of another service or of somebody else's care is one sentence.
"""

import io
import random
import zipfile
from collections.abc import Sequence
from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame, papers
from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import NO_ANSWER, NO_TEXT, Window, nobody_yet
from visavis.doors.desk.caseload import own_caseload
from visavis.doors.desk.reply_sheets import BLANK, FORMS, LETTER, questions, sheet_of, version_of
from visavis.doors.desk.rooms import Desk, desk, hears
from visavis.doors.shared.door import door
from visavis.doors.shared.downloads import download
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.languages import in_ours, ours, plain
from visavis.journal import reply_forms as kept
from visavis.journal.reply_forms import Question
from visavis.mediation.entries import Audience
from visavis.mediation.views import DeskView, Side
from visavis.mediation.wording import spoken_to
from visavis.mediation.words import PartyState
from visavis.outside import reply_forms as outside
from visavis.people import clock, words_door
from visavis.people.addresses import address
from visavis.people.signing_in import Refused
from visavis.people.words import typed
from visavis.service.current import current

INTAKE = frozenset({Audience.INTAKE})
WORDS = 3
AT_ONCE = 40
"""People in one pile of packets."""
BLANKS = 20
UNKNOWN = _(
    "We do not know this code. Look once more: the code stands at the bottom of each sheet. "
    "A sheet that was entered before does not open again."
)
CHANGED = _(
    "The text on this sheet has changed since it was printed. Send the new text, with a new sheet."
)
OVER = frozenset({PartyState.DECEASED, None})


class CodeForm(forms.Form):
    use_required_attribute = False
    code = forms.CharField(
        label=_("The code on the sheet"),
        help_text=_("Type it or scan it. On the card of a letter: its three words."),
        max_length=60,
        error_messages=NO_TEXT,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class BlankForm(forms.Form):
    use_required_attribute = False
    slug = forms.ChoiceField(
        label=_("Which form?"),
        choices=[
            ("telefoon", _("To sign up oneself")),
            ("voor-een-ander", _("To sign up another person")),
        ],
        widget=forms.RadioSelect,
        error_messages=NO_ANSWER,
    )
    language = forms.ChoiceField(
        label=_("In which language?"),
        choices=ours(),
        initial="nl",
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("How many? Each has a code of its own."),
        min_value=1,
        max_value=BLANKS,
        initial=1,
        error_messages=NO_TEXT,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class ChosenForm(forms.Form):
    """Which sheets, in which language, and whether with a sheet on top for the envelope."""

    use_required_attribute = False
    sheets = forms.MultipleChoiceField(
        label=_("Which sheets?"),
        error_messages=NO_ANSWER,
        widget=forms.CheckboxSelectMultiple,
    )
    language = BlankForm.base_fields["language"]
    extra = forms.MultipleChoiceField(
        label=_("With it"),
        required=False,
        choices=[
            ("cover", _("A sheet on top, with name and address for the envelope")),
            ("ring", _("The circle around them, to keep")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )


def _entry(here: Desk, asked: Question) -> str | None:
    """The page on which this is entered; None where this member of staff does not enter it."""
    if not asked.party:
        names = {"telefoon": "by_telephone", "voor-een-ander": "for_another"}
        known = asked.slug in BLANK and "intake" in here.roles
        return reverse(f"desk:{names[asked.slug]}") if known else None
    row = FORMS.get(asked.slug)
    roles = here.audiences(asked.trajectory)
    if row is None or not any(role in hears(row.act) for role in roles):
        return None
    place = [asked.trajectory, asked.party]
    if row.slug == LETTER.slug:
        return reverse("desk:paper_letter", args=place) if "mediator" in here.roles else None
    if asked.about:
        return reverse("desk:told_about", args=[*place, row.slug, asked.about])
    return reverse("desk:told", args=[*place, row.slug])


def _three_words(request: HttpRequest, here: Desk, given: str) -> str | None:
    """The card at the foot of a letter of ours carries its three words instead of a code."""
    if len(typed(given)) != WORDS:
        return None
    opened = words_door.open_page(
        given, ("answer", "sign_up"), address(request), here.now, clock.real_now()
    )
    if isinstance(opened, Refused):
        return None
    if opened.purpose == "sign_up":
        roles = here.audiences(opened.trajectory)
        return reverse("desk:own_yes", args=[opened.trajectory]) if INTAKE & {*roles} else None
    return _entry(here, Question("antwoord", opened.trajectory, opened.party))


def _changed(here: Desk, asked: Question) -> bool:
    """Whether the text that stood on the sheet is another one now."""
    if not asked.version:
        return False
    view = here.views([asked.trajectory])[asked.trajectory]
    win = frame.window(here, view, asked.party, asked.about)
    return version_of(FORMS[asked.slug], win) != asked.version


@door("desk")
def paper(request: HttpRequest) -> HttpResponse:
    """A code, and straight on to the entry; below it, what can be printed."""
    here = desk(request)
    form = CodeForm()
    if request.method == "POST":
        only_fields(request, ("code",))
        form = CodeForm(request.POST)
        if form.is_valid():
            by_words = _three_words(request, here, form.cleaned_data["code"])
            if by_words:
                return redirect(by_words)
            code = kept.plain(form.cleaned_data["code"])
            asked = kept.find(here.ring, code, here.today)
            entry = _entry(here, asked) if asked else None
            if asked is not None and entry is not None and not _changed(here, asked):
                return redirect(f"{entry}?{urlencode({'blad': code})}")
            form.add_error("code", CHANGED if entry else UNKNOWN)
    people, more = by_post(here)
    return frame.show(
        request,
        here,
        "paper",
        here="today",
        asked=form,
        page_errors=bool(form.errors),
        people=[{**frame.half(side), "nickname": view.desk.nickname} for view, side in people],
        more=more,
        blank=BlankForm() if "intake" in here.roles else None,
        most=BLANKS,
    )


def by_post(here: Desk) -> tuple[list[tuple[DeskView, Side]], bool]:
    """Those of one's own care who chose post, with where they get it; who stay in one place stand together."""
    if "mediator" not in here.roles:
        return [], False
    cards = []
    for card in own_caseload(here, ""):
        cards.append(card.trajectory)
        if len(cards) > AT_ONCE:
            break
    views = here.views(cards[:AT_ONCE])
    found = [
        (view, side)
        for view in views.values()
        for side in view.sides
        if side.own.state not in OVER and side.own.reach.channel == "post"
    ]
    found.sort(key=lambda one: (one[1].own.reach.post.splitlines()[::-1], one[0].desk.nickname))
    return found, len(cards) > AT_ONCE


def _packet(
    here: Desk,
    side: Side,
    chosen: Sequence[tuple[Question, FormOf]],
    win: Window,
    language: str,
    extra: Sequence[str],
) -> bytes:
    codes = kept.issue(
        here.ring, [asked for asked, _row in chosen], here.today, random.SystemRandom()
    )
    spoken = spoken_to(side.own, here.today, language)
    sheets = [
        sheet_of(row, Window(win.desk, side, win.today, asked.about, win.account), code, spoken)
        for (asked, row), code in zip(chosen, codes, strict=True)
    ]
    to = outside.To(side.own.first_name or side.file.name, side.own.reach.post)
    return _pdf(sheets, spoken, here.today, to if "cover" in extra else None, "ring" in extra)


def _pdf(
    sheets: Sequence[outside.Form],
    language: str,
    on: date,
    to: outside.To | None = None,
    ring: bool = False,
) -> bytes:
    return outside.reply_forms(
        sheets,
        language=language,
        phone=current().facts.phone,
        phone_hours=current().facts.hours.within(plain(language)),
        on=on,
        to=to,
        ring=ring,
    )


def _id(asked: Question) -> str:
    return f"{asked.slug}:{asked.about}" if asked.about else asked.slug


@door("desk")
def person_forms(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    """The sheets that one person may use from where they are; what comes next for them is ticked."""
    here = desk(request)
    room = here.trajectory(trajectory)
    win = frame.window(here, room.view, party)
    side = win.side
    may = questions(win, room.actor.audience) if side.state is not PartyState.DECEASED else []
    begins = {
        "sheets": [_id(asked) for asked, row in may if asked.about or row.comes(win)],
        "language": in_ours(side.own.language),
        "extra": ["cover"],
    }
    form = ChosenForm(request.POST if request.method == "POST" else None, initial=begins)
    form.fields["sheets"].choices = [(_id(asked), row.title) for asked, row in may]
    if request.method == "POST":
        only_fields(request, form.fields)
        if form.is_valid():
            said = form.cleaned_data
            chosen = [one for one in may if _id(one[0]) in said["sheets"]]
            made = _packet(here, side, chosen, win, said["language"], said["extra"])
            return papers.as_file(made, here.today, room.view.desk.nickname)
    return frame.show(
        request,
        here,
        "person_forms",
        here="trajectories",
        trajectory=trajectory,
        nickname=room.view.desk.nickname,
        asked=form,
        page_errors=bool(form.errors),
        may=may,
        **frame.half(side),
    )


@door("desk", needs={"mediator"}, methods=["POST"])
def packets(request: HttpRequest) -> HttpResponse:
    """A packet for each who was ticked: one file a person, for one envelope a person."""
    only_fields(request, ("who",))
    here = desk(request)
    wanted = set(request.POST.getlist("who"))
    chosen = [(view, side) for view, side in by_post(here)[0] if side.party in wanted]
    if not chosen:
        return redirect("desk:paper")
    pile = io.BytesIO()
    with zipfile.ZipFile(pile, "w") as archive:
        for number, (view, side) in enumerate(chosen, 1):
            win = Window(view, side, here.today, "", here.account)
            audience = here.actor(view.trajectory).audience
            may = questions(win, audience)
            language = in_ours(side.own.language)
            made = _packet(here, side, may, win, language, ("cover", "ring"))
            name = zipfile.ZipInfo(papers.file_name(here.today, view.desk.nickname, number))
            archive.writestr(name, made)
    return download(pile.getvalue(), "application/zip", f"{here.today.isoformat()}.zip")


@door("desk", needs={"intake"}, methods=["POST"])
def blank_forms(request: HttpRequest) -> HttpResponse:
    """For those who are not here yet: each sheet with a code of its own, so that it is entered once."""
    only_fields(request, BlankForm.base_fields)
    here = desk(request)
    form = BlankForm(request.POST)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    row, win = BLANK[said["slug"]], nobody_yet(here.today)
    asked = [Question(row.slug)] * said["number"]
    codes = kept.issue(here.ring, asked, here.today, random.SystemRandom())
    sheets = [sheet_of(row, win, code, said["language"]) for code in codes]
    return papers.as_file(_pdf(sheets, said["language"], here.today), here.today, "bladen")
