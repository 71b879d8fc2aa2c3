"""A worry, another mediator, a complaint: as told to us. Who complains need not tell it to whom it is about."""

from random import SystemRandom

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import one, some, words
from visavis.journal.record import new_id
from visavis.mediation import complaints, mediator, worries

CARE = (
    FormOf(
        worries.SayWorry,
        "maakt-zich-zorgen",
        _("They say what worries them"),
        lead=_("Nothing is passed on until it is answered. Acute danger: call 112 first."),
        asks={
            "about": one(_("What is it about?"), worries.SAYABLE),
            "words": words(_("In their own words"), required=False),
        },
    ),
    FormOf(
        mediator.AskForAnotherMediator,
        "andere-bemiddelaar",
        _("They would like another mediator"),
        lead=_(
            "No reason is needed: do not ask for one. The planner answers within 5 working days."
        ),
    ),
    FormOf(
        mediator.KeepMediator,
        "houdt-bemiddelaar",
        _("They keep their mediator after all"),
    ),
    FormOf(
        mediator.HandOver,
        "overdragen",
        _("What the new mediator may read of before"),
        asks={"what": some(_("What may the new mediator read?"), mediator.HANDED_OVER)},
        begins=lambda w: {"what": list(w.side.own.handed)},
        comes=lambda w: w.side.own.new_mediator_at is not None and not w.side.own.handed,
    ),
    FormOf(
        complaints.Complain,
        "klacht",
        _("They have a complaint"),
        lead=_(
            "Somebody whom it is not about answers within 10 working days. Name the way outside: it is always open."
        ),
        asks={
            "about": one(_("What is it about?"), complaints.ABOUT),
            "text": words(_("In their own words")),
            "reply_to": words(
                _("Where may the answer go?"),
                _("An address for a letter. Leave it empty: the answer stands on their own page."),
                required=False,
                most=300,
            ),
        },
        given=lambda window, answers: {"complaint": new_id(SystemRandom())},
    ),
)
