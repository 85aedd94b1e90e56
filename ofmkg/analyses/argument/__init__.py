"""The analysis argument."""
