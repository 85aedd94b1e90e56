"""Lists every message that speaks of a work, with the voices that it may be printed in.

    python tests/helpers/sentences.py

writes the list anew: messages that are new have no voices yet. Say in which they may be printed
(itself, another, inference), and check that a function that has several chooses among them. A
sentence that says nothing a work holds, but counts, lists or points, may be printed in all three.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ofmkg.graph.resources import room

PAGES = room("queries").parent / "ofmkg" / "pages"
LIST = Path(__file__).parents[1] / "pages" / "sentences.tsv"
HEAD = "function\tvoices\ttemplate"

# Places of a message in which a work, study or coder is named.
_PLACES = re.compile(
    r"\{(works?|a|b|who|by|source|sources|coder|readers?|reviewer|study|studies|sides?|holder|pair)\}"
)
_PRONOUN = re.compile(r"\b([Tt]hey|[Tt]heirs?|[Nn]either|the study)\b")
_NO_PROSE = {"svg", "query_results"}  # modules that write no sentences
_SENTENCE = re.compile(r"[A-Za-z]{2,}")

Template = tuple[str, str]  # function, template


def templates() -> list[Template]:
    """Return every template with the function that it stands in, sorted."""
    modules = [path for path in sorted(PAGES.glob("*.py")) if path.stem not in _NO_PROSE]
    found = {each for path in modules for each in _of(path)}
    return sorted(found)


def listed() -> dict[Template, str]:
    """Return the voices of the templates on the list."""
    lines = LIST.read_text(encoding="utf-8").splitlines()[1:] if LIST.exists() else []
    rows = (line.split("\t") for line in lines)
    return {(function, template): voices for function, voices, template in rows}


def _of(path: Path) -> Iterator[Template]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            for inner in ast.walk(node):
                for each in _messages(inner) if isinstance(inner, ast.Call) else ():
                    yield f"{path.stem}.{node.name}", each


def _messages(call: ast.Call) -> Iterator[str]:
    """Yield the messages of a call of `say` or `number` that speak of a work."""
    if isinstance(call.func, ast.Name) and call.func.id in ("say", "number"):
        given = call.args[1:] if call.func.id == "number" else call.args[:1]
        for each in given:
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                said = re.sub(r"\{[^}]*\}", "", each.value)
                speaks = _PLACES.search(each.value) or _PRONOUN.search(said)
                if speaks and _SENTENCE.search(said):
                    yield each.value.replace("\n", " ")


def main() -> None:
    """Write the list anew, keeping the voices that are known."""
    known = listed()
    lines = [f"{f}\t{known.get((f, t), '')}\t{t}" for f, t in templates()]
    LIST.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
