"""The analysis agreement."""
