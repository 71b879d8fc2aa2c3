"""What a service's own lists add to the fields of moving in: its ways to be found, and its regions."""

from collections.abc import Mapping
from typing import Any

from visavis.doors.desk.moving_fields import FIELDS
from visavis.service.current import current

SOURCE, REGION = "referral_source", "region"


def codes_of(name: str) -> Mapping[str, Any] | None:
    """What the words of this column can mean; None: they are taken as they stand.

    A municipality stands as it is; a word that falls under no region may mean one of them."""
    if name == SOURCE:
        return current().sources.offered
    if name == REGION:
        return {one.name: one.name for one in current().regions.offered} or None
    return FIELDS[name].codes


def stands(name: str, word: str) -> bool:
    """Whether this needs no meaning: a municipality of which the region is known."""
    return name == REGION and current().regions.of(word) is not None


__all__ = ["codes_of", "stands"]
