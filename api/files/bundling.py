"""The form for coders as one script, since browsers import no modules from a disk."""

import re
from pathlib import Path

from ..pages import render
from .searching import dumped

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) (\w+))", re.MULTILINE)


def form(schema: object) -> str:
    """Return the form with all that it imports, and with what it would else ask the service for."""
    done: dict[str, str] = {}
    _add("code.js", done)
    parts = "\n".join(("const has = {};", *done.values()))
    return f"globalThis.ofmkgForm = {dumped(schema)};\n(async () => {{\n{parts}}})();\n"


def _add(name: str, done: dict[str, str]) -> None:
    """Add a module behind those that it imports, each as a function that returns its exports."""
    text = Path(render.STATIC / name).read_text(encoding="utf-8")
    for _, other in _IMPORT.findall(text):
        if other not in done:
            _add(other, done)
    exported = ", ".join(_EXPORT.findall(text))
    body = _EXPORT.sub("", _IMPORT.sub(r'const {\1} = has["\2"];\n', text))
    done[name] = (
        f'has["{name}"] = await (async () => {{\n{body}\nreturn {{ {exported} }};\n}})();\n'
    )
