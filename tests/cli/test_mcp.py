"""`ofmkg mcp`: what is wrong in how it is started, in one line."""

import socket
import subprocess
import sys


def run(*words: str, before: str = "") -> tuple[int, str, str]:
    """Run the command; return exit code and what it writes. `before` is done before it begins."""
    code = f"{before}\nfrom ofmkg.__main__ import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code, "mcp", *words],
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout, done.stderr


def test_an_address_is_for_http() -> None:
    assert run("--port", "8765") == (
        2,
        "",
        "ofmkg: --host and --port are for a server over HTTP: add --http.\n",
    )


def test_what_is_missing_is_named_with_the_way_to_it() -> None:
    code, _, err = run(before="import sys; sys.modules['mcp'] = None")
    assert code == 2
    assert err.startswith("ofmkg: A server for assistants needs mcp")
    assert err.endswith("which is not installed: pip install 'ofmkg[mcp]'.\n")
    assert err.count("\n") == 1


def test_an_address_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = run("--http", "--port", str(port))
    assert (code, out) == (2, "")
    assert err.startswith(f"ofmkg: Cannot listen on 127.0.0.1, port {port}: ")
    assert err.count("\n") == 1


def test_data_that_are_not_there_are_told() -> None:
    code, out, err = run("--data", "/nowhere/at/all")
    assert (code, out) == (2, "")
    assert err == ("ofmkg: /nowhere/at/all: does not exist; --data takes a folder of RDF files.\n")


def test_it_ends_when_there_is_nobody_to_answer() -> None:
    assert run() == (0, "", "")
