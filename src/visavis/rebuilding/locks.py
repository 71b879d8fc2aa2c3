"""What the child gives up before it reads a byte: the network, files, other processes, memory and time.

No privilege is needed for any of it. What holds where stands in ``docs/decisions/rebuilding-in-a-child.md``.
"""

import ctypes
import os
import resource
import sys

MEMORY = 1024 * 1024 * 1024
COMPUTING = 25
"""Seconds of one core."""
_NEW_NAMESPACES = 0x10000000 | 0x40000000 | 0x08000000 | 0x20000000
"""Linux: CLONE_NEWUSER, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWPID."""
_NOBODY = 65_534
_SET_DUMPABLE, _SET_NO_NEW_PRIVS = 4, 38


def lock(memory: int = MEMORY, computing: int = COMPUTING) -> None:
    """From now on nothing new can be opened: no file, no connection, no process. Imports must be done before.

    ``memory`` in bytes, ``computing`` in seconds. Raises OSError where a limit that holds everywhere cannot be set.
    """
    if os.getuid() == 0:  # nobody's limits bind root
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    if sys.platform == "linux":
        _apart()
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, computing),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(limit, (value, value))


def _apart() -> None:
    """An empty network, and no sight of other processes, where the system lets everybody have that."""
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    system.prctl(_SET_DUMPABLE, 0, 0, 0, 0)
    system.unshare(_NEW_NAMESPACES)
