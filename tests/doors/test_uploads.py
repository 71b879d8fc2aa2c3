"""Pictures with a letter: from the file field to the reader, as they will go and no other way (security §5)."""

import re
import socket
import threading
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.doors.pages import form_fields
from tests.doors.test_participant_letters import release, writing, wrote
from tests.journal.service import MEDIATOR
from tests.rebuilding import brought
from visavis.doors.shared import uploads
from visavis.journal import files
from visavis.journal.models import FileRow
from visavis.mediation.letters import OpenLetter, RecallLetter
from visavis.people import signing_in

TEXT = "Hallo,\n\nDit is ons huis."


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path: Path):
    settings.VISAVIS_VAR = tmp_path


@pytest.fixture
def noor(lived):
    lived.ready()
    return lived.client(lived.a)


def place_of(noor) -> str:
    """The page with the pictures of a letter that is being written."""
    return wrote(noor, TEXT).replace("/kijk/", "/beeld/")


def bring(
    client, url: str, content: bytes, name: str = "IMG_2041 Dorpsstraat 5.jpg", **fields: str
):
    token = form_fields(client.get(url).content.decode(), "csrfmiddlewaretoken")
    sent = {"csrfmiddlewaretoken": token["csrfmiddlewaretoken"]} | fields
    return client.post(url, sent | {"file": SimpleUploadedFile(name, content)})


def mediator() -> Client:
    words = "een lange zin van mij"
    signing_in.open_staff_account(
        "mieke", words, "Mieke", frozenset({"mediator"}), account=MEDIATOR.id
    )
    client = Client()
    done = client.post("/werk/binnen/", {"login": "mieke", "passphrase": words})
    assert done.status_code == 302
    return client


def test_a_picture_goes_from_the_file_field_to_the_reader_exactly_as_its_author_saw_it(lived, noor):
    url = place_of(noor)
    assert bring(noor, url, brought.with_gps(), says="Ons huis").status_code == 302
    mine = noor.get(f"{url}1/")
    assert mine["Content-Type"] == "image/jpeg"
    assert mine["Content-Disposition"] == 'attachment; filename="beeld-1.jpg"'
    assert mine["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert mine["Cache-Control"] == "no-store"
    assert mine["X-Content-Type-Options"] == "nosniff"
    assert brought.SECRET.encode() not in mine.content
    look = url.replace("/beeld/", "/kijk/")
    page = noor.get(look).content.decode()
    assert f"{url}1/" in page
    assert "Ons huis" in page
    assert "Dorpsstraat" not in page
    assert release(noor, look, lived.words).status_code == 302
    [letter] = lived.view(lived.a).letters
    [picture] = letter.pictures
    assert noor.get(f"/plek/geschreven/{letter.letter}/beeld/1/").content == mine.content
    desk = mediator()
    gate = f"/werk/trajecten/{lived.where.trajectory}/kant/{lived.a}/poort/{letter.letter}/"
    found = re.search(r'<img src="([^"]+)"', desk.get(gate).content.decode())
    assert found
    assert desk.get(found[1]).content == mine.content
    offer = lived.offered(letter.letter)
    reader = lived.client(lived.b)
    seen = f"/plek/lezen/{offer}/beeld/1/"
    assert reader.get(seen).status_code == 404  # before gate 2 there is none
    lived.own(OpenLetter(offer), lived.b)
    assert reader.get(seen).content == mine.content
    read = reader.get(f"/plek/lezen/{offer}/lees/").content.decode()
    assert seen in read
    assert "Ons huis" in read
    [theirs] = lived.view(lived.b).offer(offer).pictures
    assert theirs.file != picture.file
    assert noor.get(seen).status_code == 404
    assert reader.get(f"/plek/geschreven/{letter.letter}/beeld/1/").status_code == 404


def test_asked_back_nobody_but_its_author_has_the_picture(lived, noor):
    url = place_of(noor)
    bring(noor, url, brought.photo())
    release(noor, url.replace("/beeld/", "/kijk/"), lived.words)
    [letter] = lived.view(lived.a).letters
    offer = lived.offered(letter.letter)
    lived.own(RecallLetter(letter.letter), lived.a)
    lived.own(OpenLetter(offer), lived.b)
    assert lived.client(lived.b).get(f"/plek/lezen/{offer}/beeld/1/").status_code == 404
    assert [row.id for row in FileRow.objects.all()] == [letter.pictures[0].file]
    again = noor.post(
        f"/plek/geschreven/{letter.letter}/verder/",
        form_fields(
            noor.get(f"/plek/geschreven/{letter.letter}/").content.decode(), "csrfmiddlewaretoken"
        ),
    )
    begun = f"{again['Location']}beeld/"
    assert noor.get(f"{begun}1/").status_code == 200
    token = form_fields(noor.get(begun).content.decode(), "csrfmiddlewaretoken")
    noor.post(f"{begun}1/eruit/", {"csrfmiddlewaretoken": token["csrfmiddlewaretoken"]})
    assert noor.get(f"{begun}1/").status_code == 404
    assert FileRow.objects.count() == 1  # the letter that came back still holds it


def test_a_letter_written_by_hand_goes_as_pictures_alone_with_its_pages_text(lived, noor):
    url = place_of(noor)
    page = url.replace("beeld/", "")
    noor.post(page, writing(noor, page) | {"text": "", "sign_as": "", "go": "picture"})
    bring(noor, url, brought.scripted_pdf(), name="brief.pdf")
    assert "Lieve ander" in noor.get(url).content.decode()
    assert "zonder woorden" in noor.get("/plek/schrijven/").content.decode()
    kept = noor.post(page, writing(noor, page) | {"text": "", "sign_as": "", "go": "help"})
    assert kept.status_code == 200  # there are no words to read along with
    done = release(noor, url.replace("/beeld/", "/kijk/"), lived.words)
    assert done.status_code == 302
    [letter] = lived.view(lived.a).letters
    assert letter.text == ""
    assert letter.pictures[0].says == "Lieve ander"


REFUSED = (
    (b"", "leeg"),
    (b"MZ\x90\0", "iets anders"),
    (brought.SVG, "iets anders"),
    (brought.photo() + brought.zipped(), "zit nog iets anders"),
    (brought.bomb(), "te groot"),
    (brought.pdf(pages=11), "hoogstens 10"),
    (brought.locked_pdf(), "op slot"),
    (brought.photo()[:300], "niet openen"),
)


def test_rows_16_17_18_and_22_what_is_not_taken_has_a_sentence_and_the_text_is_kept(noor):
    url = place_of(noor)
    for content, says in REFUSED:
        page = bring(noor, url, content, says="Ons huis")
        assert page.status_code == 200
        body = page.content.decode()
        assert says in body
        assert 'value="Ons huis"' in body
        assert "<title>Fout: " in body
    assert not FileRow.objects.exists()
    assert "Dit is ons huis" in noor.get(url.replace("beeld/", "")).content.decode()


def test_ten_go_along_and_the_eleventh_waits(noor):
    url = place_of(noor)
    assert bring(noor, url, brought.pdf(pages=9)).status_code == 302
    page = bring(noor, url, brought.pdf(pages=2))
    assert "tien beelden" in page.content.decode()
    assert FileRow.objects.count() == 9
    assert bring(noor, url, brought.photo()).status_code == 302
    assert len(list(files.folder().glob("*/*"))) == 10


def test_a_draft_thrown_away_takes_its_pictures_along(noor, django_capture_on_commit_callbacks):
    url = place_of(noor)
    bring(noor, url, brought.photo())
    page = url.replace("beeld/", "weg/")
    token = form_fields(noor.get(page).content.decode(), "csrfmiddlewaretoken")
    with django_capture_on_commit_callbacks(execute=True):
        noor.post(f"{page}ja/", {"csrfmiddlewaretoken": token["csrfmiddlewaretoken"]})
    assert not FileRow.objects.exists()
    assert not list(files.folder().glob("*/*"))


def test_writing_on_in_any_window_keeps_the_pictures(noor):
    url = place_of(noor)
    page = url.replace("beeld/", "")
    one, two = writing(noor, page), writing(noor, page)
    bring(noor, url, brought.photo())
    noor.post(page, one | {"text": "Het eerste venster.", "sign_as": "", "go": "on"})
    noor.post(page, two | {"text": "Het tweede venster.", "sign_as": "", "go": "on"})
    drafts = re.findall(
        r"/plek/schrijven/([0-9a-f]{32})/", noor.get("/plek/schrijven/").content.decode()
    )
    assert len(set(drafts)) == 2
    assert all(noor.get(f"/plek/schrijven/{d}/beeld/1/").status_code == 200 for d in drafts)


def body_of(content: bytes, token: str, more: str = "") -> bytes:
    said = f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n{more}'
    file = '--x\r\nContent-Disposition: form-data; name="file"; filename="../../a.jpg"\r\n\r\n'
    return said.encode() + file.encode() + content + b"\r\n--x--\r\n"


IN_PARTS = "multipart/form-data; boundary=x"


def token_on(client, url: str) -> str:
    return form_fields(client.get(url).content.decode(), "csrfmiddlewaretoken")[
        "csrfmiddlewaretoken"
    ]


def test_row_11_broken_off_at_any_byte_nothing_is_recorded_and_the_text_is_kept(noor):
    url = place_of(noor)
    whole = body_of(brought.photo(), token_on(noor, url))
    for at in sorted({1, 30, 90, len(whole) // 2, len(whole) - 9, len(whole) - 1}):
        cut = {"CONTENT_LENGTH": str(len(whole)), "wsgi.input": BytesIO(whole[:at])}
        sent = noor.generic("POST", url, whole, IN_PARTS, **cut)
        assert sent.status_code in {400, 403}, at
        assert not FileRow.objects.exists()
    assert "Dit is ons huis" in noor.get(url.replace("beeld/", "")).content.decode()
    assert noor.generic("POST", url, whole, IN_PARTS).status_code == 302


def test_row_11_too_long_too_slow_or_too_many_at_once_is_refused(noor, monkeypatch):
    url = place_of(noor)
    whole = body_of(brought.photo(), token_on(noor, url))
    length = str(uploads.LONGEST_BODY + 1)
    assert noor.generic("POST", url, whole, IN_PARTS, CONTENT_LENGTH=length).status_code == 413
    assert noor.generic("POST", url, whole, IN_PARTS, CONTENT_LENGTH="x").status_code == 400
    monkeypatch.setattr(uploads, "LONGEST_BODY", 100)
    assert noor.generic("POST", url, whole, IN_PARTS).status_code in {302, 400, 413, 200, 403}
    monkeypatch.undo()
    monkeypatch.setattr(uploads, "PICTURE", replace(uploads.PICTURE, patience=-1))
    assert noor.generic("POST", url, whole, IN_PARTS).status_code == 400
    monkeypatch.undo()
    monkeypatch.setattr(uploads, "AT_ONCE", threading.BoundedSemaphore(1))
    monkeypatch.setattr(uploads, "WAITS", 0.01)
    with uploads.AT_ONCE:
        assert noor.generic("POST", url, whole, IN_PARTS).status_code == 503
    assert not FileRow.objects.exists()


def test_row_12_and_8_fields_beside_the_file_are_held_to_the_same(noor):
    url = place_of(noor)
    token = token_on(noor, url)
    said = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    for name, text, status in (("says", "a\0b", 400), ("side", "b", 400), ("says", "a\x08b", 302)):
        whole = body_of(brought.photo(), token, said.format(name, text))
        assert noor.generic("POST", url, whole, IN_PARTS).status_code == status
    broken = whole.replace(b"a\x08b", b"a\xff\xfeb")
    assert noor.generic("POST", url, broken, IN_PARTS).status_code == 400
    assert noor.generic("POST", url, whole, "multipart/form-data").status_code == 400
    noor.handler.enforce_csrf_checks = True
    foreign = whole.replace(token.encode(), b"x")
    assert noor.generic("POST", url, foreign, IN_PARTS).status_code == 403


def test_whoever_is_not_signed_in_has_no_file_read(client, noor, monkeypatch):
    url = place_of(noor)
    monkeypatch.setattr(uploads, "receive", lambda *_: pytest.fail("it was read"))
    answer = client.generic("POST", url, body_of(brought.photo(), "x"), IN_PARTS)
    assert answer.status_code == 302
    assert answer["Location"] == "/plek/in/"


def test_a_line_without_a_byte_is_let_go(rf):
    ours, theirs = socket.socketpair()
    ours.settimeout(30)
    request = rf.generic("POST", "/", b"", IN_PARTS)
    request.META |= {"CONTENT_LENGTH": "9", "gunicorn.socket": ours}
    request._stream = BytesIO(b"")
    assert uploads.receive(request, lambda fields: fields, uploads.PICTURE) == 400
    assert ours.gettimeout() == 30
    theirs.close()
    ours.close()


def test_a_letter_released_meanwhile_takes_no_more_pictures(lived, noor):
    url = place_of(noor)
    bring(noor, url, brought.photo())
    token = token_on(noor, url)
    release(noor, url.replace("/beeld/", "/kijk/"), lived.words)
    late = noor.generic("POST", url, body_of(brought.photo(), token), IN_PARTS)
    assert late["Location"].startswith("/plek/geschreven/")
    assert noor.get(f"{url}1/").status_code == 404
    sent = {"csrfmiddlewaretoken": token}
    assert noor.post(f"{url}1/eruit/", sent).status_code == 404
