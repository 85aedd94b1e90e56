"""Questions of the library as files for grlc, which makes an API of a folder of queries.

grlc knows a parameter by the name of a variable: it puts a value in place of `?__study_iri`
everywhere, and leaves the variable where none is given, which need not be. So a clause `VALUES
?study { ... }` becomes a `BIND` of that variable, in a group of its own, where it joins as the
clause does; a default is what is bound without it.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from ofmkg.graph.library import Question, bare, cut

_LITERALS = ("string", "date")
_ABOUT = "local-api-config.ini"  # where grlc looks for what an API is called
_TITLE = """\
[repo_info]
repo_title = ofmkg
api_description = Questions to a knowledge graph of claims, evidence and disagreements
"""


def files(questions: Iterable[Question], endpoint: str) -> dict[str, bytes]:
    """Return the files of a folder that grlc serves, by their names."""
    made = {f"{each.name}.rq": written(each, endpoint) for each in questions}
    return {name: text.encode() for name, text in {**made, _ABOUT: _TITLE}.items()}


def variable(name: str, kind: str) -> str:
    """Return the variable by which grlc knows a parameter that may be left out."""
    return f"?__{name}_{'literal' if kind in _LITERALS else 'iri'}"


def written(asked: Question, endpoint: str) -> str:
    """Return a question as grlc reads it, to be asked of an endpoint."""
    kinds = {each.name: each.type for each in asked.parameters}
    start, clauses = cut(bare(asked.sparql))
    defaults: dict[str, str] = {}
    text = start
    for name, kept, rest in clauses:
        given = variable(name, kinds[name]) if name in kinds else None
        value = f"COALESCE({given}, {kept})" if kept else given
        text += f"{{ BIND({value} AS ?{name}) }}" if given else f"VALUES ?{name} {{ {kept} }}"
        text += rest
        if given and kept:
            defaults[name] = re.sub(r'^[<"]|[>"]$', "", kept)
    header: dict[str, Any] = {
        "summary": asked.summary,
        "description": _described(asked),
        "tags": list(asked.tags),
        "endpoint": endpoint,
        "method": "GET",
    }
    if defaults:
        header["defaults"] = [{name: value} for name, value in defaults.items()]
    lines = (f"#+ {key}: {json.dumps(told, ensure_ascii=False)}" for key, told in header.items())
    return "\n".join([*lines, text])


def _described(asked: Question) -> str:
    """Return what a question says of itself, with its parameters, of which grlc has no words."""
    told = [
        f"{each.name} ({'text' if each.type in _LITERALS else 'IRI'}): {each.description}."
        for each in asked.parameters
    ]
    return " ".join([" ".join(asked.description.split()), *told])
