"""One short directed history for each topic, and what each audience then sees of it through the real windows.

``violations`` compares what is seen with what domain §3 says; the mutants of the table run it again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

from tests.mediation import test_agreement, test_contact
from tests.mediation.way import Way
from tests.worlds.steps import OFFICER, REFERRER, A, B
from visavis.mediation.appointments import SetSubjects
from visavis.mediation.around import InviteSupporter
from visavis.mediation.circle import SetCircleCard, WishCircle
from visavis.mediation.complaints import AnswerComplaint, Complain
from visavis.mediation.danger import ReportDanger
from visavis.mediation.ecogram import PutDot, ShareEcogram
from visavis.mediation.entries import DESK_LANE, Audience, Entry, Lane, LaneRole, file_of, own
from visavis.mediation.exploring import AddNote
from visavis.mediation.kinds import KINDS
from visavis.mediation.letters import AskHelpWithDraft
from visavis.mediation.mediator import AskForAnotherMediator
from visavis.mediation.on_behalf import ConfirmSignUp, SignUpOnBehalf
from visavis.mediation.opening import BreakGlass, TellOfOpening
from visavis.mediation.own_letter import WriteToSelf
from visavis.mediation.permissions import Topic
from visavis.mediation.sight import Grants, seen_by
from visavis.mediation.sign_up import PrepareSignUp, SetReach, TakeUp
from visavis.mediation.symbolic import HoldSymbolicTalk, WishSymbolic
from visavis.mediation.views import Reach
from visavis.mediation.windows import Opened, desk_view

T, Au = Topic, Audience
STAFF = (Au.INTAKE, Au.MEDIATOR, Au.CO_MEDIATOR, Au.SUPERVISOR, Au.PLANNER, Au.PRIVACY_OFFICER)
BESIDE = (Au.GUARDIAN, Au.SUPPORTER, Au.REFERRER, Au.LAWYER, Au.INTERPRETER)
NOBODY = (Au.OTHER_PARTY, Au.OUTSIDER, Au.RESEARCHER, Au.ADMIN)


@dataclass(frozen=True)
class Look:
    """A history, what of it is the secret, and whose it is. ``always``, ``ticked``, ``reason``: who sees it."""

    led: Any
    canary: str
    always: frozenset[Audience]
    ticked: frozenset[Audience] = frozenset()
    reason: frozenset[Audience] = frozenset()
    fact: frozenset[Audience] = frozenset()
    """Who sees that it is there, and no word of it."""
    fact_ticked: frozenset[Audience] = frozenset()
    who: Any = field(default=A)
    desk: bool = False
    """Whether the desk's lane is looked at too."""


def to(*audiences: Audience) -> frozenset[Audience]:
    return frozenset(audiences)


MD, CM, SV, IK, PL, PO = (
    Au.MEDIATOR,
    Au.CO_MEDIATOR,
    Au.SUPERVISOR,
    Au.INTAKE,
    Au.PLANNER,
    Au.PRIVACY_OFFICER,
)
GD, SU, RF, LW, IN = BESIDE


def signed_up_for() -> Way:
    way = Way().tells(SignUpOnBehalf("harmed", "Anna", 34, "Dr. Smit"), A, REFERRER)
    way.does(ConfirmSignUp()).does(PrepareSignUp(A, "Linde", "violence"))
    return way.does(TakeUp(A, "mediator", "Mia", B, "Bob", knows_nobody=True))


def opened_and_told() -> Way:
    way = Way().willing()
    way.does(BreakGlass("canary-reason", way.now + timedelta(hours=1)))
    return way.does(TellOfOpening(A, "canary-told"))


HISTORIES = {
    T.CONTACT_DETAILS: Look(
        lambda: Way().willing().does(SetReach(Reach(phone="canary-phone"))),
        "canary-phone", to(IK, MD, CM), to(GD), to(SV, PO), to(PL),
    ),
    T.IDENTITY: Look(
        lambda: Way().with_route(), "Street 1", to(IK, MD, CM), to(), to(SV, PO), to(PL), who=B,
    ),
    T.SIGN_UP: Look(lambda: Way().signed_up(), "My story.", to(IK, MD, CM, SV, GD), reason=to(PO), fact=to(PL)),
    T.SIGNS: Look(
        signed_up_for, "Mia", to(IK, MD, CM, SV, PL, GD), reason=to(PO),
        fact_ticked=to(RF),
    ),
    T.SUMMARY: Look(
        lambda: Way().explored().does(SetSubjects("Why?")), "Summary.", to(MD, CM), to(GD, LW),
        to(SV, PO), fact_ticked=to(SU),
    ),
    T.NOTES: Look(
        lambda: Way().explored().does(AddNote(A, "canary-note")), "canary-note", to(MD, CM),
        reason=to(SV, PO),
    ),
    T.SAFETY: Look(
        lambda: Way().assessed(), "verdict='go'", to(IK, MD, CM, SV, GD), reason=to(PO), fact=to(PL)
    ),
    T.DRAFT: Look(
        lambda: Way().willing().does(AskHelpWithDraft("l", "canary-draft")), "canary-draft", to(MD)
    ),
    T.RELEASED: Look(lambda: Way().released(), "What I never said.", to(MD, CM), to(GD, IN), to(SV)),
    T.RECEIVED: Look(
        lambda: Way().opened(), "What I never said.", to(MD, CM), to(GD, SU, LW, IN), to(SV), who=B,
    ),
    T.SENTENCE: Look(lambda: Way().asked().later(weeks=11), "O.longer", to(MD, CM, SV, GD)),
    T.CONSENT: Look(
        lambda: Way().consented(), "consent_items=('take_part',)", to(MD, CM, SV, GD), reason=to(PO)
    ),
    T.CLOSING: Look(
        lambda: Way().willing().closing(), "talk='held'", to(MD, CM, SV, GD), to(SU), to(PO)
    ),
    T.AGREEMENT: Look(
        lambda: test_agreement.put(), test_agreement.TEXT, to(MD, CM, SV, GD), to(SU, LW, IN), to(PO)
    ),
    T.APPOINTMENT: Look(
        lambda: test_contact.planned(), "Community house", to(MD, CM, SV, PL, GD, IN), to(SU), to(), to(IK)
    ),
    T.AROUND: Look(
        lambda: Way().willing().does(InviteSupporter("g", "canary-guest")), "canary-guest",
        to(IK, MD, CM, SV), reason=to(PO),
    ),
    T.ECOGRAM: Look(
        lambda: Way().willing().does(PutDot("d", "canary-dot", "friend", 1)), "canary-dot", to(),
    ),
    T.ECOGRAM_SHARED: Look(
        lambda: Way().willing().does(PutDot("d", "canary-dot", "friend", 1)).does(ShareEcogram()),
        "canary-dot", to(MD, CM),
    ),
    T.ASSIGNMENT: Look(lambda: Way().taken_up(), "mediator_name='Mia'", to(IK, MD, CM, SV, PL), who=None),
    T.REGISTRATION: Look(lambda: Way().taken_up(), "'violence'", to(IK, MD, CM, SV, PL), reason=to(PO)),
    T.APPROVAL: Look(
        lambda: Way().willing().does(ReportDanger(A, "d", "imminent", "police", "canary-danger", True)),
        "canary-danger", to(MD, CM, SV),
    ),
    T.CHANGE: Look(
        lambda: Way().willing().does(AskForAnotherMediator()), "mediator_asked_on=datetime", to(SV, PL)
    ),
    T.COMPLAINT: Look(
        lambda: Way().willing().does(Complain("c", "mediator", "canary-complaint")), "canary-complaint",
        to(SV), reason=to(PO),
    ),
    T.COMPLAINT_ABOVE: Look(
        lambda: Way().willing().does(Complain("c", "lead", "canary-complaint")).does(
            AnswerComplaint(A, "c", OFFICER.id, True, "Heard.", True)
        ),
        "canary-complaint", to(PO),
    ),
    T.OPENING: Look(
        opened_and_told, "canary-reason", to(SV, PO), desk=True,
    ),
    T.KEPT: Look(
        lambda: Way().willing().closing().does(WriteToSelf("l", "3_months", "canary-kept")).later(days=92),
        "canary-kept", to(),
    ),
    T.CIRCLE: Look(
        lambda: Way().willing().does(WishCircle()).does(SetCircleCard((("Lot", "canary-does"),))),
        "canary-does", to(MD, CM, SV, PL), to(GD, SU),
    ),
    T.SYMBOLIC: Look(
        lambda: Way().willing().does(WishSymbolic()).does(
            HoldSymbolicTalk(A, "w", "canary-name", "either", "pair", "violence")
        ),
        "canary-name", to(MD, CM, SV, PL), to(GD),
    ),
}  # fmt: skip


@cache
def history(topic: Topic) -> Way:
    way: Way = HISTORIES[topic].led()
    return way


def lanes_of(way: Way, look: Look) -> dict[Lane, list[Entry]]:
    """What is looked at: one person's lanes and the joint ones, or the desk's."""
    wanted = {own(look.who), file_of(look.who)} if look.who else {DESK_LANE}
    if look.desk:
        wanted.add(DESK_LANE)
    return {
        lane: entries
        for lane, entries in way.world.lanes.items()
        if lane in wanted or lane.role is LaneRole.JOINT
    }


def seen(
    topic: Topic, audience: Audience, grants: Grants, everything: bool = False
) -> tuple[str, list[str]]:
    """The view and the entries this audience gets, through the same windows as the journal uses."""
    look, way = HISTORIES[topic], history(topic)
    lanes = lanes_of(way, look)
    about = [e for es in lanes.values() for e in es if KINDS[e.kind].topic is topic]
    entries = about if everything else list(seen_by(audience, about, way.today, grants))
    sides = (
        [Opened(look.who, True, lanes.get(own(look.who), []), lanes.get(file_of(look.who), []))]
        if look.who
        else []
    )
    view = desk_view(
        "t", lanes.get(DESK_LANE, []), sides, way.today, audience, grants, way.world.joint()
    )
    return repr((view, entries)), [entry.kind for entry in entries]


def violations() -> list[str]:
    """Every audience whose sight of a topic differs from what domain §3 says."""
    return [found for topic in Topic for found in _of(topic)]


def violations_of(topic: Topic) -> list[str]:
    return list(_of(topic))


def _of(topic: Topic) -> Iterator[str]:
    look = HISTORIES[topic]
    plain = Grants(age=11)
    ticked = Grants(shared=frozenset({*Topic, *KINDS}), age=11)
    reason = Grants(reason=True, age=11)
    for audience in Audience:
        if audience is Au.OWNER:
            continue
        for name, grants, may, fact in (
            ("nothing more", plain, look.always, look.fact),
            ("every tick", ticked, look.always | look.ticked, look.fact | look.fact_ticked),
            ("a reason", reason, look.always | look.reason, look.fact),
        ):
            text, kinds = seen(topic, audience, grants)
            told = f"{audience} of {topic} with {name}"
            if (look.canary in text) is not (
                audience in may or (audience in fact and look.canary in kinds)
            ):
                yield f"content: {told}"
            if kinds != _expected(topic, audience, audience in may | fact):
                yield f"existence: {told}"


def _expected(topic: Topic, audience: Audience, sees: bool) -> list[str]:
    """Whoever works at the desk sees where somebody is, and no word of why, also where they see nothing else."""
    _, kinds = seen(topic, Au.OWNER, Grants(), everything=True)
    if sees:
        return kinds
    return [k for k in kinds if KINDS[k].leads_to and audience in STAFF[:-1]]
