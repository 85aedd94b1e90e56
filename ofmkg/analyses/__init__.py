"""Analyses: what the answers to several questions add up to, one module each.

A module holds the frozen dataclasses of its result (their fields are those of the JSON), pure
functions over rows of queries, and one function that takes a knowledge graph and asks it.
"""
