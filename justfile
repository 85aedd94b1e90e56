# What developers run, by one name each. `just` alone lists it (pip install rust-just, or any other just).

python := ".venv/bin/python"
bin := ".venv/bin"

_list:
    @{{ bin }}/just --list --unsorted

# a virtual environment with all that the other recipes need
setup:
    python3 -m venv .venv
    {{ python }} -m pip install --quiet -e ".[test,check]"

# style, types, rooms, data: all but the tests
check:
    {{ bin }}/ruff check .
    {{ bin }}/ruff format --check .
    {{ bin }}/mypy --strict ofmkg api benchmarks
    MYPYPATH=docs {{ bin }}/mypy --strict docs/make.py
    {{ bin }}/lint-imports
    {{ bin }}/ofmkg validate --all | tail -n 1

# every test; those that need Java, Chromium or a server are skipped where these are missing
test *which:
    {{ python }} -m pytest {{ which }}

# the tests that need nothing but Python, with a sample of each cross product
test-fast *which:
    {{ python }} -m pytest -m "not java and not browser and not server and not exhaustive" {{ which }}

# documentation that is made from the ontology and the code
docs:
    {{ python }} docs/make.py
    {{ python }} docs/picture.py

# the pages, at http://127.0.0.1:8000
site:
    {{ bin }}/ofmkg serve
