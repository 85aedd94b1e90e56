"""The version of the package, and so of the ontology."""

__version__ = "0.2.0"
