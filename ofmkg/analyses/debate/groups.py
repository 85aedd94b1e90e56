"""Groups of things that share something: connected components, found by union-find.

The method is that of R. E. Tarjan, "Efficiency of a good but not linear set union algorithm",
J. ACM 22 (1975); its cost is, in practice, linear in the number of links.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


class _Forest:
    """Trees of things that belong together; the root of a tree stands for all of it."""

    def __init__(self) -> None:
        self._parent: dict[object, object] = {}

    def root(self, thing: object) -> object:
        self._parent.setdefault(thing, thing)
        root = thing
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[thing] != root:  # so that the next way up is short
            self._parent[thing], thing = root, self._parent[thing]
        return root

    def join(self, one: object, other: object) -> None:
        self._parent[self.root(one)] = self.root(other)


def connected(
    shared: Mapping[Key, Iterable[str]], alike: Iterable[tuple[Key, Key]] = ()
) -> list[tuple[str, ...]]:
    """Return the groups of members that are linked, directly or in a chain, by what they share.

    `shared` gives the members that have each thing, `alike` pairs of things that link members as
    one would. Members of a group are sorted; larger groups come first. Who is linked with nobody
    is a group of one.
    """
    forest = _Forest()
    members: dict[str, None] = {}
    for key, having in shared.items():
        for member in having:
            forest.join(("member", member), ("thing", key))
            members[member] = None
    for one, other in alike:
        forest.join(("thing", one), ("thing", other))
    groups: dict[object, list[str]] = {}
    for member in members:
        groups.setdefault(forest.root(("member", member)), []).append(member)
    return _in_order(groups.values())


def same(shared: Mapping[Key, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the groups of members that have exactly the same things."""
    having: dict[str, set[Key]] = {}
    for key, members in shared.items():
        for member in members:
            having.setdefault(member, set()).add(key)
    groups: dict[frozenset[Key], list[str]] = {}
    for member, things in having.items():
        groups.setdefault(frozenset(things), []).append(member)
    return _in_order(groups.values())


def _in_order(groups: Iterable[list[str]]) -> list[tuple[str, ...]]:
    found = [tuple(sorted(group)) for group in groups]
    return sorted(found, key=lambda group: (-len(group), group))
