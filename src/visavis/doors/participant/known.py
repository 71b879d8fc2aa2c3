"""*What does the other know of me?* Folded from one's own acts, never written by hand.

The first list is an upper bound: all that can stand in the other's lane, or be told to them, because
of something this person released or allowed. A test compares it with the other's lane.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from visavis.doors.participant import known_shuttle
from visavis.doors.participant.days import language, spoken
from visavis.doors.participant.known_line import Line
from visavis.mediation.appointments import STANDS
from visavis.mediation.approach import MAY_TELL
from visavis.mediation.preparation import TALKS
from visavis.mediation.telling import SENTENCES
from visavis.mediation.terms import day
from visavis.mediation.views import MyLetter, PartyView
from visavis.mediation.words import PartyState

P = PartyState


def known(me: PartyView) -> list[Line]:
    """What the other knows, or may come to know, by something this person allowed."""
    return [
        *_asking(me),
        *_sentences(me),
        *_letters(me),
        *_reactions(me),
        *known_shuttle.lines(me),
        *_meets(me),
        *_brings(me),
        *_agreed(me),
    ]


def _asking(me: PartyView) -> Iterator[Line]:
    on = next((told.on for told in me.told if told.code == "O.asked"), None)
    if "approach" in me.allowed_once:
        for tick, text in MAY_TELL.items():
            if tick in me.allowed_once or tick == "someone":
                yield Line(f"tick.{tick}", text.within(language()), _allowed(on))


def _allowed(on: date | None) -> str:
    return _("You allowed this on %(day)s.") % {"day": spoken(on)} if on else ""


def _allowed_once() -> str:
    return _("You allowed this before. What was told cannot be taken back.")


def _sentences(me: PartyView) -> Iterator[Line]:
    said = {
        "O.talking": _("That you want to talk with us first"),
        "O.takes_part": _("That you want to take part"),
    }
    for code, text in said.items():
        if code in me.may_tell:
            yield Line(code, text, _allowed(me.may_tell_on), "participant:may_tell")
        elif code in me.allowed_once:
            yield Line(code, text, _allowed_once())
    if me.state in {P.DECLINED, P.WITHDRAWN, P.CLOSING, P.AFTERCARE, P.CLOSED}:
        ended = next((s.on for s in me.walked if s.state in {P.DECLINED, P.WITHDRAWN}), None)
        if ended:
            yield Line(
                "O.no_contact",
                _("On a fixed day the other hears: %(sentence)s")
                % {"sentence": SENTENCES["O.no_contact"].within(language())},
                _("Not the reason, and not the day."),
            )
    if me.may_tell_words:
        yield Line(
            "words",
            _("Your own words, beside “there will be no contact now”"),
            _allowed(me.may_tell_on),
            "participant:may_tell",
            words=me.may_tell_words,
        )
    for words in me.words_once:
        if words != me.may_tell_words:
            yield Line("words", _("Words of your own"), _allowed_once(), words=words)


def _letters(me: PartyView) -> Iterator[Line]:
    for mine in me.letters:
        if mine.state == "returned":
            continue
        yield Line(
            f"letter.{mine.letter}",
            (_("Your video message of %(day)s") if mine.film else _("Your letter of %(day)s"))
            % {"day": spoken(mine.released_on)},
            _letter_says(mine),
            "participant:letter",
            mine.letter,
        )


def _letter_says(mine: MyLetter) -> str:
    if mine.state == "recalled":
        return _("You asked it back. What has already been read cannot come back.")
    if mine.reader_read and mine.film:
        return _("You released it. The other let you know that they saw it.")
    if mine.film:
        return _(
            "You released it. The other sees it only if your mediator passes it and the other wants it."
        )
    if mine.reader_read:
        return _("You released it. The reader let you know that it was read.")
    return _(
        "You released it. The other reads it only if your mediator passes it and the other wants it."
    )


def _reactions(me: PartyView) -> Iterator[Line]:
    for offer in me.offers:
        if not (offer.released_received or offer.released_read or offer.reaction):
            continue
        said = [
            _("the words you chose") if offer.reaction else "",
        ]
        if offer.minutes:
            said = [
                _("that you know of the video") if offer.released_received else "",
                _("that you saw the video") if offer.released_read else "",
                *said,
            ]
        else:
            said = [
                _("that you received the letter") if offer.released_received else "",
                _("that you read the letter") if offer.released_read else "",
                *said,
            ]
        yield Line(
            f"reaction.{offer.offer}",
            _("What you let the maker know")
            if offer.minutes
            else _("What you let the writer know"),
            ", ".join(part for part in said if part),
            "participant:reaction",
            offer.offer,
            offer.reaction,
        )


def _meets(me: PartyView) -> Iterator[Line]:
    """What a plan says to all; a talk itself was for those who were there."""
    if me.forms_once & TALKS or me.appointments or me.held:
        yield Line(
            "meets",
            _("That you chose to talk with each other"),
            _("Everyone who takes part chose it, each for themselves."),
            "participant:form",
        )
    if me.call_name:
        yield Line(
            "call_name",
            _("The name you chose for a video call"),
            _("Whoever is in the call sees it, once your mediator let you in."),
            "participant:call_name",
            words=me.call_name,
        )
    for one in me.appointments:
        if one.state in STANDS:
            yield Line(
                f"appointment.{one.mine}",
                _("Your appointment of %(day)s") % {"day": spoken(day(one.arrives))},
                _(
                    "The day, the place and who will be there. Not when you come, or through which door."
                ),
                "participant:appointments",
            )


def _brings(me: PartyView) -> Iterator[Line]:
    """Who may stand on the list, exactly as they would stand there; and who ever stood on one."""
    released = {one.shown_as for one in me.group.mine if one.released}
    for name in me.group.told_once:
        if name not in released:
            yield Line(
                "attendee", _("That this person might come along"), _allowed_once(), words=name
            )
    for one in me.group.mine:
        if one.released:
            yield Line(
                f"attendee.{one.attendee}",
                _("That this person may come to the group meeting"),
                _("Only when your mediator puts the list to everyone. Not that you bring them."),
                "participant:group",
                words=one.shown_as,
            )


def _agreed(me: PartyView) -> Iterator[Line]:
    if me.proposal:
        yield Line(
            "proposal",
            _("What you propose to agree"),
            _("Only if your mediator puts exactly these words to everyone."),
            "participant:propose",
            words=me.proposal,
        )
    for text in me.agreements:
        if text.recorded_on is not None:
            what = _("What you agreed, and that you said yes")
            said = _("Everyone said yes on %(day)s.") % {"day": spoken(text.recorded_on)}
        else:
            what = _("The text on which you may agree")
            said = _("Everyone got it. What you answer they do not hear.")
        yield Line(
            f"agreement.{text.agreement}",
            what,
            said,
            "participant:agreement",
            text.agreement,
        )


def unknown(me: PartyView) -> list[Line]:
    """What the other does not know. The list is the same for everyone, save what was allowed above."""
    open_now = {line.code for line in known(me)}
    told = bool(open_now & {"tick.event", "tick.wish"})
    lines = [
        Line("home", _("Where you live")),
        Line("number", _("Your number and e-mail")),
        Line("surname", _("Your last name, unless you wrote it yourself")),
        Line("first_name", _("Your first name")),
        Line("story", _("The rest of your story") if told else _("Your story and your wishes")),
        Line("us", _("What you say and write to us")),
        Line("drafts", _("What you are still writing")),
        Line("here", _("That you look here, and when")),
        Line("reading", _("Whether you read something here, and when")),
        Line("why", _("Why you pause, stop or say no")),
        Line("study", _("Whether you fill in questionnaires, and what")),
    ]
    signed = any(mine.state != "returned" and mine.sign_as.strip() for mine in me.letters)
    gone = {"first_name"} if "tick.first_name" in open_now or signed else set()
    if any(offer.released_received or offer.released_read for offer in me.offers):
        gone.add("reading")
    if me.appointments or me.held:  # who sits at one table knows what the others are called
        gone.add("first_name")
    return [line for line in lines if line.code not in gone]
