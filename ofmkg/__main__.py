"""Lets `python -m ofmkg` do what the command `ofmkg` does."""

from ofmkg.cli import main

main()
