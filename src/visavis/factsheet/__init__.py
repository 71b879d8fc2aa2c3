"""Claim → evidence → grade → sentence and picture → web page and PDF/UA.

``claims/`` says what we may come to say, ``registrations.toml`` that it was said before the data.
`evidence` finds the numbers of each claim in a snapshot, `grades` judges them, `layout` gives each
its place in a `sheet`, and `pages` and `pdf` print that one value. `editions` lets a second person
make it public.
"""
