"""Files for researchers: one export is one folder, made from a snapshot, released by two people (study §6).

`pseudonyms` takes the rows and coarsens them; `variables` says what each column is; the formats
(`sav`, `tables`, `ddi`, `bundle`, `refit`) write the same columns; `making` puts the folder together
with its manifest; `register` keeps who asked for what and who released it.
"""
