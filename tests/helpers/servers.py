"""SPARQL servers on loopback, each with a folder of its own, for as long as a test needs them."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

KINDS = ("oxigraph", "virtuoso")
VIRTUOSO = shutil.which("virtuoso-t")

_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{inner}
NumberOfBuffers = 20000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{port}
[SPARQL]
ResultSetMaxRows = {rows}
"""


@contextmanager
def oxigraph(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the address of an Oxigraph server and the environment that ofmkg needs for it."""
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    with _running(
        [str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"],
        f"http://127.0.0.1:{port}/query?query=ASK%7B%7D",
    ):
        base = f"http://127.0.0.1:{port}"
        yield (
            f"{base}/query",
            {"OFMKG_STORE_UPDATE": f"{base}/update", "OFMKG_STORE_GRAPHS": f"{base}/store"},
        )


@contextmanager
def virtuoso(folder: Path, rows: int = 1_000_000) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the address of a Virtuoso server and the environment that ofmkg needs for it.

    `rows` is the most that it returns for a query.
    """
    port, inner = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, port=port, inner=inner, rows=rows), encoding="utf-8")
    base = f"http://127.0.0.1:{port}"
    with _running(
        [VIRTUOSO or "virtuoso-t", "+configfile", str(ini), "+foreground"],
        f"{base}/sparql?query=ASK%7B%7D",
    ):
        yield (
            f"{base}/sparql",
            {
                "OFMKG_STORE_UPDATE": f"{base}/sparql-auth",
                "OFMKG_STORE_GRAPHS": f"{base}/sparql-graph-crud-auth",
                "OFMKG_STORE_USER": "dba",
                "OFMKG_STORE_PASSWORD": "dba",
                "OFMKG_STORE_AUTH": "digest",
                "OFMKG_STORE_TIMEOUT": "600",  # all statements, on a busy machine
            },
        )


@contextmanager
def _running(command: list[str], address: str) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while not _answers(address):
            assert process.poll() is None, f"{command[0]} has ended"
            assert time.monotonic() < end, f"{address} does not answer"
            time.sleep(0.1)
        yield
    finally:
        process.kill()
        process.wait()


def _answers(address: str) -> bool:
    try:
        urlopen(address, timeout=5).read()
    except HTTPError:
        return False
    except OSError:
        return False
    return True


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
