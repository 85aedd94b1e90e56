"""Names for blank nodes that depend on what is stated alone: equal content gets equal names.

RDFC-1.0 (https://www.w3.org/TR/rdf-canon/) gives them where that is cheap, as it is for what people
write. Nodes that it cannot tell apart by their own statements it tries in every order: ten that all
point to each other would take it years, in one call that lets nobody else work. How much it would
try is estimated before; beyond a bound the nodes are told apart by refining colours, which takes
time in proportion to the statements and gives other names (b0, b1 instead of c14n0, c14n1). Where
even that would take too long, what is still alike is named in any order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import factorial

import pyoxigraph as ox

_MOST_TRIED = 1_000_000  # steps of RDFC-1.0, some 0.2 s
_MOST_REFINED = 2_000_000  # visits of statements, some seconds, which others can work beside

_Node = ox.BlankNode
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph
# Of a statement about a node: the statement without names, and the other nodes in it.
_Use = tuple[str, tuple[_Node, ...]]
_Look = tuple[tuple[str, tuple[int, ...]], ...]  # the same with the colours of the others
_Uses = Mapping[_Node, Sequence[_Use]]


def named(quads: Iterable[ox.Quad]) -> Iterable[ox.Quad]:
    """Return quads, each once and in no order, with blank nodes named by what is stated of them."""
    every = list(dict.fromkeys(quads))
    uses = _uses(every)
    if not uses:
        return every
    if _tried(every, uses) <= _MOST_TRIED:
        dataset = ox.Dataset(every)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return dataset
    names = {
        node: ox.BlankNode(f"b{number}") for number, node in enumerate(_Colours(uses).ordered())
    }
    return [_renamed(quad, names) for quad in every]


def _uses(quads: Iterable[ox.Quad]) -> dict[_Node, list[_Use]]:
    """Return all blank nodes with the statements that each stands in."""
    found: dict[_Node, list[_Use]] = defaultdict(list)
    for quad in quads:
        nodes = [node for term in quad for node in _nodes(term)]
        for node in dict.fromkeys(nodes):
            shape = " ".join(_shape(term, node) for term in quad)
            found[node].append((shape, tuple(other for other in nodes if other != node)))
    return found


def _nodes(term: _Term) -> Iterator[_Node]:
    if isinstance(term, ox.BlankNode):
        yield term
    elif isinstance(term, ox.Triple):
        for part in term:
            yield from _nodes(part)


def _shape(term: _Term, node: _Node) -> str:
    if isinstance(term, ox.BlankNode):
        return "_:a" if term == node else "_:z"
    if isinstance(term, ox.Triple):
        return f"<<({' '.join(_shape(part, node) for part in term)})>>"
    return str(term)


def _tried(quads: Iterable[ox.Quad], uses: _Uses) -> float:
    """Return about how many steps RDFC-1.0 would take beyond those for each statement.

    Nodes that the shapes of their statements tell apart cost nothing more. Of others that hang
    together each is a start, the way from each may go through all, and neighbours that look alike
    are tried in every order.
    """
    shapes = {node: tuple(sorted(shape for shape, _ in each)) for node, each in uses.items()}
    counted = Counter(shapes.values())
    alike = {node for node, shape in shapes.items() if counted[shape] > 1}
    groups: dict[_Node, Counter[object]] = defaultdict(Counter)
    for quad in quads:
        placed = [(n, place) for place, term in enumerate(quad) for n in _nodes(term) if n in alike]
        for one, _ in placed:
            for other, place in placed:
                if one != other:
                    groups[one][place, quad.predicate, shapes[other]] += 1
    total = 0.0
    for part in _parts(alike, uses):
        orders = 1.0
        for node in part:
            for size in groups[node].values():
                orders *= factorial(min(size, 20))
                if orders > _MOST_TRIED:
                    return orders
        total += len(part) ** 3 * orders
    return total


def _parts(alike: set[_Node], uses: _Uses) -> Iterator[list[_Node]]:
    """Yield the nodes that hang together through nodes like them."""
    left = dict.fromkeys(node for node in uses if node in alike)
    while left:
        part = [left.popitem()[0]]
        for node in part:  # which grows meanwhile
            for _, others in uses[node]:
                for other in others:
                    if other in left:
                        del left[other]
                        part.append(other)
        if len(part) > 1:
            yield part


class _Colours:
    """Tells nodes apart by the colours of their neighbours until nothing more is told by them.

    A colour is a number that depends on what is stated alone. Where nodes still share one, any
    of them gets another: in all but rare, artificial graphs they are each other's mirror images.
    """

    def __init__(self, uses: _Uses) -> None:
        """Begin with all nodes in one colour."""
        self._uses = uses
        self._colour = dict.fromkeys(uses, 0)
        self._of = [list(uses)]  # the nodes of each colour, and where each stands among them
        self._place = {node: place for place, node in enumerate(uses)}
        self._work = max(_MOST_REFINED, 20 * sum(map(len, uses.values())))

    def ordered(self) -> list[_Node]:
        """Return the nodes in an order that depends on what is stated, as far as it can be told."""
        self._refine(list(self._uses))
        colour = 0
        while colour < len(self._of):  # which grows meanwhile
            while len(self._of[colour]) > 1 and self._work > 0:
                one = self._of[colour][0]
                self._paint([one])
                self._refine(self._neighbours([one]))
            colour += 1
        return [node for nodes in self._of for node in nodes]

    def _refine(self, touched: list[_Node]) -> None:
        """Tell apart what the colours around it tell apart, beginning with nodes `touched`."""
        while touched and self._work > 0:
            by_colour: dict[int, list[_Node]] = defaultdict(list)
            for node in dict.fromkeys(touched):
                by_colour[self._colour[node]].append(node)
            # All are looked at before any is painted, so that the order of painting tells nothing.
            groups = [g for colour in sorted(by_colour) for g in self._apart(by_colour[colour])]
            for group in groups:
                self._paint(group)
            touched = self._neighbours(node for group in groups for node in group)

    def _apart(self, touched: Sequence[_Node]) -> list[list[_Node]]:
        """Return the groups that nodes of one colour fall into, but for the largest.

        Those of the colour that are not among `touched` look alike.
        """
        members = self._of[self._colour[touched[0]]]
        if len(members) == 1:
            return []
        groups: dict[_Look, list[_Node]] = defaultdict(list)
        for node in touched:
            groups[self._look(node)].append(node)
        among = set(touched)
        if len(among) == len(members):
            largest = max(groups, key=lambda look: (len(groups[look]), look))
        else:
            rest = self._look(next(node for node in members if node not in among))
            sizes = {look: len(group) for look, group in groups.items()}
            sizes[rest] = sizes.get(rest, 0) + len(members) - len(among)
            largest = max(sizes, key=lambda look: (sizes[look], look))
            if largest != rest:
                groups[rest] += [node for node in members if node not in among]
        return [groups[look] for look in sorted(groups) if look != largest]

    def _look(self, node: _Node) -> _Look:
        uses = self._uses[node]
        self._work -= len(uses)
        return tuple(
            sorted((shape, tuple(self._colour[each] for each in others)) for shape, others in uses)
        )

    def _paint(self, nodes: list[_Node]) -> None:
        """Give nodes of one colour a new one."""
        new, old = len(self._of), self._of[self._colour[nodes[0]]]
        for place, node in enumerate(nodes):
            last = old.pop()  # takes the place that is left
            if last != node:
                old[self._place[node]] = last
                self._place[last] = self._place[node]
            self._colour[node], self._place[node] = new, place
        self._of.append(list(nodes))

    def _neighbours(self, nodes: Iterable[_Node]) -> list[_Node]:
        return list(
            dict.fromkeys(
                other for node in nodes for _, others in self._uses[node] for other in others
            )
        )


def _renamed(quad: ox.Quad, names: Mapping[_Node, _Node]) -> ox.Quad:
    subject, _, value, graph = quad
    return ox.Quad(
        names[subject] if isinstance(subject, ox.BlankNode) else subject,
        quad.predicate,
        _value(value, names),
        names[graph] if isinstance(graph, ox.BlankNode) else graph,
    )


def _value(
    value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, names: Mapping[_Node, _Node]
) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    if isinstance(value, ox.BlankNode):
        return names[value]
    if isinstance(value, ox.Triple):
        subject = value.subject
        return ox.Triple(
            names[subject] if isinstance(subject, ox.BlankNode) else subject,
            value.predicate,
            _value(value.object, names),
        )
    return value
