"""Conditions in the branching logic of REDCap and the relevance of LimeSurvey, both ways.

In both languages an empty answer would make some comparisons true, so we say there that it must be
answered. What comes in is turned into our own language and read by our own parser.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from visavis.study.condition import (
    CONTEXT,
    All,
    Answered,
    AnyOf,
    Compared,
    Condition,
    Not,
    OneOf,
    Value,
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one tool writes. ``ref`` shows a name; the others are the signs it uses."""

    ref: Callable[[str], str]
    there: str
    empty: str
    equal: str
    unequal: str
    quote: str


REDCAP = Dialect(lambda name: f"[{name}]", "{0} <> ''", "{0} = ''", "=", "<>", "'")
LIMESURVEY = Dialect(
    lambda name: f"{name}.NAOK", "!is_empty({0})", "is_empty({0})", "==", "!=", '"'
)


def written(condition: Condition, dialect: Dialect, name: Callable[[str], str]) -> str:
    """A condition in a dialect; ``name`` gives the tool's name of an item. ValueError for a `Not` of
    more than whether something is answered."""

    def ref(code: str) -> str:
        return dialect.ref(code if code in CONTEXT else name(code))

    def equal(code: str, value: Value) -> str:
        return f"{ref(code)} {dialect.equal} {dialect.quote}{value}{dialect.quote}"

    match condition:
        case Compared(code, "==", value):
            return equal(code, value)
        case Compared(code, sign, value):
            sign = dialect.unequal if sign == "!=" else sign
            said = f"{ref(code)} {sign} {dialect.quote}{value}{dialect.quote}"
            return f"({said} and {dialect.there.format(ref(code))})"
        case OneOf(code, values):
            return "(" + " or ".join(equal(code, one) for one in values) + ")"
        case Answered(code):
            return dialect.there.format(ref(code))
        case Not(Answered(code)):
            return dialect.empty.format(ref(code))
        case Not():
            raise ValueError("“not” of more than whether something is answered")
        case All(parts):
            return "(" + " and ".join(written(one, dialect, name) for one in parts) + ")"
        case AnyOf(parts):
            return "(" + " or ".join(written(one, dialect, name) for one in parts) + ")"


def ours(source: str) -> str:
    """What a tool wrote, in our own language as far as it is the same; our parser judges the rest."""
    text = re.sub(r"\[(\w+)\]", r"\1", source).replace(".NAOK", "").replace(".value", "")
    text = re.sub(r"!\s*is_empty\((\w+)\)", r"answered(\1)", text)
    text = re.sub(r"is_empty\((\w+)\)", r"not answered(\1)", text)
    text = re.sub(r"""(\w+)\s*(<>|!=)\s*(''|"")""", r"answered(\1)", text)
    text = re.sub(r"""(\w+)\s*(=|==)\s*(''|"")""", r"not answered(\1)", text)
    text = text.replace("<>", "!=").replace("&&", " and ").replace("||", " or ")
    text = re.sub(r"(?<![<>!=])=(?!=)", "==", text)
    text = re.sub(r"""["'](-?\d+)["']""", r"\1", text)
    text = re.sub(r'"([^"]*)"', r"'\1'", text)
    return re.sub(r"\b(AND|OR)\b", lambda found: found.group().lower(), text)
