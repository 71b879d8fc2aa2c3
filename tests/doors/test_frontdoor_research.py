"""*Wat onderzoek zegt*: what two people let out, and nothing where there is none."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.doors.pages import text_of
from visavis.factsheet.models import Approval, Edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def edition() -> Edition:
    return Edition.objects.create(
        snapshot="a" * 64, code="b" * 64, taken_on=date(2026, 3, 1), stopped=0, is_progress=False,
        made_by="hanna", made_at=NOW, digest="c" * 64, pdf_nl=b"%PDF nl", pdf_en=b"%PDF en",
        page_nl="<article><h1>Het blad</h1></article>", page_en="<article><h1>The sheet</h1></article>",
    )  # fmt: skip


def test_nothing_is_said_before_two_people_let_it_out() -> None:
    edition()
    said = text_of(Client().get("/wat-onderzoek-zegt/").content.decode())
    assert "Er is nog geen onderzoek dat wij hier mogen laten zien." in said
    assert "Het blad" not in said
    assert Client().get("/wat-onderzoek-zegt/factsheet.pdf").status_code == 404


def test_the_approved_factsheet_stands_here_in_both_languages_with_its_pdf() -> None:
    Approval.objects.create(
        edition=edition(), digest="c" * 64, made_by="hanna", approved_by="iris", approved_at=NOW
    )
    for prefix, heading, pdf in (("", "Het blad", b"%PDF nl"), ("/en", "The sheet", b"%PDF en")):
        page = Client().get(f"{prefix}/wat-onderzoek-zegt/").content.decode()
        assert f"<h1>{heading}</h1>" in page
        assert page.count("<h1") == 1
        answer = Client().get(f"{prefix}/wat-onderzoek-zegt/factsheet.pdf")
        assert answer.content == pdf
        assert answer["Content-Type"] == "application/pdf"
