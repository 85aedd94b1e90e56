"""Pages that are about the site itself: lists, languages, what is served as files, problems."""

import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, FastAPI, Path, Query, Request, Response
from starlette.responses import RedirectResponse

from ofmkg.graph import library
from ofmkg.graph.terms import BASE, PREFIXES, short
from ofmkg.pages.library import by_folder
from ofmkg.pages.messages import Language

from .. import negotiation as media
from ..pages import criteria as meanings
from ..pages import method, ontology, render
from ..pages.languages import COOKIE, language
from ..problems import Problem
from ..responses import has
from ..settings import Settings
from ..state import Snapshot
from .asked import AskAsItStands, name_of
from .parameters import STRICT

_YEAR = 365 * 24 * 3600  # seconds
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

_EMPTY = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + (
    "\nSELECT ?study ?label WHERE {\n"
    "  ?study a ofm:Study ; rdfs:label ?label ; ofm:inCollection ?collection .\n"
    "  ?collection ofm:isDefault true .\n}\n"
)

router = APIRouter(tags=["pages"], generate_unique_id_function=name_of, include_in_schema=False)


@router.get("/static/{name}")
async def static(
    request: Request, name: Annotated[str, Path(pattern=r"^[a-z-]+\.(css|js|svg)$")]
) -> Response:
    """Return a file of ours.

    An address that changes with its content may be kept; that by which one script names another
    does not change, so that whoever keeps it asks again.
    """
    content = _files().get(name)
    if content is None:
        raise Problem(404, "unknown-address", "There is no such thing", f"/static/{name}.")
    tag = sha256(content).hexdigest()[:32]
    named = request.query_params.get("v") == render.fingerprint(name)
    lasting = f"public, max-age={_YEAR}, immutable" if named else "no-cache"
    headers = {"Cache-Control": lasting, "ETag": f'"{tag}"'}
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=_TYPES[name[name.rindex(".") :]])


@cache
def _files() -> dict[str, bytes]:
    """Return the files of ours by name: they are few and small."""
    every = (path for path in render.STATIC.iterdir() if path.suffix in _TYPES)
    return {path.name: path.read_bytes() for path in every}


@router.get("/openapi.json")
async def openapi(ask: AskAsItStands) -> Response:
    """Describe the JSON API; making that takes as long as an analysis."""
    app: FastAPI = ask.request.app
    return ask.answer(media.JSON, lambda _: json.dumps(app.openapi(), ensure_ascii=False))


@router.get("/language/{chosen}")
async def speak(chosen: Language, to: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """Choose the language of pages, and go back to the page."""
    local = to.startswith("/") and not to.startswith(("//", "/\\"))
    answer = RedirectResponse(to if local else "/", 303)
    answer.set_cookie(COOKIE, chosen, max_age=_YEAR, samesite="lax", path="/")
    return answer


@router.get("/ontology", dependencies=[STRICT])
async def terms(ask: AskAsItStands) -> Response:
    """Show the terms of the ontology with their definitions."""

    def make(now: Snapshot) -> str:
        return render.page(
            ask.request,
            "ontology.html",
            now.graph,
            title="Ontology",
            loaded=now.loaded,
            kinds=ontology.kinds(now.graph),
            names=ontology.KINDS,
            words_of=ontology.LINKS,
        )

    return _html(ask, make)


@router.get("/criteria", dependencies=[STRICT])
async def criteria(ask: AskAsItStands) -> Response:
    """Say what the words mean by which works are read."""

    def make(now: Snapshot) -> str:
        return render.page(
            ask.request,
            "criteria.html",
            now.graph,
            title="What the words mean",
            loaded=now.loaded,
            result=meanings.criteria(now.graph, language(ask.request)),
            base=BASE,
        )

    return _html(ask, make)


@router.get("/about", dependencies=[STRICT])
async def about(ask: AskAsItStands) -> Response:
    """Say how this was made, from what, with which limits, and in which condition it is."""
    condition = ask.request.app.state.served.condition

    def make(now: Snapshot) -> str:
        return render.page(
            ask.request,
            "about.html",
            now.graph,
            title="About",
            loaded=now.loaded,
            method=method.html(language(ask.request)),
            condition=condition,
            collections=now.graph.matrix("all").collections,
            studies=[(_path(row["graph"]) + ".ttl", row["label"]) for row in _named(now)],
        )

    return _html(ask, make, depends=f"{condition}")


def _named(now: Snapshot) -> list[dict[str, str]]:
    """Return the named graphs that hold assessments, with the labels of the studies."""
    labels = now.graph.labels("Study")
    named = ((name, labels.get(short(name))) for name in now.graphs)
    return [{"graph": name, "label": label} for name, label in named if label]


def editor(request: Request, now: Snapshot, settings: Settings) -> str:
    """Return the page on which to write SPARQL, with an example if the address names one."""
    example = request.query_params.get("example", "")
    text = library.text(example) if example in library.names() else _EMPTY
    return render.page(
        request,
        "sparql.html",
        now.graph,
        title="SPARQL",
        loaded=now.loaded,
        text=library.bind(text, {}),
        examples=by_folder((library.load(name) for name in library.names()), language(request)),
        deadline=f"{settings.sparql_deadline:g}",
        max_rows=f"{settings.sparql_max_rows:,}",
    )


def problem(request: Request, found: Problem, now: Snapshot) -> str:
    """Return a problem as a page."""
    return render.page(
        request,
        "problem.html",
        now.graph,
        title=found.title,
        detail=found.detail,
        suggestions=found.extra.get("suggestions", ()),
    )


def _html(ask: AskAsItStands, make: Callable[[Snapshot], str], depends: str = "") -> Response:
    """Return a page; `depends` is what else it depends on, besides the data and the language."""
    media.accepted(ask.request, (media.HTML,))
    return ask.answer(media.HTML, make, f"{language(ask.request)} {depends}")


def _path(iri: str) -> str:
    return "/" + iri.removeprefix(BASE)
