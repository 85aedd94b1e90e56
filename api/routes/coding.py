"""The form in which a work is coded in the browser: its page, what it is made from, its check.

Nothing is kept here: the browser keeps what is typed, and sends a sheet to be read or checked.
"""

import json
from typing import Any

from fastapi import APIRouter, Request, Response

from ofmkg.errors import UnreadableError
from ofmkg.pages.messages import speaking
from ofmkg.sheets import shared, tree
from ofmkg.sheets.adding import check_tree
from ofmkg.sheets.check import Checked
from ofmkg.sheets.offered import offered
from ofmkg.sheets.tree import Mistake, Tree

from .. import bodies, methods, problems
from .. import negotiation as media
from ..pages import coding_words, render
from ..pages.languages import language
from ..problems import Problem
from ..responses import answers
from ..settings import Settings
from ..state import Snapshot
from .asked import YAML, AskAsItStands, name_of
from .parameters import STRICT

_OTHERS = ["GET", "HEAD", "PUT", "DELETE", "PATCH"]
router = APIRouter(tags=["works"], generate_unique_id_function=name_of)
_READ = (YAML, "text/yaml", "text/plain", media.JSON)
_SENT: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            media_type: {"schema": {}}  # all is read, and told what it lacks to be a sheet
            for media_type in _READ
        },
    }
}


def _posted(what: str) -> dict[int | str, dict[str, Any]]:
    content = {media.JSON: {"schema": {"type": "object"}}}
    statuses = problems.documented(400, 408, 413, 415, 429, 503)
    return {200: {"description": what, "content": content}, **statuses}


@router.get("/code", include_in_schema=False, dependencies=[STRICT])
async def code(ask: AskAsItStands) -> Response:
    """Show the form for coding a work, which scripts fill in."""
    media.accepted(ask.request, (media.HTML,))

    def make(now: Snapshot) -> str:
        return render.page(
            ask.request, "code.html", now.graph, title="Code a work", loaded=now.loaded
        )

    return ask.answer(media.HTML, make, language(ask.request))


@router.get("/code/schema", include_in_schema=False, dependencies=[STRICT])
async def code_schema(ask: AskAsItStands) -> Response:
    """Give the form its JSON Schema, what fields can name, criteria, questions and words."""
    media.accepted(ask.request, (media.JSON,))
    tongue = language(ask.request)

    def make(now: Snapshot) -> str:
        names = render.site(now.graph).translations.get(tongue, {})
        with speaking(tongue, names):
            found = offered(now.graph, now.beside.vocabulary, lambda text: names.get(text, text))
            made = {"language": tongue, **found, "say": coding_words.words()}
        return json.dumps(made, ensure_ascii=False, separators=(",", ":"))

    return ask.answer(media.JSON, make, tongue)


@router.options("/code/read", include_in_schema=False)
@router.options("/code/check", include_in_schema=False)
async def allowed() -> Response:
    """Tell what may be asked of what reads a sheet."""
    return methods.allowed(methods.SENT)


@router.api_route("/code/read", methods=_OTHERS, include_in_schema=False)
@router.api_route("/code/check", methods=_OTHERS, include_in_schema=False)
async def other_methods(request: Request) -> Response:
    """Refuse all but the sending of a sheet. Raises Problem 405."""
    detail = f"{request.method} {request.url.path}: a sheet is sent here by POST."
    raise problems.not_allowed(detail, methods.SENT)


@router.post(
    "/code/read",
    summary="A coding sheet as JSON",
    response_class=Response,
    responses=_posted("What the sheet holds, every value as the text that is written."),
    openapi_extra=_SENT,
)
async def code_read(request: Request) -> Response:
    """Read a sheet in YAML, and give back what it holds; nothing is kept."""
    text = await _text(request)

    def make(_: Snapshot) -> str:
        read = _parsed(text)
        told = {"sheet": read.value, "mistakes": [_told(each) for each in read.mistakes]}
        return json.dumps(told)

    return answers(request).posted(request, media.JSON, make, slow=False)


@router.post(
    "/code/check",
    summary="What is wrong in a coding sheet",
    response_class=Response,
    responses=_posted("What is wrong and what to do, as `ofmkg sheet check` says it."),
    openapi_extra=_SENT,
)
async def code_check(request: Request) -> Response:
    """Check a sheet in YAML against the form, the graph and the shapes; nothing is kept."""
    text = await _text(request)

    def make(now: Snapshot) -> str:
        return json.dumps(_checked(check_tree(_parsed(text), now.beside)))

    return answers(request).posted(request, media.JSON, make, slow=True)


async def _text(request: Request) -> str:
    settings: Settings = request.app.state.settings
    bodies.as_it_is(request, "sheet", *_READ)
    most = settings.sheet_max_bytes
    return bodies.utf8(await bodies.body(request, most, settings.body_seconds, "sheet"), "sheet")


def _parsed(text: str) -> Tree:
    """Return a sheet that was sent. Raises Problem 400 for what is no YAML."""
    try:
        found = shared.laid_out(tree.parse(text.removeprefix("\ufeff")))
        json.dumps(found.value, ensure_ascii=False).encode()
    except UnreadableError as error:
        raise _unreadable(str(error)) from error
    except UnicodeEncodeError as error:
        raise _unreadable("sheet: holds half of a character (a lone surrogate).") from error
    return found


def _unreadable(why: str) -> Problem:
    return Problem(400, "unreadable-sheet", "The sheet cannot be read", why)


def _checked(found: Checked) -> dict[str, Any]:
    return {
        "valid": found.sheet is not None,
        "mistakes": [_told(each) for each in found.mistakes],
        "warnings": [_told(each) for each in found.warnings],
        "sentences": list(found.sentences),
    }


def _told(each: Mistake) -> dict[str, Any]:
    return {"line": each.line, "place": list(each.place), "message": each.message}
