"""The analysis debate."""
