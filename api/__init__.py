"""The service; the command line and the Python API need none of it."""
