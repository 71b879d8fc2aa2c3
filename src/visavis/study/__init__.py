"""The outcome study: instruments, consent, rounds, answers, response flow, snapshots.

It lives beside the mediations and changes nothing in them. It learns occasions and six facts,
sealed under its own key (`feed`, `facts`); nobody of a mediation learns who takes part or what
was answered. `waves` holds the rule of when somebody is asked; `sweep` carries it out; `links`
leads a person to their own pages; `answers` and `consent` keep what they say; `taking` freezes
it all into a `snapshot`, from which the factsheet is made.
"""
