"""The settings of the test run; ``DATABASE_URL`` chooses PostgreSQL.

Each process that runs tests has a folder of its own: beside each other they would write over each other's files.
What such a process starts keeps the folder it was given.
"""

import os
import tempfile

HERE = os.environ.get("PYTEST_XDIST_WORKER", "alone")
os.environ["VISAVIS_MODE"] = "test"
if os.environ.get("VISAVIS_TEST_FOLDER_OF") != HERE:
    given = os.environ.get("VISAVIS_VAR", "")
    if not given or "VISAVIS_TEST_FOLDER_OF" in os.environ:
        os.environ["VISAVIS_VAR"] = tempfile.mkdtemp(prefix="visavis-test-")
    os.environ["VISAVIS_TEST_FOLDER_OF"] = HERE

from visavis.config.settings import *  # noqa: E402, F403 - taken over whole, after the folder is chosen
