"""Every page of the desk opens, at every stretch of the way, in both languages."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.doors.desk_at_work import AtWork, work
from tests.journal.service import INTAKE, LEAD, MEDIATOR, PLANNER
from visavis.doors.desk import desk_acts, told_acts

__all__ = ["work"]

STRETCHES = ["taken_up", "asked", "answered", "preparing", "ready", "four"]


def at(name: str, *args: str, language: str = "nl") -> str:
    with translation.override(language):
        return reverse(f"desk:{name}", args=args)


@pytest.mark.crawl
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("stretch", STRETCHES)
def test_every_form_of_both_sides_opens_at_every_stretch(
    work: AtWork, stretch: str, language: str
) -> None:
    lived = work.lived()
    getattr(lived, stretch)()
    t = lived.where.trajectory
    pages = [at(name, language=language) for name in ("today", "new", "trajectories", "gate")]
    pages.append(at("trajectory", t, language=language))
    for party in filter(None, (lived.a, lived.b, lived.sister, lived.friend)):
        pages += [
            at(name, t, party, language=language)
            for name in ("side", "first_letter", "reminder", "paper_letter")
        ]
        pages += [
            at("act", t, party, row.slug, language=language)
            for row in desk_acts.ROWS
            if not row.between and MEDIATOR.audience in row.act.roles
        ]
        pages += [
            at("told", t, party, row.slug, language=language)
            for row in told_acts.ROWS
            if not row.about
        ]
    between = [row for row in desk_acts.BETWEEN if MEDIATOR.audience in row.act.roles]
    pages += [at("between", t, row.slug, language=language) for row in between]
    for page in pages:
        work.get(page)


@pytest.mark.crawl
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("stretch", STRETCHES)
def test_every_form_of_the_practice_lead_opens_at_every_stretch(
    work: AtWork, stretch: str, language: str
) -> None:
    lived = work.lived()
    getattr(lived, stretch)()
    t = lived.where.trajectory
    lead = [row for row in desk_acts.ROWS if LEAD.audience in row.act.roles]
    pages = [at(name, language=language) for name in ("today", "trajectories")]
    pages.append(at("trajectory", t, language=language))
    for party in (lived.a, lived.b):
        pages.append(at("side", t, party, language=language))
        pages += [
            at("act", t, party, row.slug, language=language) for row in lead if not row.between
        ]
    pages += [at("between", t, row.slug, language=language) for row in lead if row.between]
    for page in pages:
        work.get(page, LEAD.id)


def test_intake_and_planner_have_their_own_pages(work: AtWork) -> None:
    lived = work.lived().signed_up()
    t = lived.where.trajectory
    for account, name, args in (
        (INTAKE.id, "new", ()), (INTAKE.id, "prepare", (t,)), (INTAKE.id, "decline", (t,)),
        (INTAKE.id, "by_telephone", ()), (PLANNER.id, "take_up", (t,)), (PLANNER.id, "new", ()),
    ):  # fmt: skip
        work.get(at(name, *args), account)
