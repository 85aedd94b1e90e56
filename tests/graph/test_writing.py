"""Files are written whole or not at all, and nothing is replaced but a plain file of one's own."""

import ast
import errno
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import ofmkg
from ofmkg.errors import UsageError
from ofmkg.graph import writing

LEFT = ".ofmkg-0123456789abcdef.part"
IS_ROOT = os.geteuid() == 0


def mode(path: Path) -> int:
    """Return the rights of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_text_is_utf8_and_its_lines_end_as_given(tmp_path: Path) -> None:
    writing.put(tmp_path / "a", "Łódź\nx\r\n")
    assert (tmp_path / "a").read_bytes() == b"\xc5\x81\xc3\xb3d\xc5\xba\nx\r\n"
    with writing.opened(tmp_path / "a") as file:
        file.write(b"1")
        file.write(b"2")
        assert (tmp_path / "a").read_bytes().startswith(b"\xc5")
    assert (tmp_path / "a").read_bytes() == b"12"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_private_file_is_for_nobody_else(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"before")
    target.chmod(0o666)
    assert writing.own(target) is None  # anybody can have written it
    writing.put(target, b"12", private=True)
    assert (mode(target), writing.own(target), writing.own(target, 1)) == (0o600, b"12", b"1")
    (tmp_path / "link").symlink_to(target)
    assert writing.own(tmp_path / "link") is None
    with pytest.raises(UsageError, match="link: is a link; remove it"):
        writing.put(tmp_path / "link", b"3", private=True)
    assert (target.read_bytes(), writing.own(tmp_path / "none")) == (b"12", None)
    assert writing.own(tmp_path) is None


def test_a_new_file_has_the_rights_that_files_have_here(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        writing.put(tmp_path / "a", b"")
        writing.put_folder(tmp_path / "f", {"a.csv": b"1"})
    finally:
        os.umask(before)
    assert mode(tmp_path / "a") == 0o640
    assert (mode(tmp_path / "f"), mode(tmp_path / "f" / "a.csv")) == (0o750, 0o640)


@pytest.mark.parametrize("rights", [0o600, 0o640, 0o755, 0o4711])
def test_rights_stay(tmp_path: Path, rights: int) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"before")
    target.chmod(rights)
    writing.put(target, b"after")
    assert (target.read_bytes(), mode(target)) == (b"after", rights)


@pytest.mark.skipif(not IS_ROOT, reason="only the administrator can give a file away")
def test_the_owner_stays(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"before")
    os.chown(target, 12345, 23456)
    writing.put(target, b"after")
    there = target.stat()
    assert (there.st_uid, there.st_gid, target.read_bytes()) == (12345, 23456, b"after")


@pytest.mark.skipif(sys.platform != "linux", reason="attributes of Linux")
def test_attributes_stay(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"before")
    try:
        os.setxattr(target, "user.note", b"mine")
    except OSError:
        pytest.skip("a file system without attributes")
    writing.put(target, b"after")
    assert os.getxattr(target, "user.note") == b"mine"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    far = tmp_path / "far"
    far.mkdir()
    (far / "a").write_bytes(b"before")
    link = tmp_path / "link"
    link.symlink_to(Path("far") / "a")
    writing.put(link, b"after")
    assert link.is_symlink()
    assert (far / "a").read_bytes() == b"after"
    dangling = tmp_path / "dangling"
    dangling.symlink_to(far / "b")
    writing.put(dangling, b"new")
    assert dangling.is_symlink()
    assert (far / "b").read_bytes() == b"new"


def test_a_device_is_written_into(tmp_path: Path) -> None:
    before = os.lstat(os.devnull)
    writing.put(Path(os.devnull), b"x" * 100_000)
    link = tmp_path / "null"
    link.symlink_to(os.devnull)
    writing.put(link, b"x", new=True)
    after = os.lstat(os.devnull)
    assert stat.S_ISCHR(after.st_mode)
    assert (before.st_ino, before.st_mode) == (after.st_ino, after.st_mode)
    if Path("/dev/full").exists():
        with pytest.raises(UsageError, match=r"^/dev/full: cannot be written \(the disk is full\)"):
            writing.put(Path("/dev/full"), b"x")


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    writing.put(pipe, b"x" * 200_000)
    reader.join(60)
    assert got == [b"x" * 200_000]
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_what_is_open_already_is_written_on(tmp_path: Path, name: str) -> None:
    if not Path(name).exists():
        pytest.skip("another system")
    out = tmp_path / "out"
    code = (
        "import sys; from pathlib import Path; from ofmkg.graph import writing\n"
        f"print('first'); writing.put(Path({name!r}), b'second\\n'); print('third')"
    )
    out.write_bytes(b"zeroth\n")
    with out.open("ab") as file:
        inode = os.fstat(file.fileno()).st_ino
        subprocess.run([sys.executable, "-c", code], stdout=file, check=True, timeout=60)
    assert out.read_bytes() == b"zeroth\nfirst\nsecond\nthird\n"
    assert out.stat().st_ino == inode
    piped = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert piped.stdout == b"first\nsecond\nthird\n"


def test_what_must_not_be_replaced_is_refused_in_one_line(tmp_path: Path) -> None:
    for name, rights in (("a", 0o444), ("b", 0o600)):
        (tmp_path / name).write_bytes(b"before")
        (tmp_path / name).chmod(rights)
    (tmp_path / "folder").mkdir()
    (tmp_path / "round").symlink_to("round")
    cases = [
        ("a", False, "a: is read-only"),
        ("b", True, "b: is there already; name another file"),
        ("folder", False, "folder: is a folder; name a file"),
        ("none/a", False, "none: there is no such folder; make it first"),
        ("b/a", False, "b/a: cannot be written"),
        ("round", False, "round: cannot be written"),
    ]
    for name, new, message in cases:
        with pytest.raises(UsageError, match=message) as caught:
            writing.put(tmp_path / name, b"after", new=new)
        assert "\n" not in str(caught.value)
    assert {p.name for p in tmp_path.iterdir()} == {"a", "b", "folder", "round"}
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == b"before"


def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a").write_bytes(b"before")
    folder.chmod(0o555)
    try:
        for name in ("a", "b"):
            with pytest.raises(UsageError, match="folder: is a folder that nothing can be written"):
                writing.put(folder / name, b"after")
        with pytest.raises(UsageError, match="folder: is a folder that nothing can be written"):
            writing.put_folder(folder / "f", {})
    finally:
        folder.chmod(0o755)
    assert [(p.name, p.read_bytes()) for p in folder.iterdir()] == [("a", b"before")]


@pytest.mark.skipif(not IS_ROOT, reason="only the administrator can become somebody else")
def test_a_file_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """In a folder of a group, one may move files over those of others; they would change hands."""
    folder = tmp_path / "group"
    folder.mkdir()
    folder.chmod(0o777)
    for parent in (tmp_path, *tmp_path.parents):
        if not parent.stat().st_mode & stat.S_IXOTH:
            parent.chmod(parent.stat().st_mode | stat.S_IXOTH)
    target = folder / "a"
    target.write_bytes(b"before")
    target.chmod(0o666)
    child = os.fork()
    if child == 0:
        os.setgid(23456)
        os.setuid(12345)
        try:
            writing.put(target, b"after")
        except UsageError as error:
            os._exit(0 if "a: belongs to another user" in str(error) else 1)
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert target.read_bytes() == b"before"


def run_limited(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process that may write files of at most 10 kB, as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    return subprocess.run(
        [sys.executable, *code.split(), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=limit,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "all.ttl"
    target.write_bytes(b"before")
    command = "-m ofmkg export --format turtle -o"
    done = run_limited(command, str(target))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"ofmkg: {target}: cannot be written (the file would be larger than is allowed); "
        "nothing has changed.\n"
    )
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_makes_no_half_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = iter(range(100))

    def full(_: int) -> None:
        if next(count) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    files = {f"{name}.csv": b"x" for name in "abcd"}
    with pytest.raises(UsageError, match=r"f: cannot be written \(the disk is full\); nothing has"):
        writing.put_folder(tmp_path / "f", files)
    assert list(tmp_path.iterdir()) == []


def test_whatever_goes_wrong_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"before")
    for error in (KeyboardInterrupt, ValueError):
        with pytest.raises(error), writing.opened(target) as file:
            file.write(b"after")
            raise error
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"before")]


def test_a_new_file_never_replaces_one_that_came_meanwhile(tmp_path: Path) -> None:
    target = tmp_path / "a"
    with (
        pytest.raises(UsageError, match="is there already"),
        writing.opened(target, new=True) as file,
    ):
        file.write(b"mine")
        target.write_bytes(b"theirs")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"theirs")]


def test_what_became_another_thing_meanwhile_is_left(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"before")
    with pytest.raises(UsageError, match="is no file any more"), writing.opened(target) as file:
        file.write(b"after")
        target.unlink()
        os.mkfifo(target)
    assert stat.S_ISFIFO(target.lstat().st_mode)


KILLED = """
import os, signal, sys
from pathlib import Path
from ofmkg.graph import writing
target = Path(sys.argv[1])
def kill(*_): os.kill(os.getpid(), signal.SIGKILL)
os.fsync = kill
if target.suffix: writing.put(target, b"after")
else: writing.put_folder(target, {"a.csv": b"1", "b.csv": b"2"})
"""


@pytest.mark.parametrize("name", ["a.ttl", "folder"])
def test_what_a_killed_process_leaves_goes_with_the_next(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.ttl").write_bytes(b"before")
    arguments = [sys.executable, "-c", KILLED, str(tmp_path / name)]
    done = subprocess.run(arguments, check=False, capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert (tmp_path / "a.ttl").read_bytes() == b"before"
    (left,) = (path for path in tmp_path.iterdir() if path.name != "a.ttl")
    assert left.name.startswith(".ofmkg-")
    assert left.suffix == ".part"
    writing.put(tmp_path / "b.ttl", b"x")
    assert {path.name for path in tmp_path.iterdir()} == {"a.ttl", "b.ttl"}


def test_what_is_not_ours_or_still_written_stays(tmp_path: Path) -> None:
    others = (".ofmkg-1.part", "ofmkg-0123456789abcdef.part", ".ofmkg-0123456789abcdef.part.ttl")
    for name in others:
        (tmp_path / name).write_bytes(b"theirs")
    (tmp_path / LEFT).symlink_to(others[0])
    with writing.opened(tmp_path / "slow") as file:
        file.write(b"slow")
        writing.put(tmp_path / "quick", b"quick")
        (draft,) = (
            p
            for p in tmp_path.iterdir()
            if p.name.endswith(".part") and p.name not in {*others, LEFT}
        )
    assert not draft.exists()
    assert (tmp_path / "slow").read_bytes() == b"slow"
    assert {p.name for p in tmp_path.iterdir()} == {*others, LEFT, "slow", "quick"}
    if IS_ROOT:
        (tmp_path / LEFT).unlink()
        (tmp_path / LEFT).write_bytes(b"of somebody else")
        os.chown(tmp_path / LEFT, 12345, 12345)
        writing.put(tmp_path / "quick", b"quick")
        assert (tmp_path / LEFT).read_bytes() == b"of somebody else"


def test_a_folder_of_more_than_files_is_no_draft(tmp_path: Path) -> None:
    (tmp_path / LEFT / "below").mkdir(parents=True)
    (tmp_path / LEFT / "below" / "a").write_bytes(b"theirs")
    (tmp_path / LEFT / "b").write_bytes(b"theirs")
    writing.put(tmp_path / "a", b"x")
    assert (tmp_path / LEFT / "b").read_bytes() == b"theirs"
    assert (tmp_path / LEFT / "below" / "a").read_bytes() == b"theirs"


def test_an_empty_folder_is_filled_and_another_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "f.csvs"
    folder.mkdir(mode=0o700)
    writing.put_folder(folder, {"a.csv": b"1"})
    assert (mode(folder), (folder / "a.csv").read_bytes()) == (0o700, b"1")
    with pytest.raises(UsageError, match="is there already; name another folder"):
        writing.put_folder(folder, {"b.csv": b"1"})
    assert [path.name for path in folder.iterdir()] == ["a.csv"]


def test_a_temporary_file_goes_and_none_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing.scratch("a.ttl", b"x") as path:
        assert (path.name, path.read_bytes()) == ("a.ttl", b"x")
    assert not path.parent.exists()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    with (
        pytest.raises(UsageError, match="no folder for temporary files"),
        writing.scratch("a", b""),
    ):
        pass


CHANGES = {"write_text", "write_bytes", "unlink", "rename", "rmdir", "rmtree", "touch", "truncate"}
CHANGES |= {"mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory", "mkdir", "makedirs"}
CHANGES |= {"copyfile", "copy2", "copytree", "move", "symlink_to", "hardlink_to"}


def changes(path: Path) -> Iterator[str]:
    """Yield the calls in a module that change files: by name, by mode, or as Path.replace."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        texts = [a.value for a in call.args if isinstance(a, ast.Constant)]
        opens = name == "open" and any(
            isinstance(mode, str) and set(mode) & set("wxa") and len(mode) < 4 for mode in texts
        )
        of_path = isinstance(call.func, ast.Attribute) and name == "replace"
        moves = of_path and len(call.args) == 1 and not call.keywords
        is_stream = bool({1, 2} & set(texts))  # standard output and error, by their numbers
        if name in CHANGES or (opens and not is_stream) or moves:
            yield f"{path.name}:{call.lineno} {name}"


def test_there_is_no_other_way_to_write_a_file() -> None:
    """Stores on disk have ways of their own, and what is kept of files removes the oldest of it."""
    package = Path(ofmkg.__file__).parent
    own = {package / "graph" / name for name in ("writing.py", "drafts.py", "cache.py")}
    modules = sorted(
        path for path in package.rglob("*.py") if path not in own and path.parent.name != "stores"
    )
    assert len(modules) > 100
    assert [found for path in modules for found in changes(path)] == []
    assert len(list(changes(package / "graph" / "writing.py"))) > 4
