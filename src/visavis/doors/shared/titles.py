"""The closed list of page titles in a participant's space (experience.md §2.2).

A title stands in the browser's history, so none of them says a word about letters, mediation or
another person.
"""

from django.utils.translation import pgettext_lazy

NEUTRAL_TITLES = {
    "place": pgettext_lazy("neutral title", "My place"),
    "write": pgettext_lazy("neutral title", "Writing"),
    "read": pgettext_lazy("neutral title", "Reading"),
    "appointments": pgettext_lazy("neutral title", "Appointments"),
    "people": pgettext_lazy("neutral title", "People"),
    "questions": pgettext_lazy("neutral title", "Questions"),
    "pause": pgettext_lazy("neutral title", "Pause"),
    "later": pgettext_lazy("neutral title", "Later"),
}
