"""What was agreed, as a file: for those who agreed it (D18), and to whom they let it go (D19)."""

from django.http import Http404, HttpResponse
from django.utils.translation import get_language

from visavis.doors.shared.downloads import own_paper
from visavis.mediation.agreement import RECIPIENTS
from visavis.mediation.views import Agreement
from visavis.outside import agreements
from visavis.service.current import current


def paper_of(text: Agreement | None, to: str = "") -> HttpResponse:
    """D18; with ``to``, one of the recipients it was sent to, D19. Raises Http404 before everyone agreed: until then
    no document exists. The name of the file says nothing."""
    if text is None or text.recorded_on is None or (to and to not in text.disclosed):
        raise Http404
    language = get_language() or "nl"
    both = {
        "language": language,
        "text": text.text,
        "on": text.recorded_on,
        "service": current().facts.name,
    }
    if to:
        made = agreements.disclosed(**both, to=RECIPIENTS[to].within(language))
    else:
        made = agreements.agreed(**both)
    return own_paper(made, text.recorded_on)
