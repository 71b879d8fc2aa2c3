"""While a colleague is away, what waits stands with whoever mediates beside them.

Nobody reads along because a colleague is away. Whoever stands in was assigned as second mediator, with all that asks
of them (S26–S28), and the people who take part read who that is.
"""

from visavis.doors.desk.rooms import Desk
from visavis.doors.desk.tasks import WORK
from visavis.journal.worklist import TaskItem, tasks
from visavis.mediation.entries import Audience
from visavis.people import absences


def stands_in(here: Desk, limit: int) -> list[TaskItem]:
    """Work of colleagues who are away today, in trajectories that this person mediates with them. Not what lies at the
    gate: passing and offering a letter is the first mediator's alone (domain §3)."""
    gone = absences.away_on(here.today).keys() - {here.account}
    found: list[TaskItem] = []
    for account in sorted(gone & here.first_of_beside if gone else gone):
        listed = tasks(here.ring, Audience.MEDIATOR, here.today, mediator=account, limit=limit)
        found += [item for item in listed if item.trajectory in here.beside]
    return [item for item in found if WORK[item.code].group != "gate"]
