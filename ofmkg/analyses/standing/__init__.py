"""The analysis standing."""
