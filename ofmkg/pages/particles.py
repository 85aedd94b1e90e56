"""Korean particles by the sound that a word ends in: 연구는, 위험은; of others both forms stay."""

import re

# As catalogues write them after a place: after a final consonant, and after a vowel.
_PAIRS = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)": ("이", ""),
}
_WRITTEN = re.compile("([)\\]”’\"']*)(" + "|".join(map(re.escape, _PAIRS)) + ")")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")  # what a particle does not sound with
_YEAR_LETTER = re.compile(r"\d[a-k]$")  # 2025a: read as letters whose names end in a vowel
_FIRST, _LAST, _FINALS, _RIEUL = "가", "힣", 28, 8
_DIGITS = {"1": _RIEUL, "7": _RIEUL, "8": _RIEUL, "0": 1, "3": 1, "6": 1}  # as they are read


def fitted(before: str, after: str) -> str:
    """Return what stands after a word with the particle at its beginning in the form that fits.

    Where it cannot be told how the word sounds, as of names in other scripts, both forms stay.
    """
    written = _WRITTEN.match(after)
    final = _final(before) if written else None
    if written is None or final is None:
        return after
    consonant, vowel = _PAIRS[written[2]]
    soft = final == 0 or (final == _RIEUL and written[2] == "(으)로")
    return written[1] + (vowel if soft else consonant) + after[written.end() :]


def _final(word: str) -> int | None:
    """Return the number of the final consonant of a word, 0 if it ends in a vowel."""
    heard = word.rstrip("”’\"'.")
    while (shorter := _ASIDE.sub("", heard)) != heard and shorter:
        heard = shorter.rstrip("”’\"'.")
    last = heard[-1:]
    if _FIRST <= last <= _LAST:
        return (ord(last) - ord(_FIRST)) % _FINALS
    if last.isascii() and last.isdigit():
        return _DIGITS.get(last, 0)
    return 0 if _YEAR_LETTER.search(heard) else None
