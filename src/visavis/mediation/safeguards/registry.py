"""Where a safeguard is declared: one function each, with its number, its source and its sentence.

A participant's act is checked against their own view; a desk act may look at everyone.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from visavis.mediation.acts import Safeguard
from visavis.mediation.views import DeskView, PartyView, Side
from visavis.mediation.words import COMMITTED, Text

Check = Callable[[Any, Any, datetime], bool]

SAFEGUARDS: dict[int, Safeguard] = {}
ORDER_RULES: list[Safeguard] = []


def safeguard(
    number: int | None,
    *,
    source: str,
    nl: str,
    en: str,
    where: str = "",
    otherwise: Callable[[Any], Text | None] | None = None,
) -> Callable[[Check], Safeguard]:
    """Makes a check into the safeguard of this number; a plain rule of order has none.

    ``where``: for one that stands before no act, the place in which it holds. ``otherwise``: the sentence where a
    service set a term so that the usual one would not be true.
    """

    def declare(check: Check) -> Safeguard:
        made = Safeguard(
            number,
            source,
            Text(nl, en),
            check,
            check.__name__,
            check.__doc__ or "",
            where,
            otherwise,
        )
        if number is None:
            ORDER_RULES.append(made)
        elif number in SAFEGUARDS:
            raise ValueError(f"S{number} is declared twice")
        else:
            SAFEGUARDS[number] = made
        return made

    return declare


def own_view(act: Any, view: PartyView | DeskView) -> PartyView:
    """The view of whose act it is; for a desk act, of the person it is about."""
    return view if isinstance(view, PartyView) else view.side(act.party).own


def has_explored(side: Side) -> bool:
    """Spoken with since they last came, found fitting, and taking part."""
    return bool(side.own.talks_since) and fits(side.own) and side.place in COMMITTED


def fits(own: PartyView) -> bool:
    """The mediator's assessment is there and not negative."""
    return own.suitability is not None and own.suitability.verdict in {"go", "with_measures"}


def age_of(side: Side, today: date) -> int | None:
    """Full years at least, as they or staff said; None: grown up, or not known."""
    known = side.own.age(today)
    return side.file.age(today) if known is None else known


SENSITIVE = frozenset({"sexual_harm", "domestic", "threat_stalking", "homicide"})


def is_sensitive(desk: DeskView) -> bool:
    """Sexual or partner violence, stalking, or a death, as intake recorded it."""
    facts = [side.file.facts for side in desk.sides]
    return any(one.get("event_type") in SENSITIVE or one.get("fatal") == "yes" for one in facts)


def both_sides(desk: DeskView, sides: Iterable[Side]) -> bool:
    """Whether people of both sides are among them; where there is one side only, anyone is enough."""
    there = {side.initiating for side in sides}
    return bool(there) if desk.desk.one_sided else there == {True, False}


def form_of(act: Any) -> str:
    """The form of contact an act is about; letters unless it says."""
    return str(getattr(act, "form", "letters"))
