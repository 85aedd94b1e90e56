"""A Dockerfile read as what it says, and its commands run in order where nothing else is changed.

No engine is needed: the commands run in a copy of the file system that lasts as long as the test
(an overlay in a name space of mounts), with a fresh virtual environment as the Python of the image.
That takes root and Linux.
"""

import fnmatch
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_KEPT = ("PIP_", "SSL_", "REQUESTS_")  # how this machine reaches the registry
_PYTHON = "/image-python"


@dataclass(frozen=True, slots=True)
class Instruction:
    """A line of a Dockerfile: its word, and what stands behind it."""

    word: str
    rest: str


def instructions(text: str) -> list[Instruction]:
    """Return the instructions of a Dockerfile without continued lines."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert not any(line.endswith("\\") for line in lines)
    return [Instruction(*line.split(maxsplit=1)) for line in lines]


def context(root: Path, files: list[str], ignored: str) -> list[str]:
    """Return those files that `COPY .` takes: the last pattern that fits decides."""
    patterns = [line for line in ignored.splitlines() if line and not line.startswith("#")]

    def taken(name: str) -> bool:
        parts = name.split("/")
        above = ["/".join(parts[: n + 1]) for n in range(len(parts))]
        kept = True
        for pattern in patterns:
            bare = pattern.removeprefix("!")
            fits = (
                bare.removeprefix("**/") in parts
                if bare.startswith("**/")
                else any(fnmatch.fnmatchcase(each, bare) for each in above)
            )
            kept = pattern.startswith("!") if fits else kept
        return kept

    return [name for name in files if taken(name) and (root / name).is_file()]


def can_be_made() -> bool:
    """Tell whether there is what it takes: root, Linux, name spaces and overlays."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("unshare"):
        return False
    probe = (
        "d=$(mktemp -d) && mkdir $d/u $d/w $d/m && "
        "mount -t overlay o -o lowerdir=/,upperdir=$d/u,workdir=$d/w $d/m; "
        "r=$?; umount $d/m; rm -rf $d; exit $r"
    )
    found = subprocess.run(["unshare", "--mount", "sh", "-c", probe], capture_output=True)
    return found.returncode == 0


class Image:
    """A file system in which the instructions of a Dockerfile are carried out one by one."""

    def __init__(self, folder: Path, holder: int, source: Path) -> None:
        """Begin with what the machine has, and a Python with nothing installed."""
        self._folder, self._holder, self._source = folder, holder, source
        self._user, self._place = "root", "/"
        kept = {name: value for name, value in os.environ.items() if name.startswith(_KEPT)}
        path = f"{_PYTHON}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        self._environment = {**kept, "PATH": path}
        self.command: list[str] = []
        self.health = ""
        self._check(["env", f"PATH={path}", sys.executable, "-m", "venv", _PYTHON])
        for above in Path(sys.executable).resolve().parents:  # the user is to reach it, as there
            self._check(["chmod", "o+x", str(above)])

    def carry_out(self, dockerfile: str) -> None:
        """Carry out every instruction. Raises CalledProcessError if a command fails."""
        for each in instructions(dockerfile):
            match each.word:
                case "FROM":
                    assert each.rest.startswith("python:")
                case "RUN":
                    self._check(self.started(["sh", "-c", each.rest]))
                case "COPY":
                    here, there = each.rest.split()
                    assert here == "."
                    self._check(["cp", "-R", str(self._source), there])
                case "USER":
                    self._user = each.rest
                case "WORKDIR":
                    self._place = each.rest
                case "ENV":
                    self._environment |= dict(part.split("=", 1) for part in shlex.split(each.rest))
                case "HEALTHCHECK":
                    self.health = each.rest.partition("CMD ")[2]
                case "CMD":
                    self.command = json.loads(each.rest)
                case "EXPOSE":
                    assert each.rest == "8000"
                case word:
                    raise AssertionError(f"nobody knows {word}")

    def started(self, command: list[str], **more: str) -> list[str]:
        """Return a command as it is started in the image by the user who is due, from outside."""
        given = [f"{name}={value}" for name, value in {**self._environment, **more}.items()]
        root = str(self._folder / "root")
        inside = ["chroot", f"--userspec={self._user}", root, "env", "-i", "-C", self._place]
        return [*self._within(), *inside, *given, *command]

    def _within(self) -> list[str]:
        return ["nsenter", "--mount", f"--target={self._holder}"]

    def _check(self, command: list[str]) -> None:
        whole = command if command[0] == "nsenter" else self.plain(command)
        subprocess.run(whole, check=True, capture_output=True, text=True)

    def plain(self, command: list[str]) -> list[str]:
        """Return a command as it is started in the image by root, with the machine's settings."""
        return [*self._within(), "chroot", str(self._folder / "root"), *command]


@contextmanager
def image(folder: Path, source: Path) -> Iterator[Image]:
    """Yield an image whose changes are kept in `folder`; `source` is what `COPY .` copies."""
    for name in ("upper", "work", "root"):
        (folder / name).mkdir()
    holder = subprocess.Popen(
        ["unshare", "--mount", "sh", "-c", _HOLD, "sh", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout and holder.stdout.readline() == "mounted\n"
        yield Image(folder, holder.pid, source)
    finally:
        holder.communicate("", timeout=60)  # its name space ends with it


_HOLD = (
    "cd $1 && mount -t overlay o -o lowerdir=/,upperdir=upper,workdir=work root && "
    "mount --rbind /proc root/proc && mount --rbind /dev root/dev && echo mounted && cat"
)
