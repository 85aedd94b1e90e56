"""Looks at a stranger's query before any engine does, and refuses what could hurt.

The parser of the engine recurses: deep nesting and long chains of operators overflow its stack,
which kills the process, and SERVICE makes it open connections. What is refused here never gets
that far. The guard reads the text as the engine does, token by token and in linear time; it knows
strings, comments, IRIs, names and variables, so that a word is only a keyword where it is one.

Codepoint escapes (SPARQL 1.1, 19.2) are a trap: the specification replaces them before anything
is read, the engine only within strings, IRIs and names. A text with escapes is read both ways.

Limits stand far below what was seen to kill pyoxigraph 0.5.13 with the 8 MB of stack that a
process has: 300 to 1,000 nested brackets, 1,000 to 3,000 operators or clauses. A worker has more.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_VARIABLE = f"{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_NAME = f"{_VARIABLE}\\-"
_LOCAL = rf"(?:[{_NAME}:]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])"

# What can stand next to each other in a query (SPARQL 1.1, 19.8, with the terms for triples of
# SPARQL 1.2). Quantifiers are possessive: nothing is read twice.
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<space>[ \t\r\n]++)",
            r"(?P<comment>\#[^\r\n]*+)",
            r'(?P<string>"""(?:[^"\\]|\\.|"(?!""))*+"""'
            r"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
            r'|(?!""")"(?:[^"\\\r\n]|\\[^\r\n])*+"'
            r"|(?!''')'(?:[^'\\\r\n]|\\[^\r\n])*+')",
            r"(?P<quote>[\"'])",
            rf"(?P<variable>[?$][{_VARIABLE}]++)",
            rf"(?P<blank>_:[{_VARIABLE}](?:\.*+[{_NAME}])*+)",
            rf"(?P<name>[{_BASE}](?:\.*+[{_NAME}])*+)?(?P<local>:(?:\.*+{_LOCAL})*+)",
            rf"(?P<word>[{_BASE}](?:\.*+[{_NAME}])*+)",
            r"(?P<number>\d++\.\d*+[eE][+-]?\d++|\.?\d++[eE][+-]?\d++|\d*+\.\d++|\d++)",
            r"(?P<tag>@[A-Za-z]++(?:-++[A-Za-z0-9]++)*+)",
            r"(?P<open>[{(\[])",
            r"(?P<close>[})\]])",
            r"(?P<less><)",
            r"(?P<more>>)",
            r"(?P<typed>\^\^)",
            r"(?P<operator>\|\||&&|[!=]=?|[*/|^?+\-])",
            r"(?P<other>.)",
        )
    ),
    re.DOTALL,
)
_IRI = re.compile(r"<[^\x00-\x20<>\"{}|^`]*+>")
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PARTS = re.compile(r"[.\-]+")

_CLOSES = {"}": "{", ")": "(", "]": "["}
_OPERANDS = {"variable", "string", "tag", "number", "local", "iri", "blank", "close"}
_VALUES = {"TRUE", "FALSE", "UNDEF", "A"}  # words that are terms, and come in long lists
_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING")
)
_TERMS = {"variable", "iri", "local"}

Token = tuple[str, str]  # its kind, a name of a group of the expression above or "iri"; its text


class Placed(NamedTuple):
    """A token (see `Token`), the offset where it begins, and the brackets that it stands in."""

    kind: str
    text: str
    at: int
    depth: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may hold: bytes of text, nested brackets, operators and clauses together.

    `iri` is the longest IRI in characters.
    """

    text: int = 100_000
    nesting: int = 100
    operators: int = 1_000
    iri: int = 2_000


@dataclass
class RefusedQuery(Exception):  # noqa: N818 - it says what happened to the query
    """A query that no engine gets to see: why, and where (line and column count from 1)."""

    reason: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return reason and place in one line."""
        return f"{self.reason} (line {self.line}, column {self.column})"


def check(query: str, limits: Limits | None = None) -> None:
    """Let a query pass or raise RefusedQuery; that it is well-formed is for the engine to say."""
    allowed = limits or Limits()
    size = len(query.encode(errors="surrogatepass"))
    if size > allowed.text:
        raise RefusedQuery(
            f"The query is {size:,} bytes long; at most {allowed.text:,} are allowed.", 1, 1
        )
    _Reading(query, allowed).run()
    plain, shifts = _unescape(query)
    if shifts:
        try:
            _Reading(plain, allowed, lenient=True).run()
        except _Refused as refused:
            raise _refusal(query, refused.reason, _original(refused.at, shifts)) from None


def tokens(query: str) -> list[Placed]:
    """Return what a query that has passed is made of, without comments."""
    reading = _Reading(query, Limits(), lenient=True)
    reading.run()
    return reading.tokens


class _Refused(RefusedQuery):
    """A refusal that remembers the offset in the text that was read."""

    at: int = 0


class _Reading:
    """One pass over a text.

    `lenient` passes over what a query that is read in another way cannot be blamed for: strings
    without an end and brackets without a partner.
    """

    def __init__(self, text: str, limits: Limits, *, lenient: bool = False) -> None:
        self._text = text
        self._limits = limits
        self._lenient = lenient
        self._stack: list[tuple[str, int]] = []
        self._operators = 0
        self._before: Token = ("", "")  # the token before, without space and comments
        self.tokens: list[Placed] = []
        self._suspect: int | None = None  # a name that may be SERVICE with a name glued to it

    def run(self) -> None:
        """Read the text to its end. Raises RefusedQuery."""
        at = 0
        while at < len(self._text):
            match = _TOKEN.match(self._text, at)
            assert match is not None  # the last alternative takes any character
            kind, token = match.lastgroup or "other", match[0]
            if kind == "less":
                kind, token = self._less(at)
            elif kind == "more" and self._inner() == "<<" and self._text.startswith(">>", at):
                kind, token = "close", ">>"
            if kind == "quote":
                if self._lenient:
                    return
                self._refuse("A string has no end; close its quotation mark.", at)
            if kind not in ("space", "comment"):
                self.tokens.append(Placed(kind, token, at, len(self._stack)))
                self._take(kind, token, at)
                self._before = (kind, token)
            at += len(token)
        if self._stack and not self._lenient:
            bracket, place = self._stack[-1]
            self._refuse(f"The bracket {bracket} is never closed.", place)

    def _take(self, kind: str, token: str, at: int) -> None:
        if self._suspect is not None and token == "{":
            self._refuse(_SERVICE, self._suspect)
        self._suspect = None
        if kind == "open":
            self._opened(token, at)
        elif kind == "close":
            self._closed(token, at)
        elif kind == "word":
            self._word(token, at)
        elif kind in ("operator", "more") or (kind == "typed" and self._before[0] != "string"):
            self._count(at)
        elif kind == "iri" and len(token) > self._limits.iri:
            self._refuse(f"An IRI is longer than {self._limits.iri:,} characters.", at)
        elif (
            # The engine needs no space after a keyword: `SERVICE:x {` may be SERVICE with `:x`.
            # Apart from that, only GRAPH puts a name before a brace.
            kind == "local"
            and self._stack
            and "SERVICE" in token.upper()
            and not (self._before[0] == "word" and self._before[1].upper().endswith("GRAPH"))
        ):
            self._suspect = at
        if not self._stack and kind in _TERMS:
            self._count(at)  # lists of DESCRIBE, SELECT, GROUP BY: each becomes a clause

    def _word(self, token: str, at: int) -> None:
        upper = token.upper()
        if "SERVICE" in upper:  # no keyword and no function holds it; it may be glued to another
            self._refuse(_SERVICE, at)
        for word in _PARTS.split(upper):
            if word in _UPDATES:
                self._refuse(f"{word} is an update; updates are refused: this is read-only.", at)
            if word not in _VALUES:
                self._count(at)

    def _less(self, at: int) -> Token:
        """Tell whether `<` begins an IRI or a quoted triple, or compares.

        In brackets, after something that has a value, it may compare: `(?a<?b)&&(?c>?d)` looks
        like an IRI. It is none if it closes brackets that it has not opened.
        """
        compares = self._inner() == "(" and (
            self._before[0] in _OPERANDS or self._before[1].upper() in ("TRUE", "FALSE")
        )
        iri = _IRI.match(self._text, at)
        if iri is not None and not (compares and self._unpaired(iri[0], at)):
            return "iri", iri[0]
        if self._text.startswith("<<", at) and not compares:
            return "open", "<<"
        return "operator", "<"

    def _unpaired(self, text: str, at: int) -> bool:
        depth = deepest = 0
        for character in text:
            depth += (character == "(") - (character == ")")
            deepest = max(deepest, depth)
            if depth < 0:
                return True
        if len(self._stack) + deepest > self._limits.nesting:
            self._refuse(self._too_deep(), at)
        return depth != 0

    def _inner(self) -> str:
        return self._stack[-1][0] if self._stack else ""

    def _opened(self, bracket: str, at: int) -> None:
        self._stack.append((bracket, at))
        if len(self._stack) > self._limits.nesting:
            self._refuse(self._too_deep(), at)

    def _closed(self, bracket: str, at: int) -> None:
        if self._inner() == _CLOSES.get(bracket, "<<"):
            self._stack.pop()
        elif not self._lenient:
            self._refuse(f"The bracket {bracket} closes nothing that is open.", at)

    def _count(self, at: int) -> None:
        self._operators += 1
        if self._operators > self._limits.operators:
            self._refuse(
                f"The query has more than {self._limits.operators:,} operators and clauses; "
                "use VALUES for long lists.",
                at,
            )

    def _too_deep(self) -> str:
        return f"Brackets are nested more than {self._limits.nesting} deep."

    def _refuse(self, reason: str, at: int) -> None:
        raise _refusal(self._text, reason, at)


_SERVICE = "SERVICE is refused: no other endpoint is asked from here."


def _refusal(text: str, reason: str, at: int) -> _Refused:
    before = re.split(r"\r\n|\r|\n", text[:at])
    refused = _Refused(reason, len(before), len(before[-1]) + 1)
    refused.at = at
    return refused


def _unescape(query: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without codepoint escapes, and where each stood and how long it was."""
    shifts: list[tuple[int, int]] = []

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            return match[0]
        shifts.append((match.start(), len(match[0])))
        return chr(code)

    return ESCAPE.sub(character, query), shifts


def _original(at: int, shifts: list[tuple[int, int]]) -> int:
    for start, length in shifts:
        if start >= at:
            break
        at += length - 1
    return at
