"""Coming in where a mediation was lived beforehand: by five words, or by a passphrase at the desk."""

from tests.doors.desk_at_work import PASSPHRASE
from tests.doors.lived import Lived
from tests.journeys.walkers import Opens, Walker
from visavis.people import signing_in


def comes_in(opens: Opens, name: str, lived: Lived, party: str) -> tuple[Walker, str]:
    """A place of one's own, opened and entered; the walker on it, and their five words."""
    words = " ".join(signing_in.open_place(lived.where.trajectory, party).words)
    return with_words(opens, name, words), words


def with_words(opens: Opens, name: str, words: str) -> Walker:
    who = opens(name)
    who.goes("/plek/in/")
    who.writes(words=words)
    who.presses("Continue")
    return who


def at_the_desk(opens: Opens) -> Walker:
    desk = opens("Mieke")
    desk.goes("/werk/binnen/")
    desk.writes(login="mediator", passphrase=PASSPHRASE)
    desk.presses("Come in")
    return desk
