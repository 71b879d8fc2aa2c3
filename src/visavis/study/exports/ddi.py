"""DDI Codebook 2.5: study, file, variables with question text, categories and reasons for missing.

Source: DDI Alliance, DDI Codebook 2.5.1 (2014), order and names of elements as in codebook.xsd.
"""

from collections.abc import Sequence
from datetime import date

from lxml import etree

from visavis.mediation.words import Text
from visavis.study.exports.variables import DECIMAL, TEXT, Variable
from visavis.study.instrument import Instrument

NS = "ddi:codebook:2_5"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TITLE = Text("Uitkomstonderzoek van een bemiddelingsdienst", "Outcome study of a mediation service")
ABSTRACT = Text(
    "Drie metingen onder deelnemers aan bemiddeling en een groep daarnaast: regie, verbinding, steun, "
    "waardering en wat zwaar was.",
    "Three waves among people in mediation and a group beside it: agency, communion, support, "
    "appreciation and what was hard.",
)
UNIVERSE = Text(
    "Mensen van zestien jaar en ouder met een eigen eerste gesprek, en mensen naast bemiddeling.",
    "People of sixteen and older with a first talk of their own, and people beside mediation.",
)
CONDITIONS = Text(
    "Alleen onder contract, voor het doel dat in het manifest staat. Niemand wordt gezocht of herkend.",
    "Under a contract only, for the purpose named in the manifest. Nobody is looked for or identified.",
)


def ddi(
    variables: Sequence[Variable],
    instruments: Sequence[Instrument],
    *,
    snapshot: str,
    rows: int,
    on: date,
) -> bytes:
    """The codebook of one export. ``rows``: how many there are; ``on``: the day of the snapshot."""
    root = etree.Element(f"{{{NS}}}codeBook", nsmap={None: NS}, version="2.5")
    _study(root, instruments, snapshot, on)
    file = _in(root, "fileDscr", ID="F1")
    text = _in(file, "fileTxt")
    _in(text, "fileName", "rows.csv")
    dimensions = _in(text, "dimensns")
    _in(dimensions, "caseQnty", f"{rows}")
    _in(dimensions, "varQnty", f"{len(variables)}")
    _in(text, "fileType", "text/csv; charset=utf-8")
    data = _in(root, "dataDscr")
    for one in variables:
        _variable(data, one)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def _in(parent: etree._Element, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{NS}}}{tag}", attributes)
    made.text = text or None
    return made


def _both(parent: etree._Element, name: str, text: Text, **attributes: str) -> None:
    for language in ("nl", "en"):
        if words := text.within(language).strip():
            _in(parent, name, words, **attributes).set(XML_LANG, language)


def _study(
    root: etree._Element, instruments: Sequence[Instrument], snapshot: str, on: date
) -> None:
    study = _in(root, "stdyDscr")
    citation = _in(study, "citation")
    title = _in(citation, "titlStmt")
    _in(title, "titl", TITLE.en).set(XML_LANG, "en")
    _in(title, "parTitl", TITLE.nl).set(XML_LANG, "nl")
    _in(title, "IDNo", snapshot, agency="SHA-256 of the snapshot")
    _in(_in(citation, "prodStmt"), "software", "Visavis")
    version = _in(citation, "verStmt")
    _in(version, "version", on.isoformat(), date=on.isoformat())
    information = _in(study, "stdyInfo")
    _both(information, "abstract", ABSTRACT)
    summary = _in(information, "sumDscr")
    _both(summary, "universe", UNIVERSE)
    collection = _in(_in(study, "method"), "dataColl")
    for one in instruments:
        words = f"{one.id} version {one.version}: {one.title.en}. {one.citation} " + (
            f"Licence: {one.licence.id}, {one.licence.holder}."
        )
        _in(collection, "resInstru", words).set(XML_LANG, "en")
    use = _in(_in(study, "dataAccs"), "useStmt")
    _both(use, "conditions", CONDITIONS)


def _variable(data: etree._Element, one: Variable) -> None:
    kind = "contin" if one.kind == DECIMAL else "discrete"
    var = _in(data, "var", ID=f"V_{one.name}", name=one.name, files="F1", intrvl=kind)
    _both(var, "labl", one.label)
    if one.question:
        question = _in(var, "qstn")
        _both(question, "qstnLit", one.question)
    if one.missing:
        invalid = _in(var, "invalrng")
        numbers = [number for number, _ in one.missing]
        _in(invalid, "range", UNITS="INT", min=f"{min(numbers)}", max=f"{max(numbers)}")
    if one.universe:
        _in(var, "universe", one.universe)
    for value, label in one.values:
        category = _in(var, "catgry")
        _in(category, "catValu", f"{value}")
        _both(category, "labl", label)
    for number, label in one.missing:
        category = _in(var, "catgry", missing="Y")
        _in(category, "catValu", f"{number}")
        _both(category, "labl", label)
    if one.derivation:
        _in(_in(var, "derivation"), "drvdesc", one.derivation)
    _in(var, "varFormat", type="character" if one.kind == TEXT else "numeric", schema="other")
