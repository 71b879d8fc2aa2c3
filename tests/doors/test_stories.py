"""Stories: of every side, also without contact and of stopping, marked as made up, easy to read, chosen in a post."""

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.doors.pages import form_fields, text_of
from tests.house.reading import FORBIDDEN, MOST_WORDS, flesch, long_words, sentences, words
from visavis.doors.frontdoor import stories
from visavis.study.readability import flesch_douma

pytestmark = pytest.mark.pure
OURS = stories.read(stories.OURS)


def test_our_stories_are_of_every_side_and_also_without_contact_and_of_stopping() -> None:
    for told in OURS.values():
        assert {one.side for one in told} == set(stories.SIDES)
        assert {one.ended for one in told} == set(stories.ENDS)
        assert all(one.made_up and one.warning for one in told)
    assert [one.name for one in OURS["nl"]] == [one.name for one in OURS["en"]]


@pytest.mark.parametrize("one", OURS["nl"], ids=lambda one: one.name)
def test_a_dutch_story_reads_easily_and_says_nothing_we_never_say(one: stories.Story) -> None:
    whole = f"{one.title}. {one.warning} {one.text}"
    assert (flesch_douma(whole) or 0) >= 70
    assert not FORBIDDEN.search(whole)
    for sentence in sentences(one.text):
        assert len(words(sentence)) <= MOST_WORDS, sentence
        assert not [*long_words(sentence)], sentence


@pytest.mark.parametrize("one", OURS["en"], ids=lambda one: one.name)
def test_an_english_story_reads_easily(one: stories.Story) -> None:
    assert (flesch(one.text) or 0) >= 70


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_warns_before_each_story_and_says_that_we_made_it_up(prefix: str) -> None:
    page = Client().get(f"{prefix}/verhalen/").content.decode()
    for one in OURS["en" if prefix else "nl"]:
        assert page.index(one.warning) < page.index(one.text.splitlines()[0])
    assert page.count("<details") == len(OURS["nl"])
    said = "We made up these stories" if prefix else "Wij hebben deze verhalen zelf bedacht."
    assert said in page


def test_what_one_chooses_stands_in_no_address_and_is_kept_nowhere() -> None:
    client = Client()
    page = client.get("/verhalen/").content.decode()
    assert re.search(r'<form[^>]*method="post"', page)
    fields = form_fields(page, "csrfmiddlewaretoken")
    answer = client.post("/verhalen/", fields | {"side": "harmed", "event": "all"})
    said = text_of(answer.content.decode())
    assert "Hij zei nee." in said
    assert "Ik ben gestopt" not in said
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    none = client.post("/verhalen/", fields | {"side": "bereaved", "event": "traffic"})
    assert "Zo'n verhaal hebben wij nog niet." in text_of(none.content.decode()).replace(
        "&#x27;", "'"
    )


def test_a_services_own_stories_take_the_place_of_ours_and_may_be_heard(
    tmp_path: Path, settings
) -> None:
    text = (stories.OURS / "4-ik-stopte.toml").read_text(encoding="utf-8")
    own = text.replace("made_up = true", 'made_up = false\nsound = "verteld.mp3"')
    (tmp_path / "verteld.toml").write_text(own, encoding="utf-8")
    (tmp_path / "verteld.mp3").write_bytes(b"ID3")
    settings.VISAVIS_STORIES = str(tmp_path)
    page = Client().get("/verhalen/").content.decode()
    assert "bedacht" not in page
    assert page.count("<details") == 1
    [address] = re.findall(r'<audio[^>]* src="([^"]+)"', page)
    assert b"".join(Client().get(address)) == b"ID3"
    assert Client().get("/verhalen/anders/geluid").status_code == 404


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('side = "bereaved"', 'side = "victim"'),
        ('ended = "stopped"\n', ""),
        ("made_up = true", 'made_up = true\nsound = "../geheim"'),
    ],
)
def test_a_story_that_says_what_it_cannot_say_is_refused(
    tmp_path: Path, old: str, new: str
) -> None:
    text = (stories.OURS / "4-ik-stopte.toml").read_text(encoding="utf-8")
    (tmp_path / "een.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(stories.StoryError):
        stories.read(tmp_path)


def test_an_empty_folder_says_so_in_words(tmp_path: Path, settings) -> None:
    settings.VISAVIS_STORIES = str(tmp_path)
    assert "Nog geen verhaal in deze taal." in Client().get("/verhalen/").content.decode()
