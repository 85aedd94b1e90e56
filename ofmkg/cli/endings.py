"""What the ending of a file name promises; no file is written that holds something else."""

from pathlib import Path

from ofmkg.errors import UsageError

# Of what commands write, by the name that people know it by, and of what they might hope for.
_ENDINGS = {
    "YAML": (".yaml", ".yml"),
    "JSON": (".json",),
    "JSON-LD": (".jsonld", ".json"),
    "RDF/XML": (".owl", ".rdf", ".xml"),
    "Turtle": (".ttl",),
    "TriG": (".trig",),
    "N-Triples": (".nt",),
    "N-Quads": (".nq",),
    "GraphML": (".graphml", ".xml"),
    "GEXF": (".gexf", ".xml"),
    "DOT": (".dot", ".gv"),
    "Argdown": (".argdown", ".ad"),
    "CSV": (".csv", ".tsv", ".csvs"),
    "a workbook": (".xlsx", ".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".fods", ".numbers"),
    "a text": (".md", ".tex", ".html", ".htm", ".docx", ".doc", ".odt", ".pdf", ".rtf"),
    "a picture": (".svg", ".png", ".jpg", ".jpeg", ".gif"),
    "an archive": (".gz", ".zip", ".bz2", ".xz", ".zst"),
}


def require(target: Path | None, kind: str) -> None:
    """Refuse a file name that promises another kind of content. Raises UsageError."""
    if target is None:
        return
    ending, own = target.suffix.lower(), _ENDINGS[kind]
    promised = [name for name, endings in _ENDINGS.items() if ending in endings]
    if promised and kind not in promised:
        raise UsageError(
            f"{target}: ends like {' or '.join(promised)}, and {kind} is written; "
            f"name a file that ends in {' or '.join(own)}."
        )
