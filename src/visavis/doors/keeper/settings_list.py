"""What a service may set for itself, by subject: what each is called, what it is made of, and how it comes.

What is here is used: a value without a rule that reads it has no place on these pages.
"""

from collections.abc import Callable
from dataclasses import fields
from functools import partial
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from visavis.doors.keeper.settings_kinds import Part, Setting, Subject
from visavis.mediation.terms import DESIGN, LIMITS
from visavis.mediation.words import Text
from visavis.outside.letters import APART
from visavis.outside.way_letters_words import TO_COURT
from visavis.service.changes import Value
from visavis.service.current import FACTS, TERMS, WORDS, Service
from visavis.service.facts import from_environment

IN_DUTCH, IN_ENGLISH = _("In Dutch"), _("In English")


def _said(*names: str) -> Value:
    """Of the environment, in which a service named itself before it could do so here."""
    facts = from_environment()
    found = [getattr(facts, name) for name in names]
    return tuple(
        one for each in found for one in ((each.nl, each.en) if isinstance(each, Text) else (each,))
    )


def _fact(name: str, label: Any, *parts: Part, where: Any = "") -> Setting:
    return Setting(f"{FACTS}.{name}", label, parts, partial(_said, name), where)


def _text_of(text: Text) -> Value:
    return (text.nl, text.en)


def _on_a_page(words: str) -> Value:
    with override("nl"):
        return (gettext(words), words)


SENTENCE = (
    Part(IN_DUTCH, most=300, lines=3, language="nl"),
    Part(IN_ENGLISH, most=300, lines=3, language="en"),
)


def _words(
    name: str, label: Any, where: Any, comes: Callable[[], Value], *, confirmed: bool = False
) -> Setting:
    return Setting(
        f"{WORDS}.{name}", label, SENTENCE, comes, where, sentence=True, confirmed=confirmed
    )


def _as_design(name: str) -> Value:
    return (str(getattr(DESIGN, name)),)


UNITS = {
    "days": _("Number of days"),
    "weeks": _("Number of weeks"),
    "people": _("How many"),
    "yes": _("Do you?"),
}


def _term(name: str, label: Any, where: Any) -> Setting:
    limit = LIMITS[name]
    part = Part(UNITS[limit.unit])
    return Setting(f"{TERMS}.{name}", label, (part,), partial(_as_design, name), where, limit)


REACHED = Subject(
    "bereikbaar",
    _("Who you are and how you are reached"),
    _("Stands on every page, on letters and on leaflets."),
    (
        _fact(
            "name",
            _("What the service is called"),
            Part(_("Name"), most=60),
            where=_("At the top of every page. Never on an envelope."),
        ),
        _fact(
            "phone",
            _("Telephone"),
            Part(_("Number"), _("Leave it empty if people cannot call you."), 30, required=False),
            where=_("On every page, and on all letters."),
        ),
        _fact(
            "hours",
            _("When you answer the telephone"),
            Part(IN_DUTCH, _("It follows on: “Bereikbaar …”"), 120, required=False, language="nl"),
            Part(IN_ENGLISH, _("It follows on: “We answer …”"), 120, required=False, language="en"),
            where=_("Beside the number, and on letters of a mediator without own hours."),
        ),
        _fact(
            "post",
            _("Where people write to"),
            Part(_("Address"), _("A post-box is safest."), 300, lines=3, required=False),
            where=_("On the page with all ways to reach you."),
        ),
        _fact(
            "complaints",
            _("Complaints committee outside the service"),
            Part(_("Name, address and telephone"), "", 300, lines=4, required=False),
            where=_("On the page about complaints, and on letters that answer one."),
        ),
    ),
)
PROMISES = Subject(
    "beloften",
    _("What you promise about police and court"),
    _(
        "Each sentence says what follows, or does not follow, from taking part. Law and agreements differ from service "
        "to service. Read each one, change what is not true here, and confirm it."
    ),
    (
        _words(
            "no_stays_here",
            _("When somebody says no"),
            _("On the page for who got a letter."),
            partial(_on_a_page, "You may say no. We do not tell your answer to police or court."),
            confirmed=True,
        ),
        _words(
            "not_read_along",
            _("Who reads along"),
            _("On the page about data."),
            partial(_on_a_page, "Police and court do not read along."),
            confirmed=True,
        ),
        _words(
            "to_court",
            _("What goes to court or police"),
            _("In the leaflet with the explanation and rights (D5)."),
            partial(_text_of, TO_COURT),
            confirmed=True,
        ),
        _words(
            "apart",
            _("What it has to do with a criminal case"),
            _("In the first letter that says that somebody wants contact (D7)."),
            partial(_text_of, APART),
            confirmed=True,
        ),
    ),
)
OWN_WORDS = Subject(
    "woorden",
    _("Words on your front page"),
    _("The first thing people read of you. Short sentences, ordinary words."),
    (
        _words(
            "welcome",
            _("What you are there for"),
            _("At the top of the front page."),
            partial(
                _on_a_page,
                "After a crime, an accident or something else that was bad, you may have questions. Or there is "
                "something you want to say. A mediator helps you with that.",
            ),
        ),
        _words(
            "free",
            _("On what terms"),
            _("Below that."),
            partial(
                _on_a_page,
                "It is free. You do it of your own will. What you tell us stays with us.",
            ),
        ),
    ),
)
TIMES = Subject(
    "termijnen",
    _("Times"),
    _(
        "They count from the moment you set them. What was promised before stays as it was promised. No time that "
        "protects people can be made weaker than Visavis has it."
    ),
    (
        _term(
            "reading_time",
            _("How long people read the explanation before they can say yes"),
            _("Safeguard 2"),
        ),
        _term(
            "answer_period",
            _("How long you wait for an answer to the first letter"),
            _("Stands in that letter as a date."),
        ),
        _term(
            "first_news",
            _("After how long somebody who waits first hears from you"),
            _("From the day on which the other may be asked."),
        ),
        _term(
            "next_news",
            _("How long it is from one news date to the next"),
            _("The same for everyone who waits, whatever the other did."),
        ),
        _term(
            "reflection",
            _("How long people think over a text before it can become an agreement"),
            _("Safeguard 37"),
        ),
        _term(
            "last_yes",
            _("Within how long before people meet you ask each of them once more"),
            _("Safeguard 6"),
        ),
        _term(
            "safety_check",
            _("How old the last look at safety may be when people meet"),
            _("Safeguard 22"),
        ),
        _term(
            "rounds_off",
            _("When the end is, as people hear it when preparing begins"),
            _("The mediator can always name another moment."),
        ),
        _term(
            "film_asked",
            _("How long before a video message goes the mediator looks once more"),
            _("Only where somebody wants to keep it."),
        ),
        _term(
            "call_days",
            _("How many days people can choose from to be called back"),
            _("On the page “call me back”."),
        ),
        _term(
            "evening",
            _("Whether you call people in the evening too"),
            _("Between six and eight. What was promised before is kept."),
        ),
    ),
)
LOAD = Subject(
    "werk",
    _("How much at once"),
    _("Above a ceiling the practice lead gives a reason."),
    (
        _term(
            "open_ceiling",
            _("How many open trajectories a mediator has at most"),
            _("Safeguard 28"),
        ),
        _term(
            "year_ceiling",
            _("How many new trajectories a mediator gets in a year at most"),
            _("Safeguard 28"),
        ),
        _term(
            "others",
            _("How many people somebody meets at once from other events"),
            _("In symbolic contact."),
        ),
    ),
)
SUBJECTS = {one.slug: one for one in (REACHED, PROMISES, OWN_WORDS, TIMES, LOAD)}


def every_name() -> set[str]:
    """All that can be set here besides ways to be found; a test holds them against what is read."""
    return {one.name for subject in SUBJECTS.values() for one in subject.settings}


def every_known() -> set[str]:
    """All that is read: fields of facts and terms."""
    return {f"{FACTS}.{one.name}" for one in fields(from_environment())} | {
        f"{TERMS}.{name}" for name in LIMITS
    }


def waiting(service: Service) -> int:
    """How many sentences the service has yet to confirm."""
    return sum(one.waits(service) for one in PROMISES.settings)
