"""All long work of the service, whichever page asked for it: `visavis work`, and the sweep, do it here."""

from visavis.doors.desk import moving_work, video_work
from visavis.doors.research import working


def work() -> int:
    """Do what waits; returns how many pieces were done. Films first: somebody may be sitting beside one."""
    return video_work.work() + moving_work.work() + working.work()
