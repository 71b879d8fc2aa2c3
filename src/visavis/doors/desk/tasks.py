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
    takes trajectory, party and ``about``; ``between``: slug of what both sides decided; ``onward``: the
    trajectory itself must say which form.
    ``group``: promise, gate or dated. ``ticked``: nothing else takes it off the list.
    """

    says: Any
    form: str = ""
    told: str = ""
    page: str = ""
    between: str = ""
    onward: bool = False
    group: str = "promise"
    ticked: bool = False


WORK: Mapping[str, Work] = {
    "prepare_sign_up": Work(_("Ring and prepare this sign-up."), page="desk:prepare"),
    "take_up": Work(_("Take up, or pass on with a reason."), page="desk:take_up"),
    "reopened": Work(_("Someone came back. Call them, and say how they go on."), form="terugkomst"),
    "confirm_new_words": Work(_("New words for a place wait for you."), page="desk:confirm_words"),
    "new_words_refused": Work(_("A colleague did not confirm the new words."), ticked=True),
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
    "begin_preparation": Work(_("Both sides take part and know it. Begin the preparation."), between="voorbereiding"),
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
    "close_quietly": Work(
        _("They stayed silent. Close with them."), form="nazorg-klaar", group="dated"
    ),
    "arrange_support": Work(_("They chose something for afterwards. Arrange it, and tell them."), form="geregeld"),
    "support_day": Work(_("What was arranged for them is now. Did it take place?"), form="gebeurd", group="dated"),
    "send_envelope": Work(
        _("Their letter to themselves goes back today. Send the envelope."), form="envelop", group="dated"
    ),
    "send_keepsake": Work(_("They want their booklet on paper. Print and send it."), ticked=True),
    "handover_answered": Work(_("They want the text for other help to be different."), form="overdracht"),
    "call_together": Work(_("They said yes to the text. Call the other help together."), form="samen-gebeld"),
    "circle_talk": Work(_("They want a circle around them. Talk about what they wish."), form="kring-gesprek"),
    "circle_plan": Work(_("Call each who is asked to the circle, and plan it."), form="kring-plannen"),
    "circle_meeting": Work(_("The circle meets. Afterwards: did it?"), form="kring-gehouden", group="appointment"),
    "circle_check": Work(_("Six weeks after the circle: ask how it goes."), form="kring-nabellen", group="dated"),
    "symbolic_talk": Work(
        _("They want to talk with people from another event. Talk about it."), form="ontmoeting-gesprek"
    ),
    "symbolic_match": Work(_("Somebody waits for people from another event. Who fits?"), page="desk:together"),
    "symbolic_answer": Work(
        _("Ask whether they want to meet the people we found."), told="ontmoeting-antwoord"
    ),
    "symbolic_plan": Work(_("They answered about meeting. Look at the group."), page="desk:together"),
    "symbolic_group": Work(
        _("A group from other events: has each answered, did they meet, when again?"),
        page="desk:together_group", group="dated",
    ),
    "symbolic_left": Work(
        _("Somebody left a group from other events. See to the rest."), page="desk:together", ticked=True
    ),
    "symbolic_call": Work(_("Call: how was the meeting with people from another event?"), ticked=True),
    "follow_up": Work(_("Call as promised."), form="nabellen", group="dated"),
    "answer_worry": Work(_("A concern is open. Say what we do."), form="maatregel"),
    "confirm_sign_up": Work(
        _("Somebody else signed them up. Ring, and ask whether they want it."), page="desk:own_yes"
    ),
    "admit_guest": Work(_("They invited somebody to stand beside them. Speak with that person."), form="naaste-binnen"),
    "guest_ended": Work(_("Somebody's help beside them ended. Thank that person."), ticked=True),
    "another_guardian": Work(_("This parent cannot decide here. Look for someone else."), ticked=True),
    "guardian_refused": Work(_("A parent or guardian says no. Decide together what now."), ticked=True),
    "tell_of_death": Work(_("The other has died. Tell them yourself, in a talk."), form="overlijden-verteld"),
    "aftercare_ended": Work(_("They ended aftercare themselves."), ticked=True),
    "agreement_answered": Work(_("They answered the text. Has everyone?"), between="tekst-vastleggen", ticked=True),
    "another_mediator": Work(_("They ask for another mediator. No reason needed."), page="desk:change_mediator"),
    "answer_complaint": Work(_("A complaint waits for an answer, with the way outside in it."), page="desk:complaint"),
    "approve_contact": Work(_("Look at this a second time: may they meet?"), between="tweede-blik"),
    "approve_message": Work(
        _("Read their message back: is this exactly it?"), told="boodschap-klopt", group="gate"
    ),
    "ask_agreement": Work(_("The time to think is over. Ask whether they agree."), onward=True, ticked=True),
    "begin_anew": Work(_("They begin anew. Sign them up with the link to this trajectory."), page="desk:begin_anew"),
    "call_after_contact": Work(_("Call: how was it?"), ticked=True),
    "call_week_after_contact": Work(_("A week later: call once more."), ticked=True),
    "decide_on_danger": Work(_("Danger was reported. Decide today."), form="gevaar-naar-buiten"),
    "deliver_message": Work(_("A message may be told, in a talk."), page="desk:message", group="gate"),
    "disclosure_answered": Work(_("They answered whether it may be sent."), between="tekst-versturen", ticked=True),
    "glass_was_broken": Work(_("Somebody opened this trajectory with a reason. Look, and tell them."), ticked=True),
    "film_may_stay": Work(
        _("They want to keep a video they saw. Did everyone choose so?"), page="desk:keep_film", group="dated"
    ),
    "film_no_longer_stays": Work(
        _("The maker no longer wants their video kept longer."), page="desk:letter", ticked=True
    ),
    "hear_worry": Work(_("Something worries them. Call."), form="zorg-besproken"),
    "help_with_draft": Work(_("They ask you to read along with a draft."), page="desk:draft"),
    "match_found": Work(_("Intake noticed that this person is known already."), page="desk:join", ticked=True),
    "meet_new_mediator": Work(_("You are their new mediator. Meet them."), ticked=True),
    "pass_message": Work(_("A message was approved. Look at it."), page="desk:message", group="gate"),
    "put_agreement": Work(
        _("They propose what to agree. Put it to everyone."), between="tekst-voorleggen", ticked=True
    ),
    "talk_after_message": Work(
        _("They heard a message. Talk about how that was."), group="gate", ticked=True
    ),
    "tell_by_phone": Work(_("Call: both asked for each other."), ticked=True),
    "tell_message_reaction": Work(_("They let something go for the other."), onward=True, group="gate"),
    "tell_of_disclosure": Work(_("Tell them what was shared, once that is safe."), form="gevaar-verteld"),
    "reconfirm": Work(_("Ask once more: do you want this?"), told="wil-het-nog"),
    "appointment": Work(
        _("They have an appointment. Afterwards: was the talk held?"),
        between="gesprek-gehouden", group="appointment",
    ),
    "cannot_come": Work(_("They cannot come, or not then. Call them, and plan again."), between="afspraak-plannen"),
    "talk_after_not_held": Work(_("It did not take place. Speak with them."), ticked=True),
    "attendee_proposed": Work(
        _("They named somebody for the group meeting. Speak with that person."), form="erbij-voorbereid"
    ),
    "attendee_taken_back": Work(
        _("Somebody comes along with them no longer. Thank that person, and put another list."),
        between="wie-komt-erbij", ticked=True,
    ),
    "ask_attendees": Work(_("A list of who comes lies here for them. Ask what they say of it."), told="zegt-van-lijst"),
    "attendees_answered": Work(
        _("They answered the list of who comes. Does everyone say yes?"), between="wie-komt-erbij", ticked=True
    ),
    "tell_attendee": Work(
        _("Tell whom they bring to the group meeting: when and where, or that it is off."), ticked=True
    ),
    "call_attendee": Work(_("Call whom they brought to the group meeting: how was it?"), ticked=True),
    "check_safety": Work(_("Look at safety again before they meet."), form="veiligheid"),
    "decide_worry": Work(_("Can it go on with this concern? Decide."), form="beslissing"),
    "decision_came": Work(_("The practice lead decided. Read what."), ticked=True),
    "look_at_stop": Work(_("A way was stopped for safety. Look, and call the mediator."), ticked=True),
    "call_after_stop": Work(_("We stopped for safety. Call them."), ticked=True),
    "read_what_stood": Work(
        _("Came over from the earlier system. Read how it stood, and go on from there."), ticked=True
    ),
    "assign_co_mediator": Work(_("A second mediator is needed. Choose one."), page="desk:co_mediator"),
}  # fmt: skip
"""Every code the rules give out; a test holds the two together."""

GROUPS = {
    "appointment": _("Appointments"),
    "promise": _("Promises"),
    "gate": _("At the gate"),
    "dated": _("On their day"),
}


TOLD_ABOUT = {"lezen", "boodschap-klopt"}
"""Told of one letter or message, which the task names."""
PLAIN = {
    "desk:reminder",
    "desk:confirm_words",
    "desk:change_mediator",
    "desk:begin_anew",
    "desk:join",
}
"""Pages of one person, that need to know no more."""


def link_of(item: TaskItem) -> str:
    """The address of the form that does this."""
    work = WORK[item.code]
    place = [item.trajectory, item.party]
    if work.form:
        return reverse("desk:act", args=[*place, work.form])
    if work.told in TOLD_ABOUT:
        return reverse("desk:told_about", args=[*place, work.told, item.about])
    if work.told:
        return reverse("desk:told", args=[*place, work.told])
    if work.between:
        return reverse("desk:between", args=[item.trajectory, work.between])
    if work.onward:
        return reverse("desk:onward", args=[*place, item.code, item.about or "-"])
    if work.page in {"desk:prepare", "desk:take_up", "desk:own_yes", "desk:co_mediator"}:
        return reverse(work.page, args=[item.trajectory])
    if work.page == "desk:together":
        return reverse(work.page)
    if work.page == "desk:together_group":
        return reverse(work.page, args=[item.about])
    if work.page in PLAIN:
        return reverse(work.page, args=place)
    if work.page:
        return reverse(work.page, args=[*place, item.about])
    return reverse("desk:side", args=place)
