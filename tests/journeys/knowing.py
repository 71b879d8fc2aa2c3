"""*Wat weet de ander van mij?* held against what really stands on the other's screen."""

import re
from collections.abc import Mapping

from tests.journeys.walkers import Walker, Words
from visavis.mediation.telling import SENTENCES


def all_they_read(walker: Walker) -> str:
    """Everything that stands in somebody's own place: each page that a link of it leads to."""
    said, todo, done = [], ["/plek/"], set[str]()
    while todo:
        path = todo.pop()
        if path in done:
            continue
        done.add(path)
        walker.goes(path)
        said.append(walker.page.locator("body").inner_text())
        links = walker.main.locator("a[href]").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        )
        todo += [_plain(link) for link in links if _to_read(link)]
    return "\n".join(said)


def _plain(link: str) -> str:
    return link.removeprefix("/en").partition("#")[0].partition("?")[0]


def _to_read(link: str) -> bool:
    """Pages of the person's own place; the questions and forms of it add nothing to read."""
    return bool(
        re.match(
            r"^(/en)?/plek/(schrijven/$|geschreven/|lezen/|mensen/$|over-mij/$|later/$|pauze/$)",
            link,
        )
    )


def allowed(walker: Walker) -> str:
    """The first list of the page: what the other may know."""
    walker.goes("/plek/mensen/")
    return walker.main.locator("section[aria-labelledby=knows]").inner_text()


def holds(
    me: Walker, other: Walker | None, facts: Mapping[str, Words], never: tuple[str, ...]
) -> None:
    """What of ``me`` stands on the other's screen, stands on my list too; what is ``never`` does not.

    ``facts``: a text that may reach the other, with the line that must then stand on my list.
    """
    listed = allowed(me)
    theirs = all_they_read(other) if other is not None else ""
    for fact, line in facts.items():
        if fact in theirs:
            ways = me.said(line)
            assert any(way in listed for way in ways), (
                f"the other reads {fact!r}; {me.name}'s list does not say {ways}: {listed}"
            )
    for one in never:
        assert one not in theirs, f"the other reads {one!r} of {me.name}"


def sentences_of(walker: Walker) -> dict[str, Words]:
    """The sentences about somebody that the other may read, and how they stand on their list."""
    return {
        SENTENCES["O.talking"].within(walker.language): "That you want to talk with us first",
        SENTENCES["O.takes_part"].within(walker.language): "That you want to take part",
    }
