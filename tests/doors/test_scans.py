"""A scan of a paper that came back: made anew, sealed in that person's file, for the desk, and gone with them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.pages import form_fields, text_of
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, LEAD, PLANNER
from tests.rebuilding import brought
from visavis.journal import files
from visavis.journal.access import Why
from visavis.journal.chain import Difference
from visavis.journal.erasure import Order, erase
from visavis.journal.models import FileRow
from visavis.journal.verify_files import verify_files

__all__ = ["work"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def lived(work: AtWork, settings: Any, tmp_path: Path) -> Lived:
    settings.VISAVIS_VAR = tmp_path
    return work.lived().taken_up()


def bring(work: AtWork, lived: Lived, content: bytes, paper: str = "Blad K4J7") -> Any:
    url = at("scans", lived.where.trajectory, lived.a)
    token = form_fields(work.get(url), "csrfmiddlewaretoken")["csrfmiddlewaretoken"]
    sent = {"csrfmiddlewaretoken": token, "paper": paper}
    return work.client().post(
        url, sent | {"file": SimpleUploadedFile("scan van Noor.pdf", content)}
    )


def pages(work: AtWork, lived: Lived) -> list[str]:
    page = work.get(at("scans", lived.where.trajectory, lived.a))
    return re.findall(r'<img src="([^"]+)"', page)


def test_it_is_made_anew_and_stands_with_where_the_paper_lies(work: AtWork, lived: Lived) -> None:
    before = lived.view(lived.a)
    assert bring(work, lived, brought.with_gps()).status_code == 302
    (first,) = pages(work, lived)
    shown = work.client().get(first)
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Disposition"] == 'attachment; filename="beeld-1.jpg"'
    assert brought.SECRET.encode() not in shown.content
    said = text_of(work.get(at("scans", lived.where.trajectory, lived.a)))
    assert "Blad K4J7" in said
    assert "van Noor" not in said
    sealed = files.path_of(FileRow.objects.get().id).read_bytes()
    assert shown.content[:200] not in sealed
    assert verify_files() == 1
    assert lived.view(lived.a) == before
    assert "Kept" not in str(lived.view(lived.a))


def test_nobody_but_its_mediators_gets_a_page_of_it(work: AtWork, lived: Lived) -> None:
    bring(work, lived, brought.photo())
    (first,) = pages(work, lived)
    for who in ("staff-colleague", INTAKE.id, PLANNER.id, LEAD.id):
        for url in (first, at("scans", lived.where.trajectory, lived.a)):
            assert work.client(who).get(url).status_code == 404, (who, url)
    other = first.replace(lived.a, lived.b)
    assert work.client().get(other).status_code == 404
    assert work.client().get(first.replace("/1/", "/2/")).status_code == 404


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "leeg"), (b"%PDF-1.7 broken", "niet openen"), (b"<svg/>", "iets anders")],
)
def test_what_is_no_scan_is_refused_and_nothing_is_kept(
    work: AtWork, lived: Lived, content: bytes, says: str
) -> None:
    answer = bring(work, lived, content)
    assert says in text_of(answer.content.decode())
    assert not FileRow.objects.exists()
    assert bring(work, lived, brought.photo(), paper="").status_code == 200
    assert not FileRow.objects.exists()


def test_taken_away_its_pages_are_gone_and_the_rest_stays(
    work: AtWork, lived: Lived, django_capture_on_commit_callbacks: Any
) -> None:
    bring(work, lived, brought.photo(), paper="Het verkeerde blad")
    bring(work, lived, brought.photo(), paper="Het goede blad")
    newest, oldest = pages(work, lived)
    wrong = re.sub(r"1/$", "weg/", oldest)
    with django_capture_on_commit_callbacks(execute=True):
        assert work.client().post(wrong).status_code == 302
    assert pages(work, lived) == [newest]
    assert work.client().get(oldest).status_code == 404
    assert verify_files() == 1
    assert len(list(files.folder().glob("*/*"))) == 1
    assert work.client().post(wrong).status_code == 404


def test_it_goes_with_its_person_and_verify_sees_what_was_changed(
    work: AtWork, lived: Lived, django_capture_on_commit_callbacks: Any
) -> None:
    bring(work, lived, brought.photo())
    path = files.path_of(FileRow.objects.get().id)
    sealed = path.read_bytes()
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(Difference, match="was changed"):
        verify_files()
    path.write_bytes(sealed)
    with django_capture_on_commit_callbacks(execute=True):
        erase(work.service.keys, [Order(lived.a, Why.REQUEST)], work.service.now)
    assert not FileRow.objects.exists()
    assert not path.exists()
    assert verify_files() == 0
