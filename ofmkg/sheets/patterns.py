"""How values that follow a pattern are written, in words."""

from ofmkg.graph.lexical import NO_DATE


def pattern_words(key: str) -> str:
    """Say how a value of a key is written."""
    address = "is no web address; write it as https://example.org/text, without blanks."
    ways = {
        "issued": NO_DATE,
        "cutoff": NO_DATE,
        "version": NO_DATE,
        "coded_on": "is no day; write it as 2024-02-27.",
        "date": f"{NO_DATE[:-1]}, or two of them with a slash between.",
        "url": address,
        "licence": address,
        "doi": "is no DOI; it begins with 10. and has no address before it and no stop behind it.",
        "arxiv": "is no arXiv number; write it as 2403.07918.",
        "isbn": "is no ISBN; write ten or thirteen figures, with or without hyphens.",
        "about": "is no path; write kind and id, such as vector/biosecurity.",
    }
    return ways.get(key, "is no id; write small letters, digits and hyphens, such as web-search.")
