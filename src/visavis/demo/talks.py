"""Courses by a talk: both ready for one in one room, one by video that is planned, one that was held, and a group
meeting for which a list lies before both."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from visavis.demo import words
from visavis.demo.meeting import ENTRANCES, PLACE
from visavis.mediation.appointments import Arrival, PlanContact, Reconfirm, SetSubjects
from visavis.mediation.conference import (
    AnswerAttendees,
    PrepareAttendee,
    ProposeAttendee,
    PutAttendees,
)
from visavis.mediation.contact import HoldContact, LookBack
from visavis.mediation.entries import Audience
from visavis.mediation.safety import AssignCoMediator, CheckSafety
from visavis.mediation.terms import HERE, day
from visavis.people.staff import colleagues

if TYPE_CHECKING:
    from visavis.demo.few import Few

BY_VIDEO = "Een kamer waar niemand meeluistert. Uw apparaat is opgeladen. Iemand die u vertrouwt is in huis."
SIGNAL = "U steekt een hand op. Dan stopt alles, en spreekt de bemiddelaar met ieder apart. Na een half uur: pauze."
LINKS = ("https://bellen.example/k7d2-m9", "https://bellen.example/p4x8-w3")
SUBJECTS = (
    SetSubjects("Waarom ons huis?", "Dat ik sindsdien slecht slaap.", "Dat het wel meeviel."),
    SetSubjects("Hoe het nu gaat.", "Dat het mij spijt.", ""),
)


def _both_ready(one: Few, name: str, other: str, form: str) -> None:
    one.signed_up(name, "harmed", words.STORIES["harmed"][1])
    one.taken_up(f"{other} de Groot")
    one.both_take_part(other)
    one.ready(form)


def _plans(one: Few, on: datetime, form: str) -> str:
    """On the day of ``on``; ``a`` comes first and leaves first."""
    contact, who = one.new_id(), (one.a, one.b)
    names = " en ".join(one.story.me(each, one.now).first_name for each in who)
    doors = LINKS if form == "video_call" else ENTRANCES
    arrivals = tuple(
        Arrival(
            party,
            datetime.combine(day(on), time(13, 30 * n), HERE),
            datetime.combine(day(on), time(15, 30 * n), HERE),
            door,
        )
        for n, (party, door) in enumerate(zip(who, doors, strict=True))
    )
    present = f"{names}, en de bemiddelaar. Niemand anders."
    place = BY_VIDEO if form == "video_call" else PLACE
    one.desk(PlanContact(contact, form, place, arrivals, True, True, SIGNAL, present))
    return contact


BESIDE = "Samira Haddad"
"""Who leads a group meeting as the second."""


def ready_to_talk(one: Few) -> None:
    """Both chose a talk in one room and are ready; nothing is planned yet."""
    _both_ready(one, "Marit", "Ruben", "conversation")


def by_video(one: Few) -> None:
    """A call is planned in a few days. She said yes once more, he was not asked yet."""
    _both_ready(one, "Ilse", "Koen", "video_call")
    one.on(1)
    for who, subjects in zip((one.a, one.b), SUBJECTS, strict=True):
        one.own(who, subjects)
    _plans(one, one.story.today + timedelta(days=4), "video_call")
    one.own(one.a, Reconfirm())


def talked(one: Few) -> None:
    """They talked in one room, and she looks back."""
    _both_ready(one, "Hanneke", "Stef", "conversation")
    one.on(1)
    for who, subjects in zip((one.a, one.b), SUBJECTS, strict=True):
        one.own(who, subjects)
    contact = _plans(one, one.now + timedelta(days=4), "conversation")
    one.on(2)
    for who in (one.a, one.b):
        one.own(who, Reconfirm())
        one.desk(CheckSafety(who, "Rustig. Haar zus wacht in de auto."))
    one.on(2)
    one.desk(HoldContact(contact, "conversation", (one.a, one.b), 75))
    one.on(2)
    one.own(
        one.a,
        LookBack(contact, "Ik kreeg antwoord op wat ik wilde weten. Ik ben moe en opgelucht."),
    )


def in_a_group(one: Few) -> None:
    """Each brings somebody; the list lies before both, and she said yes to it. He named somebody more, for us alone."""
    _both_ready(one, "Yara", "Tom", "conference")
    one.on(1)
    here = (each.account for each in colleagues("mediator") if each.name == BESIDE)
    second = AssignCoMediator(next(here, "colleague"), BESIDE, True, people=(one.a, one.b))
    one.desk(second, role=Audience.PLANNER)
    brought = ((one.a, "Eva Smit", "Eva, een vriendin"), (one.b, "Daan Bos", "Daan, mijn broer"))
    for who, name, shown in brought:
        attendee = one.new_id()
        one.own(who, ProposeAttendee(attendee, name, shown, released=True))
        one.desk(PrepareAttendee(who, attendee, True, True, attendee))
    one.own(one.b, ProposeAttendee(one.new_id(), "Karim Bakker"))
    one.desk(PutAttendees((one.a, one.b), tuple(shown for _who, _name, shown in brought)))
    one.own(one.a, AnswerAttendees(one.story.me(one.a, one.now).group.version_hash, True))
