"""How the rounds stand today: counts per wave, for those who run the study. Nobody is named."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from visavis.study import waves
from visavis.study.links import answerable
from visavis.study.models import Moment, Person, Round
from visavis.study.sweep import way_of, wish_of
from visavis.study.waves import ASK, WAVES

AHEAD = timedelta(30)


@dataclass(slots=True)
class WaveCount:
    """One wave. ``coming``: opens within thirty days for people who take part now; ``open``: can be
    answered today; ``answered``: finished, ``late`` of them outside the window; ``stopped``: broken
    off half-way; ``missed``: closed without being finished. ``notices``: rounds by messages sent.
    """

    wave: int
    coming: int = 0
    open: int = 0
    answered: int = 0
    late: int = 0
    stopped: int = 0
    missed: int = 0
    notices: Counter[int] = field(default_factory=Counter)


def wave_counts(today: date) -> list[WaveCount]:
    """T1, T2 and T3 of the people of a mediation."""
    counts = {wave: WaveCount(wave) for wave in WAVES}
    opened: dict[str, set[int]] = defaultdict(set)
    rounds = Round.objects.filter(person__partner=None, wave__gt=ASK).select_related("person")
    for one in rounds:
        count = counts[one.wave]
        opened[one.person_id].add(one.wave)
        count.notices[one.notices] += 1
        if one.finished_on:
            count.answered += 1
            count.late += one.finished_on > one.closes
        elif one.ended_on:
            count.stopped += 1
        elif answerable(one, today):
            count.open += 1
        else:
            count.missed += 1
    moments: dict[str, list[Moment]] = defaultdict(list)
    for moment in Moment.objects.filter(person__agreed_on__isnull=False):
        moments[moment.person_id].append(moment)
    people = Person.objects.filter(partner=None, stopped_on=None, no_more_on=None)
    for person in people.exclude(agreed_on=None):
        way, wish = way_of(moments[person.pk], today), wish_of(person)
        if way.silence:
            continue
        for window in waves.windows(way, wish, waves.delay_of(person.pk)):
            if window.wave != ASK and window.wave not in opened[person.pk]:
                counts[window.wave].coming += today < window.opens <= today + AHEAD
    return list(counts.values())
