"""In which language a page speaks, and its words in that language.

Words of the interface stand in templates in English; `catalogues/ko.po` has the others. Labels of
things come from the graph. What analyses say in sentences is English in every language.
"""

from functools import cache
from pathlib import Path
from typing import Literal, get_args

from babel.messages.pofile import read_po
from starlette.requests import Request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES: dict[Language, str] = {"en": "English", "ko": "한국어"}
COOKIE = "lang"
_FOLDER = Path(__file__).with_name("catalogues")


def language(request: Request) -> Language:
    """Return the language chosen in the header of a page, else the one that the browser likes."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    accepted = parse_accept_header(request.headers.get("accept-language"), LanguageAccept)
    best = accepted.best_match(LANGUAGES)
    return next((each for each in LANGUAGES if each == best), "en")


@cache
def words(language: Language) -> dict[str, str]:
    """Return the words of the interface by their English: those that the catalogue has."""
    path = _FOLDER / f"{language}.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string}
