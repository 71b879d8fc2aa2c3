"""What came of a row, in plain words: on the page, and in the file of the report."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visavis.doors.desk.moving_work import HERE, LEFT, TAKEN, WAITS, Result
from visavis.doors.shared.downloads import plain

OUTCOMES = {
    TAKEN: gettext_lazy("taken over, with its mediator"),
    WAITS: gettext_lazy("taken over, without a mediator yet"),
    HERE: gettext_lazy("here already"),
    LEFT: gettext_lazy("not taken over"),
}
WHY = {
    "empty": gettext_lazy("Nothing stands in this row."),
    "no_number": gettext_lazy(
        "It has no number of your own, so that it could come over twice. Give it one."
    ),
    "no_name": gettext_lazy("It has no name."),
    "no_relation": gettext_lazy(
        "We do not know what “%s” says of who signed up. Say so under the words of that column."
    ),
    "no_day": gettext_lazy("%s: “%s” is no day in the way you chose, or it is still to come."),
    "too_long": gettext_lazy(
        "%s: there is more text in it than we can keep there. Make it shorter."
    ),
    "closed": gettext_lazy(
        "It is closed. Closed ones stay where they are, until their time to be erased."
    ),
    "twice": gettext_lazy("Row %s has the same number."),
    "own_yes": gettext_lazy(
        "Nobody says that they signed up themselves. First intake asks for their own yes."
    ),
    "no_event": gettext_lazy(
        "The kind of event is not known. First intake rings and writes it down."
    ),
    "no_mediator": gettext_lazy("No mediator stands in it. A planner chooses one."),
    "unknown_mediator": gettext_lazy("“%s” is no mediator here. A planner chooses one."),
    "no_other": gettext_lazy(
        "The other has no name in it. A planner takes it up once there is one."
    ),
    "planner_assigns": gettext_lazy("A planner still gives it to %s: you do not have that role."),
    "not_said": gettext_lazy(
        "A planner still gives it to %s: nobody said that they know none of the people."
    ),
    "refused": gettext_lazy("A planner chooses a mediator, as %s cannot go on with it: %s"),
}


def sentence(result: Result) -> str:
    """What happens with the row, and why."""
    if result.outcome == TAKEN:
        said = _("Goes on with %s.") % result.about[0]
    elif result.code:
        template = str(WHY[result.code])
        said = template % result.about if "%s" in template else template
    else:
        said = _("This number came over before. It stays as it stands here.")
    if result.like:
        said += (
            " "
            + _("Row %s has the same name and telephone: look whether that is one person.")
            % result.like
        )
    return said


def as_csv(results: Iterable[Result]) -> bytes:
    """The whole report, UTF-8 with a mark that spreadsheets know; no cell is a formula."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=";")
    table.writerow([_("Row"), _("Number there"), _("What came of it"), _("Why")])
    table.writerows(
        [one.number, plain(one.reference), str(OUTCOMES[one.outcome]), plain(sentence(one))]
        for one in results
    )
    return text.getvalue().encode("utf-8-sig")
