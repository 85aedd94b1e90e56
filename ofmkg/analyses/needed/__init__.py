"""The analysis needed."""
