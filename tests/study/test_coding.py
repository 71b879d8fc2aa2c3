"""Codes of interviews come in as one file, checked whole: a wrong row is named, nothing is dropped."""

import re

import pytest

from tests.study.service import START, noon
from visavis.study.coding import keep_codes, read_codes
from visavis.study.desk_models import Code, CodeFile
from visavis.study.tabular import WrongTable
from visavis.study.taking import take_snapshot

GOOD = """interview,segment,start,end,coder,code
I1,s1,0,40,ada,agency
I1,s1,0,40,bob,agency
I1,s2,41,90,ada,communion
I1,s2,41,90,bob,
I2,s1,0,25,ada,ending
I2,s1,0,25,bob,ending
"""


def test_a_good_file_is_kept_and_stands_in_the_snapshot(db):
    file = keep_codes(GOOD.encode(), "ada", START)
    assert (file.rows, Code.objects.count()) == (6, 6)
    assert keep_codes(GOOD.encode(), "ada", START) == file
    frame = take_snapshot(noon(START)).codes
    assert frame.height == 6
    assert sorted(set(frame["code"])) == ["", "agency", "communion", "ending"]


def test_a_later_file_takes_the_place_of_the_one_before(db):
    keep_codes(GOOD.encode(), "ada", START)
    keep_codes(GOOD.replace("ending", "agency").encode(), "ada", START)
    assert CodeFile.objects.count() == 1
    assert "ending" not in Code.objects.values_list("code", flat=True)


def test_semicolons_and_a_mark_at_the_beginning_are_read_too():
    assert read_codes(b"\xef\xbb\xbf" + GOOD.replace(",", ";").encode()).height == 6


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (GOOD, "", "The file is empty. Send one with a heading"),
        (GOOD, "interview,segment,start,end,coder,code\n", "a heading and no rows"),
        ("start,end", "begin,end", "it lacks start and it has begin"),
        ("coder,code", "coder,coder", "The column coder stands there twice"),
        ("I1,s1,0,40,ada,agency", "I1,s1,zero,40,ada,agency", "start is no whole number (“zero”) in row 2"),
        ("I1,s1,0,40,ada,agency", "I1,s1,NaN,40,ada,agency", "start is no whole number (“NaN”) in row 2"),
        ("I1,s1,0,40,ada,agency", "I1,s1,50,40,ada,agency", "end is not after start in row 2"),
        ("I1,s1,0,40,bob,agency", "I1,s1,0,40,ada,agency", "stands there before in row 3. Take it out."),
        ("I1,s1,0,40,bob,agency", "I1,s1,0,41,bob,agency", "another start or end than before in row 3"),
        ("I1,s1,0,40,bob,agency", "I1,s1,0,40,,agency", "The column coder is empty in row 3. Fill it in."),
        ("I1,s2,41,90,bob,\n", "I1,s2,41,90,ada,\n", "said to have no code and has one in row 5"),
        (",bob,", ",ada,", "stands there before in rows 3, 7. Take it out."),
        ("I1,s1,0,40,bob,agency", "I1,s1,0,40,bob", "There are not 6 cells in row 3"),
        ("I1,s2,41,90,ada", "\nI1,s2,41,90,ada", "There is an empty row in row 4"),
        ("I1,s1,0,40,ada,agency", '"I1,s1,0,40,ada,agency', "no CSV"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence_with_column_row_and_remedy(old, new, says):
    assert old in GOOD
    source = GOOD.replace(old, new)
    with pytest.raises(WrongTable) as refusal:
        read_codes(source.encode())
    assert says in str(refusal.value)
    text = refusal.value.text
    assert text.nl != text.en
    rows = re.findall(r"\d+", says.split("row")[-1]) if "row" in says else []
    assert all(row in text.nl for row in rows)


def test_one_coder_alone_is_no_agreement():
    alone = "\n".join(line for line in GOOD.splitlines() if "bob" not in line)
    with pytest.raises(WrongTable, match="names ada alone"):
        read_codes(alone.encode())


def test_a_file_that_is_no_utf8_names_the_row():
    with pytest.raises(WrongTable, match="Row 2 holds a sign that is no UTF-8"):
        read_codes(GOOD.replace("agency", "regié", 1).encode("latin-1"))
