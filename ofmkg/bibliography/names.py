"""Names of authors in one line of text, taken apart only where it is plain who is who."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ET_AL = re.compile(r"[,;&]?\s*(?:\band\s+)?\bet\.?\s+al\.?\s*$|[,;&]?\s*\b(?:and|&)\s+others\s*$")
_INITIALS = re.compile(r"(?:[^\W\d_][\w’']{0,2}\.[\s-]*)+")  # "M.", "D. K.", "M.-F.", "Ch. D."
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_AND = re.compile(r",?\s+and\s+|,?\s*&\s*")
HOW = (
    "write a list, one author each: `- {family: Smith, given: J.}`, `- {organization: RAND}` or, "
    "where a name has no parts, `- {name: ...}`; and more_authors: yes if it goes on"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person by family name, or by a `name` without parts; or an `organization`."""

    family: str | None = None
    given: str | None = None
    suffix: str | None = None
    name: str | None = None
    organization: str | None = None

    @property
    def label(self) -> str:
        """Return the name as one reads it: Max Kamachee, M. L. King Jr."""
        parts = (self.given, self.family, self.suffix)
        return self.organization or self.name or " ".join(filter(None, parts))

    @property
    def listed(self) -> str:
        """Return the name as a list of references prints it: Kamachee, M.; King, M. L., Jr."""
        parts = (self.family, self.given, self.suffix)
        return self.organization or self.name or ", ".join(filter(None, parts))


def parted(line: str) -> tuple[tuple[Name, ...], bool]:
    """Return the authors in a line, and whether it ends in "et al." or "and others".

    Taken are "Smith, J., and Jones, A. B.", with semicolons or & as well, where initials follow
    every family name, and the form of BibTeX: "Smith, John and {RAND Corporation}". Raises
    ValueError, which says how authors are to be written, where a comma may mean two things.
    """
    text = " ".join(line.split())
    rest = _ET_AL.sub("", text)
    more = rest != text
    names = _in_bibtex(rest) or _by_semicolons(rest) or _with_initials(rest)
    if not names:
        raise ValueError(f"does not tell plainly who is who; {HOW}")
    return names, more


def _in_bibtex(text: str) -> tuple[Name, ...]:
    """Return names that " and " parts alone, each with one comma or in braces."""
    if re.search(r"[;&]|,\s+and\s", text):
        return ()
    pieces = re.split(r"\s+and\s+(?![^{]*\})", text)
    if len(pieces) == 1 and not (_braced(text) or _person(text)):
        return ()  # "Brady, Lee" may be two people
    return _all([_piece(piece) for piece in pieces])


def _by_semicolons(text: str) -> tuple[Name, ...]:
    """Return names that semicolons part, each with a comma before the given names."""
    if ";" not in text:
        return ()
    pieces = [re.sub(r"^(and|&)\s+", "", piece.strip()) for piece in text.split(";")]
    return _all([_piece(piece) for piece in pieces if piece])


def _with_initials(text: str) -> tuple[Name, ...]:
    """Return names in a list of commas in which initials follow every family name."""
    parts = [part.strip() for part in _AND.sub(", ", text).split(",") if part.strip()]
    names: list[Name] = []
    while parts:
        family, *parts = parts
        if not parts or _INITIALS.fullmatch(family) or not _INITIALS.fullmatch(parts[0]):
            return ()
        given, *parts = parts
        suffix = parts.pop(0) if parts and _SUFFIX.fullmatch(parts[0]) else None
        found = _person(", ".join(filter(None, (family, suffix, given))))
        if found is None:
            return ()
        names.append(found)
    return tuple(names)


def _all(names: Sequence[Name | None]) -> tuple[Name, ...]:
    found = tuple(name for name in names if name is not None)
    return found if len(found) == len(names) else ()


def _piece(text: str) -> Name | None:
    braced = _braced(text)
    if braced is not None:
        return Name(organization=braced)
    if not re.fullmatch(r"[^,]+,[^,]+(,[^,]+)?", text):
        return None
    family, _, given = text.partition(",")
    after = given.rpartition(",")[2].strip()
    if _SUFFIX.fullmatch(after):  # "King, M. L., Jr."
        text = f"{family}, {after}, {given.rpartition(',')[0].strip()}"
    elif text.count(",") == 2 and not _SUFFIX.fullmatch(given.split(",")[0].strip()):
        return None
    return of_bibtex(text)


def _person(text: str) -> Name | None:
    """Return the person that a family name with initials is."""
    family, _, rest = text.partition(",")
    given = rest.rpartition(",")[2].strip()
    known = bool(family.strip()) and _INITIALS.fullmatch(given) and not re.search(r"[()\d]", text)
    return _piece(text) if known else None


def _braced(text: str) -> str | None:
    found = re.fullmatch(r"\{([^{}]+)\}", text.strip())
    return found[1].strip() if found else None


def of_bibtex(text: str) -> Name:
    """Return the person that a name in the form of BibTeX is: "Family, Jr., Given" and the like.

    Raises ValueError for a name that has no such form.
    """
    from pybtex.database import Person
    from pybtex.exceptions import PybtexError

    try:
        person = Person(text)
    except PybtexError as error:
        raise ValueError(str(error)) from error
    family = " ".join([*person.prelast_names, *person.last_names])
    given = " ".join([*person.first_names, *person.middle_names])
    if not given:
        return Name(name=family)
    return Name(family, given, " ".join(person.lineage_names) or None)
