"""Characters that no text has: they steer terminals, and XML cannot hold them.

Text from the world outside may bring them along. They are reported where data are checked, and
nothing that is written holds one.
"""

import re

# C0 without tabulator and line ends, delete, C1, halves of pairs, and two that are no characters.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Hyphens, dashes and a minus that programs and phones write in place of the plain hyphen.
_LIKE_A_HYPHEN = re.compile("[\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_RETURN = re.compile("\r")
INSTEAD = "\N{REPLACEMENT CHARACTER}"
_IN_UTF8 = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]")


def strange(text: str) -> str | None:
    """Say of the first such character what is wrong and what to do; None if there is none.

    A carriage return is one, too: whoever writes a text has no use for it within.
    """
    found = CONTROL.search(text) or _RETURN.search(text)
    return f"holds a character that no text has ({found[0]!r}); remove it." if found else None


def writable(text: str) -> str:
    """Return a text with a sign instead of each character that no text has."""
    return CONTROL.sub(INSTEAD, text)


def writable_utf8(content: bytes) -> bytes:
    """Return the same of a text in UTF-8."""
    return _IN_UTF8.sub(INSTEAD.encode(), content)


def like_a_hyphen(text: str) -> str | None:
    """Return the code point of the first sign that only looks like a hyphen, or None."""
    found = _LIKE_A_HYPHEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def with_hyphens(text: str) -> str:
    """Return a text with a hyphen in place of each sign that looks like one."""
    return _LIKE_A_HYPHEN.sub("-", text)
