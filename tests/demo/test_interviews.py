"""The demo's codes of interviews are a file that the study takes in, of as many interviews as were held."""

import random

import pytest

from visavis.demo import figures
from visavis.demo.interviews import coded
from visavis.study.coding import read_codes

pytestmark = pytest.mark.pure


def test_two_coders_coded_thirty_one_interviews_and_mostly_agree() -> None:
    frame = read_codes(coded(random.Random(1)))
    assert frame["interview"].n_unique() == figures.INTERVIEWS == 31
    assert frame["coder"].n_unique() == 2
    agency = frame.filter(code="agency").group_by("interview", "segment").len()
    both = agency.filter(len=2).height
    assert both / agency.height > 0.7
