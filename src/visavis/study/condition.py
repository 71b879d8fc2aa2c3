"""When a question is shown: a closed language, read by a small parser, never run as code (study §2.3).

    HO_contact in (1, 2, 3)
    role == 'responsible' and wave > 1
    not answered(FI_search) or FI_search >= 4

Names are items of the same instrument, ``role``, ``told_role`` (what was known of the role before this
round), ``wave`` and ``group``. A comparison with an item that has no number is false, whatever the
comparison, so that a question is not shown on account of an answer that is not there.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

CONTEXT = {"role": str, "told_role": str, "wave": int, "group": str}
"""What a condition may know besides answers, and of which kind it is."""
OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
WORDS = {"and", "or", "not", "in", "answered"}
TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d+)|(?P<text>'[^']*')|(?P<name>[A-Za-z]\w*)"
    r"|(?P<sign>==|!=|<=|>=|<|>|\(|\)|,))"
)

Value = int | str
Values = Mapping[str, Value | None]


class WrongCondition(ValueError):
    """The condition cannot be read; the message says where and what was expected."""


@dataclass(frozen=True, slots=True)
class Compared:
    """``name sign value``."""

    name: str
    sign: str
    value: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """``name in (values)``."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """``answered(name)``: the item has a number."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Condition", ...]


Condition = Compared | OneOf | Answered | Not | All | AnyOf


def read_condition(source: str, items: frozenset[str] | set[str]) -> Condition:
    """The condition in a text. ``items``: codes it may name. `WrongCondition` says what is wrong."""
    return _Reader(source, frozenset(items)).whole()


def holds(condition: Condition, values: Values) -> bool:
    """Whether it holds; ``values`` by name, None where there is no number."""
    match condition:
        case Compared(name, sign, value):
            found = values.get(name)
            return found is not None and bool(OPERATORS[sign](found, value))
        case OneOf(name, several):
            return values.get(name) in several
        case Answered(name):
            return values.get(name) is not None
        case Not(part):
            return not holds(part, values)
        case All(parts):
            return all(holds(part, values) for part in parts)
        case AnyOf(parts):
            return any(holds(part, values) for part in parts)


def names(condition: Condition) -> Iterator[str]:
    """The names it looks at, as often as they stand there."""
    match condition:
        case Compared(name, _, _) | OneOf(name, _) | Answered(name):
            yield name
        case Not(part):
            yield from names(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from names(part)


def written(condition: Condition) -> str:
    """The text of a condition in its one canonical form; reading it again gives the same."""
    match condition:
        case Compared(name, sign, value):
            return f"{name} {sign} {_literal(value)}"
        case OneOf(name, several):
            return f"{name} in ({', '.join(_literal(one) for one in several)})"
        case Answered(name):
            return f"answered({name})"
        case Not(part):
            return f"not {_inner(part)}"
        case All(parts):
            return " and ".join(_inner(part) for part in parts)
        case AnyOf(parts):
            return " or ".join(
                written(part) if isinstance(part, All) else _inner(part) for part in parts
            )


def _inner(part: Condition) -> str:
    return f"({written(part)})" if isinstance(part, All | AnyOf) else written(part)


def _literal(value: Value) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


class _Reader:
    """Reads from left to right: ``or`` of ``and`` of ``not`` of comparisons."""

    def __init__(self, source: str, items: frozenset[str]) -> None:
        self.source, self.items = source, items
        self.tokens = list(self._tokens())
        self.at = 0

    def _tokens(self) -> Iterator[tuple[str, str]]:
        place, end = 0, len(self.source.rstrip())
        while place < end:
            found = TOKEN.match(self.source, place)
            if found is None:
                raise self._wrong(f"“{self.source[place:].strip()[:10]}” cannot be read")
            kind = str(found.lastgroup)
            yield kind, found.group(kind)
            place = found.end()

    def whole(self) -> Condition:
        if not self.tokens:
            raise self._wrong("it is empty")
        found = self._or()
        if self.at < len(self.tokens):
            raise self._wrong(f"“{self._next()[1]}” stands where it should have ended")
        return found

    def _or(self) -> Condition:
        parts = [self._and()]
        while self._take("or"):
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _and(self) -> Condition:
        parts = [self._not()]
        while self._take("and"):
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _not(self) -> Condition:
        if self._take("not"):
            return Not(self._not())
        if self._take("("):
            found = self._or()
            self._expect(")")
            return found
        return self._comparison()

    def _comparison(self) -> Condition:
        if self._take("answered"):
            self._expect("(")
            name = self._name()
            if name in CONTEXT:
                raise self._wrong(f"{name} is not an item, so it is always known")
            self._expect(")")
            return Answered(name)
        name = self._name()
        if self._take("in"):
            self._expect("(")
            several = [self._value(name)]
            while self._take(","):
                several.append(self._value(name))
            self._expect(")")
            return OneOf(name, tuple(several))
        kind, sign = self._next()
        if kind != "sign" or sign not in OPERATORS:
            raise self._wrong(f"after {name} a comparison is expected, not “{sign}”")
        value = self._value(name)
        if isinstance(value, str) and sign not in ("==", "!="):
            raise self._wrong(f"{name} is a word, so it is equal (==) to another or not (!=)")
        return Compared(name, sign, value)

    def _name(self) -> str:
        kind, word = self._next()
        if kind != "name" or word in WORDS:
            raise self._wrong(f"a name is expected, not “{word}”")
        if word not in self.items and word not in CONTEXT:
            raise self._wrong(f"{word} is no item of this instrument, nor role, wave or group")
        return word

    def _value(self, name: str) -> Value:
        kind, word = self._next()
        if kind not in ("number", "text"):
            raise self._wrong(f"{name} is compared with a number or 'a word', not “{word}”")
        value: Value = int(word) if kind == "number" else word[1:-1]
        if not isinstance(value, CONTEXT.get(name, int)):
            kinds = "a word" if CONTEXT.get(name, int) is str else "a number"
            raise self._wrong(f"{name} is {kinds}, so it cannot be compared with {word}")
        return value

    def _take(self, word: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at][1] == word:
            self.at += 1
            return True
        return False

    def _expect(self, word: str) -> None:
        if not self._take(word):
            found = self.tokens[self.at][1] if self.at < len(self.tokens) else "its end"
            raise self._wrong(f"“{word}” is expected, not “{found}”")

    def _next(self) -> tuple[str, str]:
        if self.at == len(self.tokens):
            raise self._wrong("it ends too early")
        self.at += 1
        return self.tokens[self.at - 1]

    def _wrong(self, why: str) -> WrongCondition:
        return WrongCondition(f"The condition “{self.source.strip()}” cannot be read: {why}.")
