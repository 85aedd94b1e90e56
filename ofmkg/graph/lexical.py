"""How typed values are written: one place for sheets, their JSON Schema, commands and queries.

The shapes say the same in SHACL; a test holds the two together. Patterns are such that Python,
JavaScript and XPath read them alike. What no pattern can tell is told by functions.
"""

import re

# A day that there is, leap years reckoned; and a date, which may be a year or a month alone.
_LONG = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
_SHORT = "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_LEAP_YEAR = "[12][0-9](0[48]|[2468][048]|[13579][26])|(1[26]|2[048])00"
DAY = f"([12][0-9]{{3}}-({_LONG}|{_SHORT}|02-(0[1-9]|1[0-9]|2[0-8]))|({_LEAP_YEAR})-02-29)"
DATE = f"([12][0-9]{{3}}(-(0[1-9]|1[0-2]))?|{DAY})"
SPAN = f"{DATE}(/{DATE})?"
NO_DATE = "is no date; write 2024, 2024-02 or 2024-02-27."  # to be said of what is none

_IN_URL = r"""([^\s<>"{}|\\^`%]|%[0-9A-Fa-f]{2})*"""
_IN_HOST = r"""[^\s<>"{}|\\^`%/?#@:.]+"""
URL = rf"https?://{_IN_HOST}(\.{_IN_HOST})*\.?(:[0-9]{{1,5}})?([/?#]{_IN_URL})?"
DOI = r"10\.[0-9]{4,9}(\.[0-9]+)*/\S*[^\s.,;]"
_MONTH_OF_ARXIV = r"[0-9]{2}(0[1-9]|1[0-2])"
ARXIV = (
    rf"({_MONTH_OF_ARXIV}\.[0-9]{{4,5}}|[a-z-]+(\.[A-Z]{{2}})?/{_MONTH_OF_ARXIV}[0-9]{{3}})"
    "(v[1-9][0-9]*)?"
)
ORCID = r"https://orcid\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"
ISBN = "(97[89]-?)?([0-9]-?){9}[0-9X]"
# A probability that is none, such as "p = 1.2" or "p=-0.3"; "p = 2e-5" and "p < 5%" are some.
NO_PROBABILITY = (
    r"(^|[^A-Za-z0-9])[pP]\s*[=<>≤≥]\s*([-−]\s*[0-9.]*[1-9]"
    r"|(1[0-9]+|[2-9][0-9]*)(\.[0-9]+)?|1\.[0-9]*[1-9][0-9]*)"
    r"\.?($|[^0-9.eE×·*%x^\s]|\s+($|[^%×·*x^\s]))"
)
# A level of confidence that is none, such as "120% CI".
NO_LEVEL = (
    r"(^|[^0-9.])(100\.[0-9]*[1-9][0-9]*|1(0[1-9]|[1-9][0-9])(\.[0-9]+)?|[1-9][0-9]{3,}"
    r"|[2-9][0-9]{2}(\.[0-9]+)?|0+(\.0+)?)\s*%\s*(CI|CrI|[Cc]onfidence|[Cc]redible)"
)
_NUMBER = r"[-−]?[0-9]+(?:\.[0-9]+)?"
# Bounds of an interval: "1.2 to 3.4" anywhere, and with another sign between them in brackets.
BOUNDS = (
    rf"(?:^|[^0-9.A-Za-z])({_NUMBER})%?\s+to\s+({_NUMBER})",
    rf"[(\[]\s*({_NUMBER})%?\s*(?:,|;|–|-)\s*({_NUMBER})%?\s*[)\]]",
)
MOST = 2**53 - 1  # a whole number that every program reads alike


def is_day(text: str) -> bool:
    """Tell whether a text is a day that there is, such as 2024-02-29."""
    return re.fullmatch(DAY, text) is not None


def is_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day that there is."""
    return re.fullmatch(DATE, text) is not None


def ends_before_it_begins(span: str) -> bool:
    """Tell whether a span of time, which is one by its form, is the wrong way round."""
    first, slash, last = span.partition("/")
    return bool(slash) and last < first[: len(last)]


def is_isbn(text: str) -> bool:
    """Tell whether a text is the number of a book, and its last place fits the others."""
    digits = text.replace("-", "")
    if re.fullmatch(ISBN, text) is None or (len(digits) == 13 and digits.endswith("X")):
        return False
    values = [10 if each == "X" else int(each) for each in digits]
    if len(digits) == 10:
        return sum((10 - n) * value for n, value in enumerate(values)) % 11 == 0
    return sum((3 if n % 2 else 1) * value for n, value in enumerate(values)) % 10 == 0


def is_orcid(number: str) -> bool:
    """Tell whether the last place of an ORCID, given without its address, fits the others."""
    digits = number.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def reversed_bounds(text: str) -> str | None:
    """Return the bounds of an interval in a text whose lower one is the larger, or None."""
    for pattern in BOUNDS:
        for found in re.finditer(pattern, text):
            low, high = (float(each.replace("−", "-")) for each in found.groups())
            if low > high:
                return found[0].strip("([ )]")
    return None
