"""Instruments in the formats of others, both ways (study §2.3).

Each format writes what it has a place for in that place, in the languages it can hold, and what it has
no place for as one annotation of ours, so that our own instruments come back whole. Reading takes
what the format says first and the annotation for the rest; what cannot be mapped is refused, all of
it in one list.
"""
