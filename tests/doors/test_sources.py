"""How somebody found us: asked at signing up, and ready for intake."""

import re

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.journal.service import INTAKE
from visavis.journal.keys import sign_up_ring
from visavis.journal.record import Recorded, sign_up
from visavis.mediation.sign_up import SignUp

__all__ = ["work"]


@pytest.mark.once
def test_what_somebody_said_at_signing_up_stands_ready_for_intake(work: AtWork) -> None:
    ring = sign_up_ring(work.service.keys)
    act = SignUp("harmed", "Noor", 34, found_by="probation")
    done = sign_up(act, ring, work.service.now, work.service.rng)
    assert isinstance(done, Recorded)
    page = work.get(f"/werk/nieuw/{done.where.trajectory}/", INTAKE.id)
    assert re.search(r'value="probation"[^>]*(?:selected|checked)', page)
