"""Everything that can go wrong, as one tree of exceptions.

Each message is one line for a person: what is wrong, where, and what to do.
"""


class OfmkgError(Exception):
    """Base of all errors that ofmkg raises on purpose."""


class UnreadableError(OfmkgError):
    """A file could not be read or parsed; nothing of it was loaded."""


class UnknownIdError(OfmkgError):
    """An id names nothing in the graph (or nothing of the kind asked for).

    `fact` is the message without the hint, which names commands of the command line: what else
    shows this error says in its own words where to look. `kinds` are the classes of the ontology
    that were looked in (none: all), `suggestions` the closest ids there are.
    """

    def __init__(
        self,
        fact: str,
        hint: str = "",
        *,
        kinds: tuple[str, ...] = (),
        suggestions: tuple[str, ...] = (),
    ) -> None:
        """Say that there is no such thing, what is near, and after that where to look."""
        super().__init__(f"{fact} {hint}".rstrip())
        self.fact = fact
        self.kinds = kinds
        self.suggestions = suggestions


class QueryError(OfmkgError):
    """A query is unknown, malformed, or was given wrong parameters."""


class DataError(OfmkgError):
    """The data contradict themselves, so that an answer would say what nobody said."""


class UsageError(OfmkgError):
    """A request that does not make sense, such as an unknown format."""
