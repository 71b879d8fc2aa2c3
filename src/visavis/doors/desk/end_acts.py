"""Around the end at the desk: what helps afterwards carried out, the circle, and what people tell us of it (§6.3)."""

from datetime import datetime, time
from random import SystemRandom
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import (
    Maker,
    Window,
    clock,
    from_window,
    line,
    on,
    one,
    some,
    tick,
    words,
)
from visavis.doors.desk.words import said
from visavis.doors.shared.circle_card import lines_of, text_of
from visavis.journal.record import new_id
from visavis.mediation import circle, ending, handover, last_word, own_letter, support
from visavis.mediation.support import CLOSING_MENU, KEEPSAKE
from visavis.mediation.terms import HERE
from visavis.mediation.views import Handover


def _open(window: Window) -> list[str]:
    """What was chosen, is for the mediator to see to, and did not take place yet."""
    own = window.side.own
    return [
        one.what
        for one in own.support
        if one.chosen_on and not one.held_on and one.what in support.ARRANGED
    ]


def _which(window: Window) -> Maker | None:
    found = [(what, said(CLOSING_MENU[what])) for what in _open(window)]
    return (
        one(_("Which of what they chose?"), found, first=found[0][0] if len(found) == 1 else "")
        if found
        else None
    )


def _envelopes(window: Window) -> Maker | None:
    found = [
        (each.own_letter, date_format(each.returns_on, "j F Y"))
        for each in window.side.own.own_letters
        if each.in_envelope and not each.back_on
    ]
    return (
        one(_("Which envelope? By the day it goes back"), found, first=found[0][0])
        if found
        else None
    )


def _note(window: Window) -> Handover | None:
    """The text that is being talked over."""
    notes = [note for note in window.side.own.handovers if not note.handed_on]
    return notes[-1] if notes else None


def _shows_note(window: Window) -> list[tuple[Any, Any]]:
    note = _note(window)
    if note is None:
        return []
    rows: list[tuple[Any, Any]] = [(_("Text for other help"), f"{note.to_whom}\n\n{note.text}")]
    if note.agreed is not None:
        rows.append(
            (
                _("They said"),
                _("Yes, exactly these words") if note.agreed else _("No, not like this"),
            )
        )
    if note.said:
        rows.append((_("They want it different"), note.said))
    return rows


def _for_note(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    note = _note(window)
    return {"note": note.note if note else "", "version_hash": note.version_hash if note else ""}


def _planned(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    at: time = answers["hour"]
    return {"at": datetime.combine(answers["day"], at, HERE)}


def _helped(window: Window) -> Maker | None:
    found = [
        (each.what, said(CLOSING_MENU[each.what]))
        for each in window.side.own.support
        if each.held_on and each.what in CLOSING_MENU
    ]
    return one(_("What is it about?"), found) if found else None


def _letters(window: Window) -> Maker | None:
    found = [
        (mine.letter, date_format(mine.released_on, "j F Y"))
        for mine in window.side.own.letters
        if mine.state != "released" and mine.last_word != last_word.DESTROY
    ]
    return one(_("Which letter? By its day"), found) if found else None


def _near_the_end(window: Window) -> bool:
    return window.side.own.state in support.AROUND_THE_END


def _wished(window: Window) -> bool:
    return window.side.own.circle.wished_on is not None


END = (
    FormOf(
        ending.PlanClosing,
        "einde",
        _("Around when you round off together"),
        lead=_(
            "Said early, so that the end is no surprise. It stands on each page of their place."
        ),
        asks={
            "on": on(_("Around which day?")),
            "left": one(
                _("How often do you still speak?"),
                [
                    ("", _("Not known yet")),
                    ("3", _("Three more times")),
                    ("2", _("Two more times")),
                    ("1", _("One more time")),
                ],
                required=False,
            ),
        },
        given=lambda window, answers: {
            "contacts": int(answers["left"]) if answers["left"] else None
        },
    ),
    FormOf(
        support.ArrangeSupport,
        "geregeld",
        _("What you arranged for afterwards"),
        _("Tell them"),
        lead=_(
            "They read this on their place. For what they do themselves, such as a booklet: how they do it."
        ),
        asks={
            "what": from_window(_which),
            "told": words(_("What is arranged?"), most=2000),
            "on": on(_("For which day?"), _("Leave it empty where there is none."), required=False),
        },
        needs=("what",),
        offered=lambda w: bool(_open(w)),
        comes=lambda w: any(not w.side.own.supported(what).arranged for what in _open(w)),
    ),
    FormOf(
        support.HoldSupport,
        "gebeurd",
        _("Something they chose took place"),
        asks={"what": from_window(_which)},
        needs=("what",),
        offered=lambda w: bool(_open(w)),
    ),
    FormOf(
        handover.WriteHandover,
        "overdracht",
        _("A text for other help"),
        _("Put it before them"),
        lead=_(
            "They read it first. It goes only after their yes, word for word. Nothing of the other stands in it."
        ),
        shows=_shows_note,
        asks={
            "to_whom": line(_("For whom?"), most=120),
            "text": words(_("What should this other help know?"), most=4000),
        },
        begins=lambda w: {"to_whom": note.to_whom, "text": note.text} if (note := _note(w)) else {},
        given=lambda window, answers: {
            "note": note.note if (note := _note(window)) else new_id(SystemRandom())
        },
        offered=lambda w: "warm_handover" in _open(w),
    ),
    FormOf(
        handover.HoldHandover,
        "samen-gebeld",
        _("You called other help together"),
        shows=_shows_note,
        given=lambda window, answers: {"note": _for_note(window, answers)["note"]},
        offered=lambda w: (note := _note(w)) is not None and note.agreed is True,
        comes=lambda w: (note := _note(w)) is not None and note.agreed is True,
    ),
    FormOf(
        own_letter.SendEnvelope,
        "envelop",
        _("An envelope went back"),
        lead=_("Closed, as it came. Nobody opened it."),
        asks={"letter": from_window(_envelopes)},
        needs=("letter",),
        offered=lambda w: any(
            one.in_envelope and not one.back_on for one in w.side.own.own_letters
        ),
    ),
    FormOf(
        circle.HoldCircleTalk,
        "kring-gesprek",
        _("The talk about a circle"),
        asks={
            "wishes": words(
                _("What do they want of their people?"),
                _("In their own words. They choose who comes."),
                most=4000,
            )
        },
        offered=_wished,
        comes=lambda w: _wished(w) and w.side.own.circle.talked_on is None,
    ),
    FormOf(
        circle.PlanCircle,
        "kring-plannen",
        _("Plan the circle"),
        lead=_(
            "After a call with each. About ninety minutes, with a talking piece. The other side does not know."
        ),
        asks={
            "day": on(_("Which day?")),
            "hour": clock(_("At what time?")),
            "where": words(_("Where?"), most=500),
        },
        given=_planned,
        offered=_wished,
        comes=lambda w: (
            w.side.own.circle.talked_on is not None and w.side.own.circle.meets_at is None
        ),
    ),
    FormOf(
        circle.HoldCircle,
        "kring-gehouden",
        _("The circle met"),
        lead=_("Nothing of what was said is written down. Who does what is their own card."),
        offered=_wished,
        comes=lambda w: w.side.own.circle.meets_at is not None and w.side.own.circle.met_on is None,
    ),
    FormOf(
        circle.CheckCircle,
        "kring-nabellen",
        _("Six weeks later: how does it go?"),
        offered=lambda w: w.side.own.circle.met_on is not None,
    ),
)

TOLD = (
    FormOf(
        own_letter.WriteToSelf,
        "brief-aan-zichzelf",
        _("They write a letter to themselves"),
        lead=_("On paper they close the envelope themselves. You keep it, and send it on its day."),
        asks={
            "returns": one(_("When does it go back?"), own_letter.RETURNS),
            "text": words(
                _("What they told you, word for word"),
                _("Leave it empty for an envelope."),
                required=False,
            ),
        },
        given=lambda window, answers: {"letter": new_id(SystemRandom())},
        offered=_near_the_end,
    ),
    FormOf(
        own_letter.DropOwnLetter,
        "brief-aan-zichzelf-hoeft-niet",
        _("An envelope need not go back"),
        asks={"letter": from_window(_envelopes)},
        needs=("letter",),
        offered=lambda w: any(
            one.in_envelope and not one.back_on for one in w.side.own.own_letters
        ),
    ),
    FormOf(
        support.MakeKeepsake,
        "boekje",
        _("They want a booklet of their own words"),
        lead=_("You print it from their side. Their drawing only they can print."),
        asks={
            "parts": some(_("What goes into it?"), KEEPSAKE, required=True),
            "by_post": tick(_("Send it on paper")),
        },
        offered=_near_the_end,
    ),
    FormOf(
        support.EndUnsentLetter,
        "brief-niet-versturen",
        _("They wrote a letter that they do not send"),
        asks={"how": one(_("What do they do with it?"), support.UNSENT)},
        offered=_near_the_end,
    ),
    FormOf(
        support.SayHelpful,
        "hielp-het",
        _("Whether it helped"),
        lead=_(
            "Ask it in peace. They may leave it. You do not see it again, and it changes nothing."
        ),
        asks={
            "what": from_window(_helped),
            "helpful": one(_("How much did it help?"), support.HELPFUL),
        },
        needs=("what",),
        given=lambda window, answers: {"helpful": int(answers["helpful"])},
        offered=lambda w: any(one.held_on for one in w.side.own.support),
    ),
    FormOf(
        handover.AnswerHandover,
        "overdracht-mag",
        _("What they say of the text for other help"),
        shows=_shows_note,
        asks={
            "answer": one(
                _("May these words go there?"),
                [("yes", _("Yes, exactly these words")), ("no", _("No, not like this"))],
            ),
            "said": words(_("What should be different?"), required=False, most=2000),
        },
        given=lambda window, answers: {
            **_for_note(window, answers),
            "agreed": answers["answer"] == "yes",
        },
        offered=lambda w: _note(w) is not None,
        comes=lambda w: (note := _note(w)) is not None and note.agreed is None,
    ),
    FormOf(
        last_word.SayLastWord,
        "laatste-woord",
        _("The last word on a letter of theirs"),
        asks={
            "letter": from_window(_letters),
            "wish": one(_("What becomes of it?"), last_word.LAST_WORDS),
        },
        needs=("letter",),
        given=lambda window, answers: {"parcel": new_id(SystemRandom())},
        offered=lambda w: _near_the_end(w) and _letters(w) is not None,
    ),
    FormOf(
        circle.WishCircle,
        "wil-kring",
        _("They want a circle of their own people"),
        lead=_("Around this person alone. The other side has no part in it and does not know."),
    ),
    FormOf(circle.LetCircleGo, "geen-kring", _("No circle after all"), offered=_wished),
    FormOf(
        circle.SetCircleCard,
        "kring-kaart",
        _("Who does what, as the circle agreed"),
        asks={
            "text": words(
                _("Who does what?"),
                _("One line for each. For example: Lot: calls on Sunday evening."),
                most=4000,
            )
        },
        begins=lambda w: {"text": text_of(w.side.own.circle.card)},
        given=lambda window, answers: {"lines": lines_of(answers["text"])},
        offered=_wished,
    ),
)
