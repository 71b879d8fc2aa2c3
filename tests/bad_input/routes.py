"""Every address of the service, with ids that are there, and who may stand before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.bad_input.town import (
    COMES,
    GATHERED,
    GATHERS,
    HELD,
    LEAD,
    OFFICER,
    OPERATOR,
    RESEARCHER,
    SCAN,
    Town,
    group,
)
from tests.doors.lived import DAAN, EVA, Lived
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.doors.desk import desk_acts, letter_acts, told_acts, video_work
from visavis.doors.desk.act_forms import FormOf
from visavis.doors.keeper.settings_list import SUBJECTS
from visavis.doors.shared import door, end_papers
from visavis.journal import figures
from visavis.journal.access import Why
from visavis.journal.erasure import Order, erase
from visavis.journal.glass import LASTS, break_glass, emergencies
from visavis.journal.keys import figures_ring, keeper_ring
from visavis.journal.requests import Asked, ask
from visavis.journal.retention import put_hold
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.opening import BreakGlass
from visavis.mediation.symbolic import meeting_of
from visavis.mediation.terms import day
from visavis.mediation.views.meeting import own_id
from visavis.people import calendars
from visavis.people.clock import real_now
from visavis.service.changes import change
from visavis.study import comparison, jobs, planning

NOBODY = ""
"""Who is not signed in."""
UNKNOWN = "0" * 32


@dataclass(frozen=True, slots=True)
class Stop:
    """One address. ``who``: an account of staff, "a" or "b" in their own place, or nobody."""

    door: str
    name: str
    url: str
    who: str

    @property
    def label(self) -> str:
        return f"{self.door}:{self.name} as {self.who or 'nobody'}"


def names() -> set[str]:
    """``namespace:name`` of every address, from the resolver itself."""
    return {f"{space}:{pattern.name}" for space, pattern in walk(get_resolver().url_patterns, "")}


def walk(patterns: list[object], space: str) -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from walk(each.url_patterns, each.namespace or space)
        elif isinstance(each, URLPattern):
            assert door.declared(each.callback) is not None, each
            yield space, each


def stops(town: Town) -> list[Stop]:
    """Every address at least once; those with a slug once for each form that stands behind it."""
    return [
        *_front(town),
        *_places(town),
        *_guest(),
        *_referrer(),
        *_questionnaire(town),
        *_calendar(town),
        *_desk(town),
        *_research(),
        *_keeper(town),
    ]


def _stop(space: str, name: str, who: str, *args: object) -> Stop:
    return Stop(space, name, reverse(f"{space}:{name}" if space else name, args=args), who)


def _plain(space: str, who: str, done: set[str]) -> Iterator[Stop]:
    """What takes nothing in its address."""
    for found, pattern in walk(get_resolver().url_patterns, ""):
        if found == space and pattern.name not in done and not pattern.pattern.converters:
            yield _stop(space, str(pattern.name), who)


def _front(town: Town) -> Iterator[Stop]:
    yield _stop("", "leave", NOBODY)
    yield from _plain("frontdoor", NOBODY, set())
    yield _stop("frontdoor", "story_sound", NOBODY, "1-het-kruispunt")
    yield _stop("frontdoor", "sheet", NOBODY, "probation", "folder")


def _referrer() -> Iterator[Stop]:
    """Pages for people, and the addresses for programs, which take no form."""
    yield from _plain("referrer", NOBODY, set())
    yield from _plain("referrer_api", NOBODY, set())
    yield _stop("referrer_api", "referral", NOBODY, "onbekend")


LEAVING = {"sign_out", "signed_out"}
"""Visited last, or by nobody: they end the sitting."""


def _places(town: Town) -> Iterator[Stop]:
    anonymous = {"sign_in", "sign_in_again", "before", "invitation", *LEAVING}
    for name in sorted(anonymous):
        yield _stop("participant", name, NOBODY)
    for who, party in (("a", town.mine.a), ("b", town.mine.b)):
        yield from _plain("participant", who, anonymous)
        for name in ("write", "keep", "throw_away", "discard", "look_over", "ask_help", "helped"):
            yield _stop("participant", name, who, town.mine.drafts[party])
        yield _stop("participant", "pictures", who, town.mine.drafts[party])
        for name in ("draft_picture", "take_out_picture"):
            yield _stop("participant", name, who, town.mine.drafts[party], 1)
        yield _stop("participant", "letter_picture", who, town.mine.letters[party], 1)
        yield _stop("participant", "read_picture", who, town.mine.offers[party], 1)
        for about in (town.mine.put, town.mine.agreed):
            for name in ("agreement", "sending", "agreement_paper"):
                yield _stop("participant", name, who, about)
        for name in ("letter", "asked_back", "again"):
            yield _stop("participant", name, who, town.mine.letters[party])
        for name in ("attendee", "take_attendee_back"):
            yield _stop("participant", name, who, EVA if who == "a" else DAAN)
        for talk in (HELD, COMES, GATHERED, GATHERS):
            for name in (
                "cannot_come",
                "talk_agreement",
                "calendar",
                "look_back",
                "talk_afterwards",
                "enter_call",
                "try_call",
            ):
                yield _stop("participant", name, who, own_id(party, talk))
        held = own_id(party, meeting_of(group(party), 1))
        yield _stop("participant", "look_back_symbolic", who, held)
        for name in ("offer", "open", "read", "closed", "reaction"):
            yield _stop("participant", name, who, town.mine.offers[party])
        for name in (
            "write_message", "keep_message", "throw_away_message", "discard_message", "look_over_message",
        ):  # fmt: skip
            yield _stop("participant", name, who, town.mine.drafts[party])
        for name in ("message", "change_message", "message_asked_back", "message_again"):
            yield _stop("participant", name, who, town.mine.messages[party])
        yield _stop("participant", "heard", who, town.mine.heard[party])
        for name in ("video", "discard_video", "video_film", "video_captions"):
            yield _stop("participant", name, who, town.mine.videos[party])
        for about in (town.mine.films[party], town.mine.seen[party]):
            yield _stop("participant", "keep_film", who, about)
        yield _stop("participant", "letter", who, town.mine.films[party])
        for name in ("offer", "read", "reaction"):
            yield _stop("participant", name, who, town.mine.seen[party])
        for name in ("sees", "end_supporter", "dot", "take_out"):
            yield _stop("participant", name, who, town.mine.guests[party])
        yield _stop("participant", "complaint_letter", who, _complaint(town, party))
        for name in ("own_letter", "own_letter_paper", "handover"):
            yield _stop("participant", name, who, town.mine.guests[party])
        yield _stop("participant", "last_word", who, town.mine.letters[party])
        yield _stop("participant", "was_helpful", who, "closing_talk")
        for which in end_papers.PAPERS:
            yield _stop("participant", "end_paper", who, which)


SUPPORTER, LAWYER = "supporter", "lawyer"
"""Beside ``a``, and beside ``b``."""


def _guest() -> Iterator[Stop]:
    for name in ("sign_in", "invitation", *sorted(LEAVING)):
        yield _stop("guest", name, NOBODY)
    for who in (SUPPORTER, LAWYER):
        yield _stop("guest", "page", who)


def _complaint(town: Town, party: PartyId) -> str:
    return town.mine.lived.view(party).complaints[0].complaint


def _questionnaire(town: Town) -> Iterator[Stop]:
    from tests.bad_input.town import takes_part_in_the_study

    token = takes_part_in_the_study(town, town.mine.b)
    yield from _plain("questionnaire", NOBODY, set())
    yield _stop("questionnaire", "start", NOBODY, token)
    yield _stop("questionnaire", "question", NOBODY, token, 2)
    yield _stop("questionnaire", "care", NOBODY, token, 2)
    yield _stop("questionnaire", "on_paper", NOBODY, token)
    yield _stop("questionnaire", "aloud", NOBODY, token)
    yield _stop("questionnaire", "later", NOBODY, UNKNOWN)
    partner, first = _beside(town)
    yield _stop("questionnaire", "take_part", NOBODY, partner)
    yield _stop("questionnaire", "keep", NOBODY, first)
    yield _stop("questionnaire", "asked", NOBODY, town.study_link(town.mine.a, "asked"))
    yield _stop("questionnaire", "choices", NOBODY, town.study_link(town.mine.b, "choices"))


def _calendar(town: Town) -> Iterator[Stop]:
    """One address that shows an appointment, one that nobody has."""
    secret = calendars.make(town.mine.b, day(town.service.now), trajectory=town.mine.trajectory)
    for each in (secret, UNKNOWN * 2):
        yield _stop("calendar", "feed", NOBODY, each)


def _beside(town: Town) -> tuple[str, str]:
    """A partner's link, and the link of somebody who came through it."""
    partner, token = comparison.open_partner("Steunpunt", day(town.service.now))
    _, first = comparison.enrol(
        partner, comparison.Told(), {comparison.Purpose.QUESTIONNAIRES}, day(town.service.now)
    )
    return token, first


INTAKES = {
    "by_telephone", "for_another", "blank_forms", "call_back", "moving_in", "moving_file", "moving_columns",
    "moving_words", "moving_do", "moving_again", "moving_away", "moving_report",
}  # fmt: skip
PLANNERS = {"colleagues", "rooms"}
LEADS = {"practice"}


def _desk(town: Town) -> Iterator[Stop]:
    who = MEDIATOR.id
    for name in ("sign_in", "sign_out"):
        yield _stop("desk", name, NOBODY)
    yield from _plain("desk", who, {"sign_in", "sign_out", "together", *INTAKES, *PLANNERS, *LEADS})
    for name in sorted(PLANNERS):
        yield _stop("desk", name, PLANNER.id)
    for name in sorted(LEADS):
        yield _stop("desk", name, LEAD)
    yield _stop("desk", "together", PLANNER.id)
    for name in ("colleague", "away", "leaving", "leaving_stays", "leaving_gone"):
        yield _stop("desk", name, PLANNER.id, MEDIATOR.id)
    yield _stop("desk", "end_room", PLANNER.id, UNKNOWN)
    yield _stop("desk", "back", PLANNER.id, MEDIATOR.id, UNKNOWN)
    for party in (town.mine.a, town.mine.b):
        yield _stop("desk", "together_group", PLANNER.id, group(party))
        yield _stop("desk", "together_meeting", PLANNER.id, group(party), 2)
    for name in sorted(INTAKES):
        yield _stop("desk", name, INTAKE.id)
    for name in ("called", "keep_note", "throw_note_away"):
        yield _stop("desk", name, INTAKE.id, UNKNOWN)
    for name in ("own_yes", "own_yes_letter"):
        yield _stop("desk", name, INTAKE.id, town.made_for.where.trajectory)
    fresh = town.new.where.trajectory
    yield _stop("desk", "prepare", INTAKE.id, fresh)
    yield _stop("desk", "decline", INTAKE.id, fresh)
    yield _stop("desk", "take_up", PLANNER.id, fresh)
    yield _stop("desk", "passed_on", who, UNKNOWN)
    yield from _figures("desk", who, town)
    child = (town.child.where.trajectory, town.child.a)
    for reader in ("young", "guardian"):
        yield _stop("desk", "leaflet", who, *child, reader)
    yield _stop("desk", "beside_letter", who, *child)
    yield _stop("desk", "side", who, *child)
    here, mine = town.mine.trajectory, town.mine
    for half in "ab":
        yield _stop("desk", "name_party", who, here, half)
    yield _stop("desk", "side", who, here, mine.lived.friend)
    yield _stop("desk", "act", who, here, mine.lived.friend, "vertellen")
    yield _stop("desk", "trajectory", who, here)
    yield _stop("desk", "video", who, here)
    yield _stop("desk", "video_talk", who, here, COMES)
    yield _stop("desk", "emergency", LEAD, here)
    for row in desk_acts.BETWEEN:
        yield _stop("desk", "between", does(row), here, row.slug)
    yield _stop("desk", "co_mediator", PLANNER.id, here)
    yield _stop("desk", "no_second", PLANNER.id, here)
    yield _stop("desk", "think_over", who, here)
    for shared in town.thought_over.values():
        for name in ("reflection", "end_reflection", "step_back"):
            yield _stop("desk", name, who, shared)
    for to in ("zelf", "court"):
        yield _stop("desk", "agreement_paper", who, here, mine.agreed, to)
    crossed, asks = town.crossed, town.asks
    known = (asks.where.trajectory, asks.b)
    yield _stop("desk", "known", INTAKE.id, *known)
    yield _stop("desk", "join", who, *known)
    yield _stop("desk", "go_on", who, crossed.where.trajectory, crossed.a, asks.where.trajectory)
    yield _stop("desk", "begin_anew", INTAKE.id, town.back.where.trajectory, town.back.a)
    for party, other in ((mine.a, mine.b), (mine.b, mine.a)):
        letter, offer = mine.letters[party], mine.offers[party]
        for name in (
            "side", "place", "first_letter", "letter_again", "reminder", "paper_letter", "own_data", "person_forms",
            "way_letters",
        ):  # fmt: skip
            yield _stop("desk", name, who, here, party)
        yield _stop("desk", "beside", who, here, party, mine.guests[party])
        for language in ("nl", "en"):
            yield _stop("desk", "way_letter", who, here, party, "uitleg", language)
        for name in ("confirm_words", "refuse_words"):
            yield _stop("desk", name, INTAKE.id, here, party)
        for version in ("minimal", "informed"):
            yield _stop("desk", "preview", who, here, party, version)
        yield _stop("desk", "onward", who, here, party, "may_be_told", "-")
        yield _stop("desk", "tick_off", who, here, party, "paused", "-")
        for name in ("change_mediator", "stays"):
            yield _stop("desk", name, PLANNER.id, here, party)
        for name in ("complaint", "pass_on", "complaint_letter"):
            yield _stop("desk", name, LEAD, here, party, _complaint(town, party))
        for row in desk_acts.ROWS:
            yield _stop("desk", "act", does(row), here, party, row.slug)
        for row in told_acts.ROWS:
            about = {
                "letter": letter, "offer": offer, "agreement": mine.put,
                "message": mine.messages[party], "heard": mine.heard[party],
                "video": mine.videos[party], "film": mine.films[party],
            }.get(row.about)  # fmt: skip
            if about:
                yield _stop("desk", "told_about", who, here, party, row.slug, about)
            else:
                yield _stop("desk", "told", who, here, party, row.slug)
        yield _stop("desk", "draft", who, here, party, mine.drafts[party])
        yield _stop("desk", "talk_guide", who, here, party)
        yield _stop("desk", "end_calendar", who, here, party)
        for which in end_papers.PAPERS:
            yield _stop("desk", "end_paper", who, here, party, which)
        yield _stop("desk", "handover_paper", who, here, party, mine.guests[party])
        for language in ("nl", "en"):
            yield _stop("desk", "attendee_paper", who, here, party, language)
        for talk, which in ((COMES, "afspraak"), (HELD, "daarna"), (GATHERS, "afspraak")):
            yield _stop("desk", "talk_paper", who, here, party, own_id(party, talk), which)
        yield _stop("desk", "scans", who, here, party)
        yield _stop("desk", "scan_page", who, here, party, SCAN, 1)
        yield _stop("desk", "drop_scan", who, here, party, SCAN)
        for talk in (COMES, HELD):
            yield _stop("desk", "video_waiting", who, here, party, own_id(party, talk))
        for name in ("message", "give_back", "message_reaction"):
            yield _stop("desk", name, who, here, party, mine.messages[party])
        yield _stop("desk", "deliver", who, here, party, mine.messages[other])
        yield from _videos(town, party)
        yield _stop("desk", "letter", who, here, party, letter)
        yield _stop("desk", "letter_picture", who, here, party, letter, 1)
        yield _stop("desk", "read_picture", who, here, party, offer, 1)
        for slug in letter_acts.WRITERS:
            if slug != letter_acts.PASS.slug:
                yield _stop("desk", "letter_act", who, here, party, letter, slug)
        yield _stop("desk", "offer", who, here, party, mine.letters[other])
        yield _stop("desk", "give_letter", who, here, party, mine.letters[other])
        yield _stop("desk", "reaction", who, here, party, letter)
        yield _stop("desk", "take_away", who, here, party, offer)
        yield _stop("desk", "read", who, here, party, offer)


def _videos(town: Town, party: PartyId) -> Iterator[Stop]:
    who, here, mine = MEDIATOR.id, town.mine.trajectory, town.mine
    video, film, seen = mine.videos[party], mine.films[party], mine.seen[party]
    job = jobs.ask(
        video_work.KIND, who, real_now(), f"{party}:{video}:{UNKNOWN}:{town.mine.trajectory}"
    )
    yield _stop("desk", "new_video", who, here, party)
    for name in ("video_message", "bring_take", "video_captions"):
        yield _stop("desk", name, who, here, party, video)
    yield _stop("desk", "video_work", who, here, party, video, job.pk)
    yield _stop("desk", "video_take", who, here, party, video, 1)
    for name in ("film", "film_captions"):
        for about in (film, seen):
            yield _stop("desk", name, who, here, party, about)
    for name in ("keep_film", "end_film", "read"):
        yield _stop("desk", name, who, here, party, seen)
    yield _stop("desk", "letter", who, here, party, film)


def does(row: FormOf) -> str:
    """Who of staff does this: the mediator where they may, then the practice lead, then intake."""
    for who, audience in ((MEDIATOR.id, MEDIATOR.audience), (LEAD, Audience.SUPERVISOR)):
        if audience in row.act.roles:
            return who
    return INTAKE.id


def _research() -> Iterator[Stop]:
    yield from _plain("research", RESEARCHER, set())
    yield _stop("research", "claim", RESEARCHER, "C1")
    yield _stop("research", "outcome", RESEARCHER, "AC_agency")
    job = jobs.ask(planning.KIND, RESEARCHER, real_now(), planning.REGISTERED.as_text())
    for name in ("simulated", "job", "again"):
        yield _stop("research", name, RESEARCHER, job.pk)
    yield _stop("research", "factsheet_pdf", RESEARCHER, "nl")
    yield _stop("research", "instrument", RESEARCHER, "VA-AC")
    yield _stop("research", "download", RESEARCHER, "VA-AC", "fhir.json")
    yield _stop("research", "on_paper", RESEARCHER, "deelnemers", 1)
    yield _stop("research", "aloud", RESEARCHER, "deelnemers", 1)
    yield _stop("research", "paper_form", RESEARCHER, UNKNOWN, 1)
    yield _stop("research", "close_partner", RESEARCHER, UNKNOWN)
    for name in ("export", "release", "archive"):
        yield _stop("research", name, RESEARCHER, UNKNOWN)


def _keeper(town: Town) -> Iterator[Stop]:
    """One emergency, one request, one erasure that waits and one that is done."""
    keys, now, mine = town.service.keys, town.service.now, town.mine
    ring = keeper_ring(keys)
    gone = Lived(town.service, town.travel).signed_up()
    erase(keys, [Order(gone.a, Why.RETENTION)], now)
    reason = "Er is iets ergs gebeurd."
    mine.lived.desk(BreakGlass(reason, now + LASTS), Actor(Audience.SUPERVISOR, LEAD))
    break_glass(ring, LEAD, "supervisor", mine.trajectory, reason, now)
    asked = ask(ring, Asked.COPY, mine.b, mine.trajectory, now)
    held = put_hold(ring, mine.b, day(now) + timedelta(days=9), "complaint", "nummer 1", OFFICER)
    glass = emergencies(ring)[0].id
    yield _stop("keeper", "overview", OPERATOR)
    yield from _plain("keeper", OFFICER, {"settings_new_way", "settings_new_region"})
    yield from _settings()
    yield _stop("keeper", "looked", OFFICER, 1)
    for name, about in (
        ("seen", glass), ("told", glass), ("request", asked.id), ("certificate", gone.a),
        ("hold", mine.a), ("end_hold", held),
    ):  # fmt: skip
        yield _stop("keeper", name, OFFICER, about)
    yield _stop("keeper", "tell", OFFICER, glass, mine.a)
    yield _stop("keeper", "end_referrer", OFFICER, UNKNOWN)
    yield from _figures("keeper", OFFICER, town)


def _settings() -> Iterator[Stop]:
    """What the service sets for itself, once set and to be set again."""
    change("facts.phone", ["0800 0000"], OPERATOR, real_now(), basis=0)
    yield _stop("keeper", "settings_new_way", OPERATOR)
    yield _stop("keeper", "settings_way", OPERATOR, "police")
    change("regions.noord", ["Noord", "Assen", "", ""], OPERATOR, real_now(), basis=0)
    yield _stop("keeper", "settings_new_region", OPERATOR)
    yield _stop("keeper", "settings_region", OPERATOR, "noord")
    yield _stop("keeper", "settings_letter", OPERATOR, "ontvangst")
    for slug in SUBJECTS:
        yield _stop("keeper", "settings_subject", OPERATOR, slug)
    yield _stop("keeper", "settings_history", OFFICER, "facts-phone")


def _figures(space: str, who: str, town: Town) -> Iterator[Stop]:
    """Of this year, as if it were over."""
    year = day(town.service.now).year
    figures.make(figures_ring(town.service.keys), year, date(year + 1, 1, 2))
    yield _stop(space, "figures_table", who, year, "outcomes")
    yield _stop(space, "figures_report", who, year, "nl")


class Visitors:
    """Whoever stands before the doors, signed in again whenever a sitting has run out."""

    def __init__(self, town: Town, **how: object) -> None:
        self.town, self.how = town, how

    def client(self, who: str):
        from django.test import Client

        if who == NOBODY:
            return Client(**self.how)
        if who in (SUPPORTER, LAWYER):
            mine = self.town.mine
            return self.town.beside(mine, mine.a if who == SUPPORTER else mine.b, **self.how)
        if who in "ab":
            party = self.town.mine.a if who == "a" else self.town.mine.b
            return self.town.place(self.town.mine, party, **self.how)[0]
        return self.town.staff(who, **self.how)
