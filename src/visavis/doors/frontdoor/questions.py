"""The four questions of the guide, and what an answer leads to.

Nothing here decides anything about a person, and no answer ends in "not for you".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Choice:
    """One answer: its value, its words, a picture, and what it adds to "what fits"."""

    value: str
    label: Any
    picture: str
    hint: Any = ""
    fits: Any = ""


@dataclass(frozen=True)
class Question:
    """One page of the guide. ``many``: more than one answer may be chosen."""

    name: str
    ask: Any
    choices: tuple[Choice, ...]
    hint: Any = ""
    many: bool = False


DONT_KNOW = Choice(UNKNOWN, _("I don't know yet"), "unknown")

QUESTIONS = (
    Question(
        "event",
        _("What happened?"),
        (
            Choice(
                "crime",
                _("A crime"),
                "crime",
                _("For example violence, theft, threats, or something sexual"),
                _("Contact stands apart from a criminal case. It changes nothing there."),
            ),
            Choice(
                "traffic",
                _("An accident in traffic"),
                "traffic",
                fits=_(
                    "It does not have to be a crime. After an accident, people have questions too."
                ),
            ),
            Choice(
                "work_or_care",
                _("Something at work, at a club or in health care"),
                "work_or_care",
                _("For example an accident, a mistake, or someone who crossed a line"),
                _("It does not have to be a crime. What it did to you counts."),
            ),
            Choice(
                "other",
                _("Something else that was bad"),
                "cloud",
                fits=_(
                    "What was bad for you counts here. A mediator looks with you whether we can help."
                ),
            ),
            DONT_KNOW,
        ),
    ),
    Question(
        "relation",
        _("What is your place in it?"),
        (
            Choice(
                "harmed",
                _("It was done to me, or it happened to me"),
                "to_me",
                fits=_("You decide what you want to know, and what you want to tell."),
            ),
            Choice(
                "responsible",
                _("I did it, or I caused it"),
                "from_me",
                fits=_("You may ask for contact too. We listen to you without judging."),
            ),
            Choice(
                "bereaved",
                _("Someone of mine died"),
                "candle",
                fits=_("You may ask for contact too. Also when it was long ago."),
            ),
            Choice(
                "close",
                _("It happened to someone I love, or someone I love did it"),
                "people",
                fits=_(
                    "You may ask for contact for yourself. You do not have to speak for anyone else."
                ),
            ),
            DONT_KNOW,
        ),
        hint=_("Nobody else sees your answer. We do not keep it."),
    ),
    Question(
        "wish",
        _("What would you like?"),
        (
            Choice(
                "ask",
                _("Ask something"),
                "question",
                fits=_("You can ask your questions. The other person decides whether to answer."),
            ),
            Choice(
                "tell",
                _("Tell something"),
                "tell",
                fits=_(
                    "You can tell what it did to you, or what you want the other person to know."
                ),
            ),
            Choice(
                "sorry",
                _("Say that I am sorry"),
                "letter",
                fits=_(
                    "You can say that you are sorry. The other person decides whether to hear it."
                ),
            ),
            Choice(
                "hear",
                _("Hear how the other person is"),
                "hear",
                fits=_(
                    "You can ask how the other person is. The other person decides what to tell."
                ),
            ),
            Choice(
                "meet",
                _("Agree on what to do if we meet each other"),
                "cross_paths",
                fits=_("You can make agreements. For example for when you meet in the street."),
            ),
            DONT_KNOW,
        ),
        hint=_("You may choose more than one."),
        many=True,
    ),
    Question(
        "safe",
        _("Is it safe for you now?"),
        (
            Choice("yes", _("Yes"), "home"),
            Choice("no", _("No"), "phone", _("You first see who can help you at once")),
            DONT_KNOW,
        ),
        hint=_("Safe means: nobody threatens you, and you do not think of harming yourself."),
    ),
)
BY_NAME = {question.name: question for question in QUESTIONS}
NAMES = tuple(BY_NAME)

Answers = Mapping[str, Sequence[str]]


def known(name: str, values: Sequence[str]) -> list[str]:
    """Of what was sent, the answers this question has, each once and in the question's order."""
    question = BY_NAME[name]
    chosen = [choice.value for choice in question.choices if choice.value in values]
    return chosen if question.many else chosen[:1]


def unsafe(answers: Answers) -> bool:
    return "no" in answers.get("safe", ())


def what_fits(answers: Answers) -> list[Any]:
    """The sentences for these answers; never empty."""
    sentences: list[Any] = []
    for question in QUESTIONS:
        for choice in question.choices:
            if choice.value in answers.get(question.name, ()) and choice.fits not in (
                "",
                *sentences,
            ):
                sentences.append(choice.fits)
    if not sentences or any(
        UNKNOWN in answers.get(name, ()) for name in ("event", "relation", "wish")
    ):
        sentences.append(_("You do not have to know everything yet. You can talk about it first."))
    return sentences
