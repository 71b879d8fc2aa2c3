"""The factsheet as one value: a place for each claim, every number with its way back."""

import re
from functools import cache

import pytest

from tests.factsheet.synthetic import Truth, snapshot
from tests.factsheet.test_pdf import SMALL, sheet
from visavis.factsheet.claims import claims
from visavis.factsheet.evidence import gather
from visavis.factsheet.pages import article, document, styles
from visavis.factsheet.sheet import Block, Factsheet, Number, Sentence, Teller, plain, texts

EVERYBODY_HARD = Truth(burdensome=0.95, worth=0.98)


@cache
def blocks(language: str = "en") -> tuple[Block, ...]:
    made = sheet(language)
    return (*made.first_page, *made.second_page)


def sentences(made: Factsheet) -> list[Sentence]:
    found: list[Sentence] = []
    for block in (*made.first_page, *made.second_page):
        found += block.text
        found += [part for said in block.said for part in (said.sentence, said.detail)]
    return found


def test_every_registered_claim_has_its_place() -> None:
    placed = {said.claim for block in blocks() for said in block.said}
    placed |= {picture.name for block in blocks() for picture in block.pictures}
    assert placed == {one.id for one in claims()}


def test_the_limits_come_before_the_first_finding() -> None:
    keys = [block.key for block in blocks()]
    assert keys.index("limits") < keys.index("appreciation")


def test_every_number_leads_to_a_row_that_names_rule_query_and_snapshot() -> None:
    made = sheet("nl")
    rows = {row.claim: row for row in made.trace.rows}
    numbers = [part for line in sentences(made) for part in line if isinstance(part, Number)]
    assert len(numbers) >= 8
    for number in numbers:
        row = rows[number.claim]
        assert len(row.rule_hash) == len(row.query_hash) == len(made.trace.snapshot) == 64


def test_on_the_page_a_number_is_one_click_from_its_row() -> None:
    page = article(sheet("nl"))
    for target in re.findall(r'class="sourced" href="#([^"]+)"', page):
        assert page.count(f'id="{target}"') == 1


def test_the_page_has_no_inline_style_and_no_script() -> None:
    page = article(sheet("en"))
    assert " style=" not in page
    assert "<script" not in page


def test_page_and_paper_say_the_same_words() -> None:
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", article(sheet("en"))))
    for line in sentences(sheet("en")):
        assert re.sub(r"\s+", " ", plain(line)) in page.replace("&#x27;", "'")


def test_a_block_of_fewer_than_ten_hides_the_exact_numbers_around_it() -> None:
    made = sheet("en", EVERYBODY_HARD)
    (said,) = (said for block in made.second_page for said in block.said)
    assert said.picture is not None
    cells = [cell for row in said.picture.table.rows for cell in row[1:]]
    assert set(cells) == {"fewer than 10", "10 or more"}
    (row,) = (row for row in made.trace.rows if row.claim == "C19")
    assert all("of 10" in number for number in row.numbers)


def test_a_claim_with_too_few_answers_keeps_its_place_with_an_empty_frame() -> None:
    made = snapshot(Truth(asked=400, agreed=30, answered=25, waves=(25, 20, 12), late=0))
    evidence = {each.claim.id: each for each in gather(made)}
    teller = Teller("en", tuple(evidence.values()), {})
    told = plain(teller.claim_sentence(evidence["C5"]))
    assert told.startswith("Too few people answered this to say something (25 people).")


def test_with_fewer_than_fifty_in_a_wave_nothing_is_claimed() -> None:
    progress = sheet("nl", SMALL)
    assert progress.is_progress
    assert not any(block.said for block in progress.first_page)
    assert "te weinig antwoorden" in article(progress)


def test_an_unknown_placeholder_is_an_error() -> None:
    teller = Teller("nl", (), {})
    with pytest.raises(KeyError):
        teller.fill("{C5.change}")


def test_a_whole_document_stands_beside_one_style_sheet() -> None:
    page = document(sheet("nl"))
    assert page.startswith("<!doctype html>")
    assert 'href="factsheet.css"' in page
    assert "--pen:" in styles()


def test_titles_differ_by_language() -> None:
    assert texts("nl")["title"] != texts("en")["title"]
