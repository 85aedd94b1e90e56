"""The analysis compare."""
