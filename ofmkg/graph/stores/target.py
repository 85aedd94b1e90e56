"""What `--store` names: memory, a directory, or the address of a SPARQL server."""

from pathlib import Path

from ofmkg.errors import UsageError
from ofmkg.graph.stores.base import Store
from ofmkg.graph.stores.memory import MemoryStore

MEMORY = "memory"


def is_remote(target: str) -> bool:
    """Tell whether a target is the address of a server."""
    return target.lower().startswith(("http://", "https://"))


def opened(target: str, *, create: bool = False) -> Store:
    """Return the store that a target names; with `create` a missing directory is begun.

    Raises UsageError for a target of another kind, and what the stores raise.
    """
    if target == MEMORY:
        return MemoryStore()
    if is_remote(target):
        from ofmkg.graph.stores.remote import RemoteStore
        from ofmkg.graph.stores.settings import remote

        return RemoteStore(remote(target))
    if "://" in target:
        raise UsageError(
            f"{target} is no store; give memory, a folder, or an address that begins with http."
        )
    from ofmkg.graph.stores.directory import DirectoryStore

    return DirectoryStore(Path(target), create=create)
