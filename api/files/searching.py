"""What a browser searches in by itself: names, statements and references of things, as a script.

A browser that reads files from a disk may run scripts beside a page but read no data.
"""

import json

from ofmkg.analyses.search.analysis import catalogue
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.attribution import sayer
from ofmkg.pages.messages import Language, name, say, speaking

from ..pages import render
from .places import Places


def script(graph: KnowledgeGraph, places: Places, language: Language) -> str:
    """Return the index of a language as a script that sets `ofmkgSearch`.

    An entry is: file, name, number of its kind, who says it, and its other texts.
    """
    site = render.site(graph)
    with speaking(language, site.translations.get(language, {})):
        found = catalogue(graph)
        kinds = {each.id: n for n, each in enumerate(found.kinds)}
        rows = []
        for entry in sorted(found.entries, key=lambda e: (e.place, e.group, e.label.lower())):
            place = places.place(entry.href, language)
            if place is None:
                continue
            shown = name(entry.label)
            others = [t.text for t in entry.texts if t.text not in (shown, entry.label)]
            texts = [*([entry.label] if shown != entry.label else []), *others]
            said = sayer(entry.said) if entry.said else ""
            rows.append([place.file, shown, kinds[entry.group], said, entry.id, *texts])
        labels = [each.korean if language == "ko" else each.label for each in found.kinds]
        words = {
            "none": say("Nothing has all of these words."),
            "instead": say("Nothing has all of these words; shown is what is spelled alike."),
            "more": say("Only the first {n} are shown.", n=200),
        }
    held = {"kinds": list(kinds), "labels": labels, "words": words, "entries": rows}
    return f"globalThis.ofmkgSearch = {dumped(held)};\n"


def dumped(value: object) -> str:
    """Return a value as a script holds it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
