"""How the child's parts say that a file is not taken."""

from visavis.rebuilding import Unfit


class IsUnfit(Exception):
    """This file is not taken. ``why``: of the closed list."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why)
        self.why = why
