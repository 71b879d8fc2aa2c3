"""A group meeting: who comes along, one list that everyone says yes to, and each of them spoken with apart (§2.5).

Between the sides stands what each proposed and answered, for the mediator who works towards one list; on a side
stands the talk with whom that side brings. Who said no to whom stands on no other page.
"""

from collections.abc import Iterator
from random import SystemRandom
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.around_acts import FULL_NAME, person_of
from visavis.doors.desk.asking import Maker, Window, from_window, line, one, some, words
from visavis.doors.desk.words import label_of
from visavis.journal.record import new_id
from visavis.mediation import conference
from visavis.mediation.preparation import CHOOSES_FORM
from visavis.mediation.views import Attendee, Side

NEW = "new"
SAYS = {
    True: _("Says yes to the list as it stands"),
    False: _("Says no to the list as it stands"),
    None: _("Has not answered the list yet"),
}


def in_a_group(window: Window) -> list[Side]:
    """Whose choice is a group meeting, where they may still prepare or hold it."""
    return [
        side
        for side in window.desk.sides
        if side.own.form_choice == conference.FORM and side.own.state in CHOOSES_FORM
    ]


def _released(window: Window) -> list[str]:
    """Every name that may stand on the list, in an order that says nothing of who proposed it."""
    names = {
        one.shown_as for side in in_a_group(window) for one in side.own.group.mine if one.released
    }
    return sorted(names, key=str.casefold)


def _of(side: Side, one: Attendee) -> str:
    """How far it is with somebody whom this side brings."""
    known = next((k for k in side.file.attendees if k.attendee == one.attendee), None)
    if known is None:
        talk = gettext("not spoken with yet")
    elif known.may_come:
        talk = gettext("spoken with, says yes, and signed")
    elif known.consents:
        talk = gettext("spoken with, says yes, has not signed yet")
    else:
        talk = gettext("spoken with, does not come")
    on_list = (
        gettext("may stand on the list as “%(shown)s”") % {"shown": one.shown_as}
        if one.released
        else gettext("may not stand on the list yet")
    )
    return f"{one.name}: {on_list}; {talk}"


def _where_it_stands(window: Window) -> list[tuple[Any, Any]]:
    rows: list[tuple[Any, Any]] = []
    for side in in_a_group(window):
        group = side.own.group
        lines = [_of(side, one) for one in group.mine] or [gettext("Brings nobody")]
        if group.names:
            lines.append(str(SAYS[group.accepts]))
        if group.said:
            lines.append(f"“{group.said}”")
        rows.append((label_of(side), "\n".join(lines)))
    now = next((side.own.group.names for side in in_a_group(window) if side.own.group.names), ())
    return [*rows, (_("The list as it stands"), "\n".join(now))] if now else rows


def _names(window: Window) -> Maker | None:
    listed = [(name, name) for name in _released(window)]
    return some(_("Who stands on the list?"), listed, required=True) if listed else None


def _to_put(window: Window) -> bool:
    """Something was released that does not stand there, or something stands there that no longer may."""
    people = in_a_group(window)
    both = len({side.initiating for side in people}) > 1
    now = {name for side in people for name in side.own.group.names}
    said_no = any(side.own.group.accepts is False for side in people)
    held = any(each.form == conference.FORM for side in people for each in side.own.held)
    return both and not held and (said_no or bool(now ^ {*_released(window)}))


BETWEEN = (
    FormOf(
        conference.PutAttendees,
        "wie-komt-erbij",
        _("Group meeting: who comes along"),
        _("Put this list to everyone"),
        lead=_(
            "One list, the same for all, each name exactly as it was released. Work towards a list that all agree to, "
            "with each apart. Nobody hears from you who said no, or to whom. A list put before is replaced, and every "
            "yes to it ends."
        ),
        shows=_where_it_stands,
        asks={"names": from_window(_names)},
        needs=("names",),
        given=lambda window, answers: {
            "people": tuple(side.party for side in in_a_group(window)),
        },
        comes=_to_put,
        between=True,
    ),
)


# With somebody who comes along


def _mine(window: Window) -> tuple[Attendee, ...]:
    return window.side.own.group.mine


def _has_some(window: Window) -> bool:
    return bool(_mine(window))


def _which(label: Any) -> Maker:
    def make(window: Window) -> Maker | None:
        listed = [(one.attendee, one.name) for one in _mine(window)]
        first = listed[0][0] if len(listed) == 1 else ""
        return one(label, listed, first=first) if listed else None

    return from_window(make)


def _brings(window: Window) -> list[tuple[Any, Any]]:
    lines = [_of(window.side, one) for one in _mine(window)]
    return [(_("Whom they bring"), "\n".join(lines))] if lines else []


def _to_prepare(window: Window) -> bool:
    known = {one.attendee for one in window.side.file.attendees}
    return any(one.attendee not in known for one in _mine(window))


ROWS = (
    FormOf(
        conference.PrepareAttendee,
        "erbij-voorbereid",
        _("Group meeting: a talk with who comes along"),
        lead=_(
            "Apart, with the sheet on consent and secrecy: read it together. Nothing of what was said stands here. "
            "They may change their mind until the last moment; then record it again."
        ),
        shows=_brings,
        asks={
            "attendee": _which(_("Whom did you speak with?")),
            "name": line(_("What is their name?"), FULL_NAME, most=120),
            "consents": one(
                _("Do they want to come?"), [("yes", _("Yes")), ("no", _("No, or not any more"))]
            ),
            "signed": one(_("Did they sign the sheet?"), [("yes", _("Yes")), ("no", _("Not yet"))]),
        },
        needs=("attendee",),
        given=lambda window, answers: {
            "consents": answers["consents"] == "yes",
            "signed": answers["signed"] == "yes",
            "person": person_of(window.desk.trajectory, answers["name"]),
        },
        comes=_to_prepare,
        offered=_has_some,
    ),
)


# As told by a person


def _speaks_of_a_group(window: Window) -> bool:
    own = window.side.own
    return conference.FORM in {own.form_choice, own.form_agreed} or _has_some(window)


def _whom(window: Window) -> Maker | None:
    """Somebody named before, or someone new; not asked where nobody was named."""
    listed = [(one.attendee, one.name) for one in _mine(window)]
    return one(_("Whom is it about?"), [*listed, (NEW, _("Someone new"))]) if listed else None


def _named(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    about = answers.get("attendee", NEW)
    known = window.side.own.group.attendee(about)
    return {
        "attendee": about if known else new_id(SystemRandom()),
        "released": answers["released"] == "yes",
    }


def _listed(window: Window) -> list[tuple[Any, Any]]:
    names = window.side.own.group.names
    return [(_("Read aloud, name by name"), "\n".join(names))] if names else []


def _as_read(window: Window) -> forms.Field | None:
    """The list that stood on the page: a yes to another one is none, and is asked again."""
    now = window.side.own.group.version_hash

    def the_same(sent: str) -> None:
        if sent != now:
            raise forms.ValidationError(_("The list has changed. Read it aloud once more."))

    if not now:
        return None
    return forms.CharField(
        max_length=64, initial=now, validators=[the_same], widget=forms.HiddenInput
    )


TOLD = (
    FormOf(
        conference.ProposeAttendee,
        "noemt-wie-erbij",
        _("Whom they would like at the group meeting"),
        lead=_(
            "For you alone, until they let it stand on the list, in words they choose. The name itself does not "
            "change any more; how it stands on the list may."
        ),
        shows=_brings,
        asks={
            "attendee": from_window(_whom),
            "name": line(
                _("What is their name?"), _("Of somebody named before: the same name."), most=120
            ),
            "shown_as": line(
                _("How do they stand on the list, word for word?"),
                _("Leave it empty: by their name."),
                required=False,
                most=120,
            ),
            "released": one(
                _("May it stand on the list that everyone reads?"),
                [("no", _("Not yet")), ("yes", _("Yes, exactly so"))],
            ),
        },
        given=_named,
        offered=_speaks_of_a_group,
    ),
    FormOf(
        conference.TakeAttendeeBack,
        "toch-niet-erbij",
        _("Somebody comes along with them no longer"),
        lead=_("No reason is needed. You then put another list to everyone."),
        asks={"attendee": _which(_("Whom is it about?"))},
        needs=("attendee",),
        offered=_has_some,
    ),
    FormOf(
        conference.AnswerAttendees,
        "zegt-van-lijst",
        _("What they say of the list of who comes"),
        lead=_(
            "Yes, no and later are all fine. Whom they do not want there is for your ears alone."
        ),
        shows=_listed,
        asks={
            "version_hash": _as_read,
            "accepts": one(
                _("Do they say yes to exactly this list?"),
                [("yes", _("Yes")), ("no", _("No, or not any more"))],
            ),
            "said": words(
                _("Whom do they not want there, or what would help?"), required=False, most=2000
            ),
        },
        needs=("version_hash",),
        given=lambda window, answers: {"accepts": answers["accepts"] == "yes"},
        comes=lambda window: window.side.own.group.asks,
        offered=lambda window: bool(window.side.own.group.names),
    ),
)


def agreed_names(window: Window) -> Iterator[tuple[str, str]]:
    """The list that stands, for whoever records who was there."""
    people = in_a_group(window)
    for name in people[0].own.group.names if people else ():
        yield name, name
