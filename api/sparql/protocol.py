"""Reads requests of the SPARQL 1.1 Protocol: the query, its dataset, and the formats to answer in.

Source: https://www.w3.org/TR/sparql11-protocol/, section 2.1 (query operation).
"""

from dataclasses import replace
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import Request
from werkzeug.http import parse_options_header

from ofmkg.graph.terms import INFERENCES

from ..bodies import as_it_is, body, not_utf8, too_long, utf8
from ..negotiation import accepted
from ..problems import Problem
from .tasks import Query
from .worker import GRAPHS, TABLES

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
# What clients ask for by a more general name, and get under it.
ALIASES = {"application/json": "application/sparql-results+json"}

_FIELDS = 1_000  # of a form or an address; more than these are not graphs that anybody named
_GRAPHS = ("default-graph-uri", "named-graph-uri")

_INFERRED = "inferred"  # takes in what follows from the ontology
_FLAG = {"": True, "true": True, "false": False}

Fields = list[tuple[str, str]]


async def read(request: Request, max_bytes: int, patience: float) -> Query | None:
    """Return the query of a request, or None if it asks for nothing (a bare GET).

    `max_bytes` is the longest query, `patience` how many seconds it may take to arrive. Raises
    Problem 400, 406, 408, 413 or 415.
    """
    fields = _fields(request.scope["query_string"], "address")
    direct: list[str] = []
    if request.method == "POST":
        media_type = _media_type(request)
        if media_type == FORM:
            # Three bytes stand for one where it is percent-encoded, and there are names of graphs.
            fields += _fields(
                await body(request, 3 * max_bytes + 100_000, patience, "query"), "form"
            )
        else:
            direct = [utf8(await body(request, max_bytes, patience, "query"), "body")]
    elif {name for name, _ in fields} <= {_INFERRED}:
        _beside(fields)  # what makes no sense is told even so
        return None
    if any(name == "update" for name, _ in fields):
        raise _read_only()
    texts = direct + [value for name, value in fields if name == "query"]
    if len(texts) != 1:
        count = "no query" if not texts else f"{len(texts)} queries"
        raise _nonsense(
            f"The request has {count}; give exactly one, as the parameter `query` or as a body."
        )
    if len(texts[0].encode(errors="surrogatepass")) > max_bytes:
        raise too_long(max_bytes, "query")
    default, named = (_iris(fields, name) for name in _GRAPHS)
    beside = _beside(fields)
    if beside and (default or named):
        raise two_datasets(" and ".join(_GRAPHS))
    query = replace(formats(request), beside=beside)
    if default or named:  # either makes up a whole dataset, in place of that of the query
        query = replace(query, default_graphs=default, named_graphs=named)
    return replace(query, text=texts[0])


def _beside(fields: Fields) -> tuple[str, ...]:
    """Return the graphs that join the default graph. Raises Problem 400."""
    values = [value for name, value in fields if name == _INFERRED]
    if any(value not in _FLAG for value in values):
        raise _nonsense(f"`{_INFERRED}` is true or false; write ?{_INFERRED} or leave it out.")
    return (INFERENCES,) if any(_FLAG[value] for value in values) else ()


def two_datasets(by: str) -> Problem:
    """Return that inferences are to be taken into a dataset which the client has replaced."""
    return _nonsense(
        f"`{_INFERRED}` takes inferences into the default graph of the service, which {by} "
        f"replaces; leave out one of the two, or name <{INFERENCES}> there."
    )


def _nonsense(detail: str) -> Problem:
    return Problem(400, "bad-request", "The request does not make sense", detail)


def formats(request: Request) -> Query:
    """Return a query without a text, with the formats that a client takes. Raises Problem 406."""
    table = _best(request, [*TABLES, *ALIASES])
    graph = _best(request, list(GRAPHS))
    if table is None and graph is None:
        accepted(request, [*TABLES, *ALIASES, *GRAPHS])
    return Query("", table=table, graph=graph)


def _best(request: Request, offered: list[str]) -> str | None:
    try:
        return accepted(request, offered)
    except Problem:
        return None


def _media_type(request: Request) -> str:
    if parse_options_header(request.headers.get("content-type"))[0].lower() == UPDATE:
        raise _read_only()
    return as_it_is(request, "query", DIRECT, FORM)


def _fields(encoded: bytes, where: str) -> Fields:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS
        )
    except UnicodeError:
        raise not_utf8(where) from None
    except ValueError:
        raise _nonsense(f"The {where} has more than {_FIELDS} parameters.") from None


def _iris(fields: Fields, wanted: str) -> tuple[str, ...]:
    iris = tuple(value for name, value in fields if name == wanted)
    for iri in iris:
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise _nonsense(
                f"{wanted} is {iri[:200]!r}, which is no absolute IRI ({error})."
            ) from None
    return iris


def _read_only() -> Problem:
    return Problem(
        400,
        "read-only",
        "This endpoint is read-only",
        "Updates are refused: this endpoint only answers queries.",
    )
