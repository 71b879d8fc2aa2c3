"""What a service set for itself: one row for each change, never overwritten.

Nothing here is about a person in a mediation, so nothing is sealed: what stands here, everybody may read on the
pages of the service or in its way of working.
"""

from django.db import models


class SettingRow(models.Model):
    """One change. Append only: triggers refuse UPDATE and DELETE.

    ``name``: a room and what is set in it, such as ``terms.reading_time``. ``value``: its parts, as a line of
    JSON; empty: as Visavis comes again. (Text, no JSON column: SQLite calls its check unsafe when the schema is
    not trusted.) ``by``: an account of staff.
    """

    n = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=60, db_index=True)
    value = models.TextField(blank=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
