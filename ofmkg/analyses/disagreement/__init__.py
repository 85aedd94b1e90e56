"""The analysis disagreement."""
