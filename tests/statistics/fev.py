"""fev_data as the published runs used it."""

import csv
from pathlib import Path

import numpy as np

from visavis.statistics import INTERCEPT, Design, Rows, Term, rows

FEV = Path(__file__).parent / "data" / "fev_data.csv"

FACTORS = {
    "RACE": ("Asian", "Black or African American", "White"),
    "SEX": ("Male", "Female"),
    "ARMCD": ("PBO", "TRT"),
    "AVISIT": ("VIS1", "VIS2", "VIS3", "VIS4"),
}

MAIN: tuple[Term, ...] = (
    INTERCEPT,
    ("RACE",),
    ("SEX",),
    ("ARMCD",),
    ("AVISIT",),
    ("ARMCD", "AVISIT"),
)


class Fev:
    """fev_data without the rows that have no FEV1: 537 answers of 197 people."""

    def __init__(self) -> None:
        with FEV.open(newline="") as file:
            self.lines = [line for line in csv.DictReader(file) if line["FEV1"]]
        self.values = {
            name: np.array([levels.index(line[name]) for line in self.lines])
            for name, levels in FACTORS.items()
        }
        self.y = np.array([float(line["FEV1"]) for line in self.lines])
        self.person = [line["USUBJID"] for line in self.lines]
        self.wave = [line["AVISIT"] for line in self.lines]

    def design(self, *terms: Term) -> Design:
        return Design(terms, FACTORS)

    def rows(self, design: Design) -> Rows:
        return rows(
            self.y,
            design.matrix(self.values),
            self.person,
            self.wave,
            columns=design.columns,
            waves=FACTORS["AVISIT"],
        )
