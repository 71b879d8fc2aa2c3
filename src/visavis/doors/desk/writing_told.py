"""What a person shows or proposes in writing, as told to us: a draft to read along with."""

from random import SystemRandom

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import words
from visavis.journal.record import new_id
from visavis.mediation import letters

WRITING = (
    FormOf(
        letters.AskHelpWithDraft,
        "wil-meelezen",
        _("They ask you to read along with a draft"),
        lead=_("For you alone. They release nothing by it, and nobody else reads it."),
        asks={"text": words(_("What they wrote so far, word for word"))},
        given=lambda window, answers: {"letter": new_id(SystemRandom())},
    ),
)
