"""The IRIs that the tokens of a query stand for, by the prefixes and the base that it declares."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from ofmkg.graph.guard import ESCAPE, Placed

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_LOCAL_ESCAPE = re.compile(r"\\(.)")


class Prologue:
    """What has been declared so far of prefixes and base."""

    def __init__(self) -> None:
        """Begin with nothing declared."""
        self._prefixes: dict[str, str] = {}
        self._base = ""

    def declares(self, token: Placed, following: Iterator[Placed]) -> bool:
        """Take in the declaration that a token begins, with what follows; tell whether it does.

        Raises KeyError, ValueError or StopIteration if it is malformed.
        """
        word = token.text.upper() if token.kind == "word" and not token.depth else ""
        if word == "BASE":
            self._base = self.iri(next(following))
        elif word == "PREFIX":
            name = next(following).text
            self._prefixes[name] = self.iri(next(following))
        return word in ("BASE", "PREFIX")

    def iri(self, token: Placed) -> str:
        """Return the IRI that a token stands for. Raises KeyError or ValueError."""
        text = ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), token.text)
        if token.kind == "iri":
            return self._resolved(text[1:-1])
        prefix, colon, local = text.partition(":")
        if not colon:
            raise ValueError(text)
        return self._prefixes[prefix + colon] + _LOCAL_ESCAPE.sub(r"\1", local)

    def _resolved(self, reference: str) -> str:
        if not self._base or _SCHEME.match(reference):
            return reference
        mark = "#" if reference.endswith("#") else ""  # which the library drops
        return urljoin(self._base, reference.removesuffix("#")) + mark
