"""The analysis robustness."""
