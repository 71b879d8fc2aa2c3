"""What cannot be estimated, each with its own name and a sentence that a person can read.

A model that does not hold is refused here, never answered with a number that looks like one.
"""


class CannotEstimate(ValueError):
    """The data do not allow what was asked. The message is one or more plain sentences."""


class NoData(CannotEstimate):
    """Nothing to estimate from."""


class NotFinite(CannotEstimate):
    """A value is missing or infinite where a number is needed."""


class DuplicatedRows(CannotEstimate):
    """One person has two rows for one wave."""


class OneWave(CannotEstimate):
    """Repeated measures need at least two waves."""


class TooFewPeople(CannotEstimate):
    """Fewer people than the model has things to estimate."""


class WavesNeverTogether(CannotEstimate):
    """Two waves that nobody answered both: their covariance cannot be known."""


class CollinearColumns(CannotEstimate):
    """Columns of the design that follow from the ones before them.

    columns: their names.
    """

    def __init__(self, columns: tuple[str, ...]) -> None:
        self.columns = columns
        named = ", ".join(columns)
        verb = "follows" if len(columns) == 1 else "follow"
        noun = "column" if len(columns) == 1 else "columns"
        super().__init__(
            f"The {noun} {named} {verb} from the other columns of the model. "
            "Leave a term out, or take levels together."
        )


class NoSpread(CannotEstimate):
    """The answers do not differ beyond what the model explains."""


class NearSingular(CannotEstimate):
    """The covariance between the waves is on the edge of what is possible."""


class NotConverged(CannotEstimate):
    """The search for the best fitting covariance did not end."""


class PoorOverlap(CannotEstimate):
    """Two groups with too few people alike to be compared."""


class NotPublishable(CannotEstimate):
    """A table that cannot be shown without showing somebody."""


class TooLarge(CannotEstimate):
    """The model asks for more numbers at once than one machine should hold."""


class NotDefined(CannotEstimate):
    """The method asked for does not exist in this combination."""
