"""The settings of the test run; ``DATABASE_URL`` chooses PostgreSQL."""

import os
import tempfile

os.environ["VISAVIS_MODE"] = "test"
os.environ.setdefault("VISAVIS_VAR", tempfile.mkdtemp(prefix="visavis-test-"))

from visavis.config.settings import *  # noqa: F403 - settings are meant to be taken over
