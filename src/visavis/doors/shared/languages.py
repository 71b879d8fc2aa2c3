"""The language of a page: what stands in its address and in ``lang``, and how it addresses whoever reads it.

Two kinds of Dutch have a code of their own, and never leave the house: no ``lang`` and no header says them.
``nl-je`` is ``nl`` for who is addressed with *je* (`mediation.informal`). ``nl-ar`` is ``nl`` on a page that is not
there in Arabic, for who chose Arabic: its links keep ``/ar/``, and its first line offers an interpreter.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import LocalePrefixPattern, URLResolver
from django.utils.html import format_html
from django.utils.translation import activate, get_language

from visavis.doors.shared.door import declared
from visavis.mediation.informal import JE
from visavis.mediation.words import Text

OURS = ("nl", "en")
"""Every page is there in these. The desk, a place of one's own and the research pages in no other."""
DUTCH_FOR = "nl-"


def plain(language: str | None) -> str:
    """The language of the words: ``nl`` also where *je* is said, and where Dutch stands for another."""
    return "nl" if language is None or language.startswith(DUTCH_FOR) else str(language)


def chosen(language: str | None) -> str:
    """The language somebody chose, also where the page stands in Dutch for want of it."""
    if language is not None and language != JE and language.startswith(DUTCH_FOR):
        return language.removeprefix(DUTCH_FOR)
    return plain(language)


def in_ours(language: str) -> str:
    """Dutch or English: the language of a paper that there is in no other."""
    return language if language in OURS else "nl"


def ours() -> list[tuple[str, str]]:
    """Both, by their own names: what such a paper can be in."""
    return [(code, name) for code, name in settings.LANGUAGES if code in OURS]


def said(text: Text) -> str:
    """A sentence of the rules in the language of the page; marked as Dutch where it has only that."""
    language = plain(get_language())
    words, stands_in = text.within(get_language() or "nl"), text.stands_in(language)
    if not words or stands_in == language:
        return words
    return format_html('<span lang="nl" dir="ltr">{}</span>', words)


def found_in(view: object) -> list[str]:
    """In which languages search engines may find this view's page: not in one that no speaker has checked."""
    says = declared(view)
    others = settings.VISAVIS_CHECKED if says is not None and says.translated else ()
    return [code for code, _name in settings.LANGUAGES if code in OURS or code in others]


class Speaking:
    """A page that is not translated stands in Dutch, whole, for whoever chose a language beside ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = get_language() or "nl"
        response = self.get_response(request)
        if getattr(request, "in_dutch", False):
            response.headers.setdefault("Content-Language", "nl")
            activate(before)
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> None:
        language, says = get_language() or "nl", declared(view)
        if plain(language) not in OURS and says is not None and not says.translated:
            request.in_dutch = True
            activate(f"{DUTCH_FOR}{language}")


class Prefix(LocalePrefixPattern):
    """Dutch has no prefix, however it addresses somebody."""

    @property
    def language_prefix(self) -> str:
        code = chosen(get_language())
        return "" if code == settings.LANGUAGE_CODE else f"{code}/"


def in_each_language(*urls: Any) -> list[URLResolver]:
    """As Django's ``i18n_patterns``, with `Prefix`."""
    return [URLResolver(Prefix(prefix_default_language=False), list(urls))]
