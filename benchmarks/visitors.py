"""What the visitors of a soak ask for: honest ones, and some who mean no good."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from ofmkg.graph import library

JSON, PAGE = "application/json", "text/html"
ANALYSES = ("/matrix", "/gaps", "/needed", "/debate", "/agreement", "/standing", "/studies")
THINGS = ("/study/gopal-2023", "/claim/c-alignment-removable", "/vector/biosecurity", "/ns")
WORKS = ("gopal-2023", "hazell-2023", "musser-2023", "batalis-2023", "seger-2023")
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks for, and the statuses that it may get beside 429 and 503."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    due: frozenset[int] = frozenset({200})


def asks_json(chance: random.Random) -> Request:
    """Ask for an analysis, or to compare two works."""
    a, b = chance.sample(WORKS, 2)
    compare = f"/compare?a={a}&b={b}"
    return Request(chance.choice((*ANALYSES, compare)), {"Accept": JSON}, due=frozenset({200, 404}))


def asks_page(chance: random.Random) -> Request:
    """Ask for a page, as a browser does."""
    found = f"/search?q={chance.choice(('model', 'risk', 'bio', '모델'))}".encode()
    path = chance.choice(
        ("/", "/about", "/ontology", *ANALYSES[:5], *THINGS[:3], quote(found, "/?="))
    )
    return Request(path, {"Accept": PAGE, "Accept-Language": chance.choice(("en", "ko"))})


def asks_sparql(chance: random.Random) -> Request:
    """Ask a question of the library at `/sparql`, or something new."""
    name = chance.choice(("studies", "steps", "stances", "missing"))
    text = library.bind(library.text(name), {})
    return Request("/sparql", _FORM, f"query={quote(text)}".encode())


def asks_thing(chance: random.Random) -> Request:
    """Ask for a thing as RDF."""
    return Request(chance.choice(THINGS) + chance.choice((".ttl", ".nt", ".jsonld")))


def asks_reading(chance: random.Random) -> Request:
    """Ask for an analysis under another reading."""
    reading = chance.choice((f"without={chance.choice(WORKS)}", "alternatives=true"))
    return Request(f"{chance.choice(ANALYSES[:3])}?{reading}", due=frozenset({200, 404}))


def asks_health(_: random.Random) -> Request:
    """Ask whether all is well."""
    return Request("/health")


def takes_long(chance: random.Random) -> Request:
    """Ask what takes longer than it may."""
    return Request("/sparql", _FORM, f"query={quote(HEAVY)}%23{chance.random()}".encode())


def writes_much(chance: random.Random) -> Request:
    """Ask something short in very many words, never the same."""
    text = f"ASK {{}} #{chance.random()}" + "x" * 98_000
    return Request("/sparql", {"Content-Type": "application/sparql-query"}, text.encode())


def pretends(chance: random.Random) -> Request:
    """Pretend to come from elsewhere, and ask for many readings."""
    address = f"203.0.113.{chance.randrange(256)}"
    headers = {"X-Forwarded-For": address, "Forwarded": f"for={address}", "X-Real-IP": address}
    reading = f"without={chance.choice(WORKS)}&as_of=2024-01-{chance.randrange(1, 29):02}"
    return Request(f"/matrix?{reading}", headers, due=frozenset({200, 404}))


_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
Asks = Callable[[random.Random], Request]
# In parts of the honest clients; the hostile ones are so many, from one address for each kind.
HONEST: dict[str, tuple[Asks, int]] = {
    "json": (asks_json, 16),
    "pages": (asks_page, 20),
    "sparql": (asks_sparql, 12),
    "things": (asks_thing, 8),
    "readings": (asks_reading, 4),
    "health": (asks_health, 4),
}
HOSTILE: dict[str, tuple[Asks, int]] = {
    "long queries": (takes_long, 8),
    "huge texts": (writes_much, 4),
    "forged headers": (pretends, 16),
}
