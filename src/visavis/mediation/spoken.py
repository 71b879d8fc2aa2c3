"""Languages in which somebody may want to talk, and a mediator may lead a talk; else with an interpreter."""

from collections.abc import Mapping

from visavis.mediation.words import Text

LANGUAGES: Mapping[str, Text] = {
    "nl": Text("Nederlands", "Dutch"),
    "en": Text("Engels", "English"),
    "ar": Text("Arabisch", "Arabic"),
    "tr": Text("Turks", "Turkish"),
    "pl": Text("Pools", "Polish"),
    "uk": Text("Oekraïens", "Ukrainian"),
    "ti": Text("Tigrinya", "Tigrinya"),
    "fr": Text("Frans", "French"),
    "de": Text("Duits", "German"),
    "es": Text("Spaans", "Spanish"),
    "fa": Text("Perzisch", "Persian"),
    "fy": Text("Fries", "Frisian"),
    "pap": Text("Papiaments", "Papiamento"),
    "dse": Text("Nederlandse gebarentaal", "Dutch sign language"),
    "other": Text("Een andere taal", "Another language"),
}
