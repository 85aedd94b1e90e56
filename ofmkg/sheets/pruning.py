"""What is left of a sheet without the rows and keys that have not the right form.

So the rest is judged at once: who mends the form need not find out then that an answer is wrong.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ofmkg.sheets.model import Sheet
from ofmkg.sheets.tree import Place, Tree


@dataclass(frozen=True, slots=True)
class Rest:
    """A sheet of what is left, and where each row of it stood before."""

    sheet: Sheet
    rows: Mapping[Place, Place]

    def tree(self, before: Tree) -> Tree:
        """Return a parsed file with its lines at the places of what is left."""
        back = {}
        for place in before.lines:
            now = self._now(place)
            if now is not None:
                back[now] = before.lines[place]
        return replace(before, lines=back)

    def before(self, place: Place) -> Place:
        """Return where in the whole sheet a place of what is left stands."""
        back = {now: before for before, now in self.rows.items()}
        rows = [n + 1 for n, key in enumerate(place) if isinstance(key, int)]
        known = next((n for n in reversed(rows) if place[:n] in back), 0)
        return (*back[place[:known]], *place[known:]) if known else place

    def _now(self, place: Place) -> Place | None:
        """Return where a place is now; None if it is not any more."""
        now: Place = ()
        for number, key in enumerate(place):
            row = place[: number + 1]
            if not isinstance(key, int):
                now = (*now, key)
            elif row in self.rows:
                now = self.rows[row]
            else:
                return None
        return now


def without(value: Any, places: Iterable[Place]) -> Rest | None:  # noqa: ANN401 - any parsed file
    """Return a sheet without what is at some places; None if nothing can be left out there.

    Of a list the whole row goes, of anything else the key.
    """
    from pydantic import ValidationError

    gone = {_row(tuple(place)) for place in places}
    while True:
        rows: dict[Place, Place] = {}
        try:
            return Rest(Sheet.model_validate(_left(value, (), (), gone, rows)), rows)
        except ValidationError as error:  # a part that cannot be without what was left out
            back = {now: before for before, now in rows.items()}
            holders = {_holder(tuple(each["loc"]), back) for each in error.errors()}
            if () in holders or holders <= gone:
                return None
            gone |= holders


def _holder(place: Place, back: Mapping[Place, Place]) -> Place:
    """Return the row that a place of what is left is in, else its part, as it stood before."""
    rows = [place[: n + 1] for n, key in enumerate(place) if isinstance(key, int)]
    return back[rows[-1]] if rows else place[:-1]


def _row(place: Place) -> Place:
    """Return the row that a place is in, or the place itself."""
    last = max((n for n, key in enumerate(place) if isinstance(key, int)), default=-1)
    return place[: last + 1] or place


def _left(
    value: Any,  # noqa: ANN401
    place: Place,
    now: Place,
    gone: set[Place],
    rows: dict[Place, Place],
) -> Any:  # noqa: ANN401
    if isinstance(value, Mapping):
        return {
            key: _left(each, (*place, key), (*now, key), gone, rows)
            for key, each in value.items()
            if (*place, key) not in gone
        }
    if isinstance(value, list):
        kept = [number for number in range(len(value)) if (*place, number) not in gone]
        rows.update({(*place, old): (*now, new) for new, old in enumerate(kept)})
        return [
            _left(value[old], (*place, old), (*now, new), gone, rows)
            for new, old in enumerate(kept)
        ]
    return value
