"""Where statements are kept: in memory, in a directory, on a SPARQL server."""

from ofmkg.graph.stores.base import Result, Rows, Store, Term, documents, subject, text

__all__ = ["Result", "Rows", "Store", "Term", "documents", "subject", "text"]
