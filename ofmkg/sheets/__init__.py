"""Coding sheets: one YAML file per work, turned into Turtle and back."""
