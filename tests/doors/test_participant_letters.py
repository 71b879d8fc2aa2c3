"""Writing, releasing and asking back, as it goes wrong in real life."""

import re

import pytest

from tests.doors.pages import form_fields, text_of
from visavis.mediation.letters import RECALL_ANSWER, OpenLetter, ReturnLetter
from visavis.mediation.safeguards import version_hash_of

TEXT = "Hallo 👋🏽,\n\nWist je dat ik thuis was?\nWaarom ons huis?"


@pytest.fixture
def noor(lived):
    lived.ready()
    return lived.client(lived.a)


def begin(client) -> str:
    page = client.get("/plek/schrijven/")
    posted = client.post("/plek/schrijven/", form_fields(page.content.decode(), "key"))
    return posted["Location"]


def writing(client, url: str) -> dict[str, str]:
    return form_fields(client.get(url).content.decode(), "base")


def wrote(client, text: str = TEXT, name: str = "Noor 🌿") -> str:
    """A draft that is kept; the address of the page that shows it."""
    url = begin(client)
    sent = writing(client, url) | {"text": text, "sign_as": name, "go": "on"}
    done = client.post(url, sent)
    assert done.status_code == 302
    return done["Location"]


def release(client, url: str, words: str, **changes: str):
    fields = form_fields(client.get(url).content.decode(), "version_hash")
    return client.post(url, fields | {"choice": "release", "words": words} | changes)


def test_a_letter_is_kept_found_again_on_another_device_and_released_exactly_as_shown(lived, noor):
    url = wrote(noor)
    elsewhere = lived.client(lived.a)  # new words, another device
    page = elsewhere.get("/plek/schrijven/").content.decode()
    assert "Wist je dat ik" in page
    shown = elsewhere.get(url).content.decode()
    assert "👋🏽" in shown
    done = release(elsewhere, url, lived.words)
    assert done.status_code == 302
    [mine] = lived.view(lived.a).letters
    assert (mine.text, mine.sign_as) == (TEXT, "Noor 🌿")
    assert mine.version_hash == version_hash_of(TEXT, "Noor 🌿")
    assert "Wist je dat ik" not in elsewhere.get("/plek/schrijven/").content.decode()


def test_release_asks_for_the_five_words_and_wrong_ones_release_nothing(lived, noor):
    url = wrote(noor)
    for words in ("", "een twee drie vier vijf"):
        page = release(noor, url, words)
        assert page.status_code == 200
        assert "Fout:" in page.content.decode()
        assert words not in page.content.decode() or not words
    assert lived.view(lived.a).letters == ()
    assert release(noor, url, lived.words).status_code == 302
    # within five minutes they are not asked again
    again = wrote(noor, "Nog iets.")
    assert 'name="words"' not in noor.get(again).content.decode()


def test_row_4_a_double_click_releases_once_and_shows_the_first_result(lived, noor):
    url = wrote(noor)
    fields = form_fields(noor.get(url).content.decode(), "version_hash")
    sent = fields | {"choice": "release", "words": lived.words}
    first, second = noor.post(url, sent), noor.post(url, sent)
    assert first["Location"] == second["Location"]
    assert len(lived.view(lived.a).letters) == 1


def test_row_6_a_stale_page_answers_409_and_keeps_what_was_chosen(lived, noor):
    url = wrote(noor)
    fields = form_fields(noor.get(url).content.decode(), "version_hash")
    noor.post(
        "/plek/vragen/weten/",
        form_fields(noor.get("/plek/vragen/weten/").content.decode(), "token") | {"wish": "ask"},
    )
    late = noor.post(url, fields | {"choice": "release", "words": lived.words})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Er is iets veranderd" in page
    assert "Wist je dat ik thuis was" in page
    assert re.search(r'value="release"[^>]*checked', page)
    fresh = form_fields(page, "version_hash")
    assert noor.post(url, fresh | {"choice": "release"}).status_code == 302


def test_row_7_another_version_than_the_one_shown_is_refused_and_the_current_one_is_shown(
    lived, noor
):
    url = wrote(noor)
    fields = form_fields(noor.get(url).content.decode(), "version_hash")
    edit = url.replace("kijk/", "")
    noor.post(edit, writing(noor, edit) | {"text": "Anders.", "sign_as": "N.", "go": "stop"})
    page = noor.post(url, fields | {"choice": "release", "words": lived.words})
    assert page.status_code == 200
    assert "De tekst is veranderd" in text_of(page.content.decode())
    assert "Anders." in text_of(page.content.decode())
    assert lived.view(lived.a).letters == ()


def test_row_3_releasing_during_a_pause_is_refused_from_ones_own_view_and_the_text_stays(
    lived, noor
):
    from visavis.mediation.course import Pause

    url = wrote(noor)
    lived.own(Pause(), lived.a)
    page = release(noor, url, lived.words)
    assert "want u heeft pauze" in text_of(page.content.decode())
    assert lived.view(lived.a).letters == ()
    assert noor.get(url).status_code == 200


def test_row_8_an_unknown_field_is_400(noor):
    url = wrote(noor)
    fields = form_fields(noor.get(url).content.decode(), "version_hash")
    assert noor.post(url, fields | {"choice": "keep", "side": "b"}).status_code == 400
    edit = url.replace("kijk/", "")
    assert noor.post(edit, writing(noor, edit) | {"role": "mediator"}).status_code == 400


def test_two_windows_keep_both_texts(noor):
    url = begin(noor)
    one, two = writing(noor, url), writing(noor, url)
    noor.post(url, one | {"text": "Uit het eerste venster.", "go": "stop"})
    done = noor.post(url + "bewaar/", two | {"text": "Uit het tweede venster."})
    assert "ander" in done.content.decode()
    page = noor.get("/plek/schrijven/").content.decode()
    assert "eerste venster" in page
    assert "tweede venster" in page
    # the second window goes on in its own text
    noor.post(url + "bewaar/", two | {"text": "Uit het tweede venster, verder."})
    assert "tweede venster, verder" in noor.get("/plek/schrijven/").content.decode()
    assert noor.get("/plek/schrijven/").content.decode().count("eerste venster") == 1


def test_one_window_that_saves_in_passing_stays_one_text(noor):
    url = begin(noor)
    tab = writing(noor, url)
    for text in ("Een.", "Een twee.", "Een twee drie."):
        done = noor.post(url + "bewaar/", tab | {"text": text})
        assert done["Content-Type"].startswith("text/plain")
        assert "Bewaard om" in done.content.decode()
    page = noor.get("/plek/schrijven/").content.decode()
    assert page.count("Een twee drie.") == 1
    assert page.count("plek/schrijven/") <= 6


def test_back_after_keeping_takes_the_same_text_up_again(noor):
    url = begin(noor)
    first = writing(noor, url)
    noor.post(url, first | {"text": "Eerst.", "go": "on"})
    noor.post(url, first | {"text": "Eerst, en dan terug.", "go": "stop"})  # Back, typed on, sent
    page = noor.get("/plek/schrijven/").content.decode()
    assert "Eerst, en dan terug." in page
    assert page.count("“Eerst") == 1


def test_a_hundred_thousand_signs_are_kept_and_shown(lived, noor):
    long = "Dit is een lange brief. " * 4200
    url = wrote(noor, long, "")
    assert release(noor, url, lived.words).status_code == 302
    assert lived.view(lived.a).letters[0].text == long


def test_row_14_markup_in_a_letter_is_only_text(lived, noor):
    url = wrote(noor, "<script>alert(1)</script> {{ 7|add:1 }} '; DROP TABLE x", "<b>Noor</b>")
    page = noor.get(url).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7|add:1 }}" in page
    assert "&lt;b&gt;Noor" in page


def test_a_letter_with_a_number_is_warned_about_and_not_refused(lived, noor):
    url = wrote(noor, "Bel mij op 06 12 34 56 78.")
    assert "telefoonnummer" in text_of(noor.get(url).content.decode())
    assert release(noor, url, lived.words).status_code == 302


def test_asking_back_is_always_answered_the_same(lived, noor):
    answers = []
    for read in (False, True):
        letter = lived.released(f"Brief {read}")
        offer = lived.offered(letter)
        if read:
            lived.own(OpenLetter(offer), lived.b)
        url = f"/plek/geschreven/{letter}/"
        fields = form_fields(noor.get(url).content.decode(), "key")
        done = noor.post(url, fields)
        page = noor.get(done["Location"]).content.decode()
        assert RECALL_ANSWER.nl in text_of(page)
        answers.append(page.replace(letter, ""))
    strip = lambda page: re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", page)
    assert strip(answers[0]) == strip(answers[1])


def test_what_came_back_can_be_written_on_and_two_clicks_make_one_text(lived, noor):
    letter = lived.released("Bel me op 06 12 34 56 78")
    mine = lived.view(lived.a).letter(letter)
    lived.desk(ReturnLetter(lived.a, letter, mine.parcel, "Er staat een nummer in."))
    page = noor.get(f"/plek/geschreven/{letter}/").content.decode()
    assert "Er staat een nummer in." in page
    one = noor.post(f"/plek/geschreven/{letter}/verder/")
    two = noor.post(f"/plek/geschreven/{letter}/verder/")
    assert one["Location"] == two["Location"]
    assert writing(noor, one["Location"])["text"] == "Bel me op 06 12 34 56 78"


def test_throwing_away_asks_on_a_page_of_its_own(noor):
    url = wrote(noor).replace("kijk/", "")
    assert "Deze tekst weggooien?" in noor.get(url + "weg/").content.decode()
    assert noor.get(url + "weg/ja/").status_code == 405
    assert noor.post(url + "weg/ja/").status_code == 302
    assert "Wist je dat" not in noor.get("/plek/schrijven/").content.decode()
