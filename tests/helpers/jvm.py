"""Compiles and runs the Java programs of `tests/reasoning`, or says what is missing."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

HERE = Path(__file__).parents[1] / "reasoning"
_OLDEST = 17
_SECONDS = 900  # a generous end: others may be at work


@cache
def missing() -> str | None:
    """Return why no Java program can be compiled here and what to install, or None if one can."""
    remedy = f"install a JDK, {_OLDEST} or newer (Debian: openjdk-{_OLDEST}-jdk-headless)"
    if shutil.which("java") is None or shutil.which("javac") is None:
        return f"no Java compiler; {remedy}"
    told = subprocess.run(["javac", "-version"], capture_output=True, text=True, check=False)
    version = re.search(r"javac (\d+)", told.stdout + told.stderr)
    if version is None or int(version[1]) < _OLDEST:
        return f"the Java compiler is unusable or too old; {remedy}"
    return None


def run(
    program: str, classpath: Sequence[Path], arguments: Sequence[str]
) -> subprocess.CompletedProcess[str]:
    """Run a program of `tests/reasoning` by the name of its class, compiled once per session.

    Exit codes are left to the caller. Raises subprocess.TimeoutExpired if it does not end.
    """
    return subprocess.run(
        [*command(program, classpath), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )


def command(program: str, classpath: Sequence[Path]) -> list[str]:
    """Return what runs a program of `tests/reasoning`, for those who talk with it meanwhile."""
    folder = _compiled(program, tuple(classpath))
    return ["java", "-cp", _joined([folder.name, *map(str, classpath)]), program]


@cache
def _compiled(program: str, classpath: tuple[Path, ...]) -> "tempfile.TemporaryDirectory[str]":
    folder = tempfile.TemporaryDirectory(prefix="ofmkg-java-")
    sources = [str(HERE / f"{name}.java") for name in ("Json", program)]
    parts = _joined(map(str, classpath))
    done = subprocess.run(
        ["javac", "-encoding", "UTF-8", "-d", folder.name, "-cp", parts, *sources],
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{program}.java does not compile:\n{done.stderr}")
    return folder


def _joined(parts: Iterable[str]) -> str:
    return os.pathsep.join(parts)
