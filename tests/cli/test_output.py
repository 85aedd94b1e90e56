"""Where it goes: to programs in UTF-8, and an output that takes nothing is one line and exit 2."""

import os
import resource
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

FULL = Path("/dev/full")
OFMKG = [sys.executable, "-m", "ofmkg"]
TITLE = "Łukasz and 김철수"


def run(*command: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [*OFMKG, *command], check=False, timeout=120, **{"stderr": subprocess.PIPE, **more}
    )


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a work whose title no old code page can show."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "work.ttl").write_text(
        "@prefix ofm: <https://w3id.org/ofmkg/ns#> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "<https://w3id.org/ofmkg/publication/acc-2026> a ofm:Work ;\n"
        f'  dcterms:title "{TITLE}" ; ofm:authors "{TITLE}" ; dcterms:issued "2026" .\n',
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize("form", ["bibtex", "csl", "html", "json", "md", "latex"])
def test_what_programs_read_is_utf8(own: Path, form: str) -> None:
    command = ("cite", "acc-2026", "--data", str(own), "--format", form)
    codes = {
        code: run(
            *command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONIOENCODING": code}
        ).stdout
        for code in ("cp1252", "utf-8")
    }
    assert codes["cp1252"] == codes["utf-8"]
    assert "김철수" in codes["cp1252"].decode("utf-8")


def test_so_is_the_answer_to_a_query(own: Path) -> None:
    query = own / "titles.rq"
    query.write_text(
        "SELECT ?t { <https://w3id.org/ofmkg/publication/acc-2026> "
        "<http://purl.org/dc/terms/title> ?t }"
    )
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    command = ("query", str(query), "--data", str(own), "--format")
    for form in ("csv", "tsv", "json", "xml"):
        out = run(*command, form, stdout=subprocess.PIPE, env=environment).stdout
        assert TITLE in out.decode("utf-8")
    table = run(*command, "table", stdout=subprocess.PIPE, env=environment).stdout
    assert "ukasz and ???" in table.decode("cp1252")


def _told(err: str) -> list[str]:
    """Return the lines of standard error but for notes beside what is answered."""
    notes = ("All readings here", "Of the collection")
    return [line for line in err.splitlines() if not any(each in line for each in notes)]


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "command",
    [
        ["cite"],
        ["cite", "--format", "json"],
        ["query", "studies"],
        ["export", "--format", "turtle"],
        ["queries"],
        ["--help"],
    ],
)
def test_a_full_disk_under_standard_output(command: list[str]) -> None:
    with FULL.open("wb") as full:
        done = run(*command, stdout=full)
    err = done.stderr.decode()
    told = _told(err)
    assert (done.returncode, len(told)) == (2, 1), err
    assert err.startswith("ofmkg: ")
    assert "the disk is full" in err


def closed(command: str) -> tuple[int, str]:
    """Run a command of the shell; return its exit code and what it says on standard error."""
    done = subprocess.run(["sh", "-c", command], check=False, capture_output=True, timeout=120)
    return done.returncode, done.stderr.decode()


def test_standard_output_that_is_closed(tmp_path: Path) -> None:
    command = f"exec '{sys.executable}' -m ofmkg"
    assert closed(f"{command} cite >&-") == (
        2,
        "ofmkg: Standard output cannot be written (it is closed).\n",
    )
    target = tmp_path / "all.dot"
    code, err = closed(f"{command} argument --format dot -o '{target}' >&- <&-")
    assert (code, err.count("\n")) == (0, 1)  # who read it all
    assert "All readings here" in err
    assert target.read_bytes().endswith(b"}\n")
    assert closed(f"{command} cite nobody >&- 2>&-") == (2, "")


def test_a_reader_that_has_seen_enough_is_no_mistake() -> None:
    for command in (["export", "--format", "turtle"], ["cite"]):
        reading, writing = os.pipe()
        os.close(reading)
        done = run(*command, stdout=writing)
        os.close(writing)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_is_whole_or_refused(unbuffered: str, tmp_path: Path) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    target = tmp_path / "out"
    for command in (["export", "--format", "turtle"], ["cite"]):
        with target.open("wb") as out:
            done = subprocess.run(
                [*OFMKG, *command],
                check=False,
                stdout=out,
                stderr=subprocess.PIPE,
                env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
                preexec_fn=small,
                timeout=120,
            )
        assert (done.returncode, done.stderr.decode()) == (
            2,
            "ofmkg: Standard output cannot be written "
            "(the file would be larger than is allowed).\n",
        )


def test_a_workbook_where_temporary_files_do_not_fit(tmp_path: Path) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    target = tmp_path / "x.xlsx"
    done = subprocess.run(
        [*OFMKG, "sheet", "new", "x-2026", "-o", str(target)],
        check=False,
        capture_output=True,
        preexec_fn=small,
        timeout=120,
    )
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "temporary files cannot be written" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


BROKEN_OFF = """
import os, signal, sys
from importlib.abc import MetaPathFinder
signal.signal(signal.SIGINT, signal.default_int_handler)  # it may be ignored around us
moment = sys.argv[1]
class Finder(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == moment:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from ofmkg.__main__ import main
sys.argv[:] = ["ofmkg", "cite"]
main()
"""


@pytest.mark.parametrize("moment", ["ofmkg.cli.app", "typer", "pyoxigraph", "ofmkg.analyses.cite"])
def test_broken_off_while_it_starts(moment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN_OFF, moment], check=False, capture_output=True, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


WRAPPED = """
import sys
from importlib.abc import MetaPathFinder
class Named:
    def __set_name__(self, owner, name):
        raise KeyboardInterrupt
class Finder(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "typer":
            type("Made", (), {"named": Named()})
sys.meta_path.insert(0, Finder())
from ofmkg.__main__ import main
sys.argv[:] = ["ofmkg", "cite"]
main()
"""
IGNORED = """
import sys, time, types
class Ending:
    def __del__(self):
        raise KeyboardInterrupt
def run():
    ending = Ending()
    del ending
    time.sleep(60)
sys.modules["ofmkg.cli.app"] = types.SimpleNamespace(main=run)
from ofmkg.__main__ import main
main()
"""


@pytest.mark.parametrize("program", [WRAPPED, IGNORED])
def test_broken_off_where_python_wraps_that_or_goes_on(program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, timeout=50
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_nothing_is_imported_before_a_command_can_be_broken_off() -> None:
    told = "import sys; before = set(sys.modules); import ofmkg; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert {*done.stdout.split()} == {"ofmkg", "ofmkg.errors", "ofmkg.version"}


def test_a_folder_below_that_may_not_be_read_is_not_left_out(own: Path, tmp_path: Path) -> None:
    secret = tmp_path / "data" / "secret"
    secret.mkdir(parents=True)
    (tmp_path / "data" / "work.ttl").write_bytes((own / "work.ttl").read_bytes())
    secret.chmod(0)
    done = subprocess.run(
        [*as_user(secret), "cite", "--data", str(tmp_path / "data")],
        check=False,
        capture_output=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr.decode()) == (
        2,
        f"ofmkg: {secret}: cannot be read (Permission denied).\n",
    )


def as_user(secret: Path) -> list[str]:
    """Return how to run ofmkg as somebody who may not enter a folder that nobody may."""
    if os.geteuid() != 0:
        return OFMKG
    if which("setpriv") is None:
        pytest.skip("needs setpriv to give up the rights of the administrator")
    os.chown(secret, 12345, 12345)
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *OFMKG]


def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir(mode=0)
    start = as_user(secret)
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text("work: {id: a}\n", encoding="utf-8")
    for command in (
        ["add", str(sheet), "--data", str(secret / "own")],
        ["argument", "--format", "dot", "-o", str(secret / "a.dot")],
        ["argument", "--format", "dot", "-o", str(secret)],
        ["load", "--store", str(secret / "store")],
        ["backup", str(secret / "a.nq"), "--store", "memory"],
    ):
        done = subprocess.run([*start, *command], check=False, capture_output=True, timeout=120)
        err = done.stderr.decode()
        told = _told(err)
        assert (done.returncode, len(told)) == (2, 1), err
        assert str(secret) in err
