"""All that one person may know: a frozen value, folded from their own lane.

``PartyView`` has no field able to hold what the other wrote, chose or did, unless that stands in this person's
own lane because it was released, passed and wished for (lock 2).
"""

from dataclasses import dataclass
from datetime import date, datetime

from visavis.mediation.ages import years_since
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import DESIGN, Terms
from visavis.mediation.views.agreement import Accepted, Agreement, MayDisclose
from visavis.mediation.views.around import GuardianSaid, Guest
from visavis.mediation.views.conference import Group
from visavis.mediation.views.ecogram import Drawing
from visavis.mediation.views.meeting import Appointment, Held, Subjects
from visavis.mediation.views.parts import (
    Closing,
    Complaint,
    Informed,
    Reach,
    SaidWorry,
    Step,
    Suitability,
    Talk,
    Told,
    WeTold,
)
from visavis.mediation.views.support import Circle, Handover, OwnLetter, Support
from visavis.mediation.views.symbolic import Symbolic
from visavis.mediation.views.written import Heard, MyLetter, MyMessage, MyVideo, Offer, SharedDraft
from visavis.mediation.words import ACTIVE, COMMITTED, PartyState


@dataclass(frozen=True)
class PartyView:
    """All that one person may know of their own mediation, and of the other."""

    party: PartyId
    state: PartyState | None = None
    before_pause: PartyState | None = None
    pause_until: date | None = None
    walked: tuple[Step, ...] = ()
    sort: str = "mediation"
    """mediation, support_circle or symbolic: what this person's trajectory is."""
    relation: str = ""
    confirmed: bool = True
    """Whether this person agreed themselves, where someone else signed them up (S1)."""
    aged: int | None = None
    """Age in years on ``aged_on``; None: not asked, because grown up."""
    aged_on: date | None = None
    initiating: bool = False
    """Whether this person signed up themselves; on which side they stand is ``Side.initiating``."""
    first_name: str = ""
    story: str = ""
    rather_talk: bool = False
    other_described: str = ""
    found_by: str = ""
    """How this person found us, where they said so."""
    language: str = "nl"
    address: str = ""
    """How this person wants to be addressed in Dutch: u or je; empty: they did not say."""
    easy: bool = False
    """Whether this person reads pages with short lines and pictures."""
    reach: Reach = Reach()
    mediator: str = ""
    not_taken_up: str = ""
    informed: tuple[Informed, ...] = ()
    talks: tuple[Talk, ...] = ()
    talks_before: int = 0
    """How many of the talks were held before this person last came back: to be read, not to go on by."""
    suitability: Suitability | None = None
    consent_items: tuple[str, ...] = ()
    consented_on: date | None = None
    answered: str = ""
    may_tell: frozenset[str] = frozenset()
    """What this person allowed to be told: ticks of A9 and sentences of §5.3."""
    may_tell_words: str = ""
    may_tell_on: date | None = None
    """The day this person last chose what may be told, also when they chose nothing."""
    allowed_once: frozenset[str] = frozenset()
    """All that ever stood in `may_tell`, also before coming back: what was told of it cannot be untold."""
    words_once: tuple[str, ...] = ()
    """Own words that might be told before others took their place, or before coming back."""
    forms_once: frozenset[str] = frozenset()
    """Forms that were agreed at some time, and so are known to everyone who chose them too."""
    news_date: date | None = None
    told: tuple[Told, ...] = ()
    standing_wish: str = ""
    form_choice: str = ""
    form_agreed: str = ""
    ready_wished: bool = False
    letters: tuple[MyLetter, ...] = ()
    offers: tuple[Offer, ...] = ()
    drafts: tuple[SharedDraft, ...] = ()
    messages: tuple[MyMessage, ...] = ()
    heard: tuple[Heard, ...] = ()
    videos: tuple[MyVideo, ...] = ()
    """Video messages of one's own: takes, and the film that was released for as long as its maker has it too."""
    subjects: Subjects = Subjects()
    call_name: str = ""
    """The name this person chose for the screen of a video call."""
    talks_needed: int = 1
    """How many preparation talks apart come before "ready" (S30)."""
    appointments: tuple[Appointment, ...] = ()
    reconfirmed_at: datetime | None = None
    held: tuple[Held, ...] = ()
    stopped_at: datetime | None = None
    """When contact was last stopped by a signal."""
    went_on_at: datetime | None = None
    """When this person, apart, last said that it may go on (S24)."""
    group: Group = Group()
    """Who comes along to a group meeting: whom this person proposed, and the list put to everyone."""
    agreement_ids: tuple[str, ...] = ()
    """The joint objects this person is part of."""
    think_days: tuple[tuple[str, int], ...] = ()
    """How long each of them is there to be thought over, where the service gave more than Visavis does (S37)."""
    agreements: tuple[Agreement, ...] = ()
    """Joint: the same for all who are part of it, from a lane of its own."""
    agreement_draft: str = ""
    """What this person last proposed, for the mediator to put to the others."""
    accepted: tuple[Accepted, ...] = ()
    not_accepted: tuple[Accepted, ...] = ()
    """Texts this person said no to, so that they are not asked the same again."""
    may_disclose: tuple[MayDisclose, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    openings: tuple[WeTold, ...] = ()
    """What this person was told of openings of their trajectory by who does not belong to it (S41)."""
    disclosures: tuple[WeTold, ...] = ()
    """What this person was told of disclosures because of danger (S39)."""
    mediator_asked_on: date | None = None
    """The day this person asked for another mediator, until that is answered."""
    new_mediator_at: datetime | None = None
    """Since when another mediator is theirs."""
    handed: tuple[str, ...] = ()
    """What of before the new mediator may see."""
    co_mediator: str = ""
    second_left: str = ""
    """Who was the second mediator until ``second_left_on``, where nobody took their place."""
    second_left_on: date | None = None
    paused_for_safety: bool = False
    """Whether the pause is one that staff began because something was not safe (A29)."""
    worries_said: tuple[SaidWorry, ...] = ()
    """What this person said worries them, until the mediator has spoken with them about it."""
    closing: Closing = Closing()
    support: tuple[Support, ...] = ()
    """What helps afterwards: each offer of the closing menu, and what became of it."""
    own_letters: tuple[OwnLetter, ...] = ()
    handovers: tuple[Handover, ...] = ()
    keepsake: tuple[str, ...] = ()
    """What this person put into a booklet to keep."""
    circle: Circle = Circle()
    symbolic: Symbolic = Symbolic()
    around: tuple[Guest, ...] = ()
    ecogram: tuple[Drawing, ...] = ()
    circle_shared: Drawing | None = None
    """The drawing as this person showed it to their mediators; ``on``: the day of that."""
    """Who is around this person, as they drew it at each moment of their way."""
    guardians_said: tuple[GuardianSaid, ...] = ()
    heard_as_child: str = ""
    """What a child said of it in their own words, in a talk of their own (S11)."""
    new_words_on: date | None = None
    """The day colleagues last made new words for this person's place."""
    terms: Terms = DESIGN
    """What the service set for itself; the same for everyone."""

    def letter(self, letter: str) -> MyLetter | None:
        return next((mine for mine in self.letters if mine.letter == letter), None)

    def offer(self, offer: str) -> Offer | None:
        return next((mine for mine in self.offers if mine.offer == offer), None)

    def message(self, message: str) -> MyMessage | None:
        return next((mine for mine in self.messages if mine.message == message), None)

    def video(self, video: str) -> MyVideo | None:
        return next((mine for mine in self.videos if mine.video == video), None)

    def heard_of(self, delivery: str) -> Heard | None:
        return next((one for one in self.heard if one.delivery == delivery), None)

    def appointment(self, mine: str) -> Appointment | None:
        return next((one for one in self.appointments if one.mine == mine), None)

    def contact_held(self, mine: str) -> Held | None:
        """The last of it, where it was stopped and went on."""
        return next((one for one in reversed(self.held) if one.mine == mine), None)

    def agreement(self, agreement: str) -> Agreement | None:
        return next((one for one in self.agreements if one.agreement == agreement), None)

    @property
    def proposal(self) -> str:
        """What this person proposes to agree and was not put to everyone yet."""
        put = any(text.text == self.agreement_draft for text in self.agreements)
        return "" if put else self.agreement_draft

    def accepts(self, text: Agreement) -> bool | None:
        """This person's own answer to exactly this text; None: none yet."""
        said = Accepted(text.agreement, text.version_hash)
        if said in self.accepted:
            return True
        return False if said in self.not_accepted else None

    def supported(self, what: str) -> Support:
        """An offer of the closing menu, as far as it came."""
        return next((one for one in self.support if one.what == what), Support(what))

    def own_letter(self, letter: str) -> OwnLetter | None:
        return next((one for one in self.own_letters if one.own_letter == letter), None)

    def handover(self, note: str) -> Handover | None:
        return next((one for one in self.handovers if one.note == note), None)

    @property
    def in_circle(self) -> tuple[Guest, ...]:
        """Whom this person asked into a circle around them."""
        return tuple(g for g in self.around if "circle" in g.what_for and g.state != "ended")

    @property
    def times_spoken(self) -> int:
        """Talks, contact and calls afterwards: what the last ones are counted down by."""
        return len(self.talks) + len(self.held) + len(self.closing.held)

    def guest(self, guest: str) -> Guest | None:
        return next((one for one in self.around if one.guest == guest), None)

    def age(self, today: date) -> int | None:
        """Full years at least: birthdays are not kept, so it may be one more. None: grown up, or not asked."""
        return years_since(self.aged, self.aged_on, today)

    @property
    def asked_for_mediator(self) -> bool:
        return self.mediator_asked_on is not None

    @property
    def sentence(self) -> Told | None:
        """What this person now reads about the other."""
        return self.told[-1] if self.told else None

    @property
    def waits(self) -> bool:
        """Whether this person waits to hear of the other: not once they were told that there is no contact."""
        return self.sentence is None or self.sentence.code != "O.no_contact"

    @property
    def hears_on(self) -> date | None:
        """The day a page may promise; who was told of no contact has a next date and is promised nothing."""
        return self.news_date if self.waits else None

    @property
    def talks_since(self) -> tuple[Talk, ...]:
        """The talks since this person last came back: what a safeguard counts."""
        return self.talks[self.talks_before :]

    @property
    def supporter_asked(self) -> bool:
        return any(talk.supporter for talk in self.talks_since)

    @property
    def active(self) -> bool:
        return self.state in ACTIVE

    @property
    def place(self) -> PartyState | None:
        """The place on the way; for who pauses, the place they left."""
        return self.before_pause if self.state is PartyState.PAUSED else self.state

    @property
    def committed(self) -> bool:
        return self.place in COMMITTED
