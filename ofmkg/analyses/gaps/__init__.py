"""The analysis gaps."""
