"""Small categories taken together in an order that was registered before the data were opened.

study.md §3.7: a category with fewer than ten who answered is merged, so that no weight rests on a
handful of people; in a fixed order, so that nobody chooses after seeing the answers.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from visavis.statistics.errors import NotDefined, TooFewPeople

FEWEST = 10


def merged(
    answered: Mapping[str, int], order: Sequence[tuple[str, str]], fewest: int = FEWEST
) -> dict[str, str]:
    """Category → the name of the group it goes by.

    answered: people per category. order: (small, into): in turn, if the group of `small` still has
    fewer than `fewest` people, it joins the group of `into` and takes its name. A merge that is
    not needed is passed over. Raises NotDefined for a category that is not there, TooFewPeople
    where a group stays small after the whole order.
    """
    group = {name: name for name in answered}
    for small, into in order:
        if small not in group or into not in group:
            absent = small if small not in group else into
            raise NotDefined(f"The order of merging names {absent}, which is no category.")
        if _sizes(answered, group)[group[small]] < fewest and group[small] != group[into]:
            joining, name = group[small], group[into]
            group = {each: name if of == joining else of for each, of in group.items()}
    for name, size in _sizes(answered, group).items():
        if size < fewest and len(set(group.values())) > 1:
            raise TooFewPeople(
                f"Only {size} people answered in {name}, and the registered order merges it with "
                f"nothing. At least {fewest} are needed: register a merge, or drop this margin."
            )
    return group


def _sizes(answered: Mapping[str, int], group: Mapping[str, str]) -> Counter[str]:
    sizes = Counter[str]()
    for name, count in answered.items():
        sizes[group[name]] += count
    return sizes
