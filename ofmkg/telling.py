"""Says what nobody asked for and everybody must know, such as that a file hides one of ours.

It goes the way of warnings of the standard library: to standard error, unless a program that uses
ofmkg sends it elsewhere.
"""

import logging

NAME = "ofmkg.told"
_LOG = logging.getLogger(NAME)


def tell(text: str) -> None:
    """Say something in one line."""
    _LOG.warning("%s", text)
