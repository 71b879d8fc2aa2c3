"""Who stands beside a person: an interpreter who is no relative, and one human being on one side only (S9, A39)."""

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import text_of
from tests.doors.test_desk_care import act, desk_of
from tests.doors.test_desk_roles import at
from tests.journal.service import PLANNER
from visavis.mediation.around import InviteSupporter

__all__ = ["work"]

OMAR = {"name": "Omar Haddad", "stranger": "yes"}
BOTH_SIDES = "Deze persoon staat al naast iemand anders in dit traject."


def beside(work: AtWork, lived, party: str) -> list[tuple[str, str]]:
    return [(guest.name, guest.state) for guest in desk_of(work, lived).side(party).own.around]


def test_an_interpreter_is_arranged_for_one_person_and_stands_in_the_view_of_staff(
    work: AtWork,
) -> None:
    lived = work.lived().answered()
    for account in (None, PLANNER.id):
        address = act(lived, lived.a, "tolk")
        who = {"account": account} if account else {}
        assert work.send(address, **who, **OMAR).status_code == 302
    assert beside(work, lived, lived.a) == [("Omar Haddad", "admitted")] * 2
    side = text_of(work.get(at("side", lived.where.trajectory, lived.a)))
    assert "Omar Haddad · tolk" in side
    assert "Omar" not in work.get(at("side", lived.where.trajectory, lived.b))


def test_family_does_not_interpret_and_the_name_stands_there_still(work: AtWork) -> None:
    lived = work.lived().answered()
    sent = work.send(act(lived, lived.a, "tolk"), name="Omar Haddad", stranger="no")
    page = sent.content.decode()
    assert "Een tolk is geen familie van iemand hier" in text_of(page)
    assert 'value="Omar Haddad"' in page
    assert beside(work, lived, lived.a) == []


def test_nobody_interprets_on_both_sides_and_the_form_says_so_beforehand(work: AtWork) -> None:
    lived = work.lived().answered()
    work.send(act(lived, lived.a, "tolk"), **OMAR)
    address = act(lived, lived.b, "tolk")
    assert "Kant A: Omar Haddad · tolk" in text_of(work.get(address))
    sent = work.send(address, name=" omar  HADDAD", stranger="yes")
    assert BOTH_SIDES in text_of(sent.content.decode())
    assert beside(work, lived, lived.b) == []
    assert work.send(address, name="Ada Blom", stranger="yes").status_code == 302


def test_who_was_invited_is_let_in_after_a_talk_and_not_where_they_stand_across(
    work: AtWork,
) -> None:
    lived = work.lived().answered()
    work.send(act(lived, lived.b, "tolk"), **OMAR)
    lived.own(InviteSupporter("5" * 32, "Omar"), lived.a)
    address = act(lived, lived.a, "naaste-binnen")
    assert f'href="{address}"' in work.get(at("today"))
    said = {"guest": "5" * 32}
    refused = work.send(address, **said, name="Omar Haddad")
    assert BOTH_SIDES in text_of(refused.content.decode())
    assert work.send(address, **said, name="Omar de Wit").status_code == 302
    assert beside(work, lived, lived.a) == [("Omar", "admitted")]
    assert f'href="{address}"' not in work.get(at("today"))
    assert "Er valt hier nu niets te kiezen." in text_of(work.get(address))
