"""What leaves on paper: the first letter, the reminder, the card; act, words and paper in one go."""

from datetime import timedelta

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from visavis.doors.desk import papers
from visavis.mediation.approach import AllowApproach, RecordRoute
from visavis.mediation.course import Withdraw
from visavis.mediation.telling import SetWhatOtherMayKnow
from visavis.mediation.words import PartyState
from visavis.people.models import Invitation, ThreeWords

__all__ = ["work"]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What was asked of the letters' room; the drawing itself has its own tests there."""
    asked: list[dict[str, object]] = []

    def draw(**given: object) -> bytes:
        asked.append(given)
        return b"%PDF-1.7 of a test"

    for name in ("first_letter", "reminder", "invitation_card"):
        monkeypatch.setattr(papers.letters, name, draw)
    return asked


def _to_write(lived: Lived, *ticks: str) -> tuple[str, str]:
    lived.taken_up().willing(lived.a)
    lived.own(AllowApproach(ticks), lived.a)
    lived.desk(RecordRoute(lived.b, "Straat 1\n1000 AA Stad", "register"))
    return lived.where.trajectory, lived.b


def test_the_first_letter_comes_with_its_act_and_words_that_open_its_answer(
    work: AtWork, drawn: list[dict[str, object]]
) -> None:
    lived = work.lived()
    t, b = _to_write(lived, "someone", "first_name")
    address = at("first_letter", t, b)
    sent = work.send(address, version="informed", language="nl")
    assert sent.status_code == 200
    assert sent["Content-Type"] == "application/pdf"
    assert sent["Content-Disposition"] == 'attachment; filename="2026-03-03-wilgenroos.pdf"'
    (letter,) = drawn
    assert letter["version"] == "informed"
    assert letter["addressee"] == "R. Jansen"
    assert letter["told"] == ()
    assert "Noor" not in repr(letter)
    assert len(str(letter["three_words"]).split()) == 3
    assert ThreeWords.objects.filter(party=b, trajectory=t).count() == 1
    assert "De eerste brief is onderweg of er al" in text_of(work.get(at("side", t, b)))


def test_without_the_tick_the_informed_letter_cannot_be_chosen(
    work: AtWork, drawn: list[dict[str, object]]
) -> None:
    lived = work.lived()
    t, b = _to_write(lived, "first_name")
    sent = work.send(at("first_letter", t, b), version="informed", language="nl")
    assert not drawn
    assert 'value="informed"' not in sent.content.decode()


def test_a_letter_that_cannot_be_drawn_was_never_sent(
    work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived = work.lived()
    t, b = _to_write(lived, "someone")

    def broken(**given: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(papers.letters, "first_letter", broken)
    client = work.client()
    fields = form_fields(work.get(at("first_letter", t, b)), "token")
    client.raise_request_exception = False
    answer = client.post(
        at("first_letter", t, b), {**fields, "version": "minimal", "language": "nl"}
    )
    assert answer.status_code == 500
    assert not ThreeWords.objects.exists()
    assert "Nog niet gevraagd" in text_of(work.get(at("side", t, b)))


def test_a_lost_letter_is_made_anew_and_a_preview_has_no_words(
    work: AtWork, drawn: list[dict[str, object]]
) -> None:
    lived = work.lived().asked()
    t, b = lived.where.trajectory, lived.b
    again = work.client().post(at("letter_again", t, b), {"language": "en"})
    assert again["Content-Type"] == "application/pdf"
    work.client().get(at("preview", t, b, "minimal"))
    assert [d["three_words"] == papers.NOT_YET_WORDS for d in drawn] == [False, True]
    work.get(at("preview", t, b, "other"), status=404)


def test_the_one_reminder_comes_after_two_weeks(
    work: AtWork, drawn: list[dict[str, object]]
) -> None:
    lived = work.lived().asked()
    t, b = lived.where.trajectory, lived.b
    work.service.now += timedelta(days=15)
    assert "Nog geen antwoord: stuur de ene herinnering." in text_of(work.get(at("today")))
    assert work.send(at("reminder", t, b), language="nl")["Content-Type"] == "application/pdf"
    assert "stuur de ene herinnering" not in text_of(work.get(at("today")))
    page = text_of(work.send(at("reminder", t, b), language="nl").content.decode())
    assert "We schrijven hoogstens twee keer." in page


def test_a_place_is_opened_with_a_code_and_the_agreed_answer(
    work: AtWork, drawn: list[dict[str, object]]
) -> None:
    lived = work.lived().taken_up()
    address = at("place", lived.where.trajectory, lived.a)
    answers = {"agreed": "Onze hond Bram", "language": "nl"}
    shown = work.client().post(
        address, {**form_fields(work.get(address), "agreed"), **answers, "as": "page"}
    )
    assert "Hij werkt één keer, tot en met 16 maart 2026" in text_of(shown.content.decode())
    card = work.client().post(
        address, {**form_fields(work.get(address), "agreed"), **answers, "as": "file"}
    )
    assert card["Content-Type"] == "application/pdf"
    assert len(str(drawn[0]["code"]).split()) == 4
    assert Invitation.objects.filter(party=lived.a).count() == 1
    empty = work.client().post(address, {"agreed": " ", "language": "nl"})
    assert "Schrijf hier eerst iets." in text_of(empty.content.decode())


def test_who_has_not_answered_has_no_place_to_open(work: AtWork) -> None:
    lived = work.lived().asked()
    work.get(at("place", lived.where.trajectory, lived.b), status=404)


def test_only_what_may_be_told_can_be_chosen_and_a_no_waits_for_the_news_date(work: AtWork) -> None:
    lived = work.lived().answered("no", words="Ik wens haar het beste.")
    t = lived.where.trajectory
    address = at("act", t, lived.a, "vertellen")
    page = text_of(work.get(address))
    assert "De ander wil meedoen." not in page
    assert "“Ik wens haar het beste.”" in page
    before = lived.view(lived.a)
    assert work.send(address, sentence="1").status_code == 302
    assert lived.view(lived.a) == before  # not there before that day
    assert "Staat klaar:" in text_of(work.get(at("trajectory", t)))
    work.service.now += timedelta(weeks=11)
    assert lived.view(lived.a).told[-1].words == "Ik wens haar het beste."


def test_a_yes_that_was_let_go_can_be_told_at_once(work: AtWork) -> None:
    lived = work.lived().answered()
    lived.willing(lived.b)
    address = at("act", lived.where.trajectory, lived.a, "vertellen")
    assert "De ander wil meedoen." not in text_of(work.get(address))
    lived.own(SetWhatOtherMayKnow(("O.takes_part",)), lived.b)
    assert "De ander wil meedoen." in text_of(work.get(address))
    assert work.send(address, sentence="0").status_code == 302
    assert lived.view(lived.a).sentence is not None
    assert lived.view(lived.a).sentence.code == "O.takes_part"


def test_what_somebody_kept_cannot_be_sent_by_hand_either(work: AtWork) -> None:
    lived = work.lived().answered("no", words="Nee.")
    address = at("act", lived.where.trajectory, lived.a, "vertellen")
    sent = work.send(address, sentence="9")
    assert sent.status_code == 200
    assert not any(told.code == "O.no_contact" for told in lived.view(lived.a).told)


def test_every_ending_leads_to_closing_and_an_open_way_back(work: AtWork) -> None:
    lived = work.lived().answered()
    lived.own(Withdraw(), lived.a)
    t, a = lived.where.trajectory, lived.a
    steps: list[tuple[str, str, dict[str, object]]] = [
        ("act", "afronden", {}),
        ("act", "laatste-gesprek", {"talk": "held"}),
        (
            "told",
            "na-afloop",
            {"choices": ["closing_talk"], "follow_up": ["4_weeks"], "via": "phone"},
        ),
        ("act", "sluiten", {}),
    ]
    for kind, slug, answers in steps:
        assert work.send(at(kind, t, a, slug), **answers).status_code == 302, slug
    assert lived.view(a).state is PartyState.AFTERCARE
    (promised,) = lived.view(a).closing.dates
    work.service.now += timedelta(weeks=5)
    assert "Bel zoals beloofd." in text_of(work.get(at("today")))
    assert work.send(at("act", t, a, "nabellen"), about=promised.isoformat()).status_code == 302
    assert work.send(at("act", t, a, "nazorg-klaar")).status_code == 302
    assert work.send(at("told", t, a, "komt-terug"), via="phone").status_code == 302
    assert lived.view(a).state is PartyState.EXPLORING


def test_a_whole_exploring_goes_through_the_desk_alone(work: AtWork) -> None:
    lived = work.lived().answered()
    t, b = lived.where.trajectory, lived.b
    talk = {"summary": "Ik wil luisteren.", "language_help": "mastered", "note": "Rustig gesprek."}
    fit = {
        "verdict": "go", "understood": "yes", "acute": "no", "criminal_case_open": "no",
        "lawyer_offered": "no", "acknowledges": "yes", "motive_fair": "yes",
    }  # fmt: skip
    assert work.send(at("act", t, b, "uitleg"), language="nl").status_code == 302
    without = work.send(at("act", t, b, "verkennend-gesprek"), **talk)
    assert "Kies eerst een antwoord." in text_of(without.content.decode())
    sent = work.send(at("act", t, b, "verkennend-gesprek"), **talk, relation="responsible")
    assert sent.status_code == 302
    assert lived.view(b).relation == "responsible"
    unanswered = work.send(at("act", t, b, "past-het-nu"), **{**fit, "acute": ""})
    assert "Kies eerst een antwoord." in text_of(unanswered.content.decode())
    assert work.send(at("act", t, b, "past-het-nu"), **fit).status_code == 302
    work.service.tick(hours=25)
    consent = {"items": ["take_part"], "via": "paper"}
    assert work.send(at("told", t, b, "wil-meedoen"), **consent).status_code == 302
    assert "Zij zeiden ja. Ga ermee verder." in text_of(work.get(at("today")))
    assert work.send(at("act", t, b, "doet-mee")).status_code == 302
    assert lived.view(b).state is PartyState.WILLING
    page = text_of(work.get(at("side", t, b)))
    assert "Ik wil luisteren." in page
    assert "Rustig gesprek." in page


def test_a_first_letter_can_be_in_each_language_that_is_offered_and_says_when_we_answer_in_it(
    work: AtWork, drawn: list[dict[str, object]]
) -> None:
    lived = work.lived()
    t, b = _to_write(lived, "someone")
    assert 'value="uk"' in work.get(at("first_letter", t, b))
    assert work.send(at("first_letter", t, b), version="minimal", language="tr").status_code == 200
    assert drawn[0]["language"] == "tr"
    assert drawn[0]["phone_hours"] == "pazartesiden cumaya 9 ile 17 arası"
