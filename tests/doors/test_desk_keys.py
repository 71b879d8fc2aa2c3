"""Keys at the desk: a list without script, changed or turned off per person, each on a link that stands there."""

import re

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import text_of, title_of
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, MEDIATOR
from visavis.doors.desk.key_choice import DOES, KEYS, OFF, chosen, clashes, spelled, stored

__all__ = ["work"]
BORNE = re.compile(r'data-key="([^"]+)"')


@pytest.mark.pure
def test_whoever_changed_nothing_has_the_keys_of_everyone() -> None:
    assert chosen("") == KEYS
    assert DOES.keys() == KEYS.keys()
    assert not clashes(KEYS)


@pytest.mark.pure
def test_only_what_differs_is_kept_and_what_is_kept_comes_back() -> None:
    mine = KEYS | {"today": "v", "gate": "", "find": "="}
    assert stored(KEYS) == ""
    assert chosen(stored(mine)) == {name: key for name, key in mine.items() if key}
    assert chosen(OFF) == {}
    assert chosen("gone=x\tnonsense") == KEYS
    assert len(stored(dict.fromkeys(KEYS, "ж ж"))) < 200


@pytest.mark.pure
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("g v", "g v"), ("gv", "g v"), ("  g   v ", "g v"), ("?", "?"), ("", ""), ("   ", ""),
        ("g v x", None), ("gvx", None), ("\u200b", None), ("🌿🌿🌿", None), ("x" * 4000, None),
    ],
)  # fmt: skip
def test_a_key_is_one_sign_or_two(typed: str, kept: str | None) -> None:
    assert spelled(typed) == kept


@pytest.mark.pure
def test_a_key_that_is_another_or_begins_another_is_named() -> None:
    assert clashes({"a": "x", "b": "x"}) == {"b": "a"}
    assert clashes({"a": "g v", "b": "g"}) == {"b": "a"}
    assert clashes({"a": "g", "b": "g v", "note": "v"}) == {"b": "a"}
    assert clashes({"a": "", "b": "", "note": "g v", "write": "g t"}) == {}


def keep(work: AtWork, account: str = MEDIATOR.id, **answers: str) -> tuple[int, str]:
    sent = {"use": "on", **KEYS, **answers}
    answer = work.client(account).post(at("keys"), sent)
    return answer.status_code, answer.content.decode()


def test_each_key_stands_on_a_link_of_the_page_and_the_list_says_what_it_does(
    work: AtWork,
) -> None:
    lived = work.lived().answered()
    t = lived.where.trajectory
    of_a_trajectory = {key for name, key in KEYS.items() if name not in {"note", "write"}}
    assert set(BORNE.findall(work.get(at("trajectory", t)))) == of_a_trajectory
    side = work.get(at("side", t, lived.a))
    assert side.count('data-key="n"') == side.count('data-key="e"') == 1
    assert (
        work.get(at("trajectories")).count('data-key="/"') == 2
    )  # the field itself, and the way to it
    page = text_of(work.get(at("keys")))
    for does in ("Naar Vandaag g dan v", "Deze lijst van toetsen ?", "Esc dan Esc"):
        assert does in page


def test_a_changed_key_is_borne_by_its_link_for_this_person_alone(work: AtWork) -> None:
    assert keep(work, today="v")[0] == 302
    assert 'data-key="v"' in work.get(at("today"))
    assert 'data-key="g v"' not in work.get(at("today"))
    assert 'data-key="g v"' in work.get(at("today"), INTAKE.id)
    work.clients.clear()  # wherever they sign in
    assert 'data-key="v"' in work.get(at("today"))


def test_turned_off_no_page_bears_a_key_or_their_script_and_they_come_back_as_they_were(
    work: AtWork,
) -> None:
    assert "keys.js" in work.get(at("today"))
    assert keep(work, use=OFF, today="nonsense that is not looked at")[0] == 302
    page = work.get(at("today"))
    assert "data-key" not in page
    assert "keys.js" not in page
    assert 'data-away="2"' in page  # Esc Esc is no sign: it stays
    assert "U gebruikt geen toetsen." in text_of(work.get(at("keys")))
    assert keep(work, use="before")[0] == 302
    assert 'data-key="g v"' in work.get(at("today"))


def test_what_cannot_be_a_key_is_said_beside_it_and_nothing_else_is_lost(work: AtWork) -> None:
    status, page = keep(work, today="g", note="een twee drie", write="w")
    assert status == 200
    assert title_of(page).startswith("Fout:")
    assert "Neem één teken, of twee na elkaar, zoals g v." in text_of(page)
    assert 'value="een twee drie"' in page
    assert 'value="w"' in page
    status, page = keep(work, today="g")
    assert "Deze toets doet al iets, of begint ermee: Naar Vandaag." in text_of(page)
    assert work.client().post(at("keys"), {**KEYS}).status_code == 200  # nothing chosen
    assert work.client().post(at("keys"), {"use": "on", "x": "1"}).status_code == 400
    assert 'data-key="g v"' in work.get(at("today"))
