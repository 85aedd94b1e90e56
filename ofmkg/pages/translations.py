"""What things are called in other languages, by their English names."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager

from ofmkg.graph.asking import Graph
from ofmkg.pages.messages import Language, speaking
from ofmkg.pages.readers import who_read


def translations(graph: Graph) -> dict[str, dict[str, str]]:
    """Return names of things by language and English name.

    One that things share under different names is left out.
    """
    names = translated(
        _terms(graph),
        graph.query("translations").dicts(),
        graph.query("definitions").dicts(),
    )
    korean = names.get("ko", {})
    korean = {
        **_studies(graph, korean),
        **caveats(graph.query("collection-caveats").dicts()),
        **korean,
    }
    with speaking("ko", korean):
        return {**names, "ko": {**korean, **who_read(graph.collections())}}


def caveats(rows: Iterable[Mapping[str, str]], language: str = "ko") -> dict[str, str]:
    """Return caveats of collections by the English of them, from rows of `collection-caveats`.

    Those of a collection are shown together and in no order, so that it is enough that each stands
    for one of them; those that collections share stand for those that the same collections share.
    A collection with more of them in one language than in the other keeps its English ones.
    """
    shared: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        shared.setdefault((row["language"], row["caveat"]), set()).add(row["collection"])
    by: dict[frozenset[str], dict[str, list[str]]] = {}
    for (tongue, caveat), places in sorted(shared.items()):
        by.setdefault(frozenset(places), {}).setdefault(tongue, []).append(caveat)
    pairs = ((of.get("en", []), of.get(language, [])) for of in by.values())
    return {
        english: other
        for told, others in pairs
        if len(told) == len(others)
        for english, other in zip(told, others, strict=True)
    }


def speech(graph: Graph, language: Language) -> AbstractContextManager[None]:
    """Say everything within in a language, with the names that things have in a graph."""
    return speaking(language, translations(graph).get(language, {}))


def _studies(graph: Graph, names: Mapping[str, str]) -> dict[str, str]:
    """Return names of studies whose label ends in that of their threat, with that translated."""
    found = {}
    for row in graph.query("studies").dicts():
        label, threat = row.get("label", ""), row.get("vectorLabel", "")
        if threat in names and label.endswith(f": {threat}"):
            found[label] = label.removesuffix(threat) + names[threat]
    return found


def _terms(graph: Graph) -> Iterable[Mapping[str, str]]:
    """Return the names of terms of the ontology as rows of the query `translations`."""
    for row in graph.query("terms").dicts():
        if "label" in row and "labelKo" in row:
            yield {"language": "ko", "name": row["label"], "translation": row["labelKo"]}


def translated(*sources: Iterable[Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return names by language and English name, from rows of the query `translations`.

    A source has no say on names that an earlier one has. What one source calls in two ways is left
    out, for which of them is meant cannot be told from the English.
    """
    found: dict[str, dict[str, set[str]]] = {}
    for rows in sources:
        said: dict[str, dict[str, set[str]]] = {}
        for row in rows:
            names = said.setdefault(row["language"], {})
            names.setdefault(row["name"], set()).add(row["translation"])
        for tongue, names in said.items():
            found[tongue] = {**names, **found.get(tongue, {})}
    return {
        tongue: {name: min(others) for name, others in names.items() if len(others) == 1}
        for tongue, names in found.items()
    }
