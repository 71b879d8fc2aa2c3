"""The rules of mediation: pure, standard library only.

One file per noun of the way; beside them the base: ``entries`` (what is kept), ``effects`` (what an act
leaves behind), ``kinds`` and ``sight`` (who may know it), ``views`` (what someone sees), ``safeguards``,
``acts`` and ``decide``. Importing this package registers every kind and act.
"""

from visavis.mediation import (
    approach,
    closing,
    course,
    exploring,
    letters,
    preparation,
    sign_up,
    telling,
    worries,
)

__all__ = [
    "approach",
    "closing",
    "course",
    "exploring",
    "letters",
    "preparation",
    "sign_up",
    "telling",
    "worries",
]
