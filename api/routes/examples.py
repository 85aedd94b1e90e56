"""Examples for the description of parameters: things that the built-in data hold."""

from collections.abc import Mapping

from ofmkg.analyses.declaration import Parameter

# By "analysis.parameter", else by parameter, else by class; a list holds several examples.
_EXAMPLES: Mapping[str, list[object]] = {
    "compare.b": ["batalis-2023"],
    "crux.b": ["batalis-2023"],
    "crux.vector": ["biosecurity"],
    "cell.vector": ["biosecurity"],
    "vector.id": ["biosecurity"],
    "rests.id": [["qi-2023"]],
    "cite.work": [["hazell-2023", "musser-2023"]],
    "columns.work": [["gopal-2023", "musser-2023", "hazell-2023"]],
    "without": [["ovadya-2019"]],
    "Framework": ["marginal-risk"],
    "Coder": ["first-coder"],
    "Collection": ["kapoor-2024", "all"],
    "Baseline": ["web-search"],
    "MisuseVector": ["spear-phishing"],
    "Study": ["gopal-2023"],
    "FrameworkStep": ["existing-risk"],
    "Question": ["actor-skill"],
    "Claim": ["c-alignment-removable"],
    "ModelRelease": ["llama-2"],
    "Disagreement": ["d-bio-bottleneck"],
}


def examples(parameter: Parameter, analysis: str = "") -> list[object] | None:
    """Return examples for a parameter of an analysis, or of several analyses."""
    if parameter.example is not None:
        many = isinstance(parameter.example, tuple)
        return [list(parameter.example) if many else parameter.example]  # type: ignore[arg-type]
    names = (f"{analysis}.{parameter.name}", parameter.name, parameter.of or "")
    return next((_EXAMPLES[name] for name in names if name in _EXAMPLES), None)


def of_class(kind: str) -> list[object] | None:
    """Return examples of ids of a class of the ontology."""
    return _EXAMPLES.get(kind)
