"""The list "not known to this person": what everyone else holds and this person has not been told.

A mediator looks at it before a talk (domain §5.4, "Mediator's memory"). It is folded from the views and never
written by hand. The barrier stands around each person, also between two on one side.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.words import label_of
from visavis.mediation.views import DeskView, Side
from visavis.mediation.words import ENDED, PartyState

P = PartyState


def not_known_to(side: Side, desk: DeskView) -> list[Any]:
    """What to keep silent about with this person; sentences for staff, newest concerns first."""
    others = desk.others(side.party)
    lines = [_whose(other, line) for other in others for line in _of(other, side)]
    beside = (one for one in desk.sides if one.initiating is side.initiating)
    lines += [line for one in beside if one.party != side.party for line in _beside(one)]
    return list(dict.fromkeys(lines))


def _whose(other: Side, line: Any) -> Any:
    """Which of several it is about."""
    return f"{label_of(other)}: {line}" if other.number else line


def _beside(one: Side) -> Iterator[str]:
    """Of somebody on the same side: that we know of them at all, and everything of their way."""
    said = {"label": label_of(one)}
    yield gettext("That %(label)s is here too, and who that is") % said
    if one.own.state is not None:
        yield gettext("Where %(label)s is on the way, and what they said, chose or wrote") % said


def _of(other: Side, side: Side) -> Iterator[Any]:
    told = {one.code for one in side.own.told}
    heard = side.own.state is not None
    if not heard and other.initiating:
        yield _("That someone signed up, and who")
    if not side.initiating and not any(offer.state == "opened" for offer in side.own.offers):
        yield _("What the other told about what happened")
    yield from _course(other, told)
    yield from _letters(other, side)
    yield from _messages(other, side)
    yield from _group(other, side)
    if other.file.worries or other.own.worries_said:
        yield _("That there is or was a concern about the other")
    if other.file.dangers:
        yield _("That a danger around the other was weighed or told outside")
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


def _messages(other: Side, side: Side) -> Iterator[Any]:
    """What was said in a talk is known; asking for it is not, and for its author nothing of what became of it."""
    for message in other.own.messages:
        gate = other.file.gate(message.message)
        if gate is None or gate.reader != side.party:
            yield _("That the other gave a message, and which")
    for message in side.own.messages:
        gate = side.file.gate(message.message)
        if gate is not None and gate.offer and not message.received:
            yield _("Whether their message was said, and what the other says of it")


def _group(other: Side, side: Side) -> Iterator[Any]:
    """A name on the list that both got is known; who brings them, and what the other says of a name, is not."""
    if any(one.shown_as not in side.own.group.names for one in other.own.group.mine):
        yield _("Whom the other would like at the group meeting")
    if other.own.group.accepts is not None:
        yield _("What the other says of the list of who comes, and of whom")


def _opened(side: Side, offer: str) -> bool:
    mine = side.own.offer(offer)
    return mine is not None and mine.state == "opened"
