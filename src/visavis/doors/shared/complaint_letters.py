"""Both letters about a complaint (D25) as a file: for whom it is of, and for whoever sends it by post."""

from django.http import HttpResponse

from visavis.doors.shared.downloads import own_paper
from visavis.mediation.complaints import answer_due
from visavis.mediation.views import Complaint
from visavis.outside.complaint_letters import LEAD, OFFICER, answered, received
from visavis.service.current import current


def letter_of(complaint: Complaint, language: str, addressee: str) -> HttpResponse:
    """The answer, once there is one; until then that we have the complaint. The name of the file says nothing."""
    both = {
        "language": language,
        "addressee": addressee if complaint.reply_to else "",
        "address": complaint.reply_to,
        "on": complaint.on,
        "phone": current().facts.phone,
        "outside": current().facts.complaints,
        "service": current().facts.name,
    }
    if complaint.answered_on is not None:
        on = complaint.answered_on
        made = answered(**both, answer=complaint.answer, answered_on=on)
    else:
        on = complaint.on
        read_by = OFFICER if complaint.above else LEAD
        made = received(**both, read_by=read_by, by=answer_due(complaint.on))
    return own_paper(made, on)
