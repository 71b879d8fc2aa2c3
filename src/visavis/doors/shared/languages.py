"""The language of a page: what stands in its address and in ``lang``, and how it addresses whoever reads it.

``nl-je`` is ``nl`` for who is addressed with *je* (`mediation.informal`): words of its own, and everything else as
in Dutch. It never leaves the house: no address, no ``lang`` and no header says it.
"""

from typing import Any

from django.conf import settings
from django.urls import LocalePrefixPattern, URLResolver
from django.utils.translation import get_language

from visavis.mediation.informal import JE


def plain(language: str | None) -> str:
    """``nl`` or ``en``, also where *je* is said."""
    return "nl" if language in (None, JE) else str(language)


class Prefix(LocalePrefixPattern):
    """Dutch has no prefix, however it addresses somebody."""

    @property
    def language_prefix(self) -> str:
        code = plain(get_language())
        return "" if code == settings.LANGUAGE_CODE else f"{code}/"


def in_each_language(*urls: Any) -> list[URLResolver]:
    """As Django's ``i18n_patterns``, with `Prefix`."""
    return [URLResolver(Prefix(prefix_default_language=False), list(urls))]
