"""The analysis question."""
