"""The service's keys in this process: opened once, held by nobody else.

A command that starts the service hands them over with `hold`. A process that is started by a web
server opens them itself, from ``<VISAVIS_VAR>/root.key`` and ``VISAVIS_ROOT_PASSPHRASE``.
"""

import os
from pathlib import Path

from django.conf import settings

from visavis.journal.keys import Keys, open_service
from visavis.journal.root import Root, open_root

ROOT_FILE = "root.key"

_held: Keys | None = None


def hold(keys: Keys | None) -> None:
    """Use these keys from now on; None forgets them."""
    global _held
    _held = keys


def keys() -> Keys:
    """The keys. Raises KeyUnavailable, with one plain sentence, where they cannot be opened."""
    global _held
    if _held is None:
        _held = open_service(_root())
    return _held


def closed_keys() -> Keys:
    """The keys of a service that was put back and is not open yet; for `visavis restore` alone."""
    return open_service(_root(), even_closed=True)


def _root() -> Root:
    path = Path(settings.VISAVIS_VAR) / ROOT_FILE
    return open_root(path, os.environ.get("VISAVIS_ROOT_PASSPHRASE", ""))
