"""What a query looks at, as far as its text tells: read by words, not by a parser."""

import re

_IRI = r"<[^<>\s]*>"
_TEXT = r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
_SHORT = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
_NOISE = re.compile(rf"({_IRI})|{_TEXT}|{_SHORT}|#[^\n]*", re.DOTALL)
_WORD = r"(?<![?$:\w-])(?:graph|from(?:\s+named)?)\b"
_GRAPH = re.compile(_WORD, re.IGNORECASE)
# Written out, without escapes: another spelling may be that of any graph.
_NAMED = re.compile(rf"{_WORD}\s*<(https?://[^<>\s\\]*)>", re.IGNORECASE)
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


def form(sparql: str) -> str:
    """Return select, ask, construct or describe; of what is none of these, select."""
    match = _FORM.search(re.sub(_IRI, " ", _words(sparql)))
    return match[1].lower() if match else "select"


def _words(sparql: str) -> str:
    """Return a query without texts and comments."""
    return _NOISE.sub(lambda found: found[1] or " ", sparql)
