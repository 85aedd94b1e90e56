"""Writes the content of a sheet as YAML that every reader takes for the same text."""

from typing import Any

_WIDTH = 110


def dump(data: dict[str, Any], comment: str = "") -> str:
    """Return YAML in the order of `data`; what another reader would guess at is in quotes."""
    import yaml

    text = yaml.safe_dump(
        data, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False
    )
    return f"# {comment}\n{text}" if comment else text
