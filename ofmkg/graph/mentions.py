"""The IRIs that a query mentions: where, and what it takes them for.

The text is read by the tokens of the guard, so that comments, strings and the many ways to write an
IRI are what they are to the engine. What a query makes (the template of CONSTRUCT) it does not ask
for, so that nothing in it is a mention.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ofmkg.graph.guard import Placed, tokens
from ofmkg.graph.prologue import Prologue
from ofmkg.graph.terms import RDF_TYPE

PROPERTY, CLASS, GRAPH, OTHER = "property", "class", "graph", "other"
ANY = "any"  # the graph of a pattern whose graph is a variable

_TERMS = {"iri", "local", "variable", "blank", "string", "number"}
# Words before lists of variables, which are no pattern.
_LISTS = {"SELECT", "GROUP", "ORDER", "HAVING"}
_PATHS = {"/", "|", "^", "!"}
_REPEATS = {"/", "|", "*", "+", "?"}
_LINE = re.compile(r"\r\n|\r|\n")

Use = tuple[str, str]  # what for (one of the four above), in which graph ("" = the default one)


@dataclass(frozen=True, slots=True)
class Mention:
    """An IRI at a place (both counted from 1), what for, and the graph of the pattern around it.

    `graph` is an IRI, "" for the default graph, or ANY. `defaults` are the graphs that the query
    makes its default graph of, if it says so itself.
    """

    iri: str
    line: int
    column: int
    use: str
    graph: str
    defaults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """A pair of brackets: which, the graph of its patterns, and what stands in it.

    `made` tells of the template of CONSTRUCT; `variables` are those that a block of data gives
    values to.
    """

    bracket: str
    graph: str = ""
    made: bool = False
    variables: tuple[str, ...] = ()


def mentions(query: str) -> tuple[Mention, ...]:
    """Return what a query that has passed the guard mentions, in the order of its text.

    What follows a place that is malformed is left out: the engine will say what is wrong there.
    """
    reading = _Reading(tokens(query))
    reading.run()
    return tuple(
        Mention(iri, *_place(query, at), what, graph, tuple(reading.defaults))
        for iri, at, what, graph in reading.found()
    )


def _place(query: str, at: int) -> tuple[int, int]:
    before = _LINE.split(query[:at])
    return len(before), len(before[-1]) + 1


class _Reading:
    """One pass over the tokens of a query."""

    def __init__(self, found: list[Placed]) -> None:
        self._tokens = found
        self._prologue = Prologue()
        self._blocks = [_Block("")]
        self._named: list[tuple[str, int, Use]] = []
        self._listed: list[tuple[str, int, str]] = []  # IRIs that a variable stands for
        self._uses: defaultdict[str, set[Use]] = defaultdict(set)
        self._type = False  # whether the property of the pattern that is read is rdf:type
        self._graph: str | None = None  # that of the block which comes next
        self._given: tuple[str, ...] = ()  # variables of the block of data which comes next
        self._apart = False  # in a list of variables
        self._column = 0  # in a line of a block of data
        self.defaults: list[str] = []

    def run(self) -> None:
        """Read to the end, or to where it is malformed."""
        numbered = iter(range(len(self._tokens)))
        try:
            for i in numbered:
                self._take(i, numbered)
        except (KeyError, ValueError, StopIteration, IndexError):
            return

    def found(self) -> Iterator[tuple[str, int, str, str]]:
        """Yield each IRI with its offset, use and graph; one that is listed as its variable is."""
        every = [(at, iri, use) for iri, at, use in self._named]
        for iri, at, variable in self._listed:
            uses = self._uses[variable]
            telling = {use for use in uses if use[0] != OTHER} or {(OTHER, "")}
            every += [(at, iri, use) for use in telling]
        for at, iri, (what, graph) in sorted(every):
            yield iri, at, what, graph

    def _take(self, i: int, numbered: Iterator[int]) -> None:
        token = self._tokens[i]
        if self._prologue.declares(token, (self._tokens[n] for n in numbered)):
            return
        if self._blocks[-1].variables and token.kind not in ("open", "close"):
            self._value(i)
        elif token.kind == "word":
            self._word(i, numbered)
        elif token.kind == "open":
            self._opened(i)
        elif token.kind == "close":
            self._closed()
        elif token.kind in ("iri", "local", "variable"):
            self._term(i)
        if token.text in (".", ";"):
            self._type = False

    def _word(self, i: int, numbered: Iterator[int]) -> None:
        word = self._tokens[i].text.upper()
        if word == "FROM" and not self._tokens[i].depth:
            what = self._tokens[next(numbered)]
            named = what.text.upper() == "NAMED"
            graph = self._tokens[next(numbered)] if named else what
            iri = self._prologue.iri(graph)
            self._named.append((iri, graph.at, (GRAPH, iri)))
            if not named:
                self.defaults.append(iri)
        elif word == "GRAPH":
            graph = self._tokens[next(numbered)]
            if graph.kind == "variable":
                self._graph = ANY
            else:
                self._graph = self._prologue.iri(graph)
                self._named.append((self._graph, graph.at, (GRAPH, self._graph)))
        elif word == "VALUES":
            names = []
            while self._tokens[i + 1].text != "{":
                i = next(numbered)
                names.append(self._tokens[i].text[1:])
            # `VALUES (?a ?b)`: brackets have no name
            self._given = tuple(name for name in names if name)
        elif word in _LISTS:
            self._apart = True
        elif self._tokens[i].text == "a":
            self._type = True

    def _opened(self, i: int) -> None:
        bracket, around = self._tokens[i].text, self._blocks[-1]
        if bracket == "(":
            self._column = 0
            variables = around.variables
            if not variables and self._text(i - 1).upper() == "IN":
                variables = (self._tokens[max(0, i - 2)].text[1:],) if self._is_in(i) else ()
            self._blocks.append(_Block(bracket, around.graph, around.made, variables))
            return
        graph = around.graph if self._graph is None else self._graph
        made = around.made or self._text(i - 1).upper() == "CONSTRUCT"
        self._blocks.append(_Block(bracket, graph, made, self._given))
        self._graph, self._given = None, ()
        self._type = self._apart = False

    def _is_in(self, i: int) -> bool:
        return i >= 2 and self._tokens[i - 2].kind == "variable"

    def _closed(self) -> None:
        if len(self._blocks) > 1:
            block = self._blocks.pop()
            if block.bracket == "{":
                self._type = self._apart = False

    def _text(self, i: int) -> str:
        return self._tokens[i].text if 0 <= i < len(self._tokens) else ""

    def _kind(self, i: int) -> str:
        return self._tokens[i].kind if 0 <= i < len(self._tokens) else ""

    def _term(self, i: int) -> None:
        token, block = self._tokens[i], self._blocks[-1]
        variable = token.kind == "variable"
        iri = "" if variable else self._prologue.iri(token)
        if block.made or self._kind(i - 1) == "typed":
            return
        use = (self._use(i, iri), block.graph)
        if variable:
            self._uses[token.text[1:]].add(use)
        elif (compared := self._compared(i)) and use[0] == OTHER:
            self._listed.append((iri, token.at, compared))
        else:
            self._named.append((iri, token.at, use))

    def _value(self, i: int) -> None:
        """Take what stands in a block of data, or in a list that a variable shall be in."""
        token, block = self._tokens[i], self._blocks[-1]
        if token.kind not in ("iri", "local", "string", "number", "word"):
            return
        if self._kind(i - 1) == "typed":
            return
        single = len(block.variables) == 1
        column = 0 if single else self._column
        self._column += 1
        if token.kind in ("iri", "local") and column < len(block.variables):
            iri = self._prologue.iri(token)
            self._listed.append((iri, token.at, block.variables[column]))

    def _use(self, i: int, iri: str) -> str:
        """Return what the term there is taken for in its pattern."""
        if not self._tokens[i].depth or self._apart:
            return OTHER
        if self._is_property(i):
            alone = self._text(i - 1) not in _PATHS and self._text(i + 1) not in _REPEATS
            self._type = iri == RDF_TYPE and alone
            return PROPERTY
        return CLASS if self._type and self._is_object(i) else OTHER

    def _is_property(self, i: int) -> bool:
        before, after = self._tokens[i - 1], self._tokens[i + 1]
        if before.text in _PATHS or (after.text in _REPEATS and after.kind == "operator"):
            return self._blocks[-1].bracket != "(" or self._in_path(i)
        object_follows = (
            after.kind in _TERMS
            or after.text in ("(", "[", "<<")
            or after.text.upper() in ("TRUE", "FALSE")
        )
        if not object_follows or self._blocks[-1].bracket == "(":
            return False
        return before.text in (";", "[", "]") or before.kind in _TERMS

    def _in_path(self, i: int) -> bool:
        """Tell whether brackets around a place group a path: no variable or text stands there."""
        return not any(
            near.kind in ("variable", "string", "number")
            for near in (self._tokens[i - 1], self._tokens[i + 1])
        )

    def _is_object(self, i: int) -> bool:
        before = self._tokens[i - 1]
        return before.text in ("a", ",") or before.kind in ("iri", "local")

    def _compared(self, i: int) -> str:
        """Return the variable that a term is said to be equal to, or to be bound to, if any."""
        if self._text(i - 1) == "=" and self._kind(i - 2) == "variable":
            return self._text(i - 2)[1:]
        after = self._text(i + 1).upper()
        if after in ("=", "AS") and self._kind(i + 2) == "variable":
            return self._text(i + 2)[1:]
        return ""
