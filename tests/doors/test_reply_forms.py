"""Paper and telephone as equals: every act of a person has a sheet, and a sheet that came back its entry."""

import io
import re
import zipfile

import pytest
from django.utils import translation

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from tests.doors.test_desk_told import TOLD
from tests.journal.service import INTAKE, MEDIATOR
from tests.journeys.paper import text_of as paper_text
from visavis.doors.desk import told_acts
from visavis.doors.desk.asking import Window
from visavis.doors.desk.reply_sheets import BLANK, FORMS, sheet_of
from visavis.journal import reply_forms as kept
from visavis.journal.models import ReplyForm
from visavis.journal.reply_forms import new_code
from visavis.mediation.acts import ACTS, PartyAct, SweepAct
from visavis.mediation.agreement import DraftAgreement, PutAgreement
from visavis.mediation.course import Withdraw
from visavis.mediation.entries import Audience, Via, own
from visavis.mediation.sign_up import SetReach
from visavis.mediation.terms import day
from visavis.mediation.views import Reach
from visavis.mediation.words import PartyState

__all__ = ["work"]
CODE = re.compile(r"[CDFHJKLMNPRTVWXY3479]{4}(?: [CDFHJKLMNPRTVWXY3479]{4}){2}")
KEPT_TO_ONESELF = {"PutDot", "TakeOutDot", "RedrawEcogram"}
"""The circle around one: a sheet that stays with the person, and that nobody enters."""
OF_A_SPREADSHEET = {"BringOver"}
"""Intake's, of whoever stood in an earlier system."""


def test_every_act_that_a_person_may_do_has_a_sheet_and_an_entry() -> None:
    people = {
        name
        for name, act in ACTS.items()
        if issubclass(act, PartyAct)
        and not issubclass(act, SweepAct)
        and act.__module__.startswith("visavis")
    }
    on_paper = {row.act.__name__ for row in (*FORMS.values(), *BLANK.values())}
    assert on_paper == people - KEPT_TO_ONESELF - OF_A_SPREADSHEET
    assert set(FORMS) - {"brief"} == set(told_acts.BY_SLUG)


def window(lived: Lived, party: str) -> Window:
    from visavis.journal.see import see_desk

    service = lived.service
    view = see_desk(lived.where.trajectory, service.desk, service.now, Audience.MEDIATOR).view
    return Window(view, view.side(party), day(service.now))


@pytest.mark.parametrize("slug", [*TOLD, "brief"])
def test_what_is_asked_on_paper_is_what_its_entry_asks(work: AtWork, slug: str) -> None:
    """In both languages, with the same questions in the same order and the same choices."""
    lived = work.lived()
    party = TOLD[slug][0](lived) if slug in TOLD else lived.ready().a
    win = window(lived, party)
    row = FORMS[slug]
    for language in ("nl", "en"):
        sheet = sheet_of(row, win, "", language)
        with translation.override(language):
            made = [field for make in row.asks.values() if (field := make(win)) is not None]
        visible = [field for field in made if not field.widget.is_hidden]
        assert len(sheet.asks) == len(visible)
        for field, one in zip(visible, sheet.asks, strict=True):
            codes = [code for code, _label in getattr(field, "choices", []) if code]
            assert one.kind == "date" or len(one.answers) == len(codes)
        assert sheet.says or sheet.asks
        assert not re.search(
            r"\b(they|their|them|zij|hun)\b", " ".join(one.question for one in sheet.asks)
        )


def printed(
    work: AtWork, lived: Lived, party: str, *sheets: str, account: str = MEDIATOR.id
) -> str:
    address = at("person_forms", lived.where.trajectory, party)
    work.get(address, account)
    answer = work.client(account).post(
        address, {"sheets": list(sheets), "language": "nl", "extra": ["cover"]}
    )
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf", text_of(answer.content.decode())
    return paper_text(answer.content)


def test_a_sheet_that_came_back_is_entered_in_three_pages_as_theirs(work: AtWork) -> None:
    lived = work.lived().taken_up()
    lived.willing(lived.a)
    text = printed(work, lived, lived.a, "stopt", "pauze")
    codes = list(dict.fromkeys(CODE.findall(text)))
    assert len(codes) == 2
    assert "Ik stop" in text
    client = work.client()
    entries = {}
    for one in codes:
        sent = client.post(at("paper"), {"code": one.lower().replace(" ", "-")})
        assert sent.status_code == 302
        entries["stopt" if "/stopt/" in sent["Location"] else "pauze"] = sent["Location"]
    assert set(entries) == {"stopt", "pauze"}
    page = work.get(entries["stopt"])
    assert "Op papier, ingevoerd op" in text_of(page)
    fields = form_fields(page, "token")
    assert fields["via"] == "paper"
    assert CODE.search(fields["paper"])
    for _twice in range(2):
        assert client.post(entries["stopt"], fields).status_code == 302
    assert lived.view(lived.a).state is PartyState.WITHDRAWN


UNKNOWN = "Wij kennen deze code niet."


def test_a_code_that_opens_nothing_here_is_one_sentence_whatever_the_cause(work: AtWork) -> None:
    lived = work.lived().taken_up()
    lived.willing(lived.a)
    code = CODE.findall(printed(work, lived, lived.a, "stopt"))[0]

    def said(typed: str, account: str = MEDIATOR.id) -> str:
        answer = work.client(account).post(at("paper"), {"code": typed})
        return "" if answer.status_code == 302 else text_of(answer.content.decode())

    mistyped = said("CDFH CDFH CDFH")
    assert UNKNOWN in mistyped
    assert UNKNOWN in said(code, "staff-colleague")
    assert said(code) == ""
    row = ReplyForm.objects.get()
    row.on = row.on.replace(year=row.on.year - 2)
    row.save()
    assert UNKNOWN in said(code)
    row.on = row.on.replace(year=row.on.year + 2)
    row.save()
    address = work.client().post(at("paper"), {"code": code})["Location"]
    assert work.send(address, via="paper").status_code == 302
    assert UNKNOWN in said(code)
    work.get(address, status=404)


def test_who_enters_a_sheet_second_reads_that_it_was_entered(work: AtWork) -> None:
    lived = work.lived().taken_up()
    lived.willing(lived.a)
    code = CODE.findall(printed(work, lived, lived.a, "maakt-zich-zorgen"))[0]
    address = work.client().post(at("paper"), {"code": code})["Location"]
    mine, theirs = (form_fields(work.get(address), "token") for _each in range(2))
    told = {"about": "other", "words": "Ik slaap niet."}
    found = kept.find(work.service.desk, code, day(work.service.now))
    assert found is not None
    assert work.client().post(address, {**mine, **told}).status_code == 302
    answer = work.client().post(address, {**theirs, **told})
    assert answer.status_code == 404
    assert len(lived.view(lived.a).worries_said) == 1


def test_a_sheet_with_a_text_that_changed_since_is_not_taken_for_a_yes_to_the_new_one(
    work: AtWork,
) -> None:
    lived = work.lived().in_contact()
    lived.put()
    about = lived.view(lived.a).agreement_ids[0]
    text = printed(work, lived, lived.a, f"zegt-van-tekst:{about}")
    assert lived.view(lived.a).agreements[0].text in text
    code = CODE.findall(text)[0]
    assert work.client().post(at("paper"), {"code": code}).status_code == 302
    lived.own(DraftAgreement("Wij schrijven elkaar niet meer."), lived.b)
    new = lived.view(lived.b).agreement_draft
    lived.desk(PutAgreement(about, (lived.a, lived.b), new))
    sent = work.client().post(at("paper"), {"code": code})
    assert "is veranderd sinds" in text_of(sent.content.decode())


def test_a_refused_act_leaves_its_sheet_to_be_entered_later(work: AtWork) -> None:
    lived = work.lived().preparing()
    code = CODE.findall(printed(work, lived, lived.a, "zegt-klaar"))[0]
    address = work.client().post(at("paper"), {"code": code})["Location"]
    sent = work.send(address, via="paper")
    assert "Wilt u iemand meenemen?" in text_of(sent.content.decode())
    assert work.client().post(at("paper"), {"code": code}).status_code == 302


def test_an_empty_form_signs_somebody_up_once(work: AtWork) -> None:
    made = work.client(INTAKE.id).post(
        at("blank_forms"), {"slug": "telefoon", "language": "en", "number": "2"}
    )
    codes = list(dict.fromkeys(CODE.findall(paper_text(made.content))))
    assert len(codes) == 2
    sent = work.client(INTAKE.id).post(at("paper"), {"code": codes[0]})
    told = {
        "first_name": "Noor", "relation": "harmed", "age": "34", "language": "nl", "channel": "post",
        "post": "Postbus 3", "story": "Er is bij mij ingebroken.",
    }  # fmt: skip
    assert work.send(sent["Location"], INTAKE.id, **told).status_code == 302
    again = work.client(INTAKE.id).post(at("paper"), {"code": codes[0]})
    assert UNKNOWN in text_of(again.content.decode())
    assert UNKNOWN in text_of(work.client().post(at("paper"), {"code": codes[1]}).content.decode())


def test_a_packet_is_one_file_a_person_and_each_holds_their_own_sheets_only(work: AtWork) -> None:
    lived = work.lived().ready()
    for party, post in ((lived.a, "PI Ergens, cel 9"), (lived.b, "Postbus 4")):
        lived.own(SetReach(Reach(channel="post", post=post)), party)
    lived.offered(lived.released())
    page = work.get(at("paper"))
    assert "PI Ergens, cel 9" in page
    made = work.client().post(at("packets"), {"who": [lived.a, lived.b]})
    pile = zipfile.ZipFile(io.BytesIO(made.content))
    texts = [paper_text(pile.read(name)) for name in pile.namelist()]
    assert len(texts) == 2
    mine = next(text for text in texts if "PI Ergens, cel 9" in text)
    theirs = next(text for text in texts if text is not mine)
    assert "Postbus 4" not in mine
    assert "Hoe wilt u lezen?" in theirs
    assert "Hoe wilt u lezen?" not in mine
    assert not {*CODE.findall(mine)} & {*CODE.findall(theirs)}
    for text in texts:
        assert not re.search(r"visavis|bemiddelingsdienst|herstel", text, re.IGNORECASE)
    nobody = work.client("staff-colleague").post(at("packets"), {"who": [lived.a]})
    assert nobody.status_code == 302


def test_erasing_somebody_takes_the_codes_of_their_sheets(work: AtWork) -> None:
    from visavis.journal.access import Why
    from visavis.journal.erasure import Order, erase

    lived = work.lived().taken_up()
    lived.willing(lived.a)
    code = CODE.findall(printed(work, lived, lived.a, "stopt"))[0]
    lived.own(Withdraw(), lived.a)
    erase(work.service.keys, [Order(lived.a, Why.RETENTION)], work.service.now)
    assert not ReplyForm.objects.exists()
    sent = work.client().post(at("paper"), {"code": code})
    assert UNKNOWN in text_of(sent.content.decode())


def test_the_entry_says_that_it_came_on_paper_and_which_sheet(work: AtWork) -> None:
    from visavis.journal.see import history

    lived = work.lived().taken_up()
    lived.willing(lived.a)
    code = CODE.findall(printed(work, lived, lived.a, "stopt"))[0]
    address = work.client().post(at("paper"), {"code": code})["Location"]
    assert work.send(address).status_code == 302
    service = work.service
    newest = history(lived.where.trajectory, service.desk, service.now, Audience.OWNER)
    entry = newest[own(lived.a)][0]
    assert (entry.by.via, entry.by.paper) == (Via.PAPER, f"Blad {code}")
    assert f"(Blad {code})" in text_of(work.get(at("trajectory", lived.where.trajectory)))


@pytest.mark.pure
def test_no_code_is_a_word_or_can_be_misread() -> None:
    import random

    rng = random.Random(7)
    codes = {new_code(rng) for _each in range(2000)}
    assert len(codes) == 2000
    assert all(len(one) == 12 and not set(one) & set("AEIOU01258BGQSZ6") for one in codes)
    assert kept.plain(" cdfh-4f7h 9pwx\n") == "CDFH4F7H9PWX"


def test_the_card_of_a_letter_opens_its_entry_by_its_three_words(work: AtWork) -> None:
    from visavis.people import words_door

    lived = work.lived().asked()
    words = " ".join(words_door.for_answer(lived.where.trajectory, lived.b, work.service.now))
    sent = work.client().post(at("paper"), {"code": words})
    assert sent["Location"] == at("told", lived.where.trajectory, lived.b, "antwoord")
    for account in ("staff-colleague", "staff-lead"):
        answer = work.client(account).post(at("paper"), {"code": words})
        assert UNKNOWN in text_of(answer.content.decode())
    assert UNKNOWN in text_of(
        work.client().post(at("paper"), {"code": "een twee drie"}).content.decode()
    )
    mine = work.lived().signed_up_for()
    words = " ".join(words_door.for_sign_up(mine.where.trajectory, mine.a))
    sent = work.client(INTAKE.id).post(at("paper"), {"code": words})
    assert sent["Location"] == at("own_yes", mine.where.trajectory)
    assert UNKNOWN in text_of(work.client().post(at("paper"), {"code": words}).content.decode())


def test_letters_along_the_way_open_as_they_are_received(work: AtWork) -> None:
    lived = work.lived().taken_up()
    lived.willing(lived.a)
    t = lived.where.trajectory
    page = work.get(at("way_letters", t, lived.a))
    assert "Uitleg en rechten" in page
    made = work.client().get(at("way_letter", t, lived.a, "bemiddelaar", "nl"))
    assert "Mieke de Boer" in paper_text(made.content)
    work.get(at("way_letter", t, lived.a, "nee", "nl"), status=404)
    work.get(at("way_letter", t, lived.a, "uitleg", "fr"), status=404)
    assert "niets te kiezen" in text_of(work.get(at("way_letters", t, lived.b)))
    work.get(at("way_letters", t, lived.a), "staff-colleague", status=404)
