"""What came of data is kept for the next start, and nothing else is ever taken for it."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from operation_helpers import chosen, known_valid

from ofmkg.api import intake, outcomes
from ofmkg.api.outcomes import Source
from ofmkg.api.settings import Settings
from ofmkg.graph import sealed, valid

FILES = {"documents.json": b"[]", "stated.nq": b"<a:s> <a:p> <a:o> .\n"}
TOLD = {"digest": "d" * 32, "graphs": ["a:g"], "told": []}


def source(config: Settings) -> Source:
    found = outcomes.source(config)
    assert found is not None
    return found


def kept(config: Settings, known: bool = True) -> Path | None:
    """Keep an outcome of what the settings name, and return its file."""
    if known:
        valid.remember(TOLD["digest"], config.cache_dir)
    place = config.cache_dir.parent / "made"
    place.mkdir(exist_ok=True)
    for name, content in FILES.items():
        (place / name).write_bytes(content)
    outcomes.keep(source(config), place, [*FILES, "none.nq"], TOLD, config)
    return next(iter((config.cache_dir / "outcomes").glob("*.outcome")), None)


def found(config: Settings) -> dict[str, bytes] | None:
    """Return the files of the outcome of what the settings name."""
    place = config.cache_dir.parent / "taken"
    place.mkdir(exist_ok=True)
    told = outcomes.find(source(config), place, config)
    if told is None:
        return None
    assert told == TOLD
    return {path.name: path.read_bytes() for path in place.iterdir()}


def test_what_was_kept_is_found(folder: Path) -> None:
    config = chosen(folder)
    assert found(config) is None
    path = kept(config)
    assert found(config) == FILES
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte": lambda folder: (folder / "one.ttl").open("a").write(" "),
    "a file more": lambda folder: (folder / "two.ttl").write_text("<a:s> <a:p> <a:o> ."),
    "a name": lambda folder: (folder / "one.ttl").rename(folder / "two.ttl"),
    "a place": lambda folder: (
        (folder / "one.ttl").rename(folder.parent / "one.ttl"),
        (folder / "one.ttl").symlink_to(folder.parent / "one.ttl"),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_made_of_other_files_is_not_found(
    folder: Path, change: Callable[[Path], object]
) -> None:
    config = chosen(folder)
    kept(config)
    change(folder)
    assert found(config) is None


@pytest.mark.parametrize(
    "other", [{"only_data": True}, {"sparql": False}, {"load_max_value": 7}, {"data": ()}]
)
def test_what_was_made_by_other_settings_is_not_found(
    folder: Path, other: dict[str, object]
) -> None:
    config = chosen(folder)
    kept(config)
    assert found(config.model_copy(update=other)) is None
    assert found(config.model_copy(update={"port": 7})) == FILES


@pytest.mark.parametrize("what", ["version", "code"])
def test_what_another_version_made_is_not_found(
    folder: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = chosen(folder)
    kept(config)
    made_by = outcomes._made_by()
    if what == "version":
        monkeypatch.setattr(outcomes, "_version", lambda name: f"{name} 99")
    else:
        changed = folder.parent / "worker.py"
        changed.write_text("pass")
        monkeypatch.setattr(outcomes, "_made_by", lambda: [*made_by, changed])
    assert found(config) is None


def test_the_code_and_the_queries_that_make_it_count() -> None:
    names = {path.name for path in outcomes._made_by()}
    assert {"inference.py", "view.py", "copies.py", "preparation.py", "ofmkg.ttl"} <= names
    assert any(name.endswith(".rq") for name in names)


SPOILED: dict[str, Callable[[Path], object]] = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "empty": lambda path: path.write_bytes(b""),
    "a byte": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"x"),
    "not compressed": lambda path: path.write_bytes(
        sealed.head(outcomes._BEGIN, path.stem, b"plain") + b"plain"
    ),
    "of others": lambda path: path.chmod(0o620),
    "a link": lambda path: (
        path.rename(path.with_name("x")).rename(path.with_name("y"))
        and path.symlink_to(path.with_name("y"))
    ),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_what_is_not_as_it_was_kept_does_not_count(
    folder: Path, spoil: Callable[[Path], object]
) -> None:
    config = chosen(folder)
    path = kept(config)
    assert path is not None
    spoil(path)
    assert found(config) is None


def test_the_outcome_of_other_data_does_not_count_under_this_name(folder: Path) -> None:
    config = chosen(folder)
    path = kept(config)
    assert path is not None
    other = source(config.model_copy(update={"data": ()})).name
    path.rename(path.with_name(f"{other}.outcome"))
    assert found(config.model_copy(update={"data": ()})) is None


def test_the_outcome_of_another_user_does_not_count(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = chosen(folder)
    kept(config)
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    assert found(config) is None


def test_it_counts_only_as_long_as_the_data_are_known_to_be_valid(folder: Path) -> None:
    config = chosen(folder)
    assert kept(config, known=False) is None
    kept(config)
    for mark in config.cache_dir.glob("valid-*"):
        mark.unlink()
    assert found(config) is None


def test_few_are_kept_and_nothing_of_others_is_removed(folder: Path) -> None:
    config = chosen(folder)
    for number in range(outcomes._MOST + 2):
        (folder / "one.ttl").write_text(f"<a:s> <a:p> {number} .")
        kept(config)
        other = config.cache_dir / "outcomes" / "mine.outcome"
        other.write_text("not of ofmkg")
        os.utime(other, (0, 0))
    names = [path.name for path in (config.cache_dir / "outcomes").iterdir()]
    assert len(names) == outcomes._MOST + 1
    assert "mine.outcome" in names
    assert found(config) == FILES


def test_nothing_is_kept_where_nothing_can_be(folder: Path, tmp_path: Path) -> None:
    assert outcomes.source(chosen(folder).model_copy(update={"cache_dir": None})) is None
    assert outcomes.source(chosen(folder / "none")) is None  # which reading it tells
    config = chosen(folder)
    (tmp_path / "made").mkdir()
    valid.remember(TOLD["digest"], config.cache_dir)
    (config.cache_dir / "outcomes").write_text("a file is in the way")
    outcomes.keep(source(config), tmp_path / "made", FILES, TOLD, config)
    assert (config.cache_dir / "outcomes").read_text() == "a file is in the way"
    assert found(config) is None


def test_data_that_are_large_are_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "_LARGEST", 1000)
    assert outcomes.source(chosen(folder)) is None


def test_what_was_read_while_files_changed_is_seen(folder: Path) -> None:
    now = source(chosen(folder))
    read = [(str(path), digest) for path, digest in now.files.items()]
    assert now.gave(read[1:])
    assert not now.gave([(read[0][0], read[1][1])])
    assert not replace(now, files={}).gave(read)


def test_the_next_start_takes_it_from_there_and_tells_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    hiding = (folder / "one.ttl").read_text().replace("graph/own/one", "graph/benefits")
    (folder / "benefits.ttl").write_text(hiding.replace("vector/first", "vector/other"))
    config = chosen(folder)
    known_valid(config)
    caplog.clear()
    first = intake.load(config)
    steps = [line for line in caplog.messages if line.endswith(" ...")]
    assert steps == [
        "Reading the data ...",
        "Checking the data ...",
        "Drawing the conclusions of the data ...",
        "Handing over the data ...",
    ]
    told = [line for line in caplog.messages if not line.endswith(" ...")]
    assert told
    caplog.clear()
    monkeypatch.setattr(intake, "_begin", lambda *_, **__: pytest.fail("it is made again"))
    again = intake.load(config)
    assert caplog.messages == told
    assert (again.digest, again.graphs, again.copy and again.copy.graphs) == (
        (first.digest, first.graphs, first.copy and first.copy.graphs)
    )
    for one, other in zip(first.documents, again.documents, strict=True):
        assert (one.path, one.graph, one.digest) == (other.path, other.graph, other.digest)
        assert one.quads == other.quads
    assert json.dumps(again.graph.collections(), default=str) == json.dumps(
        first.graph.collections(), default=str
    )
