"""What happened, newest first, in three lanes: each act once, with who entered it and how it came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visavis.doors.desk.words import half_of, label_of
from visavis.mediation.entries import Audience, Entry, Lane, LaneRole, Via
from visavis.mediation.terms import day
from visavis.mediation.views import DeskView, Side

LINES: Mapping[str, Any] = {
    "signed_up": gettext_lazy("Signed up"),
    "reach_set": gettext_lazy("Said how to be reached"),
    "address_chosen": gettext_lazy("Said how to be addressed"),
    "reading_chosen": gettext_lazy("Said how they like to read"),
    "taken_up": gettext_lazy("Heard who the mediator is"),
    "new_words_asked": gettext_lazy("Made new words for their place"),
    "new_words_answered": gettext_lazy("A second colleague looked at the new words"),
    "new_words_given": gettext_lazy("Heard that new words were made"),
    "told_not_taken_up": gettext_lazy("Heard that we do not take this up"),
    "scan_kept": gettext_lazy("Kept a scan of a paper"),
    "scan_dropped": gettext_lazy("Took a scan away"),
    "facts_recorded": gettext_lazy("Recorded the facts"),
    "named": gettext_lazy("Named who will be asked"),
    "opened": gettext_lazy("Gave the nickname"),
    "assigned": gettext_lazy("Assigned a mediator"),
    "declined_to_take_up": gettext_lazy("Did not take up"),
    "informed": gettext_lazy("Got the information"),
    "exploratory_talk_held": gettext_lazy("Exploratory talk"),
    "suitability_assessed": gettext_lazy("Does it fit now: looked at together"),
    "assessment_noted": gettext_lazy("Looked whether it fits now"),
    "noted": gettext_lazy("Note"),
    "reflected": gettext_lazy("Took something with them from a peer reflection"),
    "consented": gettext_lazy("Said yes to taking part"),
    "willing": gettext_lazy("Takes part"),
    "approach_allowed": gettext_lazy("Let us ask the other"),
    "approach_answered": gettext_lazy("Answered our letter"),
    "declined": gettext_lazy("Said no"),
    "tracing_opened": gettext_lazy("Looks for an address"),
    "route_recorded": gettext_lazy("Recorded an address"),
    "day_known": gettext_lazy("Recorded a day around which no letter should arrive"),
    "approach_sent": gettext_lazy("Sent the first letter"),
    "reminder_sent": gettext_lazy("Sent the reminder"),
    "no_route": gettext_lazy("Found no address"),
    "no_answer": gettext_lazy("No answer came"),
    "wrong_address": gettext_lazy("The address was wrong"),
    "may_tell_set": gettext_lazy("Said what the other may know"),
    "told": gettext_lazy("Is told a sentence about the other"),
    "news_date_came": gettext_lazy("The news date came"),
    "standing_wish_set": gettext_lazy("Said whether they want to know"),
    "preparation_began": gettext_lazy("Began preparing"),
    "preparation_talk_held": gettext_lazy("Preparation talk"),
    "form_chosen": gettext_lazy("Chose a form of contact"),
    "form_agreed": gettext_lazy("Heard which form of contact all chose"),
    "ready_declared": gettext_lazy("Said: I am ready"),
    "ready": gettext_lazy("Ready for contact"),
    "letter_released": gettext_lazy("Released a letter"),
    "letter_recalled": gettext_lazy("Asked a letter back"),
    "letter_returned": gettext_lazy("Got a letter back with a word"),
    "letter_passed": gettext_lazy("Let a letter pass"),
    "letter_given_back": gettext_lazy("Gave a letter back"),
    "letter_offered_to": gettext_lazy("Told the reader that something is here"),
    "letter_held": gettext_lazy("Set a letter aside"),
    "letter_let_on": gettext_lazy("Let a letter on again"),
    "letter_offered": gettext_lazy("Heard that something is here"),
    "offer_answered": gettext_lazy("Chose how to read"),
    "letter_opened": gettext_lazy("Read a letter"),
    "offer_found_gone": gettext_lazy("Opened, and nothing was there"),
    "offer_taken_away": gettext_lazy("Heard that it is no longer here"),
    "reaction_released": gettext_lazy("Let the writer hear something"),
    "reaction_told": gettext_lazy("Heard what the reader let go"),
    "closing_began": gettext_lazy("Began rounding off"),
    "signed_up_for": gettext_lazy("Was signed up by somebody else"),
    "brought_over": gettext_lazy("Came over from the earlier system"),
    "begun_before": gettext_lazy("Gave the nickname"),
    "carried_on": gettext_lazy("The mediator they had goes on"),
    "sign_up_received": gettext_lazy("The sign-up came in"),
    "sign_up_confirmed": gettext_lazy("Agreed to the sign-up"),
    "sign_up_refused": gettext_lazy("Did not want the sign-up"),
    "sign_up_lapsed": gettext_lazy("Nobody agreed; the sign-up ended"),
    "age_known": gettext_lazy("Age was recorded"),
    "age_noted": gettext_lazy("Recorded an age"),
    "guardian_named": gettext_lazy("A parent or guardian was named"),
    "guardian_noted": gettext_lazy("Recorded whether a guardian may decide"),
    "guardian_said": gettext_lazy("A parent or guardian said yes or no"),
    "child_heard": gettext_lazy("Was heard apart"),
    "guest_invited": gettext_lazy("Invited somebody to stand beside them"),
    "ecogram_shared": gettext_lazy("Showed who is around them"),
    "ecogram_no_longer_shared": gettext_lazy("Took back who is around them"),
    "guest_view_set": gettext_lazy("Chose what somebody beside them sees"),
    "guest_ended": gettext_lazy("Ended somebody's help"),
    "guest_admitted": gettext_lazy("Somebody was let in beside them"),
    "guest_known": gettext_lazy("Let somebody in beside them"),
    "attendee_proposed": gettext_lazy("Named somebody for the group meeting"),
    "attendee_taken_back": gettext_lazy("Somebody comes along with them no longer"),
    "attendees_listed": gettext_lazy("Got the list of who comes along"),
    "attendees_answered": gettext_lazy("Answered the list of who comes along"),
    "attendee_prepared": gettext_lazy("Spoke with somebody who comes along"),
    "group_attended": gettext_lazy("Who was at the group meeting"),
    "way_ended_by_death": gettext_lazy("Has died"),
    "death_recorded": gettext_lazy("Recorded a death"),
    "told_of_death": gettext_lazy("Told of a death"),
    "agreement_drafted": gettext_lazy("Proposed what to agree"),
    "agreement_here": gettext_lazy("A text to agree on was put to them"),
    "agreement_answered": gettext_lazy("Answered whether they agree"),
    "disclosure_answered": gettext_lazy("Answered whether it may be sent"),
    "agreement_put": gettext_lazy("Put a text to everyone"),
    "agreement_recorded": gettext_lazy("Everyone agreed"),
    "agreement_disclosed": gettext_lazy("Sent what was agreed, with everyone's yes"),
    "reopening_decided": gettext_lazy("Decided how they go on"),
    "goes_on_anew": gettext_lazy("Goes on in a trajectory of their own"),
    "complained": gettext_lazy("Complained"),
    "complained_of_lead": gettext_lazy("Complained about the practice lead"),
    "complaint_answered": gettext_lazy("Got an answer to a complaint"),
    "complaint_of_lead_answered": gettext_lazy("Got an answer to that complaint"),
    "complaint_of_a_supporter": gettext_lazy("Somebody beside them complained"),
    "subjects_set": gettext_lazy("Said what to speak of"),
    "contact_planned": gettext_lazy("Got a time and a place"),
    "contact_called_off": gettext_lazy("Heard that it is called off"),
    "call_name_chosen": gettext_lazy("Chose a name for a video call"),
    "let_into_call": gettext_lazy("Was let into a video call"),
    "call_ended": gettext_lazy("The video call was ended for them"),
    "reconfirmed": gettext_lazy("Said yes once more"),
    "cannot_come": gettext_lazy("Said that they cannot come, or not then"),
    "contact_not_held": gettext_lazy("Heard that it did not take place"),
    "appointment_reminded": gettext_lazy("Got a message the day before"),
    "contact_held": gettext_lazy("Met"),
    "went_on_after_stop": gettext_lazy("Said that it may go on"),
    "looked_back": gettext_lazy("Looked back"),
    "danger_reported": gettext_lazy("Reported danger"),
    "danger_disclosed": gettext_lazy("Shared what was needed because of danger"),
    "told_of_disclosure": gettext_lazy("Heard what was shared"),
    "match_recorded": gettext_lazy("Noticed that somebody is known already"),
    "joined": gettext_lazy("Went on here from a sign-up of their own"),
    "went_on_elsewhere": gettext_lazy("Goes on in another trajectory"),
    "draft_shared": gettext_lazy("Asked for help with a draft"),
    "draft_answered": gettext_lazy("Got a word about a draft"),
    "another_mediator_asked": gettext_lazy("Asked for another mediator"),
    "mediator_request_answered": gettext_lazy("Stays with the same mediator"),
    "mediator_changed": gettext_lazy("Got another mediator"),
    "handed_over": gettext_lazy("Said what may be handed over"),
    "glass_broken": gettext_lazy("Opened with a reason"),
    "told_of_opening": gettext_lazy("Heard that somebody looked, and why"),
    "worry_said": gettext_lazy("Said what worries them"),
    "worry_heard": gettext_lazy("Was heard about a worry"),
    "safety_checked": gettext_lazy("Looked at safety again"),
    "contact_ban_recorded": gettext_lazy("Recorded a contact ban"),
    "permission_recorded": gettext_lazy("Recorded a written permission"),
    "contact_approved": gettext_lazy("The practice lead looked at it"),
    "room_booked": gettext_lazy("Booked a room, or gave it back"),
    "co_mediator_assigned": gettext_lazy("Assigned a second mediator"),
    "stopped_for_safety": gettext_lazy("Stopped for safety"),
    "video_taken": gettext_lazy("Made a take of a video"),
    "video_chosen": gettext_lazy("Chose a take; the others were destroyed"),
    "video_captioned": gettext_lazy("Captions with a video"),
    "film_ended": gettext_lazy("A video was destroyed"),
    "film_kept": gettext_lazy("Said how long a video may be kept"),
    "film_stays": gettext_lazy("Whether a video is kept longer"),
    "message_said": gettext_lazy("Said a message"),
    "message_approved": gettext_lazy("Approved a message word for word"),
    "message_returned": gettext_lazy("Got a message back with a word"),
    "message_recalled": gettext_lazy("Asked a message back"),
    "message_passed": gettext_lazy("Let a message pass"),
    "message_given_back": gettext_lazy("Gave a message back"),
    "message_delivered": gettext_lazy("Told the other the message"),
    "message_heard": gettext_lazy("Heard a message"),
    "message_reaction_released": gettext_lazy("Let the other hear something"),
    "message_reaction_told": gettext_lazy("Heard what the other let go"),
    "closing_offered": gettext_lazy("Was offered rounding off"),
    "file_closed": gettext_lazy("Closed the file"),
    "closing_talked": gettext_lazy("Last talk"),
    "closing_support_chosen": gettext_lazy("Chose what helps afterwards"),
    "closing_planned": gettext_lazy("Heard around when we round off"),
    "closing_support_arranged": gettext_lazy("Something they chose was arranged"),
    "closing_support_held": gettext_lazy("Something they chose took place"),
    "closing_support_helped": gettext_lazy("Said whether it helped"),
    "keepsake_made": gettext_lazy("Made a booklet to keep"),
    "unsent_letter_ended": gettext_lazy("Finished a letter that is never sent"),
    "own_letter_sealed": gettext_lazy("Wrote a letter to themselves"),
    "own_letter": gettext_lazy("The letter to themselves, closed"),
    "own_letter_back": gettext_lazy("Got their letter to themselves back"),
    "own_letter_dropped": gettext_lazy("The letter to themselves need not come back"),
    "handover_written": gettext_lazy("Got a text for other help to read"),
    "handover_answered": gettext_lazy("Said yes or no to that text"),
    "handover_held": gettext_lazy("Called other help together"),
    "last_word_said": gettext_lazy("Said what becomes of a letter"),
    "circle_wished": gettext_lazy("Wants a circle around them"),
    "circle_let_go": gettext_lazy("No circle after all"),
    "circle_talked": gettext_lazy("Talked about the circle"),
    "circle_planned": gettext_lazy("The circle got a day"),
    "circle_met": gettext_lazy("The circle met"),
    "circle_card": gettext_lazy("Wrote down who does what"),
    "circle_checked": gettext_lazy("Asked how it goes with the circle"),
    "symbolic_wished": gettext_lazy("Wants to talk with people from another event"),
    "symbolic_let_go": gettext_lazy("No further with people from another event"),
    "symbolic_talked": gettext_lazy("Talked about meeting people from another event"),
    "symbolic_seeks": gettext_lazy("Said whom they would like to meet"),
    "symbolic_asked": gettext_lazy("Was asked to meet people from another event"),
    "symbolic_answered": gettext_lazy("Said whether they want to meet them"),
    "symbolic_planned": gettext_lazy("A meeting with them got a day"),
    "symbolic_called_off": gettext_lazy("A meeting with them does not go on"),
    "symbolic_held": gettext_lazy("A meeting with people from another event"),
    "symbolic_looked_back": gettext_lazy("Looked back on that meeting"),
    "symbolic_rounded_off": gettext_lazy("Rounded those meetings off"),
    "symbolic_grouped": gettext_lazy("Was put in a group from other events"),
    "closed": gettext_lazy("Closed"),
    "follow_up_held": gettext_lazy("Follow-up call"),
    "aftercare_ended": gettext_lazy("Aftercare ended"),
    "reopened": gettext_lazy("Came back"),
    "concern_raised": gettext_lazy("A concern"),
    "danger_kept": gettext_lazy("The practice lead decided to keep it inside"),
    "complaint_passed_on": gettext_lazy("A complaint went on to the privacy officer"),
    "complaint_of_a_supporter_answered": gettext_lazy("A supporter’s complaint was answered"),
    "measure_set": gettext_lazy("Something is done about a concern"),
    "decision_asked": gettext_lazy("Asked the practice lead whether it can go on"),
    "concern_decided": gettext_lazy("The practice lead decided about a concern"),
    "co_mediator_left": gettext_lazy("Took the second mediator off"),
    "co_mediator_left_told": gettext_lazy("Heard that the second mediator left"),
    "co_mediator_told": gettext_lazy("Heard who the second mediator is"),
    "paused": gettext_lazy("Pause"),
    "resumed": gettext_lazy("Goes on"),
    "withdrawn": gettext_lazy("Stopped"),
}
"""Every kind an act can leave; a test holds the two together. What is not here is not shown."""

HOW = {
    Via.PHONE: gettext_lazy("told by telephone or in a talk"),
    Via.PAPER: gettext_lazy("on paper"),
}
LATE = gettext_lazy("Answered our letter, after the day it named")
LANES = {"a": 0, "m": 1, "b": 2}


@dataclass(frozen=True, slots=True)
class Happened:
    """One act as it stands in its lane. ``lane``: a, m (between) or b."""

    lane: str
    whose: str
    what: str
    at: datetime
    by: str
    how: str = ""
    paper: str = ""
    """Where the paper lies, for what came on paper."""


def timeline(
    desk: DeskView, history: Mapping[Lane, Iterable[Entry]], names: Mapping[str, str]
) -> list[Happened]:
    """All lanes as one list, newest first. ``names``: of staff, by account."""
    sides = {side.party: side for side in desk.sides}
    found = []
    for lane, entries in history.items():
        for entry in entries:
            if entry.kind not in LINES:
                continue
            side = sides.get(lane.party)
            own = side is not None and lane.role is LaneRole.OWN
            about = label_of(side) if side is not None else ""
            found.append(
                Happened(
                    lane=half_of(side) if own and side is not None else "m",
                    whose=about if own else _between(about),
                    what=str(LATE if _late(entry, side) else LINES[entry.kind]),
                    at=entry.at,
                    by=_entered_by(entry, names),
                    how=str(HOW.get(entry.by.via, "")),
                    paper=entry.by.paper,
                )
            )
    return sorted(found, key=lambda one: one.at, reverse=True)


def _late(entry: Entry, side: Side | None) -> bool:
    """Whether somebody answered after the day their letter named. It counts like any other answer."""
    if entry.kind != "approach_answered" or side is None or not side.file.approaches:
        return False
    return day(entry.at) > side.file.approaches[0].answer_by


def _between(about: str) -> str:
    if not about:
        return _("Between")
    return _("About %(side)s") % {"side": about[:1].lower() + about[1:]}


def _entered_by(entry: Entry, names: Mapping[str, str]) -> str:
    """Who entered it; empty where a person did so themselves, or where it came by itself."""
    if entry.by.audience is Audience.OWNER:
        return ""
    return names.get(entry.by.id) or _("a colleague")
