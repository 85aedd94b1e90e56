"""The folders of questions: where each question of the library stands, and what a folder is for.

A question is known by the name of its file alone, whichever folder holds it; the folders and their
headings stand in `queries/folders.yaml`, in the order in which they are listed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ofmkg.graph import strays
from ofmkg.graph.resources import room


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of questions, with its heading in each language."""

    name: str
    headings: Mapping[str, str]

    def heading(self, language: str) -> str:
        """Return the heading in a language, or else in English."""
        return self.headings.get(language, self.headings["en"])


@cache
def files() -> Mapping[str, Path]:
    """Return the file of each question, by its name, sorted."""
    found = strays.without((room("queries") / "questions").glob("*/*.rq"))
    return {path.stem: path for path in sorted(found, key=lambda path: path.stem)}


@cache
def folders() -> tuple[Folder, ...]:
    """Return the folders in the order in which they are listed."""
    import yaml

    listed = yaml.safe_load((room("queries") / "folders.yaml").read_text(encoding="utf-8"))
    return tuple(Folder(name, headings) for name, headings in listed.items())
