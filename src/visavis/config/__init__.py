"""Settings, addresses and the command line: every entrance comes through here."""

import os

# Small matrices: one thread is faster, and leaves the other core to the next request. NumPy reads
# this once, when it is loaded, which is after the command line or the settings are.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
