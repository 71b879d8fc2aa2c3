"""Who stands beside the observer and looks too: a supporter, a guardian, whoever signed them up, an outsider."""

from dataclasses import dataclass, replace
from datetime import datetime

from tests.worlds.solo import Pair
from tests.worlds.steps import REFERRER, Step, by, desk
from tests.worlds.strays import GUARDIAN, TICKED
from tests.worlds.tape import Tape
from tests.worlds.world import World
from visavis.mediation.around import AdmitGuest, InviteSupporter, SetSupporterView
from visavis.mediation.entries import Audience, Entry, own
from visavis.mediation.guardians import NameGuardian, RecordAge
from visavis.mediation.kinds import KINDS
from visavis.mediation.permissions import Topic
from visavis.mediation.terms import CHILD_UNTIL, OWN_CONSENT_FROM, day
from visavis.mediation.views import Guest, GuestView
from visavis.mediation.windows import guest_view

NOBODY, OUTSIDER, SUPPORTER = "", "outsider", "supporter"
REFERRED = ("signed_up", "confirmed", "taken_up")
KNOWN_BY = {
    "guest_invited",
    "guest_view_set",
    "guest_ended",
    "guest_admitted",
    "guardian_named",
    "age_known",
    "signed_up",
    "signed_up_for",
}
"""Kinds that say who stands beside somebody and how old a child is: without them nobody is beside anyone."""
FORMS = {Topic.CONSENT, Topic.SIGN_UP, Topic.SIGNS}


def begins_to_watch(pair: Pair, tape: Tape, now: datetime) -> str:
    """Whether somebody beside the observer looks too, and who: a guest's id; nobody where there is no place yet."""
    who = pair.observer
    sender = [REFERRER.id] if pair.full.me(who, now).guest(REFERRER.id) else []
    guest = tape.pick([NOBODY, NOBODY, NOBODY, SUPPORTER, GUARDIAN, OUTSIDER, *sender * 3])
    if pair.full.me(who, now).state is None:
        return NOBODY
    steps: list[Step] = []
    if guest == SUPPORTER:
        role = tape.pick([Audience.SUPPORTER, Audience.LAWYER])
        steps.append(by(who, InviteSupporter(guest, "Gijs", (), tape.pick(TICKED), role)))
        steps.append(desk(AdmitGuest(who, guest, "person")))
    elif guest == GUARDIAN:
        steps.append(desk(RecordAge(who, tape.pick([10, 14, 17]))))
        steps.append(desk(NameGuardian(who, guest, "Greet")))
        steps.append(by(who, SetSupporterView(guest, tape.pick(TICKED))))
    elif guest == REFERRER.id:
        steps.append(by(who, SetSupporterView(guest, tape.pick([(), REFERRED]))))
    for step in steps:
        pair.step(step, now)
    return guest


@dataclass
class Watched:
    """The same two worlds, as somebody beside the observer sees them."""

    pair: Pair
    guest: str

    def compare(self, now: datetime) -> None:
        if not self.guest:
            return
        full, solo = (self._seen(world, now) for world in (self.pair.full, self.pair.solo))
        assert full == solo, f"what the {self.guest} sees differs"
        if self.guest == OUTSIDER:
            assert full is None
            return
        lane = self.pair.full.lanes.get(own(self.pair.observer), [])
        known = self.pair.full.me(self.pair.observer, now).guest(self.guest)
        age = self.pair.full.me(self.pair.observer, now).age(day(now))
        told = [bare for entry in lane if (bare := _told(entry, known, age))]
        only = guest_view(self.pair.observer, told, now, self.guest, self.pair.full.joint())
        assert full == only, f"the {self.guest} sees what was not shared"
        self.pair.counters[f"looks of a {self.guest}"] += full is not None

    def _seen(self, world: World, now: datetime) -> GuestView | None:
        lane = world.lanes.get(own(self.pair.observer), [])
        return guest_view(self.pair.observer, lane, now, self.guest, world.joint())


def _told(entry: Entry, guest: Guest | None, age: int | None) -> Entry | None:
    """The entry as far as it was shared with this guest; for a guardian the child's age says what goes unasked."""
    kind = KINDS[entry.kind]
    shared = guest is not None and bool({kind.topic, kind.name} & guest.shared)
    if guest is not None and guest.role is Audience.GUARDIAN and age is not None:
        shared |= age < CHILD_UNTIL or (age < OWN_CONSENT_FROM and kind.topic in FORMS)
    if shared:
        return entry
    if entry.kind not in KNOWN_BY:
        return None
    secret = {name: "not told" for name in ("story", "other", "relation") if name in entry.body}
    return replace(entry, body={**entry.body, **secret})
