"""Two planners at two connections who book one room in the same moment; run by `test_desk_timetable` in a process."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.doors.desk_at_work import AtWork, opened
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_appointments import address_of, answers_for
from visavis.doors.desk import planning_acts
from visavis.journal.see import see_desk
from visavis.mediation.timetable import booked_twice, bookings
from visavis.people import meeting_rooms

TOGETHER = 2.0
"""Seconds for which one who found a room free waits for the other to find it free too."""


def plans(work: AtWork, lived: Lived, fields: dict[str, Any]) -> tuple[int, str]:
    """One of the two, at a connection of their own."""
    try:
        answer = work.client().post(address_of(lived), fields)
        return answer.status_code, answer.content.decode()
    finally:
        connection.close()


def rooms(number: int) -> dict[str, Any]:
    both_looked = Barrier(2)
    looks = planning_acts._taken

    def slowly(*asked: Any) -> bool:
        """Whoever looks waits until the other has looked as well, where nothing keeps them apart."""
        found = looks(*asked)
        try:
            both_looked.wait(TOGETHER)
        except BrokenBarrierError:
            both_looked.reset()
        return found

    with pytest.MonkeyPatch.context() as patch:
        work = next(opened(patch))
        meeting_rooms.add("Kamer 2, Utrecht")
        room = next(iter(meeting_rooms.current()))
        two = [work.lived().ready("conversation") for _both in range(2)]
        work.client()
        sent = []
        for lived in two:
            fields = form_fields(work.get(address_of(lived)), "token")
            sent.append({**fields, **answers_for(lived), "our_room": room})
        work.service.tick()
        patch.setattr(planning_acts, "_taken", slowly)
        with ThreadPoolExecutor(2) as both:
            done = [both.submit(plans, work, *each) for each in zip(two, sent, strict=True)]
            answers = sorted(one.result() for one in done)
        second = text_of(answers[0][1])
        service = work.service
        seen = [see_desk(lived.where.trajectory, service.desk, service.now).view for lived in two]
    taken = [one for view in seen for one in bookings(view)]
    return {
        "answers": [status for status, _page in answers],
        "says": "Deze kamer is dan al in gebruik." in second,
        "kept": "Buurthuis, halte Plein" in answers[0][1],
        "booked": len(taken),
        "twice": len(list(booked_twice(taken))),
    }


def main(what: str, number: int) -> None:
    call_command("migrate", verbosity=0)
    print(json.dumps(rooms(number)))
