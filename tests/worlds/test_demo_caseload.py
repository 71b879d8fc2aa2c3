"""The barrier on a lived caseload: what the other knows is what the page says, and nothing else is found.

Sixty stories of the demo are lived through the same acts. Every text somebody wrote, said or was written about
carries a canary of its own.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.demo.test_story import TODAY, some
from tests.doors.test_participant_known import covered, told_of_me
from visavis.demo.story import Story
from visavis.doors.shared import keyring
from visavis.journal.keys import Keys, create_tenant
from visavis.journal.life import Life
from visavis.journal.record import Where
from visavis.journal.root import Root
from visavis.mediation.acts import Act, PartyAct
from visavis.mediation.entries import Actor, PartyId
from visavis.mediation.letters import OfferLetter, PassLetter, ReleaseLetter
from visavis.mediation.safeguards import version_hash_of
from visavis.mediation.shuttle import ApproveMessage, DeliverMessage, PassMessage, SayMessage
from visavis.mediation.views import PartyView, Reach
from visavis.people import signing_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STORIES = 60
RENDERED_AT_LEAST = 20
WRITTEN = frozenset("story other other_described summary note address measure text".split())
"""Fields of acts that hold what somebody wrote or said."""
REACHED = ("phone", "email", "post", "safe_times", "never")
PAGES = (
    "",
    "mensen/",
    "schrijven/",
    "schrijven/kort/",
    "over-mij/",
    "over-mij/bereiken/",
    "pauze/",
    "later/",
    "vragen/weten/",
)


def is_id(value: str) -> bool:
    """Of somebody: no text, though a field of the same name holds text in another act."""
    return len(value) == 32 and set(value) <= set("0123456789abcdef")


class Canaries:
    """Puts one into each text of each act, and remembers about whom it is."""

    def __init__(self) -> None:
        self.about: dict[str, PartyId] = {}
        self.versions: dict[str, str] = {}
        """By letter: of the text with its canary."""
        self.said: dict[str, str] = {}
        """By message: its text with its canary."""

    def marked(self, act: Act, where: Where) -> Act:
        if isinstance(act, SayMessage | ApproveMessage | PassMessage | DeliverMessage):
            return self._message(act, where)
        party = PartyId(getattr(act, "party", "") or where.party)
        known: dict[str, Any] = {
            f.name: getattr(act, f.name) for f in dataclasses.fields(act)  # type: ignore[arg-type]  # every act is one
        }  # fmt: skip
        changed = {
            name: f"{value} {self._new(party)}"
            for name, value in known.items()
            if name in WRITTEN and isinstance(value, str) and value and not is_id(value)
        }
        reach = known.get("reach")
        if isinstance(reach, Reach):
            said = {
                name: f"{value} {self._new(party)}"
                for name in REACHED
                if (value := getattr(reach, name)) and name != "email"
            }
            changed["reach"] = dataclasses.replace(reach, **said)  # type: ignore[assignment]  # one field of another kind
        if type(act).__name__ in {"TellReaction", "Tell"}:  # says again what was released
            return act
        if isinstance(act, ReleaseLetter):
            exact = version_hash_of(changed["text"], act.sign_as)
            self.versions[act.letter] = changed["version_hash"] = exact
        elif isinstance(act, PassLetter | OfferLetter):
            changed["version_hash"] = self.versions[act.letter]
        return dataclasses.replace(act, **changed)  # type: ignore[type-var]  # every act is a dataclass

    def _message(
        self, act: SayMessage | ApproveMessage | PassMessage | DeliverMessage, where: Where
    ) -> Act:
        """One canary from the first saying on: what is approved, passed and told is that, to the letter."""
        if act.message not in self.said and not isinstance(act, PassMessage):
            self.said[act.message] = f"{act.text} {self._new(PartyId(where.party))}"
        text = self.said[act.message]
        exact = version_hash_of(text, "")
        if isinstance(act, SayMessage):
            return dataclasses.replace(act, text=text)
        if isinstance(act, PassMessage):
            return dataclasses.replace(act, version_hash=exact)
        return dataclasses.replace(act, text=text, version_hash=exact)

    def _new(self, party: PartyId) -> str:
        canary = f"kanarie{len(self.about):05}x"
        self.about[canary] = party
        return canary


@dataclasses.dataclass
class Caseload:
    stories: list[Story]
    canaries: Canaries

    def pairs(self) -> Iterator[tuple[Story, PartyView, PartyView]]:
        """Each person with a lane of their own, beside the other of theirs."""
        for story in self.stories:
            if story.b:
                view = story.view(TODAY)
                one, two = view.side(story.a).own, view.side(story.b).own
                yield from ((story, one, two), (story, two, one))


@pytest.fixture
def caseload(monkeypatch: pytest.MonkeyPatch) -> Iterator[Caseload]:
    keys: Keys = create_tenant(Root(bytes(range(32))), "7" * 32)
    canaries = Canaries()
    carry_out, sign_up = Life.carry_out, Life.sign_up

    def carried_out(life: Life, act: Act, actor: Actor, where: Where, now: datetime) -> Any:
        return carry_out(life, canaries.marked(act, where), actor, where, now)

    def signed_up(life: Life, act: PartyAct, now: datetime, by: Actor | None = None) -> Any:
        """The person's id comes after: what they signed up with is theirs."""
        before = len(canaries.about)
        done = sign_up(life, canaries.marked(act, Where()), now, by)
        for canary in list(canaries.about)[before:]:
            canaries.about[canary] = done.where.party
        return done

    monkeypatch.setattr(Life, "carry_out", carried_out)
    monkeypatch.setattr(Life, "sign_up", signed_up)
    keyring.hold(keys)
    with time_machine.travel(TODAY, tick=False):
        yield Caseload(some(keys, STORIES), canaries)
    keyring.hold(None)


def test_what_stands_in_the_others_lane_is_covered_by_what_the_page_says_they_know(
    caseload: Caseload,
) -> None:
    counted: Counter[str] = Counter()
    for story, me, other in caseload.pairs():
        there = told_of_me(other)
        assert there <= covered(me), (story.trajectory, me.state, there - covered(me))
        counted.update(code.partition(":")[0] for code in there)
        counted["people"] += 1
    # Floors, so that the comparison cannot run empty.
    assert counted["people"] >= 60
    assert counted["letter"] >= 3
    assert counted["O.takes_part"] >= 5


def test_nothing_the_other_wrote_or_that_was_written_of_them_is_found_in_my_place(
    caseload: Caseload,
) -> None:
    rendered = own = read = 0
    about = caseload.canaries.about
    pairs = list(caseload.pairs())
    for story in caseload.stories:
        if story.b:
            story.life.keep()
    for story, me, other in pairs:
        if me.state is None:
            continue
        client = signed_in(story, me.party)
        pages = "".join(shown(client, path) for path in PAGES)
        pages += "".join(shown(client, f"geschreven/{one.letter}/") for one in me.letters)
        pages += "".join(shown(client, f"geschreven/kort/{m.message}/") for m in me.messages)
        pages += "".join(shown(client, f"lezen/kort/{one.delivery}/") for one in me.heard)
        for offer in me.offers:
            pages += shown(client, f"lezen/{offer.offer}/") + shown(
                client, f"lezen/{offer.offer}/lees/"
            )
        released = {canary for canary in about if canary in came_over(me)}
        assert all(about[canary] == other.party for canary in released)
        found = {canary for canary in about if canary in pages}
        assert {canary for canary in found if about[canary] != me.party} <= released
        own += any(about[canary] == me.party for canary in found)
        read += bool(found & released)
        rendered += 1
    assert rendered >= RENDERED_AT_LEAST
    assert own > 0.9 * rendered, "places show what is one's own: the search does find canaries"
    assert read >= 2


def came_over(me: PartyView) -> str:
    """What the other released, the mediator passed, and this person took in."""
    told = [each.words for each in me.told]
    heard = [*(one.text for one in me.heard), *(m.reaction for m in me.messages)]
    return " ".join(
        [*told, *heard, *(o.text for o in me.offers), *(m.reaction for m in me.letters)]
    )


def signed_in(story: Story, party: PartyId) -> Client:
    words = " ".join(signing_in.open_place(story.trajectory, party).words)
    client = Client()
    assert client.post("/plek/in/", {"words": words}).status_code == 302
    return client


def shown(client: Client, path: str) -> str:
    answer = client.get(f"/plek/{path}", follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()
