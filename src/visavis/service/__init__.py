"""What a service set for itself: who it is, its terms, its own words, its lists. Each with its history.

Ordinary tables, for they have no other side. What is set counts from that moment, in every process; a rule of
mediation gets it with what it looks at and never reads it here.
"""
