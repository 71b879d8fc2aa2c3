"""Who the service is and how it is reached: as it says itself, and before that as its environment says."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.conf import settings

from visavis.mediation.words import Text

NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Facts:
    """``post`` and ``complaints``: lines; all but the name may be empty."""

    name: str
    phone: str
    hours: Text
    post: str
    complaints: str

    def other_hours(self, language: str) -> str:
        """In a language beside ours, as the environment says them; empty where it does not, or others hold now."""
        own = self.hours != from_environment().hours
        return "" if own else settings.VISAVIS_TELEPHONE_HOURS.get(language, "")


def from_environment() -> Facts:
    hours: Mapping[str, str] = settings.VISAVIS_TELEPHONE_HOURS
    return Facts(
        settings.VISAVIS_NAME,
        settings.VISAVIS_TELEPHONE,
        Text(hours.get("nl", ""), hours.get("en", "")),
        settings.VISAVIS_POST,
        settings.VISAVIS_COMPLAINTS,
    )


def facts_of(said: Mapping[str, tuple[str, ...]]) -> Facts:
    """``said``: by field, what the service set."""
    found = from_environment()
    own = {
        one.name: Text(*said[one.name]) if len(said[one.name]) == 2 else said[one.name][0]
        for one in fields(Facts)
        if said.get(one.name)
    }
    return Facts(**{one.name: own.get(one.name, getattr(found, one.name)) for one in fields(Facts)})
