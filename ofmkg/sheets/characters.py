"""Characters that no text has: control characters, which spoil XML and move a terminal's cursor."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def strange(text: str) -> str | None:
    """Say of the first such character what is wrong and what to do; None if there is none."""
    found = _CONTROL.search(text)
    return f"holds a character that no text has ({found[0]!r}); remove it." if found else None
