"""A year of a service for the tests, by the shares of the demo."""

import random
from datetime import UTC, datetime

from visavis.demo import figures
from visavis.mediation.figures import OUTCOMES, SPANS, STEPS, WHY_NOT, WITHOUT, Year


class made_up:
    NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)

    @staticmethod
    def year(sign_ups: int, seed: int = 1) -> Year:
        rng, year = random.Random(seed), Year()
        for _ in range(sign_ups):
            event = rng.choices(list(figures.EVENTS), list(figures.EVENTS.values()))[0]
            year.events[event] += 1
            year.began["harmed" if rng.random() < 0.4 else "responsible"] += 1
            source = rng.choices(list(figures.REFERRAL), list(figures.REFERRAL.values()))[0]
            year.sources[source] += 1
            year.regions[rng.choice(figures.REGIONS)] += 1
            year.steps["signed_up"] += 1
            if rng.random() < 0.19:
                year.reasons[rng.choice(list(figures.NOT_TAKEN_UP))] += 1
                continue
            came = rng.choices(OUTCOMES, [10, 0, 1, 4, 4, 0, 3, 0, 2, 1, 40, 30])[0]
            year.outcomes[came] += 1
            if came in WITHOUT:
                year.why_not[rng.choice(WHY_NOT)] += 1
        for name, most in (
            ("taken_up", 9),
            ("talked", 40),
            ("asked", 90),
            ("wants_to_talk", 30),
            ("contact", 400),
        ):
            year.steps[name] = sign_ups * 2 // 3
            span = next(one for one, (_, end) in SPANS.items() if end is STEPS[name])
            year.spans[span] = [rng.randrange(most) for _ in range(year.steps[name])]
        return year
