"""My story and wishes, as I told them; and how we may reach me."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.days import language
from visavis.doors.participant.forms import CHOOSE, ProvedForm, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.doors.shared.languages import plain
from visavis.mediation.preparation import FORM_CHOICES, STANDING_WISHES
from visavis.mediation.sign_up import CHANNELS, SetReach, reach_body
from visavis.mediation.terms import day
from visavis.mediation.views import Reach
from visavis.mediation.wording import ADDRESSES, ALL, EASY, READINGS, address_of

PLAIN = forms.TextInput({"autocomplete": "off"})


class ReachForm(ProvedForm):
    """How, when, and what never. Changing it asks to prove that it is you."""

    channel = forms.ChoiceField(
        label=_("How may we let you know that there is something?"),
        help_text=_(
            "We only say: there is a message for you. A short message may also say at what time you "
            "have an appointment, the day before."
        ),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    phone = forms.CharField(
        required=False, max_length=40, label=_("Telephone number"),
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(
        required=False, label=_("E-mail address"),
        widget=forms.TextInput({"inputmode": "email", "autocomplete": "email"}),
    )  # fmt: skip
    post = forms.CharField(
        required=False, max_length=300, label=_("Address for letters"),
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip
    safe_times = forms.CharField(
        required=False, max_length=200, label=_("When can we reach you safely?"), widget=PLAIN,
        help_text=_("For example: on weekdays after six."),
    )  # fmt: skip
    voicemail = forms.BooleanField(
        required=False, label=_("You may leave a message on my voicemail")
    )
    never = forms.CharField(
        required=False, max_length=500, label=_("What must we never do?"),
        help_text=_("For example: never call me at home."),
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, initial=reach_body(room(request).view.reach))
        self.fields["channel"].choices = spoken(CHANNELS)

    def act(self) -> SetReach:
        sent = self.cleaned_data
        return SetReach(Reach(**{name: sent[name] for name in Reach.__dataclass_fields__}))


@door("participant", methods=["GET"])
def story(request: HttpRequest) -> HttpResponse:
    mine = room(request)
    me = mine.view
    wish, form = STANDING_WISHES.get(me.standing_wish), FORM_CHOICES.get(me.form_choice)
    channel = CHANNELS.get(me.reach.channel)
    return show(
        request,
        "participant/about_me/story.html",
        me=me,
        wish=wish.within(language()) if wish else "",
        form_choice=form.within(language()) if form else "",
        channel=channel.within(language()) if channel else "",
        address=ADDRESSES[address_of(me, day(mine.now))].within(language()),
        reading=READINGS[EASY if me.easy else ALL].within(language()),
        dutch=plain(language()) == "nl",
    )


@door("participant")
def reach(request: HttpRequest) -> HttpResponse:
    form = ReachForm(request)
    if form.carried_out():
        return redirect("participant:story")
    return show(request, "participant/about_me/reach.html", form)
