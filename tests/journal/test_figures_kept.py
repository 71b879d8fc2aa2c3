"""Of the months of a year most were counted in their time: only what was recorded since is opened for a report."""

from datetime import date

from visavis.journal.figures import Kept
from visavis.mediation.figures import Year


def kept(first: int, last: int, year: int = 2026) -> Kept:
    """Months as a service keeps them: each on the first day after another month has passed, ten entries a day."""
    months = {f"{year}-{month:02}": Year() for month in range(first, last + 1)}
    counted_on = [
        date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) for month in range(first, last + 1)
    ]
    return Kept(months, [(on, 10 * on.toordinal()) for on in counted_on])


def test_a_year_of_which_each_month_was_kept_needs_no_card() -> None:
    assert kept(1, 12).all_of(2026)
    assert kept(4, 12).all_of(2026)  # the service began in April
    assert not kept(1, 11).all_of(2026)
    assert not Kept().all_of(2026)


def test_in_january_december_is_counted_of_what_was_recorded_since_a_count_before_it_began() -> (
    None
):
    after = kept(1, 11).before(2026)
    assert (
        after == 10 * date(2026, 11, 1).toordinal()
    )  # September was counted then: none of December was there yet


def test_where_a_month_between_was_not_kept_or_no_count_is_old_enough_everything_is_counted() -> (
    None
):
    hole = kept(1, 11)
    del hole.months["2026-05"]
    assert hole.before(2026) == 0
    assert kept(11, 11).before(2026) == 0  # counted in January, when all of December was there
    assert Kept().before(2026) == 0
