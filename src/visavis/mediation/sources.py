"""How somebody found us (domain §8): said at signing up if they like, set down by intake, counted without names."""

from visavis.mediation.words import Text

SOURCES = {
    "self": Text("Zelf gezocht", "I looked for it"),
    "family": Text("Familie of vrienden", "A friend or someone at home"),
    "victim_support": Text("Slachtofferhulp", "Victim support"),
    "child_protection": Text("Jeugdbescherming", "Youth care"),
    "probation": Text("Reclassering", "The people of probation"),
    "prison": Text("De gevangenis", "The prison"),
    "forensic_care": Text("De kliniek", "The clinic"),
    "police": Text("De politie", "The police"),
    "prosecutor": Text("Het Openbaar Ministerie", "The prosecutor"),
    "lawyer": Text("Een advocaat", "My lawyer"),
    "hospital": Text("Het ziekenhuis", "The place where I got care"),
    "gp": Text("De huisarts", "My doctor"),
    "therapist": Text("Een therapeut", "A therapist"),
    "municipality": Text("De gemeente", "The town hall"),
    "other": Text("Iemand anders", "Someone else"),
}
"""As somebody who signs up says it of themselves."""
SERVICES = {
    "self": Text("Zelf", "By themselves"),
    "family": Text("Familie", "Family"),
    "victim_support": Text("Slachtofferhulp", "Victim support"),
    "child_protection": Text("Kinderbescherming", "Child protection"),
    "probation": Text("Reclassering", "Probation"),
    "prison": Text("Gevangenis", "Prison"),
    "forensic_care": Text("Forensische zorg", "Forensic care"),
    "police": Text("Politie", "Police"),
    "prosecutor": Text("Officier van justitie", "Prosecutor"),
    "lawyer": Text("Advocaat", "Lawyer"),
    "hospital": Text("Ziekenhuis", "Hospital"),
    "gp": Text("Huisarts", "General practitioner"),
    "therapist": Text("Therapeut", "Therapist"),
    "municipality": Text("Gemeente", "Municipality"),
    "other": Text("Iemand anders", "Someone else"),
}
"""The same as the service itself says it."""
BY_WORK = {code: name for code, name in SERVICES.items() if code not in {"self", "family"}}
"""Those who point people to us in their work."""
