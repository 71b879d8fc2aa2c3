"""How easily the questions read: Flesch, in Douma's form for Dutch.

206.8 − 0.93 × words per sentence − 77 × syllables per word; 70 and above reads easily. The formula
sees length, not meaning: it points at what to look at again and proves nothing.
Source: Flesch (1948), J. Appl. Psychol. 32, 221–233; Douma (1960), De leesbaarheid van landbouwbladen.
"""

import re

from visavis.study.instrument import Instrument

VOWELS = re.compile(r"ieu|eeu|aai|ooi|oei|aa|ee|oo|uu|ie|ei|ij|ui|ou|au|eu|oe|[aeiouyáéíóúàèëïöü]")
WORD = re.compile(r"[\w'’-]+")


def flesch_douma(text: str) -> float | None:
    """The score of a Dutch text, None without a word. Above 100 is possible."""
    sentences = [one for one in re.split(r"[.?!:]+", text) if WORD.search(one)]
    words = [word for one in sentences for word in WORD.findall(one)]
    if not words:
        return None
    syllables = sum(max(1, len(VOWELS.findall(word.lower()))) for word in words)
    return 206.8 - 0.93 * len(words) / len(sentences) - 77 * syllables / len(words)


def of_instrument(instrument: Instrument) -> float | None:
    """Of all its Dutch questions together; None for one whose words are not here."""
    return flesch_douma(
        " ".join(f"{item.stem.nl.rstrip('.?')}." for item in instrument.items if item.stem.nl)
    )
