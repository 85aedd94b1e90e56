"""What a process takes from itself before it lets anything of a stranger run, and what it holds.

It imports nothing of ofmkg, for the worker that answers strangers' queries runs as a file of its
own.
"""

import contextlib
import ctypes
import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl
    import resource

_STACK = 64 << 20
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def leave_network() -> bool:
    """Leave the network for a namespace without one; return whether that was allowed."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return any(
        libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    )


def limit_memory(memory_mb: int) -> None:
    """Take memory beyond that much from this process, and core dumps; give it a larger stack."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # where the system has a lower one, that stays
        resource.setrlimit(
            resource.RLIMIT_STACK, (_STACK, resource.getrlimit(resource.RLIMIT_STACK)[1])
        )
    with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of address space
        resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))


def limit_time(seconds: float) -> None:
    """Be killed after that much more time of a processor, should nobody be left to do it."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def size() -> int:
    """Return the address space in use, in bytes (0 where the system does not tell)."""
    with contextlib.suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def hold(folder: str) -> None:
    """Keep others from removing a generation of a store that is read here, until the process ends.

    They ask for the lock that is taken here before they do. Raises OSError.
    """
    if sys.platform != "win32":
        fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_SH)
