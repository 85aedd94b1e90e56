"""What a list offers to choose from, as HTML: the same long list stands on many pages."""

from functools import lru_cache

from markupsafe import Markup, escape

from ofmkg.pages.messages import name

_LISTS = 16  # few are so long that they are worth keeping


def options(rows: tuple[tuple[str, str], ...], chosen: str) -> Markup:
    """Return ids and names as options in the language spoken; that of `chosen`, if any, is so."""
    every = _options(tuple((id, str(name(label))) for id, label in rows))
    own = _value(chosen)
    return Markup(every.replace(own, f"{own} selected", 1))


@lru_cache(_LISTS)
def _options(rows: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"{_value(id)}>{escape(label)}</option>" for id, label in rows)


def _value(id: str) -> str:
    return f'<option value="{escape(id)}"'
