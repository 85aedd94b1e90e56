"""A sheet is judged beside what is near it as beside all, and never by what was once."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from ofmkg.graph import cache, parsing
from ofmkg.graph.resources import room
from ofmkg.sheets import adding, files, nearby
from ofmkg.sheets.folders import around

HONG = (room("data") / "later" / "sheets" / "hong-2026.yaml").read_text(encoding="utf-8")
HEAD = """collection:
  id: own
  label: our own readings
  cutoff: '2026'
  caveats: [Coded once.]
coder:
  id: {coder}
  label: {coder}
"""
OURS = "collection:\n  id: later\ncoder:\n  id: text-coder\n"
ADDRESSES = ("  arxiv:", "  url:")


def sheet(place: Path, work: str, coder: str = "me", *changes: tuple[str, str]) -> Path:
    """Write a sheet of a work of one's own."""
    text = HONG.replace("hong-2026", work).replace(OURS, HEAD.format(coder=coder))
    text = "".join(line for line in text.splitlines(True) if not line.startswith(ADDRESSES))
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = place / f"{work}-{coder}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep indexes where nobody else does."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder of four works, which all describe the coder and the collection."""
    place = tmp_path_factory.mktemp("works")
    folder = place / "own"
    folder.mkdir()
    made = adding.add(sheet(place, "aa-2026"), folder).target
    assert made is not None
    text = made.read_text(encoding="utf-8")
    for work in ("bb-2026", "cc-2026", "dd-2026"):
        new = made.with_name(made.name.replace("aa-2026", work))
        new.write_text(text.replace("aa-2026", work), encoding="utf-8")
    return folder


@pytest.fixture
def own(works: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder."""
    return Path(shutil.copytree(works, tmp_path / "own"))


def near(path: Path, folder: Path) -> adding._Examined | None:
    """Judge a sheet beside what is near it alone."""
    return nearby.judged(
        files.read(path), [folder], lambda here: adding._examined(files.read(path), here)
    )


def beside_all(path: Path, folder: Path) -> adding._Examined:
    return adding._examined(files.read(path), around(folder))


def test_a_new_work_becomes_the_same_beside_what_is_near_it(tmp_path: Path, own: Path) -> None:
    new = sheet(tmp_path, "zz-2026")
    assert near(new, own) == beside_all(new, own)
    assert beside_all(new, own).checked.sheet is not None


def test_only_what_is_near_is_read(
    tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, read = sheet(tmp_path, "zz-2026"), []
    assert near(new, own) is not None  # the index is there now
    real = parsing.read
    monkeypatch.setattr(
        parsing, "read", lambda path, root=None: (read.append(path), real(path, root))[1]
    )
    assert near(new, own) is not None
    # All say the same of coder and collection: the first and the last of them are enough.
    every = sorted(own.glob("*.ttl"))
    assert sorted(path for path in read if path.parent == own) == [every[0], every[-1]]


def test_the_same_sheet_takes_its_place(tmp_path: Path, own: Path) -> None:
    again = sheet(tmp_path, "bb-2026")
    found = near(again, own)
    assert found == beside_all(again, own)
    assert found is not None
    assert found.again


@pytest.mark.parametrize(
    ("work", "coder", "changes"),
    [
        ("bb-2026", "ben", ()),  # a second reading that says it is in use, of a known work
        ("zz-2026", "me", (("  label: me\n", "  label: You\n"),)),  # another coder of the same id
        ("bb-2026", "me", (("  title: ", "  title: Another. "),)),  # another work of the same id
        ("zz-2026", "me", (("id: cc-zz-2026-no", "id: cc-cc-2026-no"),)),  # a claim of another
        ("zz-2026", "me", (("- vector: bio", "- vector: boi"),)),  # with what is near in spelling
    ],
)
def test_what_is_wrong_is_found_and_told_as_beside_all(
    tmp_path: Path, own: Path, work: str, coder: str, changes: tuple[tuple[str, str], ...]
) -> None:
    new = sheet(tmp_path, work, coder, *changes)

    def told(judge: object) -> object:
        try:
            return judge()  # type: ignore[operator]
        except Exception as error:
            return type(error), str(error)

    assert told(lambda: adding._of_file(files.read(new), [own])) == told(
        lambda: beside_all(new, own)
    )
    found = near(new, own)
    assert found is None or found.checked.sheet is None or found == beside_all(new, own)


def test_a_file_that_changed_under_the_same_size_and_time_is_read_anew(
    tmp_path: Path, own: Path
) -> None:
    new = sheet(tmp_path, "zz-2026")
    assert near(new, own) is not None
    other = next(own.glob("*dd-2026*"))
    before = other.stat()
    text = other.read_text(encoding="utf-8").replace("dd-2026", "zz-2026")
    other.write_text(text, encoding="utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (other.stat().st_size, other.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    found = near(new, own)
    assert found is not None
    assert (found.target, found.again) == (other, True)


def test_a_file_that_is_gone_stands_in_nobodys_way(tmp_path: Path, own: Path) -> None:
    again = sheet(tmp_path, "bb-2026")
    found = near(again, own)
    assert found is not None
    assert found.again
    next(own.glob("*bb-2026*")).unlink()
    found = near(again, own)
    assert found is not None
    assert not found.again
    assert found == beside_all(again, own)


def index(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "cache" / "contents").glob("*.sqlite")
    return found


def test_a_damaged_index_is_passed_over_and_made_anew(tmp_path: Path, own: Path) -> None:
    new = sheet(tmp_path, "zz-2026")
    first = near(new, own)
    index(tmp_path).write_bytes(b"no index " * 1000)
    assert near(new, own) is None
    assert near(new, own) == first


def test_an_index_that_others_can_write_is_not_asked(tmp_path: Path, own: Path) -> None:
    new = sheet(tmp_path, "zz-2026")
    assert near(new, own) is not None
    index(tmp_path).chmod(0o666)
    assert near(new, own) is None
    assert adding.add(new, own).target is not None


def test_an_index_that_another_process_writes_is_not_waited_for(tmp_path: Path, own: Path) -> None:
    new = sheet(tmp_path, "zz-2026")
    expected = near(new, own)
    with sqlite3.connect(index(tmp_path), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert near(new, own) is None
    other.close()
    assert near(new, own) == expected


def test_where_nothing_can_be_kept_all_is_read(
    tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    new = sheet(tmp_path, "zz-2026")
    assert near(new, own) is None
    assert adding.add(new, own).target is not None


@pytest.mark.parametrize(
    "more",
    [
        "ofm:hidden-test a ofm:Position .",  # a term of ours
        "<study/hazell-2023> rdfs:comment 'more'@en .",  # more of our things
        "<adoption/one> a ofm:Adoption .",  # a decision
    ],
)
def test_beside_what_changes_how_all_is_read_all_is_read(
    tmp_path: Path, own: Path, more: str
) -> None:
    new = sheet(tmp_path, "zz-2026")
    assert near(new, own) is not None
    (own / "more.ttl").write_text(
        "@base <https://w3id.org/ofmkg/> .\n"
        "@prefix ofm: <https://w3id.org/ofmkg/ns#> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        f"<graph/more> a owl:Ontology .\n{more}\n",
        encoding="utf-8",
    )
    assert near(new, own) is None
    (own / "more.ttl").unlink()
    assert near(new, own) is not None
