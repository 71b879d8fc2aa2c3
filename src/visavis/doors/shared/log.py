"""The log: an allow-list. There is no way to write a free string into it (security.md §5).

An event has a name from `Event`, the door, the status, the duration in steps, and the random
code of the request that a 500 page shows. A failure adds the kind of error and the places in our
own code it passed; never its message, its values, a path or a browser.
"""

import json
import logging
import traceback
from enum import StrEnum
from pathlib import Path

from visavis.doors.shared.door import DOORS

_log = logging.getLogger("visavis.requests")

STEPS_MS = (10, 30, 100, 300, 1000, 3000)
PACKAGE = Path(__file__).resolve().parents[2]


class Event(StrEnum):
    REQUEST = "request"
    REFUSED = "refused"
    FAILED = "failed"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SWEEP = "sweep"


def step(seconds: float) -> str:
    """The duration as the smallest step in milliseconds that holds it: exact times tell sizes."""
    for limit in STEPS_MS:
        if seconds * 1000 <= limit:
            return f"<={limit}"
    return f">{STEPS_MS[-1]}"


def log(
    event: Event,
    *,
    door: str | None = None,
    status: int | None = None,
    seconds: float | None = None,
    code: str | None = None,
    error: BaseException | None = None,
) -> None:
    """Write one event. Everything but the enumerated, the numeric and the random is refused."""
    line: dict[str, object] = {"event": Event(event).value}
    if door is not None:
        line["door"] = door if door in DOORS else "none"
    if status is not None:
        line["status"] = int(status)
    if seconds is not None:
        line["duration"] = step(seconds)
    if code is not None:
        line["code"] = code if code.isalnum() and len(code) <= 16 else "odd"
    if error is not None:
        line |= _failure(error)
    level = logging.ERROR if event is Event.FAILED else logging.INFO
    _log.log(level, "listed", extra={"listed": line})


def _failure(error: BaseException) -> dict[str, object]:
    places = []
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(PACKAGE):
            places.append(f"{path.relative_to(PACKAGE)}:{frame.lineno}")
    return {"error": type(error).__name__, "at": places}


class Listed(logging.Formatter):
    """Lines of JSON. What others log is reduced to who said it: their texts quote paths."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"), "level": record.levelname}
        listed = getattr(record, "listed", None)
        if isinstance(listed, dict):
            return json.dumps(line | listed)
        line |= {"event": "framework", "logger": record.name}
        if record.exc_info and record.exc_info[1] is not None:
            return json.dumps({**line, **_failure(record.exc_info[1])})
        return json.dumps(line)
