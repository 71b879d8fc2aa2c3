"""What is written down about a complaint of somebody beside a person; theirs is told like any act of their own."""

from random import SystemRandom

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import words
from visavis.journal.record import new_id
from visavis.mediation import complaints

COMPLAINT = (
    FormOf(
        complaints.RecordSupporterComplaint,
        "klacht-naaste",
        _("A complaint of someone beside them"),
        lead=_(
            "Nothing of it stands on this person’s own page. Say who complains and where the answer may go. "
            "Name the way outside: it is always open."
        ),
        asks={"text": words(_("What do they say, in their own words?"), most=8000)},
        given=lambda window, answers: {"complaint": new_id(SystemRandom())},
    ),
)
