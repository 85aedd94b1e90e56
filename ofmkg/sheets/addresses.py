"""Names of people and things as parts of addresses: readable, and no two names share one."""

import re
from hashlib import sha256
from unicodedata import normalize

_LONGEST = 48  # letters of a name; a file name takes 255 bytes
_DIGITS = 8  # of a digest


def address(name: str) -> str:
    """Return a name in any script as small letters, digits and hyphens.

    Names written as "J. Hazell" lose nothing by it. Whatever else loses something (other letters,
    signs, capitals, length) ends with a digest of the whole name, so that another name never
    becomes the same. Names that differ only in how Unicode composes letters, or in blanks, are one.
    """
    from anyascii import anyascii

    whole = canonical(name)
    letters = re.sub(r"[^a-z0-9]+", "-", anyascii(whole).lower()).strip("-")
    short = letters[:_LONGEST].strip("-")
    if _back(short) == whole:
        return short
    return "-".join(filter(None, (short, digest(whole))))


def canonical(name: str) -> str:
    """Return a name with its letters composed, and single blanks."""
    return normalize("NFC", " ".join(name.split()))


def digest(name: str) -> str:
    """Return a few letters and digits that hardly another name has."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _back(letters: str) -> str:
    """Return the name that letters stand for when nothing else is known of it."""
    words = letters.split("-")
    return " ".join(f"{word.upper()}." if len(word) == 1 else word.capitalize() for word in words)
