"""Sentences in a service's own words: where it wrote them they stand, and nowhere is the replaced one said."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from visavis.mediation.informal import JE
from visavis.service.changes import Change
from visavis.service.current import as_if, service_of

pytestmark = pytest.mark.pure
HERE = Template('{% load own_words %}{% own_words "free" %}As it comes.{% endown_words %}')
OWN = Change(
    1,
    "words.free",
    ("U betaalt niets & niemand.", "You pay nothing."),
    "x",
    datetime(2026, 1, 1, tzinfo=UTC),
)
SAYS = {
    "nl": "U betaalt niets &amp; niemand.",
    JE: "Je betaalt niets &amp; niemand.",
    "en": "You pay nothing.",
    "ar": '<span lang="nl" dir="ltr">U betaalt niets &amp; niemand.</span>',
}


@pytest.mark.parametrize("language", SAYS)
def test_own_words_are_said_in_each_language_and_marked_where_they_are_dutch(
    language: str,
) -> None:
    with translation.override(language):
        assert HERE.render(Context()) == "As it comes."
        with as_if(service_of({"words.free": OWN})):
            assert HERE.render(Context()) == SAYS[language]


def test_a_sentence_that_was_kept_as_it_is_stands_in_the_language_of_the_page() -> None:
    kept = replace(
        OWN,
        value=(
            "Het is gratis. U doet het uit eigen wil. Wat u vertelt, blijft bij ons.",
            "It is free. You do it of your own will. What you tell us stays with us.",
        ),
    )
    with translation.override("pl"), as_if(service_of({"words.free": kept})):
        assert "lang=" not in HERE.render(Context())
        assert HERE.render(Context()) != kept.value[1]
