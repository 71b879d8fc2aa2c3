"""How somebody wants us to write to them, as told to us: with *u* or *je*, and easy to read or not."""

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import one
from visavis.mediation import wording

WORDING = (
    FormOf(
        wording.ChooseAddress,
        "aanspreken",
        _("How they want to be addressed in Dutch"),
        lead=_("On every page and in every letter. Nobody else hears of it."),
        asks={"pronoun": one(_("What do they say?"), wording.ADDRESSES)},
        begins=lambda w: {"pronoun": wording.address_of(w.side.own, w.today)},
    ),
    FormOf(
        wording.ChooseReading,
        "lezen-hoe",
        _("How they like to read"),
        lead=_("Easy to read has short lines and a picture beside each. Nobody else hears of it."),
        asks={"reading": one(_("What do they say?"), wording.READINGS)},
        begins=lambda w: {"reading": wording.EASY if w.side.own.easy else wording.ALL},
    ),
)
