"""A person's own copy: exactly their view and their own lane, and nothing of another's."""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, get_args, get_type_hints

import pytest

import visavis.mediation  # noqa: F401 - registers kinds and acts
from tests.doors.lived import Lived
from tests.journal.service import Service
from visavis.journal.keys import create_tenant
from visavis.journal.looked_at import LookedAt, Unusual
from visavis.journal.root import Root
from visavis.journal.see import own_copy, see_party
from visavis.mediation.closing import AskToClose
from visavis.mediation.entries import LaneRole, PartyId
from visavis.mediation.kinds import KINDS
from visavis.mediation.letters import AnswerOffer, OpenLetter
from visavis.mediation.telling import Tell
from visavis.mediation.terms import LIMITS, day
from visavis.mediation.views import PartyView
from visavis.outside import own_copy as copies
from visavis.outside import own_copy_words as words
from visavis.outside.own_copy import OF_THE_SERVICE, OwnCopy, as_json, as_pdf
from visavis.outside.typeset import pdf

LANGUAGES = ("nl", "en")


@pytest.fixture
def lived(db: None) -> Lived:
    service = Service(create_tenant(Root(bytes(range(32))), "7" * 32))
    lived = Lived(service, lambda now: None).ready()
    read = lived.offered(lived.released("Wist je dat ik thuis was?"))
    lived.own(AnswerOffer(read, "later"), lived.b)
    lived.own(OpenLetter(read), lived.b)
    lived.released("Deze is nog onderweg.")
    lived.own(AskToClose(), lived.b)
    return lived


def copy_of(lived: Lived, party: PartyId, looked: LookedAt | None = None) -> OwnCopy:
    service = lived.service
    view, entries = own_copy(party, service.ring(party), service.now)
    return OwnCopy(view, tuple(entries), looked or LookedAt(), day(service.now))


def plainly(value: Any) -> Any:
    """As JSON says it, written otherwise than the code does."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plainly(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, frozenset)):
        return [plainly(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_the_file_holds_exactly_the_view_of_ones_own_screen(lived: Lived) -> None:
    for party in (lived.a, lived.b):
        view = see_party(party, lived.service.ring(party), lived.service.now).view
        said = json.loads(as_json(copy_of(lived, party)))
        mine = {name: kept for name, kept in plainly(view).items() if name != OF_THE_SERVICE}
        assert said["view"] == json.loads(json.dumps(mine))
        assert [*said["view"], OF_THE_SERVICE] == [field.name for field in fields(PartyView)]


def test_neither_file_nor_paper_holds_anything_of_the_other(
    lived: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What only one of them wrote, chose or is called stands in their own copy and not in the other's."""
    set_: list[str] = []
    monkeypatch.setattr(
        copies,
        "pdf",
        lambda name, data, on: (set_.append(json.dumps(data)), pdf(name, data, on))[1],
    )
    for party, mine, theirs in (
        (lived.a, ("Noor", "Wat er gebeurde.", "Deze is nog onderweg."), ("Rik", "0600000000")),
        (
            lived.b,
            ("Rik", "0600000000", "Wist je dat ik thuis was?"),
            ("Wat er gebeurde.", "onderweg"),
        ),
    ):
        copy = copy_of(lived, party)
        as_pdf(copy, "nl")
        for made in (as_json(copy).decode(), set_[-1]):
            for word in mine:
                assert word in made
            for word in theirs:
                assert word not in made
    assert lived.a not in as_json(copy_of(lived, lived.b)).decode()


def test_an_entry_written_ahead_comes_with_its_own_day(db: None) -> None:
    service = Service(create_tenant(Root(bytes(range(32))), "7" * 32))
    lived = Lived(service, lambda now: None).asked()
    news = lived.view(lived.a).news_date
    assert news is not None
    lived.desk(Tell(lived.a, "O.no_contact", news))
    wrote = day(service.now)
    assert "no_contact" not in as_json(copy_of(lived, lived.a)).decode()
    service.tick(days=(news - wrote).days)
    said = json.loads(as_json(copy_of(lived, lived.a)))
    told = [entry for entry in said["entries"] if entry["what"] == "told"]
    assert [entry["on"] for entry in told] == [news.isoformat()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_is_accessible_the_same_each_time_and_says_nothing_outside(
    lived: Lived, language: str
) -> None:
    looked = LookedAt(
        ("mediator", "intake", "somebody_new"),
        (
            Unusual(date(2026, 3, 1), "planner", "outside"),
            Unusual(date(2026, 3, 5), "intake", "copy"),
        ),
    )
    copy = copy_of(lived, lived.b, looked)
    made = as_pdf(copy, language)
    assert made == as_pdf(copy, language)
    assert made.startswith(b"%PDF-")
    assert b"pdfuaid" in made
    for word in (b"isavis", b"/Author", b"bemiddel"):
        assert word not in made[:2000] + made[-2000:]
    assert copy.name == f"mijn-plek-{copy.on.isoformat()}"


def test_words_of_people_stand_in_another_letter(lived: Lived) -> None:
    sections = list(copies._sections(copy_of(lived, lived.a), "nl"))
    own = [item["text"] for s in sections for g in s["groups"] for item in g if item["own"]]
    assert "Wat er gebeurde." in own
    assert "Deze is nog onderweg." in own


def test_a_sentence_that_promises_a_day_is_said_without_it() -> None:
    assert (
        copies._without_day("Het duurt langer. U hoort van ons op {news_date}.")
        == "Het duurt langer"
    )
    assert copies._without_day("Op {news_date} hoort u van ons") == "Op"


def test_a_name_or_a_kind_that_nobody_gave_words_is_not_left_out(lived: Lived) -> None:
    assert copies._label("something_new", "nl") == "something new"
    entry = copy_of(lived, lived.a).entries[0]
    line = copies._line(replace(entry, kind="something_new"), "en")
    assert line["text"].startswith("Something was written down")


def parts(kind: type) -> set[type]:
    """The view and every part of it."""
    found = {kind}
    for hint in get_type_hints(kind).values():
        for each in (hint, *get_args(hint)):
            if is_dataclass(each) and isinstance(each, type) and each not in found:
                found |= parts(each)
    return found


def test_every_field_of_a_view_has_words_in_both_languages() -> None:
    names = {field.name for part in parts(PartyView) for field in fields(part)}
    names -= {OF_THE_SERVICE, *LIMITS}
    assert names - words.IDS - set(words.FIELDS) == set()


def test_every_kind_in_a_persons_lane_has_words_and_every_word_a_kind() -> None:
    kinds = {name for name, kind in KINDS.items() if kind.lane is LaneRole.OWN}
    assert kinds == set(words.HAPPENED)
