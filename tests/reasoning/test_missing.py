"""Where Java or a library is missing, the reason says what to install."""

import importlib.util
import shutil
import subprocess
from pathlib import Path

import hermit
import jvm
import protege
import pytest


def test_no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert jvm.missing.__wrapped__() == (
        "no Java compiler; install a JDK, 17 or newer (Debian: openjdk-17-jdk-headless)"
    )


def test_java_without_its_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "javac" else f"/bin/{name}")
    assert "no Java compiler" in jvm.missing.__wrapped__()


@pytest.mark.parametrize("told", ["javac 11.0.22", "javac 1.8.0_392", "no runtime present"])
def test_java_that_is_too_old(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    done = subprocess.CompletedProcess([], 0, "", told)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert "too old; install a JDK, 17 or newer" in jvm.missing.__wrapped__()


def test_no_owl_api(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(protege, "JARS", tmp_path)
    assert protege.missing() == (
        f"no owlapi-distribution.jar in {tmp_path}; install the OWL API (Debian: libowlapi-java)"
    )


def test_no_hermit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert hermit.missing() == ("no HermiT; install the Python package owlready2, which carries it")
