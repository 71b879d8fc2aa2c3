"""What each column of an export is: name, label, values and reasons for missing, in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from visavis.mediation.support import CLOSING_MENU, HELPFUL
from visavis.mediation.words import Text
from visavis.study.condition import written
from visavis.study.exports.pseudonyms import Pseudonymous
from visavis.study.instrument import NOMINAL, Instrument
from visavis.study.missing import LABELS, NUMBERS, Missing
from visavis.study.offers import Stage

TEXT, WHOLE, DECIMAL, FLAG = "text", "whole", "decimal", "flag"


@dataclass(frozen=True, slots=True)
class Variable:
    """One column. ``measure``: nominal, ordinal or scale. ``values``: number or text with its label.

    ``missing``: which reasons may stand in place of a value, as numbers. ``universe``: of whom it
    was asked. ``derivation``: how a score is made. ``question``: the words as asked.
    """

    name: str
    label: Text
    kind: str
    measure: str
    values: tuple[tuple[int | str, Text], ...] = ()
    missing: tuple[tuple[int, Text], ...] = ()
    universe: str = ""
    derivation: str = ""
    question: Text | None = None
    source: str = ""


ROLES = {
    "harmed": Text("Wie iets is aangedaan", "Who was harmed"),
    "kin": Text("Naaste of nabestaande", "Close to somebody, or bereaved"),
    "responsible": Text("Wie het deed of veroorzaakte", "Who did or caused it"),
    "other": Text("Anders", "Other"),
}
GROUPS = {
    "A": Text("Contact", "Contact"),
    "B": Text("Aangemeld, geen contact", "Signed up, no contact"),
    "C": Text("Naast bemiddeling", "Beside mediation"),
}
FACTS = (
    Variable("id", Text("Nummer, alleen in deze uitvoer", "Number, in this export only"), TEXT, NOMINAL),
    Variable("role", Text("Rol", "Role"), TEXT, NOMINAL, tuple(ROLES.items())),
    Variable("event_type", Text("Soort gebeurtenis", "Type of event"), TEXT, NOMINAL),
    Variable(
        "months_band", Text("Maanden sinds de gebeurtenis", "Months since the event"), TEXT, "ordinal"
    ),
    Variable("group", Text("Groep", "Group"), TEXT, NOMINAL, tuple(GROUPS.items())),
    Variable("month", Text("Maand van antwoorden", "Month of answering"), TEXT, "ordinal"),
    Variable("wave", Text("Meting", "Wave"), WHOLE, "ordinal"),
    Variable(
        "outside_window",
        Text("Later dan het venster", "Later than the window"),
        FLAG,
        NOMINAL,
        ((0, Text("nee", "no")), (1, Text("ja", "yes"))),
    ),
)  # fmt: skip


def variables(rows: pl.DataFrame, instruments: Iterable[Instrument]) -> tuple[Variable, ...]:
    """The columns of the rows, in their order: facts, offers at the end, then scores and items."""
    found = [*FACTS, *_offers()]
    for one in instruments:
        found += _scores(one)
        found += _items(one)
    known = {one.name for one in found}
    lacking = [name for name in rows.columns if name not in known]
    assert not lacking, lacking
    return tuple(one for one in found if one.name in rows.columns)


STAGES = {
    Stage.NOT_OFFERED: Text("niet aangeboden", "not offered"),
    Stage.OFFERED: Text("aangeboden", "offered"),
    Stage.CHOSEN: Text("gekozen", "chosen"),
    Stage.HELD: Text("gebeurd", "took place"),
}
UNIVERSE = "who let it stand beside their answers"
SOURCE = "the record of the service, without days and words"


def _offers() -> list[Variable]:
    """The columns of the closing menu, all that there could be, in its order."""
    found = []
    for what, name in CLOSING_MENU.items():
        found.append(
            Variable(
                name=f"end_{what}",
                label=Text(f"Aan het eind: {name.nl}", f"At the end: {name.en}"),
                kind=WHOLE,
                measure="ordinal",
                values=tuple((int(stage), label) for stage, label in STAGES.items()),
                universe=UNIVERSE,
                source=SOURCE,
            )
        )
        found.append(
            Variable(
                name=f"helped_{what}",
                label=Text(f"Hielp het: {name.nl}", f"Did it help: {name.en}"),
                kind=WHOLE,
                measure="ordinal",
                values=tuple(
                    (int(value), label) for value, label in HELPFUL.items() if value != "0"
                ),
                universe=f"end_{what} = {int(Stage.HELD)}",
                source=SOURCE,
            )
        )
    return found


def _scores(one: Instrument) -> list[Variable]:
    return [
        Variable(
            name=score.code,
            label=score.title,
            kind=DECIMAL,
            measure="scale",
            derivation=(
                f"{score.method} of {', '.join(score.items)}"
                + (f", times {score.times}" if score.times != 1 else "")
                + (
                    f"; at least {score.min_answered} answered"
                    if score.min_answered
                    else "; at least two thirds of the items asked answered"
                )
            ),
            source=f"{one.id} version {one.version}",
        )
        for score in one.scores
    ]


def _items(one: Instrument) -> list[Variable]:
    return [
        Variable(
            name=item.code,
            label=item.stem,
            kind=WHOLE,
            measure=NOMINAL if item.measure == NOMINAL else "ordinal",
            values=tuple(
                (choice.value, choice.label) for choice in item.choices if choice.value is not None
            ),
            missing=tuple((NUMBERS[code], LABELS[code]) for code in Missing),
            universe=written(item.show_if) if item.show_if else "",
            question=Text(f"{one.lead.nl} {item.stem.nl}", f"{one.lead.en} {item.stem.en}"),
            source=f"{one.id} version {one.version}",
        )
        for item in one.items
    ]


def table(given: Pseudonymous, instruments: Iterable[Instrument]) -> pl.DataFrame:
    """The rows with items as given: a number, or the number of the reason why there is none."""
    items = [item.code for one in instruments for item in one.items]
    numbered = given.answers.with_columns(
        pl.when(pl.col("value").is_not_null())
        .then(pl.col("value").cast(pl.Int32))
        .otherwise(
            pl.col("code").replace_strict(
                {str(code): number for code, number in NUMBERS.items()},
                default=None,
                return_dtype=pl.Int32,
            )
        )
        .alias("number")
    )
    wide = numbered.pivot(on="item", index=["id", "wave"], values="number")
    for code in items:
        if code not in wide.columns:
            wide = wide.with_columns(pl.lit(None, dtype=pl.Int32).alias(code))
    bare = given.rows.drop([code for code in items if code in given.rows.columns])
    order = [one for one in given.rows.columns if one not in items]
    whole = bare.join(wide, on=["id", "wave"], how="left").with_columns(
        pl.col(code).fill_null(NUMBERS[Missing.NOT_ASKED]) for code in items
    )
    return whole.select(*order, *items).sort("id", "wave")
