"""Who fits a trajectory, in words: training, language, region, room. The planner chooses, nothing else does."""

import re
from datetime import date

import pytest
from django.utils import translation

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import text_of
from tests.doors.test_desk_roles import COLLEAGUE, at
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from visavis.doors.desk.choosing import able
from visavis.doors.desk.load import Load
from visavis.doors.desk.matching import Needs, fit
from visavis.people import staff

__all__ = ["work"]
TODAY = date(2026, 3, 9)
JAN = Load("Jan", frozenset({"sensitive"}), 29, 59, frozenset({"nl", "tr"}), "Utrecht, Amersfoort")


@pytest.mark.pure
def test_each_reason_is_a_sentence_about_what_this_trajectory_asks() -> None:
    with translation.override("nl"):
        fits = fit(JAN, Needs(True, "tr", "amersfoort"), TODAY)
        assert fits.training == "Geschoold voor gevoelige trajecten, en dit is er een"
        assert fits.language == "Turks: zonder tolk"
        assert fits.region == "Ontmoet mensen in amersfoort"
        assert fits.room == "29 van 30 lopend, 59 van 60 nieuw dit jaar"
        assert fits.away == ""
        els = Load("Els", frozenset(), 30, 1, away_until=date(2026, 3, 20))
        other = fit(els, Needs(True, "other", "Zwolle"), TODAY)
        assert other.training == "Niet geschoold voor gevoelige trajecten, en dit is er een"
        assert other.language == "Niet vastgelegd wat deze bemiddelaar spreekt"
        assert fit(JAN, Needs(False, "other"), TODAY).language == "Een andere taal: met een tolk"
        assert other.region == "Niet vastgelegd waar deze bemiddelaar mensen ontmoet"
        assert other.room.startswith("Vol: 30 van 30 lopend")
        assert other.away == "Afwezig tot en met 20 maart"
        nothing = fit(JAN, Needs(False, "kl", ""), TODAY)
        assert nothing.training == "Geen extra scholing gevraagd"
        assert nothing.language == "Niet vastgelegd in welke taal"
        assert nothing.region == "Niet vastgelegd waar zij wonen"
        far = fit(JAN, Needs(False, "nl", "Zwolle"), TODAY)
        assert far.region == "Ontmoet mensen in Utrecht, Amersfoort, niet in Zwolle"


@pytest.mark.pure
def test_who_leaves_may_be_given_nothing_new() -> None:
    leaving = Load("Els", frozenset(), leaves_on=TODAY)
    assert able({"jan": JAN, "els": leaving, "ans": JAN}, {"ans"}) == {"jan": JAN}


def profile(work: AtWork, account: str, **said: object) -> int:
    sent = {"trained_for": [], "languages": [], "region": "", **said}
    return work.client(PLANNER.id).post(at("colleague", account), sent).status_code  # type: ignore[arg-type]


def test_what_intake_heard_and_a_profile_stand_beside_each_other_and_nobody_is_chosen(
    work: AtWork,
) -> None:
    lived = work.lived().signed_up()
    t = lived.where.trajectory
    answers = {"event_type": "sexual_harm", "referral_source": "self", "region": "Zwolle"}
    work.send(at("prepare", t), INTAKE.id, **answers, language="tr", nickname="Reiger")
    assert profile(work, COLLEAGUE, trained_for=["sensitive"], languages=["nl", "tr"]) == 302
    page = work.get(at("take_up", t), PLANNER.id)
    read = text_of(page)
    assert "Jan Vos Geschoold voor gevoelige trajecten, en dit is er een Turks: zonder tolk" in read
    assert (
        "Mieke de Boer Niet geschoold voor gevoelige trajecten, en dit is er een Niet vastgelegd"
        in read
    )
    assert not re.search(r'name="mediator"[^>]*checked', page)


def test_a_profile_is_kept_by_who_plans_and_wrong_input_changes_nothing(work: AtWork) -> None:
    assert profile(work, COLLEAGUE, languages=["nl", "ar"], region="Utrecht") == 302
    kept = staff.colleague(COLLEAGUE)
    assert kept is not None
    assert (kept.languages, kept.region) == ({"nl", "ar"}, "Utrecht")
    assert "Nederlands, Arabisch Utrecht" in text_of(work.get(at("colleagues"), PLANNER.id))
    assert profile(work, COLLEAGUE, languages=["xx"]) == 200
    assert profile(work, COLLEAGUE, region="x" * 5000) == 200
    assert profile(work, COLLEAGUE, name="Iemand") == 400
    assert staff.colleague(COLLEAGUE) == kept
    for account in (MEDIATOR.id, INTAKE.id):
        work.get(at("colleagues"), account, status=404)
        work.get(at("colleague", COLLEAGUE), account, status=404)
    for nobody in ("staff-lead", "0" * 32):  # who does not mediate, and who is not there
        work.get(at("colleague", nobody), PLANNER.id, status=404)
