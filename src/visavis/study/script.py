"""The questions of a round as lines: numbered, with their boxes, and for whom each is, in words.

Both the form on paper and the page a helper reads aloud from are made of these.
"""

from dataclasses import dataclass

from visavis.mediation.words import Text
from visavis.study.catalogue import questions
from visavis.study.condition import (
    All,
    Answered,
    AnyOf,
    Compared,
    Condition,
    Not,
    OneOf,
    Value,
    holds,
    names,
)
from visavis.study.context import ROLE_ITEM, ROLE_SAID, UNKNOWN, Context
from visavis.study.instrument import Item

ONLY = Text(
    "Alleen als u bij vraag {number} koos: {answers}.",
    "Only if you chose at question {number}: {answers}.",
)
NOT_ONLY = Text(
    "Niet als u bij vraag {number} koos: {answers}.",
    "Not if you chose at question {number}: {answers}.",
)
IF_ANSWERED = Text(
    "Alleen als u vraag {number} hebt ingevuld.", "Only if you answered question {number}."
)
OR = Text(" of ", " or ")
PREFER_NOT = Text("Dat zeg ik liever niet", "I would rather not say")


@dataclass(frozen=True, slots=True)
class Line:
    """One question. ``heading``: a new lead, only where it changes. ``only``: for whom, in words.

    ``answers``: label and the plain sentence for reading aloud, the box not to say last.
    """

    number: int
    code: str
    heading: str
    only: str
    stem: str
    sensitive: bool
    answers: tuple[tuple[str, str], ...]


def script(wave: int, group: str, context: Context, language: str) -> list[Line]:
    """The questions of a round that this person may come to, in order, in a language."""
    offered = [
        (instrument, item)
        for instrument, item in questions(wave, group)
        if item.show_if is None or _may_hold(item.show_if, context)
    ]
    numbers = {item.code: at for at, (_, item) in enumerate(offered, 1)}
    known = {item.code: item for _, item in offered}
    lines, lead = [], ""
    for at, (instrument, item) in enumerate(offered, 1):
        now = instrument.lead.within(language)
        answers = [(one.label.within(language), one.aloud.within(language)) for one in item.choices]
        rather_not = PREFER_NOT.within(language)
        lines.append(
            Line(
                number=at,
                code=item.code,
                heading=now if now != lead else "",
                only=_in_words(item.show_if, context, numbers, known, language),
                stem=item.stem.within(language),
                sensitive=item.sensitive,
                answers=(*answers, (rather_not, rather_not)),
            )
        )
        lead = now
    return lines


def _may_hold(condition: Condition, context: Context) -> bool:
    """Whether it can come to hold: False only where what is known already rules it out."""
    told = context.get("told_role", UNKNOWN)
    free = {name for name in names(condition) if name not in context}
    if told != UNKNOWN:
        free.discard("role")
    return bool(free) or holds(condition, {**context, "role": told})


def _in_words(
    condition: Condition | None,
    context: Context,
    numbers: dict[str, int],
    known: dict[str, Item],
    language: str,
) -> str:
    """For whom a question is; empty where it is for everybody who holds this form."""
    if condition is None:
        return ""
    match condition:
        case All(parts):
            said = [_in_words(part, context, numbers, known, language) for part in parts]
            return " ".join(one for one in said if one)
        case AnyOf(parts):
            said = [_in_words(part, context, numbers, known, language) for part in parts]
            return OR.within(language).join(said) if all(said) else ""
        case Not(OneOf(name, values)):
            return _chosen(NOT_ONLY, name, values, context, numbers, known, language)
        case Not(Compared(name, "==", value)):
            return _chosen(NOT_ONLY, name, (value,), context, numbers, known, language)
        case Answered(name):
            return IF_ANSWERED.within(language).format(number=numbers[name])
        case OneOf(name, values):
            return _chosen(ONLY, name, values, context, numbers, known, language)
        case Compared(name, sign, value):
            fits = tuple(
                one for one in _values(name, known) if holds(Compared("x", sign, value), {"x": one})
            )
            return _chosen(ONLY, name, fits, context, numbers, known, language)
        case Not(_):
            return ""


def _values(name: str, known: dict[str, Item]) -> tuple[Value, ...]:
    if name == "role":
        return tuple(ROLE_SAID.values())
    return known[name].values if name in known else ()


def _chosen(
    how: Text,
    name: str,
    values: tuple[Value, ...],
    context: Context,
    numbers: dict[str, int],
    known: dict[str, Item],
    language: str,
) -> str:
    if name == "role" and context.get("told_role", UNKNOWN) == UNKNOWN:
        name, values = ROLE_ITEM, tuple(k for k, said in ROLE_SAID.items() if said in values)
    if name not in numbers:
        return ""
    labels = [
        f"“{one.label.within(language)}”" for one in known[name].choices if one.value in values
    ]
    return how.within(language).format(
        number=numbers[name], answers=OR.within(language).join(labels)
    )
