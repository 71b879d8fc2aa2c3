"""Messages at the desk: the gate, saying one in a talk, a reaction; and what a person tells of theirs (domain §2.4)."""

from random import SystemRandom
from typing import Any

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Window, some, tick, words
from visavis.doors.desk.of_the_other import to_this_side
from visavis.journal.record import new_id
from visavis.mediation import shuttle
from visavis.mediation.entries import PartyId
from visavis.mediation.safeguards import REVIEW
from visavis.mediation.views import Gate, MyMessage, Side
from visavis.mediation.words import COMMITTED


def message_of(window: Window) -> MyMessage | None:
    return window.side.own.message(window.about)


def gate_of(window: Window) -> Gate:
    return window.side.file.gate(window.about) or Gate(window.about, "")


def author_of(window: Window) -> Side | None:
    """From the side of who listens: whose message this is."""
    others = window.desk.others(window.side.party)
    return next((o for o in others if o.own.message(window.about)), None)


def _exactly(mine: MyMessage | None) -> dict[str, Any]:
    """The message to the letter, as it stands here."""
    if mine is None:
        return {"message": "", "text": "", "version_hash": ""}
    return {"message": mine.message, "text": mine.text, "version_hash": mine.version_hash}


def _passes(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    exact = _exactly(message_of(window))
    return {"message": window.about, "version_hash": exact["version_hash"]}


PASS = FormOf(
    shuttle.PassMessage,
    "doorlaten",
    _("Look at the message"),
    _("Let it pass"),
    lead=_("You look with five questions. You change nothing: it passes or it goes back."),
    asks={"looked_at": some(_("What did you look at, and is it right?"), REVIEW)},
    given=_passes,
    about="message",
)
RETURN = FormOf(
    shuttle.ReturnMessage,
    "teruggeven",
    _("Give the message back with a word"),
    _("Give it back"),
    lead=_("Only who said it reads your word. The other side knows nothing of it."),
    asks={"word": to_this_side(words(_("Your word to who said it"), most=2000))},
    given=lambda window, answers: {"message": window.about},
    about="message",
)


def deliver_for(delivery: str) -> FormOf:
    """From the side of who listens: spoken in a talk, word for word."""

    def given(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
        author = author_of(window)
        return {
            **_exactly(author.own.message(window.about) if author else None),
            "party": author.party if author else PartyId(""),
            "reader": window.side.party,
            "delivery": delivery,
        }

    return FormOf(
        shuttle.DeliverMessage,
        "zeggen",
        _("Say the message in a talk"),
        _("I said exactly this, in a talk"),
        lead=_(
            "Ask first whether they want to hear it now; no is fine, then it waits. Say exactly these words: nothing "
            "of how the other is or looks, and no answer in their place."
        ),
        asks={"to_read": tick(_("They want to read it on their own page as well"))},
        given=given,
        about="message",
    )


def let_go(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    """What who heard it let go for its author."""
    gate = gate_of(window)
    reader = next((side for side in window.desk.sides if side.party == gate.reader), None)
    heard = reader.own.heard_of(gate.offer) if reader else None
    return {
        "message": window.about,
        "received": bool(heard and heard.released_received),
        "reaction": heard.reaction if heard else "",
    }


TELL_REACTION = FormOf(
    shuttle.TellMessageReaction,
    "wat-de-ander-zegt",
    _("Tell what the other let go"),
    _("Tell exactly this"),
    lead=_("Word for word, and nothing beside it."),
    given=let_go,
    about="message",
)


def _this(window: Window) -> list[tuple[Any, Any]]:
    mine = message_of(window)
    return [(_("Their message"), mine.text if mine else "")]


def _as_let_go(window: Window) -> dict[str, Any]:
    heard = window.side.own.heard_of(window.about)
    if heard is None:
        return {}
    return {"received": heard.released_received, "reaction": heard.reaction}


TOLD = (
    FormOf(
        shuttle.SayMessage,
        "boodschap",
        _("They give you a message for the other"),
        _("This is what they said"),
        lead=_("Write down exactly what they say. Then read it back, and ask: is this exactly it?"),
        asks={"text": words(_("The message, word for word"))},
        given=lambda window, answers: {"message": new_id(SystemRandom())},
        comes=lambda w: (
            w.side.own.form_agreed == "shuttle"
            and w.side.own.state in COMMITTED
            and not w.side.own.messages
        ),
    ),
    FormOf(
        shuttle.SayMessage,
        "boodschap-anders",
        _("They want to say it in other words"),
        _("This is what they said"),
        asks={"text": words(_("The message, word for word"))},
        begins=lambda w: {"text": _exactly(message_of(w))["text"]},
        given=lambda window, answers: {"message": window.about},
        about="message",
    ),
    FormOf(
        shuttle.ApproveMessage,
        "boodschap-klopt",
        _("They say: exactly this is my message"),
        _("Yes, exactly this"),
        lead=_("Read it to them word for word. Only if every word is right does it go on."),
        shows=_this,
        given=lambda window, answers: _exactly(message_of(window)),
        about="message",
    ),
    FormOf(
        shuttle.RecallMessage,
        "boodschap-terug",
        _("They ask a message back"),
        _("Ask it back"),
        lead=_("The answer is always the same, whatever became of it."),
        given=lambda window, answers: {"message": window.about},
        about="message",
    ),
    FormOf(
        shuttle.ReactToMessage,
        "reactie-op-boodschap",
        _("What the other may hear of it"),
        lead=_("Nothing at all is fine too."),
        asks={
            "received": tick(_("That they heard it")),
            "reaction": words(_("Own words, exactly"), required=False),
        },
        begins=_as_let_go,
        given=lambda window, answers: {"delivery": window.about},
        about="heard",
    ),
)
"""As told by telephone or on paper."""
