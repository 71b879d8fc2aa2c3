"""Instruments go out and come back in the formats of others; what has no place there is listed."""

import csv
import io
import json

import pytest
from lxml import etree

from visavis.study.catalogue import shelf
from visavis.study.condition import holds
from visavis.study.exchange.fhir import read_fhir, written_as_fhir
from visavis.study.exchange.limesurvey import read_limesurvey, written_as_limesurvey
from visavis.study.exchange.own import CannotMap, said_of, toml
from visavis.study.exchange.redcap import COLUMNS, read_redcap, written_as_redcap
from visavis.study.instrument import Instrument
from visavis.study.instrument_file import instrument_of, read_instrument

pytestmark = pytest.mark.pure

ALL = [one.instrument for one in shelf()]
NAMES = [one.id for one in ALL]
SHOWN = next(one for one in ALL if one.id == "VA-HO")


def same(back: Instrument, one: Instrument) -> None:
    """Equal in everything; the order of scales does not count."""
    for field in Instrument.__slots__:
        assert getattr(back, field) == getattr(one, field), field


@pytest.mark.parametrize("one", ALL, ids=NAMES)
def test_our_own_file_comes_back_whole(one):
    same(read_instrument(toml(said_of(one))), one)


@pytest.mark.parametrize("one", ALL, ids=NAMES)
def test_it_comes_back_whole_from_fhir(one):
    same(instrument_of(read_fhir(written_as_fhir(one))), one)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_all_come_back_whole_from_redcap(language):
    for one, back in zip(ALL, read_redcap(written_as_redcap(ALL, language)), strict=True):
        same(instrument_of(back), one)


def test_all_come_back_whole_from_limesurvey():
    for one, back in zip(ALL, read_limesurvey(written_as_limesurvey(ALL)), strict=True):
        same(instrument_of(back), one)


def test_fhir_holds_what_the_format_has_a_place_for():
    resource = json.loads(written_as_fhir(SHOWN))
    items = {one["linkId"]: one for one in resource["item"]}
    assert resource["copyright"].startswith("CC0-1.0")
    assert items["HO1"]["text"] == "De ander luisterde naar mij."
    assert items["HO1"]["enableWhen"] == [
        {"question": "HO_contact", "operator": "=", "answerCoding": {"code": str(n)}}
        for n in (1, 2, 3)
    ]
    assert items["HO1"]["enableBehavior"] == "any"
    box = items["HO1"]["answerOption"][4]["valueCoding"]
    assert box["code"] == "5"
    assert box["extension"][0]["valueDecimal"] == 5
    assert "iif(" in items["HO"]["extension"][1]["valueExpression"]["expression"]


def test_redcap_holds_what_the_format_has_a_place_for():
    rows = list(csv.DictReader(io.StringIO(written_as_redcap([SHOWN], "en").decode())))
    assert tuple(rows[0]) == COLUMNS
    one = next(row for row in rows if row[COLUMNS[0]] == "ho1")
    assert one["Form Name"] == "va_ho"
    assert one["Field Label"] == "The other person listened to me."
    assert one["Choices, Calculations, OR Slider Labels"].startswith(
        "1, Not at all | 2, A little |"
    )
    assert one["Branching Logic (Show field only if...)"] == (
        "([ho_contact] = '1' or [ho_contact] = '2' or [ho_contact] = '3')"
    )
    calc = next(row for row in rows if row["Field Type"] == "calc")
    assert calc["Choices, Calculations, OR Slider Labels"].endswith(
        "mean([ho1], [ho2], [ho3]), '')"
    )


def test_limesurvey_holds_what_the_format_has_a_place_for():
    root = etree.fromstring(written_as_limesurvey([SHOWN]))
    row = root.xpath("questions/rows/row[title='HO1'][language='nl']")[0]
    assert row.findtext("question") == "De ander luisterde naar mij."
    assert row.findtext("relevance") == (
        '(HOcontact.NAOK == "1" or HOcontact.NAOK == "2" or HOcontact.NAOK == "3")'
    )
    titles = root.xpath("questions/rows/row/title/text()")
    assert all(title.isalnum() and len(title) <= 20 for title in titles)
    assert all(len(code) <= 5 for code in root.xpath("answers/rows/row/code/text()"))


def redcap(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS)
    table.writeheader()
    for row in rows:
        table.writerow(row)
    return out.getvalue().encode()


def field(name: str, kind: str = "radio", choices: str = "1, No | 2, Yes", **more: str) -> dict:
    return {
        COLUMNS[0]: name, COLUMNS[1]: "mood", COLUMNS[3]: kind, COLUMNS[4]: f"About {name}",
        COLUMNS[5]: choices, COLUMNS[11]: more.get("only", ""),
    }  # fmt: skip


def test_a_dictionary_of_others_comes_in_and_is_asked_nowhere_yet():
    source = redcap(field("a"), field("b", only="[a] = '2' and [a] <> ''"))
    (said,) = read_redcap(source)
    one = instrument_of(said)
    assert (one.id, one.waves, one.default_on, one.licence.status) == ("MOOD", (), False, "verify")
    assert not one.askable
    condition = one.item("b").show_if
    assert holds(condition, {"a": 2})
    assert not holds(condition, {"a": 1})


def test_everything_that_has_no_place_is_listed_at_once():
    source = redcap(
        field("a"),
        field("story", "notes", ""),
        field("many", "checkbox"),
        field("sum", "calc", "[a] * 2"),
        field("odd", choices="x, What | 2, Yes"),
    )
    with pytest.raises(CannotMap) as refusal:
        read_redcap(source)
    said = refusal.value.lines
    assert [line.split(":")[0] for line in said] == ["story", "many", "sum", "odd"]
    assert said[2] == "sum: a formula that is none of ours has no place here."


@pytest.mark.parametrize(
    ("logic", "fits"),
    [
        ("[a] = '1'", True),
        ("[a] > '1' OR [b] <> ''", True),
        ("datediff([a], 'today', 'd') > 3", False),
        ("[other_form] = '1'", False),
    ],
)
def test_branching_logic_is_read_or_refused(logic, fits):
    source = redcap(field("a"), field("b"), field("c", only=logic))
    if fits:
        assert instrument_of(read_redcap(source)[0]).item("c").show_if
    else:
        with pytest.raises(CannotMap, match="c: the branching logic"):
            read_redcap(source)


@pytest.mark.parametrize("read", [read_fhir, read_redcap, read_limesurvey])
@pytest.mark.parametrize("source", [b"", b"\xff\xfe", b"{}", b"<a/>", b"a,b\n1,2\n", b"[1]"])
def test_what_is_no_such_file_is_said_in_one_sentence(read, source):
    with pytest.raises(CannotMap) as refusal:
        read(source)
    assert len(refusal.value.lines) == 1


def test_a_questionnaire_of_others_lists_every_question_without_place():
    resource = {
        "resourceType": "Questionnaire", "url": "urn:x:mood", "title": "Mood",
        "item": [
            {"linkId": "a", "type": "choice", "text": "How?", "answerOption": [
                {"valueCoding": {"code": "1", "display": "Bad"}},
                {"valueCoding": {"code": "2", "display": "Well"}}]},
            {"linkId": "b", "type": "string", "text": "Say more"},
            {"linkId": "c", "type": "choice", "answerValueSet": "urn:x", "text": "Which?"},
            {"linkId": "g", "type": "group", "item": []},
        ],
    }  # fmt: skip
    with pytest.raises(CannotMap) as refusal:
        read_fhir(json.dumps(resource).encode())
    assert [line.split(":")[0] for line in refusal.value.lines] == ["b", "c", "g"]
    resource["item"] = resource["item"][:1]
    one = instrument_of(read_fhir(json.dumps(resource).encode()))
    assert one.item("a").values == (1, 2)


def test_a_formula_that_was_changed_elsewhere_is_refused():
    changed = written_as_fhir(SHOWN).replace(b">= 2", b">= 1")
    with pytest.raises(CannotMap, match="HO: this formula is none of ours"):
        read_fhir(changed)
    with pytest.raises(CannotMap, match="HO: this formula"):
        read_redcap(written_as_redcap([SHOWN], "nl").replace(b">= 2", b">= 1"))
    with pytest.raises(CannotMap, match="HO: this formula"):
        read_limesurvey(
            written_as_limesurvey([SHOWN]).replace(b"&gt;= 2", b"&gt;= 1").replace(b">= 2", b">= 1")
        )


def test_a_text_changed_elsewhere_is_what_comes_in():
    changed = written_as_redcap([SHOWN], "nl").replace(
        b"De ander luisterde naar mij.", b"Anders.", 1
    )
    (said,) = read_redcap(changed)
    stem = instrument_of(said).item("HO1").stem
    assert (stem.nl, stem.en) == ("Anders.", "The other person listened to me.")
