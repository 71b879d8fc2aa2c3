"""Charts as our own SVG, for the page and for the PDF, drawn once."""

from visavis.factsheet.charts.bars import bars
from visavis.factsheet.charts.counts import blocks, empty, flow
from visavis.factsheet.charts.drawing import NARROW, SMALL, WIDTH, Drawing, Point
from visavis.factsheet.charts.on_a_scale import Pair, Row, dots, paired_dots, stacked
from visavis.factsheet.charts.over_waves import Line, Plane, slopes

__all__ = [
    "NARROW",
    "SMALL",
    "WIDTH",
    "Drawing",
    "Line",
    "Pair",
    "Plane",
    "Point",
    "Row",
    "bars",
    "blocks",
    "dots",
    "empty",
    "flow",
    "paired_dots",
    "slopes",
    "stacked",
]
