"""Every act of a participant, by their own form: done, refused, repeated, and never a word of the other."""

import re

import pytest

from tests.doors.pages import form_fields, text_of, title_of
from visavis.mediation.approach import AnswerApproach
from visavis.mediation.course import Withdraw
from visavis.mediation.exploring import GiveInformation
from visavis.mediation.letters import RecallLetter
from visavis.mediation.words import PartyState

P = PartyState
NEUTRAL = {
    "nl": {"Mijn plek", "Schrijven", "Lezen", "Afspraken", "Mensen", "Vragen", "Pauze", "Later"},
    "en": {
        "My place",
        "Writing",
        "Reading",
        "Appointments",
        "People",
        "Questions",
        "Pause",
        "Later",
    },
}
PATHS = (
    "", "over-mij/", "over-mij/bereiken/", "vragen/ja/", "vragen/ja/later/", "vragen/stap/",
    "vragen/weten/", "vragen/hoe/", "vragen/klaar/", "mensen/", "mensen/keuze/", "schrijven/",
    "pauze/", "pauze/stop/", "pauze/nee/", "later/", "later/samen/", "later/terug/",
)  # fmt: skip


def send(client, path: str, prefix: str = "/plek/", **fields):
    page = client.get(f"{prefix}{path}").content.decode()
    return client.post(f"{prefix}{path}", form_fields(page, "key") | fields)


def test_consent_item_by_item_with_nothing_ticked_beforehand(lived):
    lived.taken_up().informed(lived.a)
    lived.tick(hours=25)
    client = lived.client(lived.a)
    page = client.get("/plek/vragen/ja/").content.decode()
    assert "checked" not in page
    assert "Fout:" in send(client, "vragen/ja/", take_part="yes").content.decode()
    done = send(client, "vragen/ja/", take_part="yes", confidential="no", limits="yes")
    assert done.status_code == 302
    assert lived.view(lived.a).consent_items == ("take_part", "limits")


def test_row_3_consent_before_the_24_hours_is_refused_in_three_parts_in_both_languages(lived):
    lived.taken_up().informed(lived.a)
    client = lived.client(lived.a)
    yes = {"take_part": "yes", "confidential": "yes", "limits": "yes"}
    page = send(client, "vragen/ja/", **yes).content.decode()
    said = text_of(page)
    assert "U kunt nog geen ja zeggen." in said
    assert "Lees eerst rustig de uitleg." in said
    assert "U kunt altijd bellen." in said
    assert page.count("checked") == 3, "what was chosen stands there still"
    english = text_of(send(client, "vragen/ja/", "/en/plek/", **yes).content.decode())
    assert "Read the explanation first." in english
    assert lived.view(lived.a).consented_on is None


def test_a_no_to_taking_part_records_nothing_and_asks_nothing(lived):
    lived.taken_up().informed(lived.a)
    client = lived.client(lived.a)
    before = lived.view(lived.a)
    done = send(client, "vragen/ja/", take_part="no", confidential="no", limits="no")
    assert "Dat is goed." in client.get(done["Location"]).content.decode()
    assert lived.view(lived.a) == before


def test_allowing_the_approach_names_the_news_date_and_needs_the_first_tick(lived):
    lived.taken_up().willing(lived.a)
    client = lived.client(lived.a)
    assert "checked" not in client.get("/plek/vragen/stap/").content.decode()
    assert "Fout:" in send(client, "vragen/stap/", ticks="first_name").content.decode()
    done = send(client, "vragen/stap/", ticks=["someone", "first_name"])
    assert done.status_code == 302
    me = lived.view(lived.a)
    assert {"approach", "someone", "first_name"} <= me.may_tell
    assert me.news_date is not None


def test_wish_form_and_ready_go_by_their_own_pages(lived):
    lived.prepared()
    client = lived.client(lived.a)
    assert send(client, "vragen/weten/", wish="ask").status_code == 302
    assert send(client, "vragen/hoe/", form="letters").status_code == 302
    assert send(client, "vragen/klaar/").status_code == 302
    me = lived.view(lived.a)
    assert (me.standing_wish, me.form_choice, me.ready_wished) == ("ask", "letters", True)


def test_row_3_ready_before_a_talk_is_refused_from_own_facts(lived):
    lived.preparing()
    said = text_of(send(lived.client(lived.a), "vragen/klaar/").content.decode())
    assert "Wilt u iemand meenemen?" in said
    assert lived.view(lived.a).ready_wished is False


def test_what_may_be_told_is_chosen_kept_and_taken_back(lived):
    lived.taken_up().willing(lived.a)
    client = lived.client(lived.a)
    send(client, "mensen/keuze/", talking="no", takes_part="yes", own_words="Het ga je goed 🌱")
    assert lived.view(lived.a).may_tell_words == "Het ga je goed 🌱"
    assert "Het ga je goed 🌱" in client.get("/plek/mensen/").content.decode()
    send(client, "mensen/keuze/", talking="no", takes_part="no", own_words="")
    assert "O.takes_part" not in lived.view(lived.a).may_tell


def test_pause_until_a_day_of_ones_own_and_on_again(lived):
    lived.preparing()
    client = lived.client(lived.a)
    past = {"how_long": "date", "until_0": "1", "until_1": "1", "until_2": "2020"}
    assert "Fout:" in send(client, "pauze/", **past).content.decode()
    done = send(client, "pauze/", how_long="date", until_0="1", until_1="9", until_2="2026")
    assert done.status_code == 302
    assert "1 september 2026" in text_of(client.get("/plek/").content.decode())
    assert send(client, "pauze/").status_code == 302
    assert lived.view(lived.a).state is P.PREPARING


@pytest.mark.parametrize("state", ["signed_up", "taken_up", "asked", "preparing", "ready"])
def test_stopping_is_one_page_without_reason_from_everywhere(lived, state):
    getattr(lived, state)()
    client = lived.client(lived.a)
    page = client.get("/plek/pauze/stop/").content.decode()
    assert len(re.findall(r"<(?:textarea|select)|type=\"(?:radio|text|checkbox)", page)) == 0
    assert send(client, "pauze/stop/").status_code == 302
    assert lived.view(lived.a).state is P.WITHDRAWN
    assert "gestopt" in text_of(client.get("/plek/").content.decode())


def test_stopping_with_a_stale_page_still_stops(lived):
    lived.preparing()
    client = lived.client(lived.a)
    fields = form_fields(client.get("/plek/pauze/stop/").content.decode(), "key")
    send(client, "vragen/weten/", wish="no")
    assert client.post("/plek/pauze/stop/", fields).status_code == 302
    assert lived.view(lived.a).state is P.WITHDRAWN


def test_who_was_asked_may_say_no_after_all_and_who_began_is_shown_no_such_door(lived):
    lived.preparing()
    assert "/plek/pauze/nee/" not in lived.client(lived.a).get("/plek/pauze/").content.decode()
    client = lived.client(lived.b)
    assert "/plek/pauze/nee/" in client.get("/plek/pauze/").content.decode()
    assert send(client, "pauze/nee/", own_words="Nu niet.").status_code == 302
    assert lived.view(lived.b).state is P.DECLINED


def test_the_closing_menu_the_dates_and_the_way_back(lived):
    lived.preparing()
    client = lived.client(lived.a)
    assert send(client, "later/samen/").status_code == 302
    from visavis.mediation.closing import HoldClosingTalk

    lived.desk(HoldClosingTalk(lived.a, "declined"))
    both = send(client, "later/kiezen/", follow_up=["4_weeks", "none"])
    assert "Kies een van beide." in text_of(both.content.decode())
    done = send(client, "later/kiezen/", choices=["closing_talk"], follow_up=["4_weeks"])
    assert done.status_code == 302
    lived.closed(lived.a)
    later = text_of(client.get("/plek/later/").content.decode())
    assert "Wij wissen uw gegevens op" in later
    assert send(client, "later/terug/").status_code == 302
    assert lived.view(lived.a).state is P.EXPLORING


def test_contact_wishes_change_only_with_the_five_words(lived):
    lived.taken_up()
    client = lived.client(lived.a)
    change = {"channel": "phone", "phone": "06 99", "never": "Bel mij nooit thuis 🙏"}
    assert "Fout:" in send(client, "over-mij/bereiken/", **change).content.decode()
    assert send(client, "over-mij/bereiken/", words=lived.words, **change).status_code == 302
    assert lived.view(lived.a).reach.never == "Bel mij nooit thuis 🙏"


def test_row_4_the_same_form_twice_is_one_act_and_row_5_other_content_is_409(lived):
    lived.taken_up()
    client = lived.client(lived.a)
    fields = form_fields(client.get("/plek/vragen/weten/").content.decode(), "key")
    for _ in range(2):
        assert client.post("/plek/vragen/weten/", fields | {"wish": "no"}).status_code == 302
    other = client.post("/plek/vragen/weten/", fields | {"wish": "yes"})
    assert other.status_code == 409
    assert re.search(r'value="yes"[^>]*checked', other.content.decode())
    assert lived.view(lived.a).standing_wish == "no"


def test_row_8_a_field_that_is_not_there_is_400(lived):
    lived.taken_up()
    client = lived.client(lived.a)
    assert send(client, "vragen/weten/", wish="no", party=lived.b).status_code == 400
    assert lived.view(lived.a).standing_wish == ""


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("state", ["signed_up", "preparing", "ready"])
def test_every_page_opens_with_a_neutral_title_one_heading_and_nothing_to_keep(
    lived, state, language
):
    getattr(lived, state)()
    client = lived.client(lived.a)
    for path in PATHS:
        page = client.get(f"{'/en' if language == 'en' else ''}/plek/{path}")
        assert page.status_code == 200, path
        text = page.content.decode()
        title, _, service = title_of(text).rpartition(" – ")
        assert title in NEUTRAL[language], (path, title)
        assert service == "Visavis"
        assert text.count("<h1") == 1, path
        assert page["Cache-Control"] == "no-store"
        assert page.headers.get("ETag") is None


def test_pages_say_nothing_of_what_the_other_did_in_secret(lived):
    """The same page to the byte, whatever the other does that was not released."""
    from visavis.mediation.letters import OpenLetter

    lived.ready()
    letter = lived.released()
    client = lived.client(lived.a)
    one_time = re.compile(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"')
    strip = lambda page: one_time.sub("", page.content.decode())
    paths = ["", "mensen/", "schrijven/", f"geschreven/{letter}/", "later/", "pauze/"]
    before = [strip(client.get(f"/plek/{path}")) for path in paths]
    offer = lived.offered(letter)
    lived.own(OpenLetter(offer), lived.b)
    lived.own(Withdraw(), lived.b)
    assert [strip(client.get(f"/plek/{path}")) for path in paths] == before


@pytest.mark.parametrize("kind", ["geschreven", "lezen"])
def test_rows_1_and_2_unknown_foreign_and_malformed_are_one_404(lived, kind):
    lived.ready()
    letter = lived.released()
    offer = lived.offered(letter)
    a, b = lived.client(lived.a), lived.client(lived.b)
    foreign = (
        a.get(f"/plek/lezen/{offer}/") if kind == "lezen" else b.get(f"/plek/geschreven/{letter}/")
    )
    pages = [
        foreign,
        a.get(f"/plek/{kind}/{'0' * 32}/"),
        a.get(f"/plek/{kind}/nothing/"),
        a.get(f"/plek/{kind}/%F0%9F%92%A9/"),
        a.get("/plek/bestaat-niet/"),
        a.post(f"/plek/{kind}/{'0' * 32}/", {}),
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert {name for page in pages for name in page.headers} == set(pages[0].headers)


def test_an_offer_is_chosen_opened_read_and_closed_half_way(lived):
    lived.ready()
    offer = lived.offered(lived.released("Eerste stuk.\n\nTweede stuk.", "Noor"))
    client = lived.client(lived.b)
    assert "Eerste stuk" not in client.get("/plek/schrijven/").content.decode()
    chosen = send(client, f"lezen/{offer}/", answer="with_mediator")
    assert chosen.status_code == 302
    assert lived.view(lived.b).offer(offer).answer == "with_mediator"
    now = send(client, f"lezen/{offer}/", answer="now")
    assert now["Location"].endswith("/open/")
    page = client.get(now["Location"]).content.decode()
    assert "Eerste stuk" not in page
    done = client.post(now["Location"], form_fields(page, "key"))
    read = client.get(done["Location"]).content.decode()
    assert "Eerste stuk." in read
    assert "Noor" in read
    assert read.count("/dicht/") == 3
    assert "blijft hier" in client.get(f"/plek/lezen/{offer}/dicht/").content.decode()
    told = send(client, f"lezen/{offer}/daarna/", read="on", reaction="Dank je 🙏")
    assert told.status_code == 302
    mine = lived.view(lived.b).offer(offer)
    assert (mine.released_received, mine.released_read, mine.reaction) == (
        False,
        True,
        "Dank je 🙏",
    )


def test_who_opens_an_empty_envelope_reads_that_the_mediator_will_speak_with_them(lived):
    lived.ready()
    letter = lived.released()
    offer = lived.offered(letter)
    client = lived.client(lived.b)
    url = f"/plek/lezen/{offer}/open/"
    fields = form_fields(client.get(url).content.decode(), "key")
    lived.own(RecallLetter(letter), lived.a)
    done = client.post(url, fields)
    said = text_of(client.get(done["Location"]).content.decode())
    assert "Uw bemiddelaar praat hierover met u." in said
    assert "Uw bemiddelaar praat hierover met u." in text_of(client.get("/plek/").content.decode())


def test_a_no_by_the_three_words_has_a_place_that_asks_nothing(lived):
    lived.asked()
    lived.own(AnswerApproach("no"), lived.b)
    said = text_of(lived.client(lived.b).get("/plek/").content.decode())
    assert "U zei nee." in said


def test_information_again_after_coming_back_is_needed_before_a_new_yes(lived):
    lived.taken_up().willing(lived.a)
    client = lived.client(lived.a)
    send(client, "pauze/stop/")
    send(client, "later/terug/")
    assert lived.view(lived.a).informed == ()
    lived.desk(GiveInformation(lived.a, "nl", "1"))
    yes = {"take_part": "yes", "confidential": "yes", "limits": "yes"}
    assert "Lees eerst" in send(client, "vragen/ja/", **yes).content.decode()
