"""Coming in with words: what the doors of participants and of whoever stands beside them share."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visavis.doors.shared.carrying import new_key
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.keyring import keys
from visavis.doors.shared.log import Event, log
from visavis.journal.keys import sign_up_ring
from visavis.journal.once import Conflict, Once
from visavis.mediation.terms import day
from visavis.people import clock, sessions, signing_in
from visavis.people.addresses import address
from visavis.people.signing_in import Known, Opened, Refused
from visavis.people.words import typed

TWICE = timedelta(minutes=2)
"""How long an invitation sent again shows a card again. A page kept in the browser of a shared device can
be sent again for as long as it stands there, so this is for a double click and a slow line only."""
Card = Callable[[tuple[str, ...]], HttpResponse]
"""The page with the five words."""
Prove = Callable[[str, str, datetime], Known | Refused]


class SecretWords(forms.TextInput):
    """One field for words that open something; what was typed is never sent back."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})

    def format_value(self, value: Any) -> None:
        return None


class WordsForm(forms.Form):
    """Five words in one field."""

    use_required_attribute = False
    words = forms.CharField(
        label=gettext_lazy("Your five words"),
        help_text=gettext_lazy("They stand on your card. Capitals and spaces do not matter."),
        widget=SecretWords,
        error_messages={"required": gettext_lazy("Fill in your five words.")},
    )


class InvitationForm(forms.Form):
    """The four words of an invitation, and what was agreed with the mediator."""

    use_required_attribute = False
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    code = forms.CharField(
        label=gettext_lazy("The four words of your invitation"),
        help_text=gettext_lazy("They stand in your letter, or your mediator read them to you."),
        widget=SecretWords,
        error_messages={"required": gettext_lazy("Fill in the four words.")},
    )
    answer = forms.CharField(
        label=gettext_lazy("The answer that you agreed with your mediator"),
        widget=SecretWords,
        error_messages={"required": gettext_lazy("Fill in the answer.")},
    )


def refused(form: forms.Form, field: str, unknown: str, found: Refused) -> None:
    """One sentence for every reason; after several tries how long to wait."""
    minutes = -(-int(found.wait.total_seconds()) // 60)
    if found.wait and minutes > 0:
        form.add_error(
            field,
            _("Please wait %(minutes)s minutes. Then try again, or call us.") % {"minutes": minutes}
            if minutes > 1
            else _("Please wait a minute. Then try again, or call us."),
        )
    else:
        form.add_error(field, unknown)


def came_in(request: HttpRequest, form: WordsForm, prove: Prove) -> bool:
    """Whether the words sent open something: then a sitting begins. Otherwise the form says that they do not."""
    if request.method != "POST" or not form.is_valid():
        return False
    found = prove(form.cleaned_data["words"], address(request), clock.real_now())
    if isinstance(found, Known):
        _begins(request, found.account)
        return True
    log(Event.SIGN_IN_REFUSED, door=request.door)
    refused(form, "words", _("We do not know these words. Look once more, or call us."), found)
    return False


def _begins(request: HttpRequest, account: str) -> None:
    sessions.start(request, account)
    log(Event.SIGNED_IN, door=request.door)


def redeemed(
    request: HttpRequest, form: InvitationForm, card: Card, *, beside: bool = False
) -> HttpResponse | None:
    """An invitation becomes five words, and they stand on ``card``; None: show the form.

    Sent twice within `TWICE`, the form shows a card again, with words made anew: the last card is the one
    that the browser shows, and words are kept nowhere, so no receipt can show those of before.
    """
    only_fields(request, {"code", "answer", "key"})
    if request.method != "POST" or not form.is_valid():
        return None
    sent, now = form.cleaned_data, clock.now()
    said = sha256(repr((typed(sent["code"]), typed(sent["answer"]))).encode()).hexdigest()
    drawer = "invitation beside" if beside else "invitation"
    receipt = Once.of(sign_up_ring(keys()), drawer, sent["key"] or new_key(), said, day(now))
    earlier = receipt.earlier()
    twice = _sent_twice(request, receipt, earlier, card)
    if twice is not None:
        return twice
    if not isinstance(earlier, Conflict):
        with transaction.atomic():  # so that of two at once the second finds the receipt
            found = signing_in.redeem_invitation(
                sent["code"], sent["answer"], address(request), now, clock.real_now(), beside=beside
            )
            if isinstance(found, Opened):
                receipt.claim(receipt.sealed(found.invitation, clock.real_now().isoformat()))
                return _opens(request, found, card)
        twice = _sent_twice(request, receipt, receipt.earlier(), card)
        if twice is not None:
            return twice
        log(Event.SIGN_IN_REFUSED, door=request.door)
        refused(
            form, "code", _("We cannot open a place with this. Look once more, or call us."), found
        )
    return None


def _opens(request: HttpRequest, opened: Opened, card: Card) -> HttpResponse:
    _begins(request, opened.account)
    return card(opened.words)


def _sent_twice(
    request: HttpRequest, receipt: Once, earlier: Conflict | bytes | None, card: Card
) -> HttpResponse | None:
    """A card once more, for a double click; later on, not."""
    if not isinstance(earlier, bytes):
        return None
    used, at = receipt.unsealed(earlier)
    if clock.real_now() - datetime.fromisoformat(at) > TWICE:
        return None
    opened = signing_in.open_again(used)
    return _opens(request, opened, card) if opened is not None else None
