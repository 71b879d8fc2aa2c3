"""*Now*: the one thing that is asked of this person, or that nothing is.

A function of their own view and the day, so it cannot tell anything of the other. It knows no
request and no database; ``writing`` is whether a draft of theirs lies ready.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from visavis.doors.participant import now_shuttle, now_symbolic, now_talks, now_videos
from visavis.doors.participant.days import long, spoken, weekday
from visavis.doors.participant.now_sheet import Now
from visavis.mediation.safeguards import information_was_read
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import Offer, PartyView
from visavis.mediation.words import COMMITTED, PartyState

P = PartyState
WILL_CALL = 2
"""Working days within which a mediator answers (domain: the tasks that follow on an own act)."""
RECENTLY = timedelta(days=7)


def what_now(me: PartyView, now: datetime, writing: bool = False) -> Now:
    """The first thing that fits, in the order in which it matters to the person. ``now``: aware."""
    return next(_in_order(me, now, writing))


def _in_order(me: PartyView, now: datetime, writing: bool) -> Iterator[Now]:
    today = day(now)
    if me.state in _OVER:
        yield from now_symbolic.asked(me, now)
        yield _OVER[me.state](me, today)
    if me.state is P.PAUSED:
        yield _paused(me)
    yield from _offers(me, today)
    yield from _given_back(me)
    yield from now_shuttle.to_decide(me)
    yield from now_videos.to_decide(me)
    yield from _to_agree_on(me)
    yield from now_symbolic.asked(me, now)
    yield from now_talks.on_the_list(me)
    yield from _read_along(me, today)
    if writing and me.state in COMMITTED:
        yield Now(
            _("You began to write. All of it is kept."),
            _("Only you can read it. You can go on, or leave it here."),
            _("Go on writing"),
            "participant:letters",
            haste=_("There is no haste."),
        )
    if me.state is P.EXPLORING and not information_was_read.lets_pass(None, me, now):
        yield from _to_read_first(me)
    yield from _STEPS.get(me.state, _nothing_known)(me, today)
    yield from _just_read(me, today)
    yield _nothing(me, today)


def _nothing(me: PartyView, today: date, text: str = "") -> Now:
    if not text and any(mine.state == "released" for mine in me.letters):
        newest = next(one for one in reversed(me.letters) if one.state == "released")
        text = (
            _("Your video is with your mediator. That may take long.")
            if newest.film
            else _("Your letter is with your mediator. That may take long.")
        )
    text = text or now_shuttle.waiting(me)
    if not text and me.hears_on and me.hears_on > today:
        text = _("You hear from us on %(day)s. Waiting is fine.") % {"day": spoken(me.hears_on)}
    return Now(_("You have nothing to do now."), text or _("You can always call your mediator."))


def _nothing_known(me: PartyView, today: date) -> Iterator[Now]:
    yield from ()


def _paused(me: PartyView) -> Now:
    if me.paused_for_safety:
        return Now(
            _("We have stopped for now."),
            _(
                "We want it to be safe for everyone. We call you no later than the next working day."
            ),
            _("Look or change"),
            "participant:pause",
        )
    text = (
        _("Until %(day)s we ask nothing of you.") % {"day": spoken(me.pause_until)}
        if me.pause_until
        else _("We ask nothing of you until you call, or until you end the pause.")
    )
    return Now(_("You are pausing."), text, _("Look or change"), "participant:pause")


def _offers(me: PartyView, today: date) -> Iterator[Now]:
    for offer in reversed(me.offers):
        if offer.state == "gone":
            yield Now(
                _("Your mediator will speak with you about this."),
                _("You have nothing to do now. Your mediator calls you within 2 working days."),
            )
        elif offer.state in {"offered", "answered"} and not _put_off(offer, today):
            yield _lies_here(offer)


def _put_off(offer: Offer, today: date) -> bool:
    """What the reader put away is not put before them again, save on a day they chose."""
    if offer.answer == "later" and offer.until:
        return offer.until > today
    return bool(offer.answer)


def _lies_here(offer: Offer) -> Now:
    if offer.minutes:
        return Now(
            _("Here is the video message that your mediator told you about."),
            _("You choose whether you see it, and when. You see it with your mediator."),
            _("Look and decide"),
            "participant:offer",
            offer.offer,
            haste=_("You do not have to decide today. The video stays here."),
        )
    return Now(
        _("Here is the letter that your mediator told you about."),
        _("You choose whether you read it, when, and with whom."),
        _("Look and decide"),
        "participant:offer",
        offer.offer,
        haste=_("You do not have to decide today. The letter stays here."),
    )


def _given_back(me: PartyView) -> Iterator[Now]:
    newest = me.letters[-1] if me.letters else None
    if newest is not None and newest.state == "returned":
        yield Now(
            _("Your mediator looked at your video, and has a word for you.")
            if newest.film
            else _("Your mediator read your letter, and has a word for you."),
            _("The other person does not have it."),
            _("Look and decide"),
            "participant:letter",
            newest.letter,
            haste=_("There is no haste."),
        )


def _to_agree_on(me: PartyView) -> Iterator[Now]:
    for text in reversed(me.agreements):
        if text.recorded_on is None and me.accepts(text) is None:
            yield Now(
                _("A text lies here on which you may agree, or not."),
                _("Everyone gets exactly the same words, and %(time)s at least to think.")
                % {"time": long(text.think_days)},
                _("Look and decide"),
                "participant:agreement",
                text.agreement,
                haste=_("There is no haste. No is fine too."),
            )


def _read_along(me: PartyView, today: date) -> Iterator[Now]:
    newest = me.drafts[-1] if me.drafts else None
    if newest is None or newest.worded_on is None or me.letter(newest.letter) is not None:
        return
    if today - newest.worded_on <= RECENTLY:
        yield Now(
            _("Your mediator read along, and has a word for you."),
            _("Nobody else has what you are writing."),
            _("Look"),
            "participant:helped",
            newest.letter,
            haste=_("There is no haste."),
        )


def _just_read(me: PartyView, today: date) -> Iterator[Now]:
    for offer in reversed(me.offers):
        fresh = offer.opened_on and today - offer.opened_on <= RECENTLY
        silent = not (offer.reaction or offer.released_received or offer.released_read)
        if offer.state == "opened" and fresh and silent:
            yield Now(
                _("You saw a video message. You do not have to do anything with it.")
                if offer.minutes
                else _("You read a letter. You do not have to do anything with it."),
                _("If you like, you can let the maker know something. Nothing is fine too.")
                if offer.minutes
                else _("If you like, you can let the writer know something. Nothing is fine too."),
                _("Look and decide"),
                "participant:reaction",
                offer.offer,
                haste=_("Your mediator calls you within 2 working days, to ask how you are."),
            )


def _signed_up(me: PartyView, today: date) -> Iterator[Now]:
    signed = me.walked[0].on if me.walked else today
    by = working_days_after(signed, 5)
    if me.mediator:
        text = _("Your mediator is %(name)s. %(name)s calls you to plan a first talk.") % {
            "name": me.mediator
        }
    elif by >= today:
        text = _("We call you no later than %(day)s.") % {"day": weekday(by)}
    else:
        text = _("You should have heard from us by now. Please call us.")
    yield _nothing(me, today, text)


def _to_read_first(me: PartyView) -> Iterator[Now]:
    """Consent is not asked before the information could be read (S2), so that nobody is refused it here."""
    if _fits(me) and me.informed and not me.consented_on:
        possible = day(me.informed[-1].read_from)
        yield Now(
            _("Read the explanation first, in peace."),
            _("You can say yes from %(day)s. You can say no at any time.")
            % {"day": weekday(possible)},
        )


def _fits(me: PartyView) -> bool:
    return me.suitability is not None and me.suitability.verdict in {"go", "with_measures"}


def _exploring(me: PartyView, today: date) -> Iterator[Now]:
    if me.consented_on:
        yield from _wish(me)
        yield _nothing(me, today, _("You said yes. Your mediator calls you within 2 working days."))
    elif _fits(me) and me.informed:
        yield Now(
            _("Do you want to take part?"),
            _("You talked about it with your mediator. You decide, one question at a time."),
            _("Look and decide"),
            "participant:consent",
            haste=_("You do not have to decide today."),
        )
    elif me.suitability:
        yield _nothing(me, today, _("Your mediator talks with you about what fits now."))
    elif me.talks_since:
        yield from _wish(me)
        yield _nothing(me, today, _("Your mediator looks with you at what fits now."))
    else:
        yield _nothing(me, today, _("Your mediator calls you to plan a talk."))


def _wish(me: PartyView) -> Iterator[Now]:
    if not me.standing_wish:
        yield Now(
            _("If there is ever something for you here, do you want to know?"),
            _("We ask this of everyone. It does not mean that there is something."),
            _("Look and decide"),
            "participant:wish",
            haste=_("There is no haste. You can always change your answer."),
        )


def _willing(me: PartyView, today: date) -> Iterator[Now]:
    if me.initiating and "approach" not in me.may_tell:
        yield Now(
            _("May we ask the other person?"),
            _("You choose what we may tell. We do nothing before you say yes."),
            _("Look and decide"),
            "participant:allow",
            haste=_("You do not have to decide today."),
        )
    if me.may_tell_on is None:
        yield Now(
            _("May the other person know that you want to take part?"),
            _("Only when both of you say yes to this, you prepare together with us, each apart."),
            _("Look and decide"),
            "participant:may_tell",
            haste=_("You do not have to decide today."),
        )
    yield from _wish(me)
    yield _nothing(me, today)


def _preparing(me: PartyView, today: date) -> Iterator[Now]:
    yield from _wish(me)
    if not me.form_choice:
        yield Now(
            _("How would you like to have contact?"),
            _("This is a wish. Your mediator looks with you at what is possible."),
            _("Look and decide"),
            "participant:form",
            haste=_("You do not have to decide today."),
        )
    yield from now_talks.subjects(me)
    if me.ready_wished:
        yield _nothing(
            me,
            today,
            _("You said that you are ready. Your mediator calls you within 2 working days."),
        )
    elif any(talk.kind == "preparation" for talk in me.talks_since):
        yield Now(
            _("Are you ready for contact?"),
            _("You say when. A week more, or a year, is fine too."),
            _("Look and decide"),
            "participant:ready",
            haste=_("There is no haste."),
        )
    else:
        yield _nothing(me, today, _("Your mediator calls you to plan a talk and prepare."))


def _in_touch(me: PartyView, today: date) -> Iterator[Now]:
    yield from now_talks.first(me, today)
    yield from _just_read(me, today)
    yield from now_shuttle.just_heard(me, today)
    yield from _wish(me)
    yield from now_talks.then(me, today)
    if me.form_agreed == "letters" and not me.letters:
        yield Now(
            _("You can write a letter, if you like."),
            _("You write for yourself first. Nobody reads it before you say so."),
            _("Write"),
            "participant:letters",
            haste=_("There is no haste. You do not have to write."),
        )
    yield from now_shuttle.to_begin(me)
    yield from now_videos.to_begin(me)
    yield _nothing(me, today)


def _closing(me: PartyView, today: date) -> Iterator[Now]:
    if not me.closing.follow_up:
        yield Now(
            _("What would help you, now that this is rounded off?"),
            _("You choose whether we call you later, and what else helps."),
            _("Look and decide"),
            "participant:closing",
            haste=_("There is no haste."),
        )
    yield _nothing(
        me,
        today,
        _("We know what you chose. Your mediator rounds it off with you within 5 working days."),
    )


def _declined(me: PartyView, today: date) -> Now:
    return _nothing(me, today, _("You said no. We respect that. We do not ask again."))


def _withdrawn(me: PartyView, today: date) -> Now:
    return _nothing(
        me,
        today,
        _(
            "You stopped. Your mediator calls you once, to hear how you are. You do not have to answer."
        ),
    )


def _aftercare(me: PartyView, today: date) -> Now:
    coming = next((on for on in me.closing.dates if on >= today), None)
    if coming is None:
        return _nothing(me, today, _("You can always come back. Call us, or start again here."))
    return _nothing(me, today, _("We call you around %(day)s.") % {"day": spoken(coming)})


def _closed(me: PartyView, today: date) -> Now:
    if me.not_taken_up:
        return Now(
            _("We cannot start with what you asked us."),
            _("Here you read why, and who can help you now."),
            _("Look"),
            "participant:not_taken_up",
        )
    return _nothing(me, today, _("It is rounded off. You can always come back, also years later."))


_OVER: dict[Any, Callable[[PartyView, date], Now]] = {
    P.DECLINED: _declined,
    P.WITHDRAWN: _withdrawn,
    P.AFTERCARE: _aftercare,
    P.CLOSED: _closed,
}
_STEPS: dict[Any, Callable[[PartyView, date], Iterator[Now]]] = {
    P.REGISTERED: _signed_up,
    P.EXPLORING: _exploring,
    P.WILLING: _willing,
    P.PREPARING: _preparing,
    P.READY: _in_touch,
    P.IN_CONTACT: _in_touch,
    P.CLOSING: _closing,
}
