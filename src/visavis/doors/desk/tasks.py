"""Work for staff as plain sentences, each with the form that does it (*Vandaag*)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visavis.journal.worklist import TaskItem


@dataclass(frozen=True, slots=True)
class Work:
    """What one code of task says, and where it is done.

    ``form``: slug of the desk's act; ``told``: slug of an act as told; ``page``: name of a URL that
    takes trajectory, party and ``about``; ``onward``: the trajectory itself must say which form.
    ``group``: promise, gate or dated. ``ticked``: nothing else takes it off the list.
    """

    says: Any
    form: str = ""
    told: str = ""
    page: str = ""
    onward: bool = False
    group: str = "promise"
    ticked: bool = False


WORK: Mapping[str, Work] = {
    "prepare_sign_up": Work(_("Ring and prepare this sign-up."), page="desk:prepare"),
    "take_up": Work(_("Take up, or pass on with a reason."), page="desk:take_up"),
    "reopened": Work(_("Someone came back. Call them."), ticked=True),
    "first_talk": Work(_("Have the exploratory talk."), form="verkennend-gesprek"),
    "carry_on_consent": Work(_("They said yes. Carry it on."), form="doet-mee"),
    "ask_the_other": Work(_("Ask the other side."), onward=True),
    "send_reminder": Work(_("No answer yet: send the one reminder."), page="desk:reminder", group="dated"),
    "no_answer": Work(_("The time to answer is over."), form="geen-antwoord", group="dated"),
    "wrong_address": Work(_("“Not me”: the address no longer counts."), form="verkeerd-adres"),
    "answer_came": Work(_("An answer came. Look what it asks for."), ticked=True),
    "answered_again": Work(_("They answered once more. Call them."), ticked=True),
    "news_date": Work(_("Their news date comes. Is there something to tell?"), form="vertellen", group="dated"),
    "tell_on_news_date": Work(_("Write what they hear on their news date."), form="vertellen", group="dated"),
    "may_be_told": Work(_("They let something go. Tell the other side."), onward=True),
    "preparation_talk": Work(_("Have a preparation talk."), form="voorbereidend-gesprek"),
    "form_chosen": Work(_("They chose a form. Do the choices meet?"), onward=True),
    "carry_on_ready": Work(_("They say they are ready. Carry it on."), form="is-klaar"),
    "read_along": Work(_("A letter was released. Read along."), page="desk:letter", group="gate"),
    "offer_letter": Work(
        _("A letter passed. Tell the reader in a talk, if they want to know."),
        page="desk:letter", group="gate",
    ),
    "letter_asked_back": Work(
        _("The writer asked a letter back. Speak with both."),
        page="desk:letter", group="gate", ticked=True,
    ),
    "read_together": Work(_("Read together what is here for them."), told="lezen", group="gate"),
    "talk_after_reading": Work(_("They read it. Talk about how that was."), group="gate", ticked=True),
    "offer_was_gone": Work(
        _("They opened it and nothing was there. Speak with them."),
        page="desk:take_away", group="gate",
    ),
    "tell_reaction": Work(_("The reader let something go for the writer."), onward=True, group="gate"),
    "stopped": Work(_("They stopped. Call, and begin rounding off."), form="afronden"),
    "paused": Work(_("They asked for a pause. Call them."), ticked=True),
    "pause_ends": Work(
        _("The pause they chose ends. Ask how they are."),
        told="gaat-verder", group="dated", ticked=True,
    ),
    "goes_on": Work(_("They go on after a pause. Call them."), ticked=True),
    "closing_talk": Work(_("Have the last talk."), form="laatste-gesprek"),
    "close": Work(_("They chose what helps afterwards. Close."), form="sluiten"),
    "follow_up": Work(_("Call as promised."), form="nabellen", group="dated"),
    "answer_worry": Work(_("A concern is open. Say what we do."), form="maatregel"),
}  # fmt: skip
"""Every code the rules give out; a test holds the two together."""

GROUPS = {
    "promise": _("Promises"),
    "gate": _("At the gate"),
    "dated": _("On their day"),
}


def link_of(item: TaskItem) -> str:
    """The address of the form that does this."""
    work = WORK[item.code]
    place = [item.trajectory, item.party]
    if work.form:
        return reverse("desk:act", args=[*place, work.form])
    if work.told == "lezen":
        return reverse("desk:told_about", args=[*place, work.told, item.about])
    if work.told:
        return reverse("desk:told", args=[*place, work.told])
    if work.onward:
        return reverse("desk:onward", args=[*place, item.code, item.about or "-"])
    if work.page in {"desk:prepare", "desk:take_up"}:
        return reverse(work.page, args=[item.trajectory])
    if work.page == "desk:reminder":
        return reverse(work.page, args=place)
    if work.page:
        return reverse(work.page, args=[*place, item.about])
    return reverse("desk:side", args=place)
