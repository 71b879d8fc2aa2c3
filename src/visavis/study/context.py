"""What a condition may know of a person in a round, and which questions follow (study §1.1, §2.3).

Nothing here comes from the record of a mediation save the role, and that only where the person let
it be linked; whether there was contact is asked.
"""

from collections.abc import Mapping

from visavis.study.catalogue import COMPARISON, MEDIATION, questions
from visavis.study.condition import Value, holds
from visavis.study.facts import role
from visavis.study.instrument import Instrument, Item
from visavis.study.models import Answer, Round

ROLE_ITEM = "RT_role"
ROLE_SAID = {1: "harmed", 2: "kin", 3: "responsible", 4: "other"}
"""The role by the answer to ``RT_role``."""
UNKNOWN = "unknown"

Context = Mapping[str, Value | None]
Numbers = Mapping[str, int | None]


def group_of(one: Round) -> str:
    """Whether the questions are those of a mediation or of the comparison group."""
    return COMPARISON if one.person.partner_id else MEDIATION


def context_of(one: Round) -> Context:
    """``told_role``, ``wave`` and ``group`` of a round; ``role`` follows with the answers."""
    told = role(one.person.relation)
    if told is None:
        earlier = Answer.objects.filter(
            round__person_id=one.person_id, item=ROLE_ITEM, value__isnull=False
        ).exclude(round=one.pk)
        said = earlier.order_by("-round__wave").values_list("value", flat=True).first()
        told = ROLE_SAID.get(said or 0)
    return {"told_role": told or UNKNOWN, "wave": one.wave, "group": group_of(one)}


def shown(item: Item, context: Context, numbers: Numbers) -> bool:
    """Whether this question is asked, given the numbers answered so far."""
    if item.show_if is None:
        return True
    said = ROLE_SAID.get(numbers.get(ROLE_ITEM) or 0, UNKNOWN)
    told = context["told_role"]
    return holds(item.show_if, {**numbers, **context, "role": said if told == UNKNOWN else told})


def asked_in(
    wave: int, group: str, context: Context, numbers: Numbers
) -> list[tuple[int, Instrument, Item]]:
    """The questions shown, with the place each has among all of the round, from 1."""
    return [
        (place, instrument, item)
        for place, (instrument, item) in enumerate(questions(wave, group), 1)
        if shown(item, context, numbers)
    ]
