"""A town of which every page is read, and a browser to look at them."""

from tests.bad_input.conftest import built
from tests.journeys.conftest import browser

__all__ = ["browser", "built"]
