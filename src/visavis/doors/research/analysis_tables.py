"""The tables of an analysis page, in words: estimates, changes, residuals, covariance, and what-ifs.

Every row is text; a group of fewer than ten people gets no number of its own.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from visavis.doors.research.analysis_checks import Checks
from visavis.doors.research.analysis_model import Model, Step
from visavis.doors.research.analysis_what_if import LOWER_BY, Imputed, Lower, Run
from visavis.doors.research.tables import Cards
from visavis.factsheet import words
from visavis.factsheet.pictures import group_name
from visavis.factsheet.population import UNLINKED
from visavis.factsheet.sheet import Teller
from visavis.factsheet.words import Language
from visavis.statistics.inference import Estimate
from visavis.statistics.tipping import Adjusted

Row = tuple[str, ...]

NARROW = "\N{NO-BREAK SPACE}"
"""Between what belongs together in a narrow column."""


def interval(found: Estimate | Adjusted, language: Language) -> str:
    to = _("%(low)s to %(high)s")
    low, high = (words.number(each, 2, language) for each in (found.low, found.high))
    return to % {"low": low, "high": high}


def with_interval(found: Estimate | Adjusted, language: Language) -> str:
    return f"{words.number(found.estimate, 2, language)} ({interval(found, language)})"


def chance(p: float, language: Language) -> str:
    """A p-value or q-value; below .001 it says so."""
    if p < 0.001:
        return f"<{NARROW}{words.number(0.001, 3, language)}"
    return words.number(p, 3, language)


def estimated(found: Estimate, language: Language) -> Row:
    """Estimate, interval, standard error, degrees of freedom, t, p."""
    return (
        words.number(found.estimate, 2, language),
        interval(found, language),
        words.number(found.se, 3, language),
        words.number(found.df, 1, language),
        words.number(found.t, 2, language),
        chance(found.p, language),
    )


def heads(*first: str) -> Row:
    return (*first, _("Estimate"), _("95% interval"), _("SE"), _("df"), _("t"), _("p"))


def wave_name(wave: int) -> str:
    return (_("Wave %(wave)s") % {"wave": wave}).replace(" ", NARROW)


def step_name(start: int, end: int) -> str:
    return f"T{end}{NARROW}−{NARROW}T{start}"


def means(model: Model, language: Language) -> Cards:
    rows = [
        (
            wave_name(wave),
            words.number(each.estimate, 2, language),
            interval(each, language),
            words.number(each.se, 3, language),
            words.number(each.df, 1, language),
            words.count(n, language),
        )
        for wave, each, n in zip(model.people.waves, model.means, model.n_at, strict=True)
    ]
    columns = (_("Wave"), _("Mean"), _("95% interval"), _("SE"), _("df"), _("People"))
    return Cards(_("Means by wave"), columns, tuple(rows))


def steps(
    found: Sequence[Step],
    q: Mapping[tuple[int, int], float],
    registered: Mapping[tuple[int, int], Sequence[str]],
    language: Language,
) -> Cards:
    """Each wave minus the one before. q: of those that no claim registered."""
    rows = []
    for each in found:
        pair = (each.start, each.end)
        if claims := registered.get(pair):
            status = _("registered: %(claims)s") % {"claims": ", ".join(claims)}
        elif pair in q:
            status = _("exploratory, q %(q)s") % {"q": chance(q[pair], language)}
        else:
            status = _("exploratory")
        rows.append((step_name(*pair), *estimated(each.estimate, language), status))
    return Cards(_("Changes"), (*heads(_("Change of the mean")), _("Status")), tuple(rows))


def coefficients(model: Model, teller: Teller) -> Cards:
    language, few = teller.language, words.FEWEST_FOR_A_COUNT
    rows = []
    for column, of in zip(model.design.columns, model.design.products, strict=True):
        levels = [(name, model.design.factors[name][place]) for name, place in of.levels]
        name = " × ".join(level_name(teller, *each) for each in levels)
        if any(
            model.per_level[factor][level] < few
            for factor, level in levels
            if factor in model.per_level
        ):
            rows.append((name, words.count(0, language), *("–",) * 5))
            continue
        rows.append(
            (name or reference(model, teller), *estimated(model.coefficients[column], language))
        )
    return Cards(_("Coefficients"), heads(_("Term")), tuple(rows))


def reference(model: Model, teller: Teller) -> str:
    """The people of whom the first coefficient is the mean."""
    first = [level_name(teller, name, levels[0]) for name, levels in model.design.factors.items()]
    return _("The mean of: %(who)s") % {"who": ", ".join(first)}


def level_name(teller: Teller, factor: str, level: str) -> str:
    if level == UNLINKED:
        return _("facts not linked")
    if factor == "wave":
        return level
    if factor == "contact":
        return _("contact") if level == "contact" else _("no contact")
    return group_name(teller, factor, level)


def residual_rows(found: Checks, language: Language) -> Cards:
    rows = [
        (
            wave_name(each.wave),
            words.count(each.n, language),
            words.number(each.mean, 2, language),
            words.number(each.sd, 2, language),
            "–" if each.far is None else words.percent(each.far, language),
        )
        for each in found.at_waves
    ]
    columns = (_("Wave"), _("Answers"), _("Mean"), _("SD"), _("Beyond 2"))
    return Cards(_("What the model leaves over, by wave"), columns, tuple(rows))


def covariance(found: Checks, language: Language) -> Cards:
    """Spreads and correlations as fitted, beside those of the residuals."""
    rows = [
        (
            _("Deviation at wave %(wave)s") % {"wave": each.wave},
            words.count(each.n, language),
            words.number(each.found, 2, language),
            words.number(each.fitted, 2, language),
        )
        for each in found.spreads
    ]
    for pair in found.pairs:
        rows.append(
            (
                _("Correlation of waves %(a)s and %(b)s")
                % {"a": pair.waves[0], "b": pair.waves[1]},
                words.count(pair.n, language),
                "–" if pair.found is None else words.number(pair.found, 2, language),
                words.number(pair.fitted, 2, language),
            )
        )
    columns = (_("Part"), _("People"), _("In the answers"), _("In the model"))
    return Cards(_("Covariance, found and fitted"), columns, tuple(rows))


def structures(found: Checks, language: Language) -> Cards:
    rows = []
    for each in found.structures:
        said = each.refused if each.aic is None else words.number(each.aic, 1, language)
        rows.append((structure_name(each.words), said, _("this one") if each.chosen else ""))
    columns = (_("Covariance"), _("AIC, or why it was refused"), _("Used"))
    return Cards(_("Other covariances on the same answers"), columns, tuple(rows))


def structure_name(english: str) -> str:
    """A covariance in the words of the page; `statistics` speaks English."""
    named = {
        "unstructured covariance": _("unstructured"),
        "heterogeneous Toeplitz covariance": _("Toeplitz, a spread of its own at each wave"),
        "heterogeneous first-order autoregressive covariance": _(
            "first-order autoregressive, a spread of its own at each wave"
        ),
        "compound-symmetric covariance": _("compound symmetric"),
        "us": _("unstructured"),
        "toeph": _("Toeplitz, a spread of its own at each wave"),
        "ar1h": _("first-order autoregressive, a spread of its own at each wave"),
        "cs": _("compound symmetric"),
    }
    return named.get(english, english)


def run_rows(found: Sequence[Run], language: Language) -> Cards:
    names = {
        "plain": _("As answered, in time"),
        "weighted": _("Weighted to everybody asked"),
        "late": _("With late answers"),
    }
    pairs = [(each.start, each.end) for each in found[0].steps]
    rows = []
    for run in found:
        if run.why:
            said = {
                "none": _("not run: there are none"),
                "small": _("not run: fewer than 10 late answers, the difference would tell them"),
            }.get(run.why, run.why)
            rows.append((names[run.name], *(said,) * len(pairs), "–"))
            continue
        cells = {(each.start, each.end): each.estimate for each in run.steps}
        each_step = (
            with_interval(cells[pair], language) if pair in cells else "–" for pair in pairs
        )
        cost = words.number(run.deff, 2, language)
        rows.append((names[run.name], *each_step, cost))
    columns = (_("Run"), *(step_name(*pair) for pair in pairs), _("Design effect"))
    return Cards(_("Other people, other weights"), columns, tuple(rows))


def lower_rows(found: Sequence[Lower], language: Language) -> Cards:
    columns = [_("Change of the mean")]
    columns += [
        _("As the model predicts")
        if by == 0
        else _("%(by)s SD lower") % {"by": words.number(by, 2, language)}
        for by in LOWER_BY
    ]
    rows = []
    for each in found:
        tips = (
            _("nowhere up to 3 SD")
            if each.tips_at is None
            else _("at %(sd)s SD") % {"sd": words.number(each.tips_at, 2, language)}
        )
        cells = (with_interval(one, language) for one in each.found)
        rows.append((step_name(each.start, each.end), *cells, tips))
    return Cards(_("If the absent did worse"), (*columns, _("Conclusion tips")), tuple(rows))


def imputed_rows(found: Sequence[Imputed], language: Language) -> Cards:
    columns = (
        _("Wave"),
        _("Missing at random"),
        _("Jump to reference"),
        _("Copy reference"),
    )
    rows = [
        (wave_name(each.wave), *(with_interval(one.found, language) for one in each.found))
        for each in found
    ]
    return Cards(_("Contact minus no contact"), columns, tuple(rows))
