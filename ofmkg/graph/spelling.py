"""Words as they are compared: without case and accents, numbers and compounds as one word each."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_HYPHEN = "-\u2010\u2011\u2012\u2013"  # also those that do not break, and dashes instead
_POINT = re.compile(r"(?<=\d)[.,](?=\d)")
_WORD = re.compile(rf"\w+(?:[{_HYPHEN}]\w+)*")
_COMPOUND = re.compile(rf"\w+(?:[{_HYPHEN}]\w+)+")
_SPACE = re.compile(r"\s+")
_YEAR = re.compile(r"(?:19|20)\d\d")
POINT = "_"  # what stands for a point within a number: 3.5 is one word, and none of its parts


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is asked for.

    `parts` are what stands apart in it by hyphens or, before a number, by a space: they have to
    follow each other. `joined` is the word written without them. A word that is not in Latin
    letters has no parts: it is looked for within texts without spaces.
    """

    text: str
    parts: tuple[str, ...]
    joined: str

    @property
    def latin(self) -> bool:
        """Tell whether the word is told from others by spaces."""
        return bool(self.parts)


def folded(text: str) -> str:
    """Return a text as it is compared: without case and accents, composed."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in plain if not 0x300 <= ord(c) <= 0x36F)  # Latin accents alone
    return unicodedata.normalize("NFC", bare).casefold()


def spaceless(text: str) -> str:
    """Return a folded text without spaces: Korean compounds are written with and without."""
    return _SPACE.sub("", text)


def indexed(text: str) -> str:
    """Return a folded text as it is indexed; compounds stand behind it once more, in one word."""
    plain = _POINT.sub(POINT, text)
    compounds = (_joined(each) for each in _COMPOUND.findall(plain))
    return " ".join((plain, *compounds))


def asked(words: str) -> tuple[Word, ...]:
    """Return the words that are asked for, each once.

    A number belongs to the word before it, unless it is a year: "Llama 3" is one word.
    """
    found: list[Word] = []
    for text in _WORD.findall(_POINT.sub(POINT, folded(words))):
        parts = tuple(re.split(f"[{_HYPHEN}]", text)) if text.isascii() else ()
        last = found[-1] if found else None
        number = text[0].isdigit() and not _YEAR.fullmatch(text)
        if number and parts and last and last.latin and not last.parts[-1][0].isdigit():
            found[-1] = Word(
                f"{last.text} {text}", last.parts + parts, last.joined + "".join(parts)
            )
        else:
            found.append(Word(text, parts, "".join(parts) or text))
    return tuple(dict.fromkeys(found))


def words_in(text: str) -> Iterator[str]:
    """Yield the words of an indexed text."""
    return (each for each in re.findall(r"\w+", text))


def shown(word: str) -> str:
    """Return a word of an index as it is written."""
    return word.replace(POINT, ".")


def finder(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds words of an index in a folded text, also with hyphens; None for none.

    What is not in Latin letters is found anywhere, with and without spaces.
    """
    each = [_pattern(word) for word in sorted(words, key=lambda word: (-len(word), word))]
    return re.compile("|".join(each)) if each else None


def _pattern(word: str) -> str:
    if not word.isascii():
        return r"\s*".join(map(re.escape, word))
    hyphens = f"[{_HYPHEN}]?"
    letters = hyphens.join("[.,]" if c == POINT else re.escape(c) for c in word)
    return rf"(?<!\w){letters}(?!\w)"


def _joined(text: str) -> str:
    return re.sub(f"[{_HYPHEN}]", "", text)
