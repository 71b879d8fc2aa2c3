"""What a simulation says, in words, a table and a picture; each share with its Monte Carlo interval."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from visavis.doors.research.analysis_pictures import Bar, shares
from visavis.doors.research.claims import Line
from visavis.doors.research.tables import Cards
from visavis.factsheet import words
from visavis.factsheet.charts import Point
from visavis.factsheet.sheet import Picture
from visavis.factsheet.words import Language
from visavis.study.planning import REGISTERED, Found, Outcome, Planned

ENOUGH = 0.80
"""The power that is asked of a study as a rule."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A finished simulation for its page."""

    planned: Planned
    outcome: Outcome
    language: Language

    def questions(self) -> dict[str, str]:
        first, second = (words.number(each, 2, self.language) for each in self.planned.changes)
        margin = words.number(self.planned.margin, 2, self.language)
        return {
            "change": _(
                "Of ten such studies about %(n)s find a change from wave 1 to wave 2, where the "
                "true one is %(change)s."
            ).replace("%(change)s", first),
            "alike": _(
                "Of ten such studies about %(n)s find wave 3 equal to wave 2 within %(margin)s, "
                "where they truly differ by %(change)s."
            )
            .replace("%(margin)s", margin)
            .replace("%(change)s", second),
        }

    def share(self, found: Found) -> str:
        middle, low, high = (
            words.percent(each, self.language, 1) for each in (found.found, found.low, found.high)
        )
        return _("%(share)s (%(low)s to %(high)s)") % {"share": middle, "low": low, "high": high}

    @property
    def sentences(self) -> list[str]:
        """The planned size, in a few words."""
        first = {each.question: each for each in self.outcome.own[:2]}
        said = [
            name.replace("%(n)s", words.number(10 * first[question].found, 0, self.language))
            for question, name in self.questions().items()
        ]
        if all(each.found >= ENOUGH for each in first.values()):
            said.append(_("As a rule eight of ten is asked of a study. This plan has it."))
        else:
            said.append(
                _(
                    "As a rule eight of ten is asked of a study. This plan does not have it for both."
                )
            )
        return said

    @property
    def table(self) -> Cards:
        pairs = list(zip(self.outcome.own[::2], self.outcome.own[1::2], strict=True))
        rows = [
            (_("%(n)s people") % {"n": one.people}, self.share(one), self.share(other))
            for one, other in pairs
        ]
        one, other = self.outcome.registered
        name = _("Registered plan, %(n)s people") % {"n": one.people}
        rows.append((name, self.share(one), self.share(other)))
        columns = (_("Plan"), _("Finds the change, T2 − T1"), _("Finds T3 equal to T2"))
        caption = _("Share of studies that find it, with Monte Carlo interval")
        return Cards(caption, columns, tuple(rows))

    @property
    def details(self) -> Cards:
        names = {"change": "T2 − T1", "alike": "T3 − T2"}
        rows = [
            (
                f"{names[each.question]}, n = {each.people}",
                words.percent(each.coverage, self.language, 1),
                words.number(each.se, 3, self.language),
                words.number(each.df, 1, self.language),
                words.number(each.failed, 0, self.language),
            )
            for each in self.outcome.own
        ]
        columns = (
            _("Change and people"),
            _("95% intervals that hold the truth"),
            _("SE"),
            _("df"),
            _("Studies without a model"),
        )
        return Cards(_("How the intervals do"), columns, tuple(rows))

    @property
    def picture(self) -> Picture:
        names = {"change": _("change T2 − T1"), "alike": _("T3 equal to T2")}
        registered = {each.question: each for each in self.outcome.registered}
        bars, told = [], []
        for number, each in enumerate(self.outcome.own):
            label = _("%(n)s people: %(what)s") % {"n": each.people, "what": names[each.question]}
            beside = _point(registered[each.question]) if number < len(registered) else None
            bars.append(Bar(label, _point(each), beside))
            told.append(f"{label}: {self.share(each)}.")
        keys = (_("this plan"), _("registered plan"))
        drawing = shares(_("Share of studies that find it"), " ".join(told), keys, bars)
        note = _("The line through each point is the Monte Carlo interval.")
        return Picture("power", drawing, self.table, note)

    @property
    def monte_carlo(self) -> str:
        widest = max((each.high - each.low) / 2 for each in self.outcome.own)
        said = _(
            "These shares are counted in %(studies)s simulated studies. Another seed would give "
            "slightly different ones: that is Monte Carlo error, here at most %(error)s points "
            "either way (95%% interval, Wilson). Simulating more studies makes it smaller; more "
            "people do not."
        )
        return said % {
            "studies": words.number(self.planned.studies, 0, self.language),
            "error": words.number(100 * widest, 1, self.language),
        }

    @property
    def variants(self) -> list[str]:
        return [each.variant for each in self.outcome.own[:2]]

    @property
    def plan(self) -> list[Line]:
        return lines(self.planned, self.language)

    @property
    def registered(self) -> list[Line]:
        return lines(REGISTERED, self.language)


def lines(planned: Planned, language: Language) -> list[Line]:
    """A plan as it was filled in."""

    def each(values: tuple[float, ...], decimals: int = 2) -> str:
        return " · ".join(words.number(value, decimals, language) for value in values)

    absence = _("at random")
    if planned.leaning:
        absence = _("rather low scores: log odds %(leaning)s per standard deviation") % {
            "leaning": words.number(planned.leaning, 2, language)
        }
    return [
        Line(_("People in all"), words.number(planned.people, 0, language)),
        Line(_("Answer at waves 1, 2, 3"), each(planned.answered, 0)),
        Line(_("Standard deviation at waves 1, 2, 3"), each(planned.sd)),
        Line(_("Correlation of waves 1–2, 2–3, 1–3"), each(planned.correlations)),
        Line(_("True changes, 1–2 and 2–3"), each(planned.changes)),
        Line(_("Margin"), words.number(planned.margin, 2, language)),
        Line(_("Who stays away"), absence),
        Line(_("Simulated studies"), words.number(planned.studies, 0, language)),
        Line(_("Seed"), str(planned.seed)),
    ]


def _point(found: Found) -> Point:
    return Point("", found.found, found.low, found.high)
