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

pytestmark = pytest.mark.pure

BAD = Truth(
    agency=(3.0, 2.6, 2.6), communion=(3.0, 2.6, 2.6), appreciation=2.4, heard=2.4, steps=2.0
)
EVERYBODY_HARD = Truth(burdensome=0.95, worth=0.98)


def within(blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks and those in them, in reading order."""
    return [each for block in blocks for each in (block, *within(block.blocks))]


def all_of(made: Factsheet) -> list[Block]:
    return within((*made.first_page, *made.second_page))


@cache
def blocks(language: str = "en") -> list[Block]:
    return all_of(sheet(language))


def sentences(made: Factsheet) -> list[Sentence]:
    found: list[Sentence] = []
    for block in all_of(made):
        found += block.text
        for said in block.said:
            found += [said.sentence, said.detail, said.interviews]
    return [line for line in found if line]


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
    (said,) = (said for block in all_of(made) for said in block.said if said.claim == "C19")
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


def test_a_claim_that_came_out_badly_keeps_its_place() -> None:
    bad = sheet("nl", BAD)
    placed = {said.claim: said for block in all_of(bad) for said in block.said}
    assert {one.id for one in claims()} - placed.keys() == {"C22", "C23"}
    assert plain(placed["C5"].sentence).startswith("Wij vonden niet")
    assert placed["C5"].grade == "niet gevonden"


def test_where_nothing_can_be_said_the_topic_still_stands_there() -> None:
    page = article(sheet("en"))
    (said,) = (said for block in blocks() for said in block.said if said.claim == "C2")
    assert said.silent
    assert said.detail == ()
    assert f"<strong>{said.heading}</strong>" in page
    assert plain(said.sentence) in page  # in the frame's own words


def test_what_was_seen_in_interviews_says_so_and_how_many_of_how_many() -> None:
    (said,) = (said for block in blocks() for said in block.said if said.claim == "C21")
    assert re.fullmatch(r"In interviews \S+ of 30 people said this\.", plain(said.interviews))
    silent = sheet("en", Truth(coders=0.4))
    (said,) = (said for block in all_of(silent) for said in block.said if said.claim == "C21")
    assert said.interviews == ()
    assert said.grade == "uncertain"


def test_the_advice_of_researchers_is_called_advice_and_has_no_grade() -> None:
    (advice,) = (block for block in blocks() if block.key == "advice")
    assert "advice" in advice.note
    assert not advice.said


def test_every_picture_of_a_claim_has_a_table_that_says_the_same() -> None:
    for block in blocks():
        for said in block.said:
            if not said.silent:
                assert said.picture.table.columns
                assert all(
                    len(row) == len(said.picture.table.columns) for row in said.picture.table.rows
                )


def test_a_share_that_would_tell_of_few_is_nowhere_exact() -> None:
    made = sheet("en", Truth(ending=0.04))
    (said,) = (said for block in all_of(made) for said in block.said if said.claim == "C21")
    (row,) = (row for row in made.trace.rows if row.claim == "C21")
    told = [*(line[1] for line in said.picture.table.rows), row.numbers[0], row.weighted[0]]
    assert told
    assert all("of 10" in text and "%" not in text for text in told)
    assert "of 10" in said.picture.drawing.description


def test_titles_differ_by_language() -> None:
    assert texts("nl")["title"] != texts("en")["title"]
