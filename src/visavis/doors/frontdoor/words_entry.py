"""Three words in one field, and the one sentence for every wrong try."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from visavis.people.signing_in import Refused

TYPED = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class ThreeWordsForm(forms.Form):
    use_required_attribute = False
    words = forms.CharField(
        label=gettext_lazy("Your three words"),
        help_text=gettext_lazy("Capitals and dashes do not matter."),
        widget=forms.TextInput(TYPED),
        error_messages={"required": gettext_lazy("Fill in the three words.")},
    )


def tell_refused(form: forms.Form, refused: Refused) -> None:
    """Unknown and expired are one sentence; after several tries how long to wait."""
    minutes = -(-int(refused.wait.total_seconds()) // 60)
    if minutes > 0:
        said = ngettext(
            "Please wait a minute. Then try again, or call us.",
            "Please wait %(minutes)s minutes. Then try again, or call us.",
            minutes,
        ) % {"minutes": minutes}
    else:
        said = _("We do not know these words. Look once more, or call us.")
    form.add_error("words", said)
