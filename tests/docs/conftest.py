"""Lets the tests import the modules of `docs`, which are scripts and not installed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
