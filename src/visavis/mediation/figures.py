"""What the service counts of its work: each figure is a rule over the days of one trajectory.

A history holds days and codes of what kinds of entry declare as counted (``kinds``), no word, no name, no id of
a person. Everything counts trajectories, each once, in the year in which it happened for the first time. So no
number of one year is the sum or the difference of numbers of another, and a year that is over stays as it is.
Whether somebody takes part in the study is in no lane, and so in no figure.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from visavis.mediation.counted import History, Mark, Person

UNKNOWN = "unknown"
RESPONSIBLE_SIDE = frozenset({"responsible", "next_of_kin_responsible"})
SIDES = ("harmed", "responsible")
"""Who began: the side of who did or caused it, and everybody else: who was harmed, those close to them, witnesses."""
FORMS = (
    "conversation", "conference", "video_call", "letters_one_way", "letters_both", "video_message", "shuttle",
    "other_form",
)  # fmt: skip
OUTCOMES = (*FORMS, "several", "support_circle", "no_contact_with_meaning", "no_contact")
WITHOUT = ("no_contact_with_meaning", "no_contact", "support_circle")
WHY_NOT = ("died", "began_stopped", "said_no", "not_reached", "not_asked", "otherwise")
ENDS = frozenset({"closed", "aftercare_ended", "goes_on_anew", "way_ended_by_death"})
SIGN_UPS = frozenset({"signed_up", "sign_up_confirmed"})


# The days of a trajectory


def signed_up(one: History) -> date | None:
    """Somebody signed up, or said yes to a sign-up that was made for them."""
    return one.first(*SIGN_UPS)


def taken_up(one: History) -> date | None:
    """A mediator got it; one that was brought over with its mediator was taken up in another year, elsewhere."""
    return None if one.first("carried_on") else one.first("assigned")


def not_taken_up(one: History) -> date | None:
    return one.first("declined_to_take_up")


def talked(one: History) -> date | None:
    """The first exploratory talk with somebody of who began."""
    return one.first("exploratory_talk_held", began=True)


def asked(one: History) -> date | None:
    """The first letter to the other went out."""
    return one.first("approach_sent")


def wants_to_talk(one: History) -> date | None:
    """Somebody who was asked wants to talk, or had a talk."""
    wants = [mark.on for mark in one.of("approach_answered") if mark.said.get("answer") == "talk"]
    held = one.first("exploratory_talk_held", began=False)
    return min([*wants, *([held] if held else [])], default=None)


def prepares(one: History) -> date | None:
    return one.first("preparation_began")


def contact(one: History) -> date | None:
    """The first talk held, letter read or message heard."""
    return one.first("contact_held", "letter_opened", "message_heard")


def circle(one: History) -> date | None:
    return one.first("circle_met")


def agreed(one: History) -> date | None:
    """Everyone to whom a text was put accepted the same text; the day of the last yes."""
    put: dict[str, list[Person]] = {}
    for person in one.people:
        for text in {
            mark.said["agreement"] for mark in person.marks if mark.kind == "agreement_here"
        }:
            put.setdefault(text, []).append(person)
    found = []
    for text, people in put.items():
        said = [_last_answer(person, text) for person in people]
        yes = [mark for mark in said if mark is not None and "accepts" in mark.said]
        if len(yes) == len(people) > 1 and len({mark.said["version_hash"] for mark in yes}) == 1:
            found.append(max(mark.on for mark in yes))
    return min(found, default=None)


def _last_answer(person: Person, text: str) -> Mark | None:
    answers = [
        mark
        for mark in person.marks
        if mark.kind == "agreement_answered" and mark.said["agreement"] == text
    ]
    return answers[-1] if answers else None


def ended(one: History) -> date | None:
    """Everyone who began has come to an end for the first time: closed, or died. Who went on in another
    trajectory did not end here."""
    began = [person for person in one.people if person.began]
    days = [person.first(ENDS) for person in began]
    if (
        not began
        or one.first("assigned", "carried_on") is None
        or one.first("went_on_elsewhere", began=True)
    ):
        return None
    return None if None in days else max(on for on in days if on)


def came_back(one: History) -> date | None:
    return one.first("reopened")


STEPS: dict[str, Callable[[History], date | None]] = {
    "signed_up": signed_up,
    "not_taken_up": not_taken_up,
    "taken_up": taken_up,
    "talked": talked,
    "asked": asked,
    "wants_to_talk": wants_to_talk,
    "prepares": prepares,
    "contact": contact,
    "agreed": agreed,
    "circle": circle,
    "ended": ended,
    "came_back": came_back,
}
"""Each in the year of its first day."""

SPANS: dict[str, tuple[Callable[[History], date | None], Callable[[History], date | None]]] = {
    "to_mediator": (signed_up, taken_up),
    "to_talk": (signed_up, talked),
    "to_asking": (signed_up, asked),
    "to_answer": (asked, wants_to_talk),
    "to_contact": (signed_up, contact),
    "to_end": (signed_up, ended),
}
"""Days between two steps, counted in the year of the second."""


# What a trajectory is, and what came of it


def who_began(one: History) -> str:
    relation = one.last_said(
        "relation", "signed_up", "signed_up_for", "exploratory_talk_held", began=True
    )
    return "responsible" if relation in RESPONSIBLE_SIDE else "harmed"


def fact(one: History, name: str) -> str:
    """A registration fact of domain §8, as recorded last."""
    return one.last_said(name, "facts_recorded").strip() or UNKNOWN


def outcome(one: History, until: date) -> str:
    """One row of `OUTCOMES`: what there was up to that day. No contact is a row like any other."""
    forms = {
        mark.said.get("form", "other_form") for mark in one.of("contact_held") if mark.on <= until
    }
    opened = [
        (person.began, mark.said.get("form"))
        for person in one.people
        for mark in person.marks
        if mark.kind == "letter_opened" and mark.on <= until
    ]
    if any(form is not None for _side, form in opened):
        forms.add("video_message")
    readers = {side for side, form in opened if form is None}
    if readers:
        forms.add("letters_both" if len(readers) > 1 else "letters_one_way")
    if (heard := one.first("message_heard")) is not None and heard <= until:
        forms.add("shuttle")
    if forms:
        form = next(iter(forms)) if len(forms) == 1 else "several"
        return form if form in OUTCOMES else "other_form"
    met = circle(one)
    if met is not None and met <= until:
        return "support_circle"
    closing = [
        mark for mark in one.of("closing_talked", "closing_support_chosen") if mark.on <= until
    ]
    meant = any(mark.said.get("talk") == "held" or "some" in mark.said for mark in closing)
    return "no_contact_with_meaning" if meant else "no_contact"


def why_not(one: History, until: date) -> str:
    """Where there was no contact: the first of `WHY_NOT` that fits, up to that day."""

    def there(*kinds: str, began: bool | None = None) -> bool:
        on = one.first(*kinds, began=began)
        return on is not None and on <= until

    answers = {mark.said.get("answer") for mark in one.of("approach_answered") if mark.on <= until}
    if there("way_ended_by_death", "death_recorded"):
        return "died"
    if there("withdrawn", began=True):
        return "began_stopped"
    if "no" in answers or there("declined") or there("withdrawn", began=False):
        return "said_no"
    if there("no_answer", "no_route") and not answers & {"talk", "later"}:
        return "not_reached"
    return "otherwise" if there("approach_sent") else "not_asked"


# A month, and a year


@dataclass(slots=True)
class Year:
    """Everything counted of one year, or of a part of it; nothing of it is protected. ``spans``: days, in no order."""

    steps: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    """This and the next three: of sign-ups."""
    began: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    """Of those not taken up."""
    outcomes: Counter[str] = field(default_factory=Counter)
    why_not: Counter[str] = field(default_factory=Counter)
    spans: dict[str, list[int]] = field(default_factory=dict)

    def add(self, other: "Year") -> None:
        for name in COUNTERS:
            getattr(self, name).update(getattr(other, name))
        for name, days in other.spans.items():
            self.spans.setdefault(name, []).extend(days)


COUNTERS = tuple(one.name for one in fields(Year) if one.name != "spans")


def month_of(on: date) -> str:
    """``2025-03``."""
    return on.isoformat()[:7]


def count_months(histories: Iterable[History], into: dict[str, Year]) -> None:
    """Adds what happened in each month."""

    def of(on: date) -> Year:
        return into.setdefault(month_of(on), Year())

    for one in histories:
        days = {rule: rule(one) for rule in STEPS.values()}
        for name, rule in STEPS.items():
            if (on := days[rule]) is not None:
                of(on).steps[name] += 1
        for name, (begin, end) in SPANS.items():
            first, last = days[begin], days[end]
            if first and last and first <= last:
                of(last).spans.setdefault(name, []).append((last - first).days)
        if (on := days[signed_up]) is not None:
            of(on).events[fact(one, "event_type")] += 1
            of(on).began[who_began(one)] += 1
            of(on).sources[fact(one, "referral_source")] += 1
            of(on).regions[fact(one, "region")] += 1
        if (on := days[not_taken_up]) is not None:
            of(on).reasons[one.last_said("reason", "declined_to_take_up")] += 1
        if (on := days[ended]) is not None:
            came = outcome(one, on)
            of(on).outcomes[came] += 1
            if came in WITHOUT:
                of(on).why_not[why_not(one, on)] += 1


def by_years(months: Mapping[str, Year], through: int) -> dict[int, Year]:
    """The years up to and with ``through`` in which anything happened."""
    years: dict[int, Year] = {}
    for month, counted in months.items():
        if counted.steps and int(month[:4]) <= through:
            years.setdefault(int(month[:4]), Year()).add(counted)
    return years


def count(histories: Iterable[History], through: int) -> dict[int, Year]:
    """Every year up to and with ``through`` in which anything happened."""
    months: dict[str, Year] = {}
    count_months(histories, months)
    return by_years(months, through)
