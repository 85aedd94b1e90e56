"""The analysis crux."""
