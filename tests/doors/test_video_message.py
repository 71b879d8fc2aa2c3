"""A video message over the doors: brought in, chosen, captioned, released, seen with the mediator, kept or not."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import CLIP, Lived, step_up
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from tests.journal.service import MEDIATOR
from tests.rebuilding import brought, filmed
from visavis.doors.desk import video_work
from visavis.doors.shared import filming
from visavis.journal import files
from visavis.journal.models import FileRow
from visavis.mediation.letters import AnswerOffer, OpenLetter
from visavis.mediation.safeguards import REVIEW
from visavis.study import jobs
from visavis.study.desk_models import Job

pytestmark = pytest.mark.once
__all__ = ["work"]

VIDEO = "f" * 32
SAID = "0:01 Hallo.\nIk denk er <b>vaak</b> aan."


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path: Path):
    settings.VISAVIS_VAR = tmp_path


@pytest.fixture
def it(work: AtWork) -> Lived:
    return work.lived().ready("video_message")


def bring(work: AtWork, it: Lived, content: bytes, video: str = VIDEO):
    place = (it.where.trajectory, it.a, video)
    token = form_fields(work.get(at("video_message", *place)), "csrfmiddlewaretoken")
    sent = {"csrfmiddlewaretoken": token["csrfmiddlewaretoken"]}
    film = SimpleUploadedFile("VID_2026 Dorpsstraat.mp4", content)
    return work.client().post(at("bring_take", *place), sent | {"film": film})


def whole(answer) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def test_from_the_camera_to_who_sees_it_with_the_mediator(work: AtWork, it: Lived) -> None:
    t = it.where.trajectory
    assert at("new_video", t, it.a) in work.get(at("side", t, it.a))
    assert work.client().get(at("new_video", t, it.a)).status_code == 302
    for content in (filmed.film(secret=True), filmed.film("webm")):
        done = bring(work, it, content)
        assert done.status_code == 302
        assert work.client().get(done["Location"])["Location"] == at(
            "video_message", t, it.a, VIDEO
        )
    [mine] = it.view(it.a).videos
    assert [one.seconds for one in mine.takes] == [1, 1]
    assert FileRow.objects.count() == 2  # what was brought is gone
    page = work.get(at("video_message", t, it.a, VIDEO))
    assert page.count("<video") == 2
    assert "Dorpsstraat" not in page
    film = work.client().get(at("video_take", t, it.a, VIDEO, 1))
    assert brought.SECRET.encode() not in whole(film)
    assert (
        work.send(at("video_message", t, it.a, VIDEO), file=mine.takes[0].file).status_code == 302
    )
    assert [one.takes for one in it.view(it.a).videos] == [mine.takes[:1]]
    assert work.client().get(at("video_take", t, it.a, VIDEO, 2)).status_code == 404
    assert work.send(at("video_message", t, it.a, VIDEO), captions=SAID).status_code == 302
    told = at("told_about", t, it.a, "video-mag-gaan", VIDEO)
    assert "Ik denk er &lt;b&gt;vaak" in work.get(told)
    assert work.send(told, via="phone", may_stay="no").status_code == 302
    [letter] = it.view(it.a).letters
    assert (letter.film, letter.text, letter.may_stay) == (mine.takes[0], SAID, False)
    gate = at("letter", t, it.a, letter.letter)
    assert "<video" in work.get(gate)
    assert work.client().get(at("letter_picture", t, it.a, letter.letter, 1)).status_code == 404
    assert work.send(gate, looked_at=list(REVIEW)).status_code == 302
    offer_page = work.get(at("offer", t, it.b, letter.letter))
    assert "ongeveer een minuut" in text_of(offer_page)
    assert "vaak" not in offer_page
    assert work.send(at("offer", t, it.b, letter.letter)).status_code == 302
    [offer] = it.view(it.b).offers
    assert (offer.minutes, offer.film) == (1, None)
    assert work.client().get(at("film", t, it.b, offer.offer)).status_code == 404
    seen = work.send(at("told_about", t, it.b, "lezen", offer.offer), via="phone")
    assert seen["Location"] == at("read", t, it.b, offer.offer)
    page = work.get(seen["Location"])
    assert "<video" in page
    assert 'kind="captions"' in page
    assert whole(work.client().get(at("film", t, it.b, offer.offer))) == whole(
        work.client().get(at("film", t, it.a, letter.letter))
    )
    captions = work.client().get(at("film_captions", t, it.b, offer.offer))
    assert captions["Content-Type"].startswith("text/vtt")
    assert "00:00:01.000 --> " in captions.content.decode()
    assert "&lt;b&gt;vaak" in captions.content.decode()
    assert work.client().get(at("read_picture", t, it.b, offer.offer, 1)).status_code == 404


def test_a_part_is_given_that_a_player_asks_for_and_nothing_to_keep(
    work: AtWork, it: Lived
) -> None:
    t, video = it.where.trajectory, it.filmed()
    url, content = at("video_take", t, it.a, video, 1), CLIP.read_bytes()
    all_of_it = work.client().get(url)
    assert whole(all_of_it) == content
    assert (all_of_it.status_code, all_of_it["Accept-Ranges"]) == (200, "bytes")
    assert all_of_it["Cache-Control"] == "no-store"
    assert all_of_it["Content-Disposition"] == "inline"
    for asked, start, end in (
        ("bytes=0-", 0, len(content)), ("bytes=10-19", 10, 20), ("bytes=-5", -5, len(content)),
        (f"bytes=5-{len(content) + 9}", 5, len(content)),
    ):  # fmt: skip
        part = work.client().get(url, headers={"Range": asked})
        assert part.status_code == 206
        assert whole(part) == content[start:end]
        first = start % len(content)
        assert part["Content-Range"] == f"bytes {first}-{end - 1}/{len(content)}"
    for asked in (f"bytes={len(content)}-", "bytes=-", "bytes=-0", "bytes=9-3", "lines=1-2"):
        assert work.client().get(url, headers={"Range": asked}).status_code == 416
    assert work.client("staff-colleague").get(url).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "leeg"), (brought.photo(), "iets anders"), (filmed.film()[:3000], "niet openen")],
)
def test_row_16_what_is_no_film_is_said_to_be_none_and_leaves_nothing(
    work: AtWork, it: Lived, content: bytes, said: str
) -> None:
    done = bring(work, it, content)
    page = done.content.decode() if done.status_code == 200 else work.get(done["Location"])
    assert said in text_of(page)
    assert not FileRow.objects.exists()
    assert it.view(it.a).videos == ()


def test_row_11_a_body_over_the_limit_is_refused_before_it_is_read(work: AtWork, it: Lived) -> None:
    place = (it.where.trajectory, it.a, VIDEO)
    too_long = {"CONTENT_LENGTH": str(filming.FILM.most + 1)}
    kind = "multipart/form-data; boundary=x"
    done = work.client().post(at("bring_take", *place), b"--x", content_type=kind, **too_long)
    assert done.status_code == 413
    elsewhere = {"CONTENT_LENGTH": str(20 << 20)}
    done = work.client().post(at("video_message", *place), b"--x", content_type=kind, **elsewhere)
    assert done.status_code == 413
    assert not any(files.folder().glob("*/*"))
    page = work.get(at("video_message", *place))
    token = form_fields(page, "csrfmiddlewaretoken")["csrfmiddlewaretoken"]
    nothing = work.client().post(at("bring_take", *place), {"csrfmiddlewaretoken": token})
    assert "Kies een bestand." in text_of(nothing.content.decode())
    it.filmed()
    nothing = work.client().post(at("bring_take", *place), {"csrfmiddlewaretoken": token})
    assert nothing.status_code == 200


def test_a_page_says_how_far_it_is_and_starts_again_what_was_lost(
    work: AtWork, it: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video_work, "begin", lambda: None)
    done = bring(work, it, filmed.film())
    page = work.client().get(done["Location"])
    assert page["Refresh"] == "5"
    assert "<progress" in page.content.decode()
    assert "Refresh" not in work.client().get(f"{done['Location']}?stil=1")
    [job] = Job.objects.all()
    assert "Dorpsstraat" not in job.asked
    assert "uiterlijk" in text_of(page.content.decode())
    assert "Hoe ver is het?" in text_of(
        work.get(at("video_message", it.where.trajectory, it.a, VIDEO))
    )
    Job.objects.update(seen_at=job.asked_at - jobs.SILENT * 9, turn=1)
    lost = work.get(done["Location"])
    monkeypatch.undo()
    fields = form_fields(lost, "csrfmiddlewaretoken")
    token = {"csrfmiddlewaretoken": fields["csrfmiddlewaretoken"]}
    assert work.client().post(done["Location"], token).status_code == 302
    assert len(it.view(it.a).videos[0].takes) == 1
    assert work.client().post(done["Location"], token).status_code == 302  # pressed twice
    assert len(it.view(it.a).videos[0].takes) == 1


def test_done_twice_it_is_one_take_and_for_who_mediates_no_more_it_is_none(
    work: AtWork, it: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video_work, "begin", lambda: None)
    bring(work, it, filmed.film())
    monkeypatch.setattr(video_work.films, "forget", lambda *args: None)  # as if killed just before
    video_work.work()
    Job.objects.update(ended_at=None, seen_at=None)
    video_work.work()
    assert len(it.view(it.a).videos[0].takes) == 1
    monkeypatch.undo()
    Job.objects.update(ended_at=None, seen_at=None, asked_by="staff-colleague")
    video_work.work()
    [job] = Job.objects.all()
    assert job.failed == video_work.REFUSED
    Job.objects.update(ended_at=None, seen_at=None, asked_by=MEDIATOR.id)
    video_work.work()  # what was brought is gone meanwhile
    assert Job.objects.get().failed == video_work.GONE


def test_what_nobody_starts_again_is_gone_after_two_days(
    work: AtWork, it: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video_work, "begin", lambda: None)
    bring(work, it, filmed.film())
    assert video_work.clear() == 0
    it.tick(days=3)
    assert video_work.clear() == 1
    assert not FileRow.objects.exists()
    Job.objects.update(ended_at=None, asked=f"{'0' * 32}:{VIDEO}:{'0' * 32}:{'0' * 32}")
    assert video_work.clear() == 1  # of somebody who was erased


def test_its_maker_sees_it_at_home_and_releases_exactly_it(it: Lived, work: AtWork) -> None:
    video = it.filmed()
    maker = it.client(it.a)
    place = maker.get("/plek/").content.decode()
    url = f"/plek/schrijven/opname/{video}/"
    assert url in place
    page = maker.get(url).content.decode()
    assert "<video" in page
    assert whole(maker.get(f"{url}film/")) == CLIP.read_bytes()
    assert "Hallo." in maker.get(f"{url}tekst/").content.decode()
    fields = form_fields(page, "version_hash")
    later = maker.post(url, {**fields, "choice": "keep", "may_stay": "no"})
    assert later["Location"] == "/plek/schrijven/"
    assert it.view(it.a).letters == ()
    step_up(maker)
    other = maker.post(url, {**fields, "choice": "release", "version_hash": "0" * 64})
    assert other.status_code == 200
    done = maker.post(url, {**fields, "choice": "release", "may_stay": "yes"})
    assert done.status_code == 302
    [letter] = it.view(it.a).letters
    assert letter.may_stay
    mine = maker.get(f"/plek/geschreven/{letter.letter}/").content.decode()
    assert "<video" in mine
    assert maker.get(url)["Location"] == f"/plek/geschreven/{letter.letter}/"
    keep = f"/plek/geschreven/{letter.letter}/bewaren/"
    fields = form_fields(maker.get(keep).content.decode(), "token")
    assert maker.post(keep, {**fields, "keep": "no"}).status_code == 302
    assert not it.view(it.a).letters[0].may_stay
    assert maker.post(f"/plek/geschreven/{letter.letter}/verder/").status_code in {403, 404}
    known = maker.get("/plek/mensen/").content.decode()
    assert "Uw videoboodschap van" in text_of(known)


def test_its_maker_does_away_with_it_before_anybody_sees_it(it: Lived, work: AtWork) -> None:
    video = it.filmed()
    maker = it.client(it.a)
    url = f"/plek/schrijven/opname/{video}/weg/"
    fields = form_fields(maker.get(url).content.decode(), "token")
    assert maker.post(url, fields).status_code == 302
    assert it.view(it.a).videos == ()
    assert maker.get(url).status_code == 302
    assert maker.get(f"/plek/schrijven/opname/{video}/film/").status_code == 404


def test_who_it_is_for_chooses_at_home_and_sees_it_in_a_talk_only(it: Lived, work: AtWork) -> None:
    offer = it.offered_video(it.released_video(it.filmed()))
    viewer = it.client(it.b)
    url = f"/plek/lezen/{offer}/"
    assert "ongeveer een minuut" in text_of(viewer.get(url).content.decode())
    assert viewer.get(f"{url}open/").status_code == 404
    fields = form_fields(viewer.get(url).content.decode(), "token")
    assert viewer.post(url, {**fields, "answer": "now"}).status_code == 200
    assert viewer.post(url, {**fields, "answer": "with_mediator"}).status_code == 302
    it.own(OpenLetter(offer), it.b)
    seen = viewer.get(f"{url}lees/").content.decode()
    assert "<video" not in seen
    assert "Hallo." not in seen
    assert viewer.get(f"{url}dicht/").status_code == 302
    assert viewer.get(f"{url}beeld/1/").status_code == 404
    assert "Dat ik de video zag" in text_of(viewer.get(f"{url}daarna/").content.decode())
    keep = f"/plek/geschreven/{offer}/bewaren/"
    fields = form_fields(viewer.get(keep).content.decode(), "token")
    assert viewer.post(keep, {**fields, "keep": "yes"}).status_code == 302
    assert it.view(it.b).offers[0].keep
    maker = it.client(it.a)
    assert maker.get(keep).status_code == 404
    t = it.where.trajectory
    refused = work.send(at("keep_film", t, it.b, offer))
    assert refused.status_code == 200  # its maker said nothing of the kind
    assert work.send(at("end_film", t, it.b, offer)).status_code == 302


def test_put_away_it_waits_and_asked_back_nobody_finds_it(it: Lived, work: AtWork) -> None:
    letter = it.released_video(it.filmed())
    offer = it.offered_video(letter)
    it.own(AnswerOffer(offer, "later"), it.b)
    t = it.where.trajectory
    back = at("told_about", t, it.a, "brief-terug", letter)
    assert work.send(back, via="phone").status_code == 302
    opened = work.send(at("told_about", t, it.b, "lezen", offer), via="phone")
    assert "praat hierover" in text_of(work.get(opened["Location"]))
    assert work.client().get(at("film", t, it.b, offer)).status_code == 404
    page = work.get(at("letter", t, it.a, letter))
    assert re.search("<video", page)  # its maker's own copy, on its maker's side


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("", []),
        ("een\ntwee", [0.0, 5.0]),
        ("0:02 een\ntwee\n0:08 drie", [2.0, 5.0, 8.0]),
        ("1:00:00 laat\n0:01 vroeg", [3600.0, 3600.0]),
        ("0:03 -->", [3.0]),
    ],
)
def test_captions_follow_their_times_and_share_what_lies_between(
    text: str, begins: list[float]
) -> None:
    found = filming.timed(text, 10)
    assert [start for start, _end, _words in found] == begins
    assert all(end > start for start, end, _words in found)
    body = filming.captions(text, 10).content.decode()
    assert body.count("-->") == len(begins)
