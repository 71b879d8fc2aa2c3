"""A key for whoever tries the open interface for referrers on the demo. In a service no key stands anywhere."""

from datetime import date

from visavis.people import referrers

KEY = "vv_demo-a-sandbox-for-referrers-with-no-real-people"
NAME = "Proefdienst"


def open_sandbox(today: date) -> None:
    """Makes it once."""
    if referrers.of_key(KEY) is None:
        referrers.issue(NAME, "other", "demo", today, KEY)
