"""The list "not known to this person": what the other side holds and this person has not been told.

A mediator looks at it before a talk (domain §5.4, "Mediator's memory"). It is folded from the two
views and never written by hand.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from visavis.mediation.views import DeskView, Side
from visavis.mediation.words import ENDED, PartyState

P = PartyState


def not_known_to(side: Side, desk: DeskView) -> list[Any]:
    """What to keep silent about with this person; sentences for staff, newest concerns first."""
    lines = [line for other in desk.others(side.party) for line in _of(other, side)]
    return list(dict.fromkeys(lines))


def _of(other: Side, side: Side) -> Iterator[Any]:
    told = {one.code for one in side.own.told}
    heard = side.own.state is not None
    if not heard:
        yield _("That someone signed up, and who")
    if not side.initiating and not any(offer.state == "opened" for offer in side.own.offers):
        yield _("What the other told about what happened")
    yield from _course(other, told)
    yield from _letters(other, side)
    if other.file.open_worries or other.file.worries:
        yield _("That there is or was a concern about the other")
    if other.own.talks:
        yield _("What was said in talks with the other")
    if other.own.supporter_asked:
        yield _("Who stands beside the other")
    yield _("Where the other is, and how we reach them")


def _course(other: Side, told: set[str]) -> Iterator[Any]:
    own = other.own
    if (
        other.file.state in {P.TRACING, P.APPROACHED}
        and own.state is None
        and "O.asked" not in told
    ):
        yield _("That we look for the other, or wrote")
    if own.answered == "talk" and "O.talking" not in told:
        yield _("That the other wants to talk with us")
    if own.committed and "O.takes_part" not in told:
        yield _("That the other takes part")
    if own.state is P.PAUSED:
        yield _("That the other has a pause")
    if other.state in ENDED and "O.no_contact" not in told:
        yield _("That the other stopped, said no or did not answer")
    if own.form_choice and not own.form_agreed:
        yield _("Which form the other chose")
    if own.standing_wish:
        yield _("Whether the other wants to know of letters")


def _letters(other: Side, side: Side) -> Iterator[Any]:
    for letter in other.own.letters:
        gate = other.file.gate(letter.letter)
        if letter.state == "returned" or gate is None or not gate.offer:
            yield _("That the other wrote, and what")
        elif not _opened(side, gate.offer):
            yield _("What is in the letter that is here for them, how long, and from when")
    for letter in side.own.letters:
        gate = side.file.gate(letter.letter)
        if gate is not None and gate.offer and not letter.reader_received:
            yield _("Whether their letter was offered or read, and what the other says of it")


def _opened(side: Side, offer: str) -> bool:
    mine = side.own.offer(offer)
    return mine is not None and mine.state == "opened"
