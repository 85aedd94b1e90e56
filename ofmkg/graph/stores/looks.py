"""What a query looks at, as far as its text tells: read by words, not by a parser."""

import re
from functools import cache

from ofmkg.graph.resources import room
from ofmkg.graph.terms import NS, VIEW

_IRI = r"<[^<>\s]*>"
_TEXT = r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
_SHORT = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
_NOISE = re.compile(rf"({_IRI})|{_TEXT}|{_SHORT}|#[^\n]*", re.DOTALL)
_WORD = r"(?<![?$:\w-])(?:graph|from(?:\s+named)?)\b"
_GRAPH = re.compile(_WORD, re.IGNORECASE)
# Written out, without escapes: another spelling may be that of any graph.
_NAMED = re.compile(rf"{_WORD}\s*<(https?://[^<>\s\\]*)>", re.IGNORECASE)
_PREFIX = re.compile(rf"(?<![?$:\w-])prefix\s+([\w.-]*):\s*<{re.escape(NS)}>", re.IGNORECASE)
_FORM = re.compile(r"(?<![?$:\w-])(select|ask|construct|describe)\b", re.IGNORECASE)


def named_graphs(sparql: str) -> tuple[str, ...] | None:
    """Return the names of the graphs that a query looks at; None if it may look at any."""
    words = sparql.lower()  # which most queries are done with: they hold neither word anywhere
    if "graph" not in words and not _alone(words, "from"):
        return ()
    if _GRAPH.search(sparql) is None:  # nor in texts and comments, which takes longer to tell
        return ()
    words = _words(sparql)
    named = _NAMED.findall(words)
    return tuple(dict.fromkeys(named)) if len(named) == len(_GRAPH.findall(words)) else None


def _alone(text: str, word: str) -> bool:
    """Tell whether a word stands in a text without a letter before it, as in `readFrom`."""
    at = text.find(word)
    while at > 0 and text[at - 1].isalpha():
        at = text.find(word, at + 1)
    return at >= 0


def beside(sparql: str) -> tuple[str, ...]:
    """Return which derived graphs a query that names no graph is asked of beside the default one.

    That is the view where the query uses a term that only the view can hold: data files may not
    state it, so that the default graph alone could answer nothing.
    """
    # What is no prefix is a term written out.
    begins = _begins(":#" if sparql.count(NS) > sparql.count(f"{NS}>") else ":")
    if begins.search(sparql) is None:  # which most queries are done with
        return ()
    words = _words(sparql)
    names = "|".join(_of_view())
    prefixes = _PREFIX.findall(words)
    short = "|".join(rf"(?<![\w.?$-]){re.escape(each)}:(?:{names})(?![\w-])" for each in prefixes)
    whole = f"<{re.escape(NS)}(?:{names})>"
    used = re.search(f"{whole}|{short}" if short else whole, words)
    return (VIEW,) if used and named_graphs(sparql) == () else ()


@cache
def _of_view() -> tuple[str, ...]:
    """Return the names of the terms that the view is made of."""
    files = (room("queries") / "view").glob("*.rq")
    return tuple(
        re.sub("-(.)", lambda found: found[1].upper(), path.stem) for path in sorted(files)
    )


@cache
def _begins(marks: str) -> re.Pattern[str]:
    """Return what finds where such a term may begin behind a mark."""
    names = _of_view()
    least = (name for name in names if not any(name.startswith(o) for o in names if o != name))
    return re.compile(f"[{marks}](?:{'|'.join(least)})")


def form(sparql: str) -> str:
    """Return select, ask, construct or describe; of what is none of these, select."""
    match = _FORM.search(re.sub(_IRI, " ", _words(sparql)))
    return match[1].lower() if match else "select"


def _words(sparql: str) -> str:
    """Return a query without texts and comments."""
    return _NOISE.sub(lambda found: found[1] or " ", sparql)
