"""A route for each analysis, made from what it declares."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from inspect import Parameter as Argument
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Query, Response

from ofmkg.analyses import frameworks
from ofmkg.analyses.declaration import Analysis, Group, Parameter, analyses, named
from ofmkg.errors import UnknownIdError
from ofmkg.formats import media_type
from ofmkg.graph.names import words_of
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.terms import BASE
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages import pictures
from ofmkg.pages.blocks import Heading, Page
from ofmkg.pages.messages import Language, speaking
from ofmkg.pages.rendering import noted, what_if
from ofmkg.pages.rendering import render as written

from ..negotiation import CSV, DOCX, DRAWN, HTML, JSON, LATEX, MARKDOWN, SVG, accepted
from ..pages import render
from ..pages.additions import ADDED, CHOOSERS, Given, comparable
from ..pages.choices import choice
from ..pages.languages import language
from ..pages.tabs import tabs
from ..problems import Problem
from ..state import Snapshot
from . import things
from .asked import PAGES, Ask, AskAsItStands, Asked, console, described, json_of, name_of, read
from .modelled import Modelled
from .parameters import STRICT, declared, path_id, signed
from .statements import RDF

_GROUPS: tuple[Group, ...] = get_args(Group)  # in the order in which routes are listed
_FORMS = {MARKDOWN: "md", LATEX: "latex", DOCX: "docx"}


def router() -> APIRouter:
    """Return the routes of all analyses."""
    made = APIRouter(
        route_class=Modelled, generate_unique_id_function=name_of, dependencies=[STRICT]
    )
    for chosen in sorted(analyses(), key=lambda each: _GROUPS.index(each.group)):
        made.add_api_route(
            path(chosen),
            _endpoint(chosen),
            tags=[chosen.group],
            summary=chosen.summary,
            description=chosen.description,
            responses=described(
                _described(chosen), pages=_pages(chosen), model=chosen.layout is not None
            ),
            **_model(chosen),
        )
    return made


def path(chosen: Analysis) -> str:
    """Return the path at which an analysis is asked, that of a thing with its id."""
    return f"/{chosen.name}/{{id}}" if chosen.of_thing else f"/{chosen.name}"


def _pages(chosen: Analysis) -> bool:
    return chosen.pages and chosen.layout is not None


def _model(chosen: Analysis) -> dict[str, Any]:
    if chosen.layout is None:
        return {"response_class": Response}
    return {"response_model": read(chosen.result) if chosen.readings else chosen.result}


def _described(chosen: Analysis) -> dict[str, str]:
    """Return the media types of a route beside JSON and pages, by name."""
    found = {each: each for each in RDF} if chosen.of_thing else {}
    found |= {each.format: media_type(each.format) for each in chosen.outputs}
    figures = {form: media_type for media_type, form in DRAWN.items()}
    return found | (figures if chosen.drawn else {})


def _endpoint(chosen: Analysis) -> Callable[..., Awaitable[Response]]:
    async def endpoint(ask: Asked, format: str | None = None, **given: object) -> Response:
        offered = chosen.offered("service")
        values = {each.name: given[each.query or each.name] for each in offered}
        if missing := _missing(chosen, values):
            return _choose(chosen, ask, missing)
        if chosen.check:
            named(chosen.check)(values)
        return _Answer(chosen, ask, values).respond(format)

    endpoint.__name__ = chosen.name
    signed(endpoint, _arguments(chosen))
    return endpoint


def _missing(chosen: Analysis, values: Given) -> list[Parameter]:
    """Return the parameters that a browser is to choose; none where all is there.

    Where nothing is required by itself, such as one thing or else two others, it is those that name
    things without standing for a whole collection.
    """
    if chosen.name not in CHOOSERS:
        return []
    offered = chosen.offered("service")
    required = [each for each in offered if each.required]
    if required:
        return [each for each in required if not values[each.name]]
    either = [each for each in offered if each.of in ("MisuseVector", "Study")]
    return [] if any(values[each.name] for each in either) else either[:1]


def _arguments(chosen: Analysis) -> Iterator[Argument]:
    ask = Ask if chosen.readings else AskAsItStands
    yield Argument("ask", Argument.KEYWORD_ONLY, annotation=ask)
    for each in chosen.offered("service"):
        if chosen.of_thing and each.argument:
            yield path_id(each, chosen.name)
        else:
            yield declared(each, chosen.name, optional=chosen.name in CHOOSERS)
    forms = [each.format for each in chosen.outputs if each.named]
    if forms:
        forms = ["json", *forms] if chosen.layout else forms
        told = "The format; without it, `Accept` decides."
        kind: Any = Literal[tuple(forms)]
        given = Query(description=told, examples=forms[1:2])
        yield Argument(
            "format", Argument.KEYWORD_ONLY, default=None, annotation=Annotated[kind | None, given]
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer to a request: what an analysis finds for some values."""

    chosen: Analysis
    ask: Asked
    given: Given

    def respond(self, form: str | None) -> Response:
        """Answer in the format named, else in that which the client likes best.

        As JSON it is what the command line prints with `--format json`. Raises Problem 406, and
        what the analysis raises.
        """
        asked = self.ask.request
        media = media_type(form) if form else accepted(asked, self._offered())
        if self.chosen.of_thing and media in RDF:
            return things.respond(self.ask, self._iri)
        tongue = language(asked) if media in (HTML, DOCX, *DRAWN) else None
        # A view is cited with the day on which that is done.
        day = datetime.now(UTC).date().isoformat() if self.given.get("view") else ""
        return self.ask.answer(
            media, lambda now: self._told(now, media, tongue), tongue or "", depends=day
        )

    @property
    def _iri(self) -> str:
        return f"{BASE}{self.chosen.name}/{self.given['id']}"

    def _offered(self) -> tuple[str, ...]:
        chosen = self.chosen
        json = (JSON,) if chosen.layout else ()
        tables = (media_type(each.format) for each in chosen.outputs if not each.drawn)
        figures = _figures() if chosen.drawn else ()
        return (
            *json,
            *tables,
            *(PAGES if _pages(chosen) else ()),
            *figures,
            *(RDF if chosen.of_thing else ()),
        )

    def _told(self, now: Snapshot, media: str, tongue: Language | None) -> str | bytes:
        """Return the answer, or else what is stated of a thing of another kind at this address.

        A variant of a model stands beside the releases, and has no brief.
        """
        try:
            return self._made(now, media, tongue)
        except UnknownIdError:
            if media not in (JSON, HTML) or not self._is_another(now.graph):
                raise
            return things.made(self.ask, self._iri, now, media)

    def _is_another(self, graph: KnowledgeGraph) -> bool:
        """Whether something stands at this address that is not of the kind that is asked for."""
        if not self.chosen.of_thing or not graph.has(self._iri):
            return False
        kind = next(each.of for each in self.chosen.parameters if each.argument)
        try:
            graph.find(self._iri, kind or "")
        except UnknownIdError:
            return kind is not None
        return False

    def _made(self, now: Snapshot, media: str, tongue: Language | None) -> str | bytes:
        chosen, reading = self.chosen, self.ask.reading
        graph = now.under(reading)
        plain = now.graph if chosen.against and not reading.keeps_statements else None
        given, read_with = frameworks.taken(chosen, graph, self.given)
        key = (chosen.name, reading, tuple(sorted((k, repr(v)) for k, v in given.items())))
        if self.given.get("view"):  # cited with the day on which that is done
            found = chosen.asked(graph, given, plain)
        else:
            found = now.found(key, lambda: chosen.asked(graph, given, plain))
        if media == JSON:
            return json_of(found, reading, read_with)
        # Names come from the data as they stand: what a reading leaves out is still spoken of.
        known = render.site(plain or graph)
        output = next((o for o in chosen.outputs if media_type(o.format) == media), None)
        if output and not output.drawn:
            text: str = named(output.writer)(found, *([graph] if output.reads else []))
            return text
        names = known.translations.get(tongue, {}) if tongue else {}
        with speaking(tongue or "en", names, in_browser=media == HTML):
            if media in DRAWN:
                return pictures.picture(self._figure(found, known), DRAWN[media])
            page: Page = chosen.page(found, lambda: known.words, self.given)
            if media == HTML:
                page = noted(page, Scenario(), read_with)  # a template tells the reading
                return self._page(now, graph, page, found)
            return written(noted(page, reading, read_with), _FORMS[media], console, known.links.iri)

    def _figure(self, found: object, known: render.Site) -> str:
        output = next(each for each in self.chosen.outputs if each.drawn)
        note = "" if self.ask.reading.is_plain else what_if(self.ask.reading)
        drawn: str = named(output.writer)(found, known.words, note)
        return drawn

    def _page(self, now: Snapshot, graph: KnowledgeGraph, page: Page, found: object) -> str:
        chosen = self.chosen
        add = ADDED.get(chosen.name)
        more = dict(add(found, graph, self.given)) if add else {}
        if chosen.opening:
            more["opening"] = named(chosen.opening)(found, render.site(graph).words)
        offered = self._offered()
        files = {"CSV": ".csv"} if CSV in offered else {}
        figures = {form.upper(): f".{form}" for each, form in DRAWN.items() if each in offered}
        files |= figures
        return render.page(
            self.ask.request,
            render.template_of(chosen.name),
            graph,
            title=next((block.text for block in page if isinstance(block, Heading)), "ofmkg"),
            reading=self.ask.reading,
            loaded=now.loaded,
            formats={"JSON": ".json", **files, "Markdown": ".md", "LaTeX": ".tex", "Word": ".docx"},
            document=page,
            result=found,
            citable=self.ask.reading.is_plain and chosen.name != "search",
            tabs=tabs(chosen, self.given, self.ask.request, render.site(graph).collections),
            **more,
        )


def _choose(chosen: Analysis, ask: Asked, missing: Sequence[Parameter]) -> Response:
    """Return the page on which to choose what is missing. Raises Problem 400 for other clients."""
    if accepted(ask.request, (JSON, HTML)) == JSON:
        if not any(each.required for each in missing):
            named(chosen.check or "")({each.name: None for each in chosen.offered("service")})
        said = "; ".join(f"{each.name}: the id of a {_called(each)} is missing" for each in missing)
        seen = _LISTED.get(missing[0].of or "", "/studies")
        raise Problem(400, "bad-parameter", "A parameter is wrong", f"{said}. See {seen}.")
    tongue = language(ask.request)

    def make(now: Snapshot) -> str:
        graph = now.under(ask.reading)
        with speaking(tongue, render.site(graph).translations.get(tongue, {})):
            found = choice(chosen.name, graph)
        return render.page(
            ask.request,
            CHOOSERS[chosen.name],
            graph,
            title=found.title if found else chosen.name.capitalize(),
            choice=found,
            works=comparable(graph) if found is None else (),
        )

    return ask.answer(HTML, make, tongue)


# Where what may be missing is listed, by its class.
_LISTED = {"Question": "/questions", "MisuseVector": "/vectors"}


def _called(parameter: Parameter) -> str:
    return "work or study" if parameter.of in (None, "Study") else words_of(parameter.of)


def _figures() -> tuple[str, ...]:
    """Return the formats of drawings that can be written here."""
    return tuple(DRAWN) if pictures.available() else (SVG,)
