"""Grounded labelling of an argumentation framework with necessities.

Source: F. Nouioua and V. Risch, "Argumentation Frameworks with Necessities", SUM 2011, LNCS 6929,
pp. 163-176, in the generalised form where a necessity is a set of arguments at least one of which
is needed. Without necessities it is the grounded semantics of P. M. Dung, "On the acceptability of
arguments and its fundamental role in nonmonotonic reasoning, logic programming and n-person games",
Artificial Intelligence 77 (1995), pp. 321-357.

An argument is in if every argument that attacks it is out and of each set that it needs one is in;
it is out if one that attacks it is in, or of a set that it needs all are out, or it could stand
only on a circle of needs (it is in no coherent set); else it is undecided. The labelling is the
least such one, and so there is only one: the order of what is given does not matter.

Propagation by counters (as W. F. Dowling and J. H. Gallier, "Linear-time algorithms for testing the
satisfiability of propositional Horn formulae", Journal of Logic Programming 1 (1984), pp. 267-284)
looks at each attack and need once. Only circles of needs are looked at again, each by itself.
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Label = Literal["in", "out", "undecided"]


def grounded(
    arguments: Iterable[str],
    attacks: Iterable[tuple[str, str]],
    needs: Iterable[tuple[str, Collection[str]]],
) -> dict[str, Label]:
    """Return the label of each argument.

    `attacks` are pairs of attacker and attacked, `needs` pairs of an argument and a set of which it
    needs one. Whatever these name must be among `arguments`.
    """
    state = _State.of(arguments, attacks, needs)
    circles = _Circles(state)
    state.spread()
    while state.doubtful:
        for argument in circles.unfounded(state.doubtful):
            state.settle(argument, "out")
        state.spread()
    return {name: state.labels[number] or "undecided" for number, name in enumerate(state.names)}


@dataclass(slots=True)
class _State:
    """What is settled so far; arguments are numbers, and so are the sets that they need."""

    names: list[str]
    labels: list[Label | None]
    threats: list[int]  # by argument: attackers that are not out yet
    wanting: list[int]  # by argument: needed sets of which none is in yet
    attacked: dict[int, list[int]] = field(default_factory=dict)  # by attacker
    own: dict[int, list[int]] = field(default_factory=dict)  # by argument: the sets it needs
    needed_in: dict[int, list[int]] = field(default_factory=dict)  # by argument: the sets it is in
    owner: list[int] = field(default_factory=list)  # by set: who needs it
    members: list[list[int]] = field(default_factory=list)  # by set
    left: list[int] = field(default_factory=list)  # by set: members that are not out yet
    met: list[bool] = field(default_factory=list)  # by set: whether a member is in
    queue: deque[int] = field(default_factory=deque)
    doubtful: set[int] = field(default_factory=set)  # may have lost what founded them

    @classmethod
    def of(
        cls,
        arguments: Iterable[str],
        attacks: Iterable[tuple[str, str]],
        needs: Iterable[tuple[str, Collection[str]]],
    ) -> "_State":
        names = sorted(set(arguments))
        number = {name: n for n, name in enumerate(names)}
        size = len(names)
        state = cls(names, [None] * size, [0] * size, [0] * size)
        for attacker, target in set(attacks):
            state.attacked.setdefault(number[attacker], []).append(number[target])
            state.threats[number[target]] += 1
        for index, (name, alternatives) in enumerate(needs):
            members = [number[each] for each in set(alternatives)]
            state.owner.append(number[name])
            state.own.setdefault(number[name], []).append(index)
            state.wanting[number[name]] += 1
            state.members.append(members)
            for member in members:
                state.needed_in.setdefault(member, []).append(index)
        state.left = [len(those) for those in state.members]
        state.met = [False] * len(state.owner)
        for owner, members in zip(state.owner, state.members, strict=True):
            if not members:
                state.settle(owner, "out")
        for argument in range(size):
            state._stands(argument)
        return state

    def settle(self, argument: int, label: Label) -> None:
        if self.labels[argument] is None:
            self.labels[argument] = label
            self.queue.append(argument)

    def spread(self) -> None:
        """Follow what is settled until nothing new follows."""
        while self.queue:
            argument = self.queue.popleft()
            if self.labels[argument] == "in":
                self._spread_in(argument)
            else:
                self._spread_out(argument)

    def _spread_in(self, argument: int) -> None:
        for target in self.attacked.get(argument, ()):
            self.settle(target, "out")
        for index in self.needed_in.get(argument, ()):
            if not self.met[index]:
                self.met[index] = True
                self.wanting[self.owner[index]] -= 1
                self._stands(self.owner[index])

    def _spread_out(self, argument: int) -> None:
        for target in self.attacked.get(argument, ()):
            self.threats[target] -= 1
            self._stands(target)
        for index in self.needed_in.get(argument, ()):
            self.left[index] -= 1
            if not self.left[index]:
                self.settle(self.owner[index], "out")
            elif self.labels[self.owner[index]] is None:
                self.doubtful.add(self.owner[index])

    def _stands(self, argument: int) -> None:
        if not self.threats[argument] and not self.wanting[argument]:
            self.settle(argument, "in")


class _Circles:
    """The circles of needs: groups of arguments each of which needs, in turn, all others."""

    def __init__(self, state: _State) -> None:
        """Find the circles; each is looked at once before anything is known to be out."""
        self._state = state
        self._group = _components(
            {a: [m for index in own for m in state.members[index]] for a, own in state.own.items()}
        )
        self._arguments: dict[int, list[int]] = {}
        for argument, group in self._group.items():
            self._arguments.setdefault(group, []).append(argument)
        state.doubtful.update(
            argument
            for argument, own in state.own.items()
            for index in own
            if any(self._group[m] == self._group[argument] for m in state.members[index])
        )

    def unfounded(self, doubtful: set[int]) -> list[int]:
        """Return arguments, out of the circles of those in doubt, that stand on circles alone.

        Empties `doubtful`.
        """
        groups = sorted({self._group[argument] for argument in doubtful})
        doubtful.clear()
        return [argument for group in groups for argument in self._unfounded(group)]

    def _unfounded(self, group: int) -> list[int]:
        """Return those of a group that cannot be built up from outside of it, one after another."""
        state = self._state
        open_ = [a for a in self._arguments[group] if state.labels[a] is None]
        wanting = {a: len(state.own.get(a, ())) for a in open_}
        filled: set[int] = set()
        found: list[int] = []

        def fill(index: int) -> None:
            filled.add(index)
            wanting[state.owner[index]] -= 1
            if not wanting[state.owner[index]]:
                found.append(state.owner[index])

        found += [a for a in open_ if not wanting[a]]
        for argument in open_:
            for index in state.own.get(argument, ()):
                if any(state.labels[m] != "out" and m not in wanting for m in state.members[index]):
                    fill(index)
        for argument in found:  # grows while it is walked through
            for index in state.needed_in.get(argument, ()):
                if index not in filled and state.owner[index] in wanting:
                    fill(index)
        founded = set(found)
        return [a for a in open_ if a not in founded]


def _components(follows: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Return the number of the strongly connected component of each node in `follows`.

    R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972),
    pp. 146-160, without recursion, since chains of claims may be long.
    """
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    group: dict[int, int] = {}
    stack: list[int] = []
    for root in follows:
        path = [] if root in order else [(root, 0)]
        while path:
            node, position = path.pop()
            after = follows.get(node, ())
            if position == 0:
                order[node] = low[node] = len(order)
                stack.append(node)
            elif (child := after[position - 1]) not in group:
                low[node] = min(low[node], low[child])
            for index in range(position, len(after)):
                child = after[index]
                if child not in order:
                    path += [(node, index + 1), (child, 0)]
                    break
                if child not in group:
                    low[node] = min(low[node], order[child])
            else:
                if low[node] == order[node]:
                    last = -1
                    while last != node:
                        last = stack.pop()
                        group[last] = order[node]
    return group
