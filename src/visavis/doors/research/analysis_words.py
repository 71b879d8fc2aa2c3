"""An analysis in words and pictures: what each change comes to, and the model for who "
"knows what a model is."""

from django.utils.translation import gettext as _

from visavis.doors.research import analysis_tables as tables
from visavis.doors.research.analysis_checks import Checks
from visavis.doors.research.analysis_model import LeftOut, Model, Outcome
from visavis.doors.research.analysis_pictures import Series, normal_scores, over_waves
from visavis.doors.research.claims import Line
from visavis.factsheet import words
from visavis.factsheet.charts import Point
from visavis.factsheet.sheet import Picture, Table
from visavis.factsheet.words import Language


def sentences(fitted: Model, language: Language) -> list[str]:
    """What each change comes to, in words."""
    found = []
    at = dict(zip(fitted.people.waves, fitted.means, strict=True))
    for step in fitted.steps:
        facts = {
            "a": step.start,
            "b": step.end,
            "before": words.number(at[step.start].estimate, 2, language),
            "after": words.number(at[step.end].estimate, 2, language),
            "change": words.number(abs(step.estimate.estimate), 2, language),
            "between": tables.interval(step.estimate, language),
        }
        if step.estimate.low > 0:
            said = _(
                "From wave %(a)s to wave %(b)s the mean rises from %(before)s to %(after)s. That is "
                "%(change)s higher (95%% interval %(between)s)."
            )
        elif step.estimate.high < 0:
            said = _(
                "From wave %(a)s to wave %(b)s the mean falls from %(before)s to %(after)s. That is "
                "%(change)s lower (95%% interval of the change %(between)s)."
            )
        else:
            said = _(
                "From wave %(a)s to wave %(b)s the mean goes from %(before)s to %(after)s. It may as "
                "well have stayed the same: the 95%% interval of the change is %(between)s."
            )
        found.append(said % facts)
    return found


def in_words(left_out: LeftOut, fitted: Model, language: Language) -> list[Line]:
    """The model for somebody who knows what a model is, without the letters."""
    answers = fitted.fit.n_observations
    lines = [
        Line(
            _("What is explained"),
            _(
                "The score at each wave, by wave, role and type of event. Small groups go together "
                "under “other”."
            ),
        ),
        Line(
            _("Who is in it"),
            _(
                "%(people)s people with %(answers)s answers. Who missed a wave still counts with the "
                "others."
            )
            % {
                "people": words.count(fitted.people.n, language),
                "answers": words.number(answers, 0, language),
            },
        ),
        *who_not(left_out, language),
    ]
    if fitted.small:
        lines.append(
            Line(
                _("Left out: waves that fewer than 10 people answered"),
                ", ".join(f"T{wave}" for wave in fitted.small),
            )
        )
    lines += [
        Line(
            _("How answers of one person hang together"),
            tables.structure_name(fitted.fit.structure.words),
        ),
        Line(
            _("How it was fitted"),
            _("Restricted maximum likelihood (REML)."),
        ),
        Line(
            _("Degrees of freedom"),
            _("Kenward and Roger's, with observed information about the covariance."),
        ),
        Line(
            _("What it takes for granted"),
            _(
                "Absence may depend on what somebody answered before, not on what stayed unsaid. The "
                "last section tries what happens where that is wrong."
            ),
        ),
        Line(
            _("Means"),
            _(
                "Of people as they answered: roles and types of event count for their share in the "
                "model."
            ),
        ),
    ]
    return lines


def means(outcome: Outcome, fitted: Model, language: Language) -> Picture:
    """Means by wave on the whole scale, with their table."""
    title = _("%(outcome)s at each wave") % {"outcome": outcome.title.within(language)}
    points = []
    for wave, each, n in zip(fitted.people.waves, fitted.means, fitted.n_at, strict=True):
        note = f"n = {words.count(n, language)}"
        points.append(Point(tables.wave_name(wave), each.estimate, each.low, each.high, note))
    table = tables.means(fitted, language)
    low, high = (words.number(end, 0, language) for end in outcome.scale)
    told = _("Means with 95%% intervals on a scale from %(low)s to %(high)s.") % {
        "low": low,
        "high": high,
    }
    told = " ".join(
        [told, *(f"{row[0]}: {row[1]} ({row[2]}), n = {row[5]}." for row in table.rows)]
    )
    drawing = over_waves(title, told, [Series("", points)], outcome.scale)
    return Picture("means", drawing, table, _("The line through each point is the 95% interval."))


def normal(found: Checks, language: Language) -> Picture:
    """The normal scores plot, in groups of ten."""
    title = _("Normal scores of what the model leaves over")
    points = [(float(a), float(b)) for a, b in found.normal]
    told = _(
        "Each point is the mean of ten or more neighbouring residuals, against what it would "
        "be were they normal. On the line is as expected. The lowest group stands at %(low)s "
        "where %(low_expected)s is expected, the highest at %(high)s where %(high_expected)s "
        "is expected."
    ) % {
        "low": words.number(points[0][1], 2, language),
        "low_expected": words.number(points[0][0], 2, language),
        "high": words.number(points[-1][1], 2, language),
        "high_expected": words.number(points[-1][0], 2, language),
    }
    rows = tuple(
        (str(place), words.number(a, 2, language), words.number(b, 2, language))
        for place, (a, b) in enumerate(points, start=1)
    )
    table = Table(title, (_("Group"), _("Expected"), _("Found")), rows)
    drawing = normal_scores(title, told, (_("expected"), _("found")), points)
    return Picture(
        "normal",
        drawing,
        table,
        _(
            "Each point is the mean of ten or more neighbouring residuals, so that nobody stands "
            "alone. On the dashed line is as expected."
        ),
    )


def who_not(left_out: LeftOut, language: Language) -> list[Line]:
    def said(n: int) -> str:
        return _("nobody") if n == 0 else words.count(n, language)

    return [
        Line(
            _("Left out: answered only after their window had closed"),
            said(left_out.only_late),
        ),
        Line(
            _(
                "Left out: answered the round, but too few of these questions, or were led past them"
            ),
            said(left_out.too_few_items),
        ),
    ]
