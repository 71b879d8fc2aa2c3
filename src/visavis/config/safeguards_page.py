"""``docs/safeguards.md``, made from the safeguards themselves: ``python -m visavis.config.safeguards_page``."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import visavis.mediation  # noqa: F401 - registers every act with its guards
from visavis.mediation.acts import ACTS, Safeguard
from visavis.mediation.safeguards import ORDER_RULES, SAFEGUARDS

PAGE = Path("docs/safeguards.md")
INTRODUCTION = """\
# Safeguards

Made from `src/visavis/mediation/safeguards/`; change it there and run
`python -m visavis.config.safeguards_page`. The numbers are those of the domain page, and the test of
a safeguard bears the same number. Sources: CoE = CM/Rec(2018)8 of the Council of Europe
(† = the same rule for juveniles or from its commentary), EU = Directive 2012/29/EU and its recitals,
UN = ECOSOC 2002/12, UNH = the UN handbook, RJC, EFRJ, SCO, ST and PH as the domain page names them.

A safeguard stands before an act: where it does not let pass, nothing is written and the person sees
its sentence. Stopping, saying no and asking a letter back have none.
"""


def _acts(safeguard: Safeguard) -> str:
    names = sorted(name for name, act in ACTS.items() if safeguard in act.guards)
    return ", ".join(f"`{name}`" for name in names) or "nothing yet"


def _entries(safeguards: Iterable[Safeguard]) -> Iterator[str]:
    for one in safeguards:
        title = one.name.replace("_", " ").capitalize()
        yield f"### {f'S{one.number} · ' if one.number is not None else ''}{title}\n"
        yield f"{one.doc.strip()}\n"
        yield f"> {one.text.nl}\n>\n> {one.text.en}\n"
        yield f"Before: {_acts(one)}. Source: {one.source}.\n"


def page() -> str:
    """The whole page, ending in a line break."""
    numbered = (SAFEGUARDS[number] for number in sorted(SAFEGUARDS))
    return "\n".join(
        [
            INTRODUCTION,
            f"## The {len(SAFEGUARDS)} safeguards that hold today\n",
            *_entries(numbered),
            "## Rules of order\n",
            *_entries(ORDER_RULES),
        ]
    )


def main() -> int:
    PAGE.write_text(page(), encoding="utf-8")
    print(f"Wrote {PAGE}: {len(SAFEGUARDS)} safeguards and {len(ORDER_RULES)} rules of order.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
