"""My place: now, where one is, what the other knows, and the doors on."""

from django.http import HttpRequest, HttpResponse

from visavis.doors.participant import drafts, easy
from visavis.doors.participant.agreement import has_part_in
from visavis.doors.participant.appointments import has_appointments
from visavis.doors.participant.days import language, spoken
from visavis.doors.participant.known import known, unknown
from visavis.doors.participant.lately import lately
from visavis.doors.participant.now import what_now
from visavis.doors.participant.room import room
from visavis.doors.participant.shuttle import has_messages
from visavis.doors.participant.way import places
from visavis.doors.shared.carrying import new_key, show
from visavis.doors.shared.door import door
from visavis.doors.shared.talk_papers import in_a_group
from visavis.mediation.preparation import CHOOSES_FORM
from visavis.mediation.telling import SENTENCES
from visavis.mediation.terms import day
from visavis.mediation.views import PartyView
from visavis.mediation.words import ACTIVE, PartyState
from visavis.study.links import links_for

P = PartyState
ABOUT_THE_OTHER = ACTIVE | {P.REGISTERED}
ALWAYS_TOLD = "O.not_asked"


def sentence(me: PartyView) -> dict[str, str]:
    """The one sentence about the other, and the words released beside it, if any."""
    told = me.sentence
    code = told.code if told else (ALWAYS_TOLD if me.initiating else "")
    if not code or (me.state not in ABOUT_THE_OTHER and code != "O.no_contact"):
        return {}
    text = SENTENCES[code].within(language())
    if "{news_date}" in text:
        if me.news_date is None:
            return {}
        text = text.format(news_date=spoken(me.news_date))
    return {
        "text": text,
        "words": told.words if told else "",
        "on": spoken(told.on) if told else "",
        "next": "" if me.hears_on is None or spoken(me.hears_on) in text else spoken(me.hears_on),
    }


@door("participant", methods=["GET"])
def place(request: HttpRequest) -> HttpResponse:
    mine = room(request)
    me = mine.view
    return show(
        request,
        easy.screen(me, "participant/place/place.html"),
        me=me,
        easy=me.easy,
        switch={"room": mine, "once": new_key()},
        now_sheet=what_now(me, mine.now, bool(drafts.mine(mine))),
        sentence=sentence(me),
        lately=lately(me, day(mine.now)),
        places=places(me),
        known=known(me),
        unknown=unknown(me)[:5],
        study=links_for(mine.ring, mine.where.party, mine.now),
        letters_door=me.active or bool(me.letters or me.offers),
        messages_door=has_messages(me),
        form_door=me.state in CHOOSES_FORM and bool(me.form_choice),
        agree_door=has_part_in(me),
        appointments_door=has_appointments(me),
        group_door=in_a_group(me),
        over=me.state not in ABOUT_THE_OTHER,
    )


@door("participant", methods=["GET"])
def what_the_other_knows(request: HttpRequest) -> HttpResponse:
    me = room(request).view
    return show(
        request,
        easy.screen(me, "participant/place/known.html"),
        me=me,
        known=known(me),
        unknown=unknown(me),
        anyway=[SENTENCES[code].within(language()) for code in ("O.not_asked", "O.no_contact")],
    )
