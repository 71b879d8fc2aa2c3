"""The languages of the house. Dutch and English are ours, whole; each other one is one catalogue.

``visavis/languages/<code>/LC_MESSAGES/django.po`` has what people read before they have a place of their own (the
pages declared ``translated`` in their `@door`) and what we send them. A service offers a language once a speaker
has checked it: ``checked.toml`` beside the catalogues says who and when. The demo offers all of them.
"""

import gettext
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FOLDER = Path(__file__).resolve().parent.parent / "languages"
OURS = {"nl": "Nederlands", "en": "English"}
OTHERS = {
    "ar": "العربية",
    "tr": "Türkçe",
    "pl": "Polski",
    "ti": "ትግርኛ",
    "uk": "Українська",
}
"""By their own names, in their own script. One line here and one catalogue is a language."""


def checked(path: Path) -> dict[str, date]:
    """When a speaker checked each language; one that is not named was not checked.

    Raises ImproperlyConfigured where the file does not say who and when, or names a language there is not.
    """
    if not path.exists():
        raise ImproperlyConfigured(f"VISAVIS_LANGUAGES names a file that is not there: {path}")
    found: dict[str, date] = {}
    for code, said in tomllib.loads(path.read_text(encoding="utf-8")).items():
        who, on = (said.get("by"), said.get("on")) if isinstance(said, Mapping) else (None, None)
        if (
            code not in OTHERS
            or not isinstance(who, str)
            or not who.strip()
            or type(on) is not date
        ):
            raise ImproperlyConfigured(
                f"{path.name}: [{code}] is one of {', '.join(OTHERS)}, with by = “who” and on = a day."
            )
        found[code] = on
    return found


def offered(mode: str, were_checked: Iterable[str]) -> list[tuple[str, str]]:
    """What can be chosen: in a service only what a speaker checked."""
    kept = set(were_checked)
    others = {code: name for code, name in OTHERS.items() if mode != "service" or code in kept}
    return [*OURS.items(), *others.items()]


def speaker(code: str) -> Callable[[str], str]:
    """From an English sentence to the one in this language; the same sentence where there is none."""
    return gettext.translation("django", FOLDER, languages=[code], fallback=True).gettext
