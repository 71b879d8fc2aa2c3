"""Everything a person can do, as told to us by telephone or on paper: the same acts, the same guards.

The desk enters it as *their* act. Stopping, pausing, saying no ask for no reason here either.
"""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.agreement_acts import TOLD as AGREEMENT
from visavis.doors.desk.appointment_acts import TOLD as APPOINTMENTS
from visavis.doors.desk.around_acts import TOLD as BESIDE
from visavis.doors.desk.asking import (
    Maker,
    Window,
    from_window,
    line,
    number,
    on,
    one,
    some,
    tick,
    words,
)
from visavis.doors.desk.care_told import CARE
from visavis.doors.desk.conference_acts import TOLD as GROUP
from visavis.doors.desk.end_acts import TOLD as END
from visavis.doors.desk.guardian_acts import TOLD as GUARDIANS
from visavis.doors.desk.on_behalf_acts import TOLD as ON_BEHALF
from visavis.doors.desk.reaching import OLDEST, REACH, reach, reach_if_given
from visavis.doors.desk.shuttle_acts import TOLD as MESSAGES
from visavis.doors.desk.symbolic_acts import TOLD as SYMBOLIC
from visavis.doors.desk.video_acts import TOLD as VIDEO
from visavis.doors.desk.video_message_acts import TOLD as VIDEOS
from visavis.doors.desk.wording_told import WORDING
from visavis.doors.desk.writing_told import WRITING
from visavis.doors.desk.young import is_child
from visavis.mediation import (
    approach,
    closing,
    course,
    exploring,
    letters,
    preparation,
    sign_up,
    support,
    telling,
)
from visavis.mediation.words import PartyState
from visavis.service.current import current

P = PartyState
SENTENCES_ABOUT_ME = [
    ("O.talking", _("That they want to talk with us first")),
    ("O.takes_part", _("That they want to take part")),
]
UNTIL = on(_("Until when?"), _("They choose. Leave it empty: until they call."), required=False)


def _found_by(window: Window) -> forms.Field | None:
    return one(_("How did they find us?"), current().sources.mine, required=False)(window)


SIGN_UP = FormOf(
    sign_up.SignUp,
    "telefoon",
    _("Someone calls to sign up"),
    _("Sign this person up"),
    lead=_("Follow the talk. What is not told stays empty."),
    asks={
        "first_name": line(_("What may we call them?")),
        "relation": one(_("Who are they to what happened?"), sign_up.RELATIONS),
        "age": number(_("How old are they?"), least=1, most=OLDEST),
        "story": words(_("What happened, in their own words"), required=False),
        "rather_talk": tick(_("They would rather tell it in a talk")),
        "other": words(_("Who is the other, as far as they know?"), required=False),
        "language": one(_("Which language?"), list(settings.LANGUAGES), first="nl"),
        **REACH,
        "found_by": _found_by,
    },
    given=lambda window, answers: {"reach": reach(answers), "age": answers["age"]},
)

MENU = {code: text for code, text in support.CLOSING_MENU.items() if code != support.BY_FOLLOW_UP}


def _ways_to_read(window: Window) -> Maker:
    offer = window.side.own.offer(window.about)
    film = offer is not None and offer.minutes
    return one(_("What do they choose?"), letters.FILM_ANSWERS if film else letters.OFFER_ANSWERS)


ROWS = (
    *ON_BEHALF,
    *GUARDIANS,
    FormOf(
        sign_up.SetReach,
        "bereiken",
        _("How we may reach them"),
        lead=_("What stands here now is replaced by what you send."),
        asks=REACH,
        given=lambda window, answers: {"reach": reach(answers)},
        begins=lambda w: {name: getattr(w.side.own.reach, name) for name in REACH},
    ),
    *WORDING,
    FormOf(
        exploring.ConsentToTakePart,
        "wil-meedoen",
        _("They say yes to taking part"),
        lead=_("Read each sentence aloud, and tick only what they said yes to."),
        asks={
            "items": some(_("What did they say yes to?"), exploring.CONSENT_ITEMS, required=True)
        },
        comes=lambda w: (
            w.side.own.state is P.EXPLORING
            and w.side.own.suitability is not None
            and w.side.own.consented_on is None
            and not is_child(w.side, w.today)
        ),
    ),
    FormOf(
        approach.AllowApproach,
        "de-ander-vragen",
        _("They let us ask the other"),
        lead=_("From today on they have a day on which they hear something, whatever happens."),
        asks={"ticks": some(_("What may we tell?"), approach.MAY_TELL, required=True)},
        comes=lambda w: (
            w.side.own.initiating
            and w.side.own.state is P.WILLING
            and "approach" not in w.side.own.may_tell
        ),
    ),
    FormOf(
        approach.AnswerApproach,
        "antwoord",
        _("They answer our letter"),
        lead=_("Every answer is good. A no needs no reason and costs nothing."),
        asks={
            "answer": one(_("What is their answer?"), approach.ANSWERS),
            "first_name": line(_("What may we call them?"), required=False),
            "until": on(_("Later: from which day?"), _("If they chose one."), required=False),
            "words": words(
                _("No: what may the one who began hear, word for word?"),
                _("Leave it empty: they hear “there will be no contact now”."),
                required=False,
                most=500,
            ),
            **{
                **REACH,
                "channel": one(_("How may we reach them?"), sign_up.CHANNELS, required=False),
            },
        },
        given=lambda window, answers: {"reach": reach_if_given(answers)},
        comes=lambda w: w.side.state is P.APPROACHED and w.side.own.state is None,
    ),
    FormOf(
        approach.Decline,
        "zegt-nee",
        _("They say no after all"),
        lead=_("No reason is needed. The other side hears one sentence, on their news date."),
        asks={
            "words": words(
                _("What may the other hear, word for word?"),
                _("Leave it empty: “there will be no contact now”."),
                required=False,
                most=500,
            )
        },
    ),
    FormOf(
        telling.SetWhatOtherMayKnow,
        "wat-mag-de-ander-weten",
        _("What the other may know of them"),
        asks={
            "sentences": some(_("Which sentences may we say?"), SENTENCES_ABOUT_ME),
            "words": words(
                _("Own words beside “no contact”, word for word"), required=False, most=500
            ),
        },
        begins=lambda w: {
            "sentences": sorted(w.side.own.may_tell),
            "words": w.side.own.may_tell_words,
        },
        comes=lambda w: w.side.own.state is P.WILLING and "O.takes_part" not in w.side.own.may_tell,
    ),
    FormOf(
        preparation.SetStandingWish,
        "wil-het-weten",
        _("Would they like to know if there is something for them?"),
        lead=_("Everyone is asked this at set moments, letter or none."),
        asks={"hear_of_letters": one(_("What do they say?"), preparation.STANDING_WISHES)},
        comes=lambda w: (
            w.side.own.state in {P.EXPLORING, P.WILLING, P.PREPARING}
            and not w.side.own.standing_wish
        ),
    ),
    FormOf(
        preparation.ChooseForm,
        "vorm",
        _("Which form of contact they choose"),
        asks={"form": one(_("What do they choose?"), preparation.FORM_CHOICES)},
        comes=lambda w: w.side.own.state is P.PREPARING and not w.side.own.form_choice,
    ),
    FormOf(
        preparation.DeclareReady,
        "zegt-klaar",
        _("They say: I am ready"),
        comes=lambda w: (
            w.side.own.state is P.PREPARING
            and w.side.own.supporter_asked
            and not w.side.own.ready_wished
        ),
    ),
    *GROUP,
    *APPOINTMENTS,
    *VIDEO,
    FormOf(
        letters.RecallLetter,
        "brief-terug",
        _("They ask a letter back"),
        _("Ask it back"),
        lead=_("The answer is always the same, whatever became of it."),
        given=lambda window, answers: {"letter": window.about},
        about="letter",
    ),
    FormOf(
        letters.AnswerOffer,
        "nu-niet-of-samen",
        _("How they want to read what is here"),
        asks={
            "answer": from_window(_ways_to_read),
            "until": on(
                _("Later: on which day may we name it again?"),
                _("Only that day. Leave it empty: never, unless they do."),
                required=False,
            ),
        },
        given=lambda window, answers: {"offer": window.about},
        about="offer",
    ),
    FormOf(
        letters.OpenLetter,
        "lezen",
        _("Read what is here, together"),
        _("They want to hear or read it now"),
        lead=_("Only with this person on the line or beside you. After this it is theirs."),
        given=lambda window, answers: {"offer": window.about},
        about="offer",
    ),
    FormOf(
        letters.ReleaseReaction,
        "reactie",
        _("What the writer may hear"),
        lead=_("Nothing at all is fine too."),
        asks={
            "received": tick(_("That they received it")),
            "read": tick(_("That they read it")),
            "reaction": words(_("Own words, exactly"), required=False),
        },
        given=lambda window, answers: {"offer": window.about},
        about="offer",
    ),
    FormOf(
        course.Pause,
        "pauze",
        _("They want a pause"),
        asks={"until": UNTIL},
    ),
    FormOf(
        course.Resume,
        "gaat-verder",
        _("They go on after the pause"),
        lead=_("This is their fresh yes."),
        comes=lambda w: (
            w.side.own.state is P.PAUSED
            and w.side.own.pause_until is not None
            and w.side.own.pause_until <= w.today
        ),
    ),
    FormOf(
        course.Withdraw,
        "stopt",
        _("They stop"),
        _("They stop"),
        lead=_(
            "They need not say why. The other hears only, on a fixed day: there will be no contact now."
        ),
    ),
    *MESSAGES,
    *VIDEOS,
    *WRITING,
    *AGREEMENT,
    *CARE,
    *BESIDE,
    *END,
    *SYMBOLIC,
    FormOf(closing.AskToClose, "wil-afronden", _("They want to round off")),
    FormOf(
        closing.ChooseClosingSupport,
        "na-afloop",
        _("What helps them afterwards"),
        asks={
            "choices": some(_("What would they like?"), MENU, required=True),
            "follow_up": some(_("May we call later?"), closing.FOLLOW_UP_CHOICES, required=True),
        },
        comes=lambda w: (
            w.side.own.state is P.CLOSING
            and bool(w.side.own.closing.talk)
            and not w.side.own.closing.follow_up
        ),
    ),
    FormOf(
        closing.EndMyAftercare,
        "nazorg-genoeg",
        _("They need no calls any more"),
        lead=_(
            "They end aftercare themselves, and need not say why. Coming back is always possible."
        ),
        offered=lambda w: w.side.own.state is P.AFTERCARE,
    ),
    FormOf(
        closing.Reopen,
        "komt-terug",
        _("They come back"),
        lead=_("Old consents no longer count: we start again with theirs."),
    ),
)
BY_SLUG = {row.slug: row for row in ROWS}
