"""The benchmarks run; what they measure is not judged here."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


def test_the_benchmark_of_queries_prints_a_row_per_question() -> None:
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "queries.py"), "steps", "cells", "--sizes", "5", "10"],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = [line.split() for line in done.stdout.splitlines()]
    assert rows[0][:3] == ["question", "rows", "5"]
    cells, steps = sorted(rows[1:3])
    assert (cells[0], steps[0]) == ("cells", "steps")
    assert int(cells[3]) > int(cells[1]) >= 6 * (5 + 7)
    assert steps[1] == steps[3] == "22"


def test_the_benchmark_of_comparisons_prints_a_row_per_size(tmp_path: Path) -> None:
    target = tmp_path / "table.txt"
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "compare.py"), "--sizes", "0", "5", "-o", str(target)],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [line.split() for line in done.stdout.splitlines()]
    assert rows[0][0] == "studies"
    assert int(rows[2][0]) == int(rows[1][0]) + 5
    assert {len(row) for row in rows} == {10, 9}  # "group by" is two words
    assert all(float(value) > 0 for row in rows[1:] for value in row)
    assert target.read_text(encoding="utf-8").endswith(done.stdout)


def test_the_benchmark_of_analyses_prints_a_row_per_analysis() -> None:
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "analyses.py"), "--sizes", "5", "10"],
        capture_output=True,
        text=True,
        check=False,  # that it grew says nothing on a busy machine
    )
    rows = done.stdout.splitlines()
    assert rows[0].split() == ["analysis", "s", "at", "5", "s", "at", "10", "growth"]
    assert [row[:20].strip() for row in rows[1:4]] == ["compare", "matrix", "gaps"]
    assert len(rows) == 19


def test_the_benchmark_of_scale_prints_a_row_per_task_and_size(tmp_path: Path) -> None:
    target = tmp_path / "table.txt"
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "scale.py"), "--sizes", "0", "-o", str(target)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert target.read_text(encoding="utf-8") == done.stdout.removesuffix("\n")
    rows = [line.split() for line in done.stdout.splitlines() if line.strip()]
    heading = next(n for n, row in enumerate(rows) if row[:3] == ["what", "made", "up"])
    tasks = ["load", "compare", "matrix", "gaps", "debate", "search", "validate"]
    assert [row[0] for row in rows[heading + 1 :] if "0" in row[1:3]][-len(tasks) :] == tasks


@pytest.mark.server
def test_the_soak_tells_what_each_kind_of_client_got() -> None:
    options = ["--minutes", "0.05", "--clients", "6", "--reload", "60"]
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "soak.py"), *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    kinds = {line[:16].strip() for line in done.stdout.splitlines()}
    assert kinds >= {"json", "pages", "sparql", "huge texts", "forged headers", "nothing wrong"}


def test_the_benchmark_of_adding_prints_a_row_per_size(tmp_path: Path) -> None:
    target = tmp_path / "table.txt"
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "adding.py"), "--sizes", "0", "3", "-o", str(target)],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [line.split() for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == ["studies", "0", "3"]
    assert all(float(value) > 0 for row in rows[1:] for value in row[1:])
    assert target.read_text(encoding="utf-8").endswith(done.stdout)
