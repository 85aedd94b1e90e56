"""Coding sheets: one file per work (YAML or tables), turned into Turtle and back."""
