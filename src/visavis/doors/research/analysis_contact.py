"""With and without contact: wave × contact, and what if the absent of one group were like the other."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from visavis.doors.research import analysis_tables as tables
from visavis.doors.research.analysis_model import (
    CONTACT,
    LEVEL,
    Model,
    NoModel,
    Outcome,
    Step,
    by_contact,
)
from visavis.doors.research.analysis_pictures import Series, over_waves
from visavis.doors.research.analysis_what_if import IMPUTATIONS, SEED, Imputed, imputed
from visavis.doors.research.flow import rounded
from visavis.doors.research.tables import Cards
from visavis.factsheet import words
from visavis.factsheet.charts import Point
from visavis.factsheet.sheet import Picture
from visavis.factsheet.words import Language
from visavis.statistics.inference import Estimate, contrasts
from visavis.study.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Groups:
    """The model of wave × contact. means, steps: per group in the order of CONTACT; n: likewise, per wave.

    between: per step, contact minus no contact. imputed: empty where it could not be done, and why.
    """

    model: Model
    means: tuple[tuple[Estimate, ...], ...]
    n: tuple[tuple[int, ...], ...]
    steps: tuple[tuple[Step, ...], ...]
    between: tuple[Step, ...]
    imputed: tuple[Imputed, ...]
    why_not: str

    def shown(self, outcome: Outcome, language: Language) -> dict[str, object]:
        """For the page."""
        return {
            "picture": self._picture(outcome, language),
            "steps": self._steps(language),
            "variant": self.means[0][0].variant,
            "imputed": tables.imputed_rows(self.imputed, language) if self.imputed else None,
            "imputed_variant": self._imputed_how(),
            "imputations": IMPUTATIONS,
            "seed": SEED,
            "why_not": self.why_not,
        }

    def _imputed_how(self) -> str:
        """How each strategy was analysed; which one it is stands above its column."""
        return self.imputed[0].found[0].found.variant.partition(", ")[2] if self.imputed else ""

    def _names(self) -> tuple[str, str]:
        return _("No contact"), _("Contact")

    def _picture(self, outcome: Outcome, language: Language) -> Picture:
        title = _("%(outcome)s with and without contact") % {
            "outcome": outcome.title.within(language)
        }
        series, rows = [], []
        waves = self.model.people.waves
        for name, means, counts in zip(self._names(), self.means, self.n, strict=True):
            points = [
                Point(tables.wave_name(wave), each.estimate, each.low, each.high)
                for wave, each in zip(waves, means, strict=True)
            ]
            series.append(Series(name, points))
            rows += [
                (
                    f"{name}, {tables.wave_name(wave)}",
                    words.number(each.estimate, 2, language),
                    tables.interval(each, language),
                    rounded(n, language),  # exact, the total would tell how few are in neither
                )
                for wave, each, n in zip(waves, means, counts, strict=True)
            ]
        told = " ".join(f"{row[0]}: {row[1]} ({row[2]}), n = {row[3]}." for row in rows)
        drawing = over_waves(title, told, series[::-1], outcome.scale)
        columns = (_("Group and wave"), _("Mean"), _("95% interval"), _("People"))
        note = _("Round points: contact. Squares and dashes: no contact.")
        return Picture("contact", drawing, Cards(title, columns, tuple(rows)), note)

    def _steps(self, language: Language) -> Cards:
        rows = []
        names = (*self._names(), _("Difference"))
        for name, steps in zip(names, (*self.steps, self.between), strict=True):
            for each in steps:
                label = f"{name}, {tables.step_name(each.start, each.end)}"
                rows.append((label, *tables.estimated(each.estimate, language)))
        return Cards(
            _("Changes with and without contact"),
            tables.heads(_("Change of the mean")),
            tuple(rows),
        )


def groups(snapshot: Snapshot, outcome: Outcome) -> Groups:
    """Raises NoModel where a group has fewer than ten answers at a wave, or the model refuses."""
    found, _small = by_contact(snapshot, outcome)
    waves, count = found.people.waves, len(found.people.waves)
    shares = {
        name: [float(found.per_level[name][level]) for level in found.design.factors[name]]
        for name in found.per_level
        if name != "contact"
    }
    _cells, rows = found.design.means(("contact", "wave"), {}, shares)
    per_group = [rows[:count], rows[count:]]
    later = [each[1:] - each[:-1] for each in per_group]
    asked = np.vstack([*per_group, *later, later[1] - later[0]])
    answers = contrasts(found.fit, asked, level=LEVEL)

    def steps(start: int) -> tuple[Step, ...]:
        each = answers[start : start + count - 1]
        return tuple(Step(a, b, one) for a, b, one in zip(waves[:-1], waves[1:], each, strict=True))

    met = np.array(found.people.facts["contact"])
    there = np.isfinite(found.people.y)
    first = 2 * count
    done, why = (), ""
    try:
        done = imputed(found)
    except NoModel as none:
        why = str(none)
    return Groups(
        found,
        (tuple(answers[:count]), tuple(answers[count:first])),
        tuple(tuple(there[met == group].sum(axis=0).tolist()) for group in CONTACT),
        (steps(first), steps(first + count - 1)),
        steps(first + 2 * (count - 1)),
        done,
        why,
    )
