"""Leaflet and poster for services: accessible, on one sheet, the same bytes, with a code that tells nothing."""

import io

import pikepdf
import pytest
from django.test import Client

from tests.journeys.paper import text_of
from visavis.mediation.sources import SOURCES
from visavis.outside import referral_kit
from visavis.outside.referral_kit import LEAFLET, PAPER, POSTER, paper

pytestmark = pytest.mark.pure
MM = 72 / 25.4
ABOUT = {"site": "https://dienst.example/", "phone": "0800 0000", "name": "Visavis"}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("what", "size"), [(LEAFLET, (148, 210)), (POSTER, (210, 297))])
def test_it_fits_on_one_sheet_of_its_size_and_is_accessible(
    what: str, size: tuple[int, int], language: str
) -> None:
    source = SOURCES["child_protection"].within(language)
    made = paper(what, source, language, **ABOUT)
    with pikepdf.open(io.BytesIO(made)) as file:
        [page] = file.pages
        box = [float(side) for side in page.mediabox]
        assert [round(side / MM) for side in box[2:]] == list(size)
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == language
    said = text_of(made)
    for words in (*referral_kit.TITLE, SOURCES["child_protection"]):
        assert words.within(language).split(".")[0] in " ".join(said.split())
    assert "0800 0000" in said
    assert made == paper(what, source, language, **ABOUT)


def test_the_code_is_the_same_for_every_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a paper hung does not stand in an address: so nobody is followed by it."""
    drawn: list[bytes] = []

    def typeset(template: bytes, data: object, on: object, pictures: dict[str, bytes]) -> bytes:
        drawn.append(pictures["code.svg"])
        return b""

    monkeypatch.setattr(referral_kit, "typeset", typeset)
    for source in SOURCES:
        paper(POSTER, source, "nl", **ABOUT)
    assert len(set(drawn)) == 1


def test_everybody_may_fetch_them_and_what_we_do_not_have_is_not_there() -> None:
    page = Client().get("/verwijzen/materiaal/").content.decode()
    for source in [*SOURCES][1:]:
        for what in PAPER:
            assert f'href="/verwijzen/materiaal/{source}/{what}.pdf"' in page
    answer = Client().get("/en/verwijzen/materiaal/probation/poster.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert not answer.cookies
    for wrong in ("nobody/poster", "probation/vlag"):
        assert Client().get(f"/verwijzen/materiaal/{wrong}.pdf").status_code == 404
