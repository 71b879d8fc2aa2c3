"""Which key does what at the desk: the list, and what somebody chose instead, as one line of text with their account.

One sign, or two after each other. They do nothing inside a field; each can be changed, left out, or all turned off
(WCAG 2.1.4). A key presses a link that stands on the page, so nothing can be done by key alone.
"""

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

OFF = "off"
KEYS = {
    "keys": "?",
    "today": "g v",
    "trajectories": "g t",
    "gate": "g p",
    "find": "/",
    "a": "1",
    "between": "2",
    "b": "3",
    "note": "n",
    "write": "e",
}
"""As they are for whoever changed nothing (experience.md §5)."""
DOES = {
    "keys": _("This list of keys"),
    "today": _("To Today"),
    "trajectories": _("To Trajectories"),
    "gate": _("To the gate"),
    "find": _("Find by nickname or name"),
    "a": _("In a trajectory: to side A"),
    "between": _("In a trajectory: to what lies between"),
    "b": _("In a trajectory: to side B"),
    "note": _("On one side: write a note"),
    "write": _("On one side: letters and leaflets"),
}
SIGNS = re.compile(r"\S( \S)?")


def chosen(stored: str) -> dict[str, str]:
    """What the keys of somebody are; empty where they turned them off."""
    if stored == OFF:
        return {}
    changed = dict(part.split("=", 1) for part in stored.split("\t") if "=" in part)
    return {name: key for name, key in (KEYS | changed).items() if name in KEYS and key}


def stored(wanted: Mapping[str, str]) -> str:
    """What is kept of a choice: only what differs, so that a new key comes to everyone who did not change it."""
    different = {name: key for name, key in wanted.items() if KEYS[name] != key}
    return "\t".join(f"{name}={key}" for name, key in different.items())


def spelled(typed: str) -> str | None:
    """A key as it is kept: ``gv`` is ``g v``; None where it is not one sign or two."""
    plain = " ".join(typed.split())
    if len(plain) == 2:
        plain = " ".join(plain)
    return plain if not plain or (SIGNS.fullmatch(plain) and plain.isprintable()) else None


def clashes(wanted: Mapping[str, str]) -> dict[str, str]:
    """Which cannot both be: the same key twice, or one that begins another, by the name of the later one."""
    found: dict[str, str] = {}
    named = [(name, key) for name, key in wanted.items() if key]
    for number, (name, key) in enumerate(named):
        for other, theirs in named[:number]:
            short, long = sorted((key, theirs), key=len)
            if short == long or long.startswith(f"{short} "):
                found.setdefault(name, other)
    return found
