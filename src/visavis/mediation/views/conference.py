"""A group meeting, as one person sees it: whom they proposed, and the one list that is put to everyone."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody this person would like to be there. ``released``: whether ``shown_as`` may stand on the list."""

    attendee: str
    name: str
    shown_as: str
    """Exactly what the others may read of them."""
    released: bool = False
    guest: str = ""
    """Who stands beside this person already, by their id there; empty: asked for this meeting only."""


@dataclass(frozen=True, slots=True)
class Group:
    """``names``: the list, the same for everyone and in one order, so that it does not tell who invited whom."""

    mine: tuple[Attendee, ...] = ()
    names: tuple[str, ...] = ()
    version_hash: str = ""
    listed_on: date | None = None
    accepts: bool | None = None
    """This person's own answer to exactly this list; None: none yet."""
    said: str = ""
    """What they said to their mediator about it, and to nobody else."""
    told_once: tuple[str, ...] = ()
    """Of those whom this person proposed, as they ever stood on a list: that cannot be untold."""

    def attendee(self, attendee: str) -> Attendee | None:
        return next((one for one in self.mine if one.attendee == attendee), None)

    @property
    def asks(self) -> bool:
        """Whether a list lies here that this person did not answer."""
        return bool(self.names) and self.accepts is None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What staff know of somebody who comes along: spoken with apart, what they said, what they signed (D15)."""

    attendee: str
    on: date
    consents: bool
    signed: bool
    person: str
    """The same for the same human being, whoever brings them."""

    @property
    def may_come(self) -> bool:
        return self.consents and self.signed
