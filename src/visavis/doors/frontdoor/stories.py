"""*Verhalen*: what it was like for others; also where no contact came, and where somebody stopped.

A story is a file (``stories/README.md``). Ours are made up and say so; a service's own take their place. What a
reader chooses travels in a post: an address that names a kind of event would stay in the history of a telephone.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy

from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields

OURS = Path(__file__).parent / "stories"
ALL = "all"
SIDES = {
    "harmed": gettext_lazy("It happened to me"),
    "responsible": gettext_lazy("I did it or caused it"),
    "bereaved": gettext_lazy("Someone of mine died"),
    "next_of_kin": gettext_lazy("I am close to someone it is about"),
}
EVENTS = {
    "violence": gettext_lazy("Violence"),
    "sexual_harm": gettext_lazy("Sexual violence"),
    "homicide": gettext_lazy("Someone was killed"),
    "traffic": gettext_lazy("An accident in traffic"),
    "property": gettext_lazy("Theft or a burglary"),
    "other": gettext_lazy("Something else"),
}
ENDS = {
    "contact": gettext_lazy("There was contact"),
    "no_contact": gettext_lazy("No contact came"),
    "stopped": gettext_lazy("This person stopped"),
    "alone": gettext_lazy("No contact came, but help did"),
}
WORDS_A_MINUTE = 120
"""How fast somebody reads who reads slowly."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story in one language. ``sound``: the name of the file in which it is read aloud, or empty."""

    name: str
    side: str
    event: str
    ended: str
    made_up: bool
    title: str
    warning: str
    text: str
    sound: str = ""

    @property
    def minutes(self) -> int:
        return max(1, round(len(self.text.split()) / WORDS_A_MINUTE))

    @property
    def about(self) -> list[Any]:
        """In words: from which side, after what, and how it went on."""
        return [SIDES[self.side], EVENTS[self.event], ENDS[self.ended]]


class StoryError(ValueError):
    """A story's file lacks something, or says what it cannot say."""


def read(folder: Path) -> Mapping[str, tuple[Story, ...]]:
    """The stories of a folder by language, in the order of their files. Raises StoryError."""
    found: dict[str, list[Story]] = {"nl": [], "en": []}
    for path in sorted(folder.glob("*.toml")):
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        for language, stories in found.items():
            if language in said:
                stories.append(_story(path, said, said[language]))
    return {language: tuple(stories) for language, stories in found.items()}


def _story(path: Path, said: Mapping[str, Any], words: Mapping[str, str]) -> Story:
    try:
        side, event, ended = said["side"], said["event"], said["ended"]
        if side not in SIDES or event not in EVENTS or ended not in ENDS:
            raise StoryError(f"{path.name}: a side, an event or an ending that we do not know.")
        sound = str(said.get("sound", ""))
        if sound != Path(sound).name:
            raise StoryError(f"{path.name}: the sound must lie beside the story.")
        return Story(
            path.stem, side, event, ended, bool(said["made_up"]),
            words["title"], words["warning"], words["text"].strip(), sound,
        )  # fmt: skip
    except KeyError as lacks:
        raise StoryError(f"{path.name} lacks {lacks}.") from None


@cache
def _kept(folder: Path) -> Mapping[str, tuple[Story, ...]]:
    return read(folder)


def folder() -> Path:
    """Where the stories lie: the service's own, or ours."""
    own: str = settings.VISAVIS_STORIES
    return Path(own) if own else OURS


def stories(language: str) -> tuple[Story, ...]:
    return _kept(folder()).get(language, ())


def chosen(found: Iterable[Story], side: str, event: str) -> list[Story]:
    """Those of one side, after one kind of event; ``ALL`` or what we do not know is every one."""
    return [
        one
        for one in found
        if (side not in SIDES or one.side == side) and (event not in EVENTS or one.event == event)
    ]


@door("frontdoor")
def tell(request: HttpRequest) -> HttpResponse:
    only_fields(request, {"side", "event", "go"})
    side, event = request.POST.get("side", ALL), request.POST.get("event", ALL)
    every = stories((get_language() or "nl")[:2])
    told = chosen(every, side, event)
    context = {
        "sides": _offered(SIDES, {one.side for one in every}),
        "events": _offered(EVENTS, {one.event for one in every}),
        "side": side,
        "event": event,
        "every": every,
        "told": told,
        "made_up": any(one.made_up for one in told),
    }
    response = render(request, "frontdoor/stories.html", context)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response


def _offered(words: Mapping[str, Any], there: set[str]) -> list[tuple[str, Any]]:
    """What can be chosen: only what there is a story of."""
    return [(code, said) for code, said in words.items() if code in there]


@door("frontdoor", methods=["GET"])
def sound(request: HttpRequest, name: str) -> FileResponse:
    """A story read aloud. What we do not have is not there."""
    for story in stories((get_language() or "nl")[:2]):
        path = folder() / story.sound
        if story.name == name and story.sound and path.is_file():
            return FileResponse(path.open("rb"), content_type="audio/mpeg")
    raise Http404
