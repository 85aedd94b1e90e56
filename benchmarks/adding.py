"""Times adding a sheet, and loading it, beside more and more studies of one coder and collection.

    python benchmarks/adding.py [--sizes 0 100 500 2000]

Times are milliseconds of the processor of one `ofmkg add` in a process of its own: at the first,
when the index of the folder is made; at the next, of another sheet, all of it, the part that is
SHACL, and what is left. The next should hardly grow with the studies beside it: of each file only
the digest is made, and what merely shares the coder or the collection is not looked at. With
`--headed` each file describes coder and collection, as files of whole sheets do.

So for `ofmkg load` of that file into a folder store that holds the corpus and those studies:
checked and without conclusions, and as it is by default, when conclusions and the view are made
of the whole.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

if __name__ == "__main__":  # run from a checkout, without installing
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

import machine

from ofmkg.graph.resources import room
from ofmkg.sheets.adding import add

HEAD = ("studies", "first", "next", "shacl", "the rest", "loaded", "concluded")
HEAD_OF_OWN = """collection:
  id: own
  label: our own readings
  cutoff: '2026'
  caveats: [Coded once.]
coder:
  id: me
  label: me
"""
# Runs in a process of its own, so that nothing has been imported or read before.
TIMED = """
import json, sys, time
from pathlib import Path
began = time.process_time()
from ofmkg.graph import validation
from ofmkg.sheets.adding import add
judge, spent = validation._shacl, []
def timed(*given):
    start = time.process_time()
    found = list(judge(*given))
    spent.append(time.process_time() - start)
    return found
validation._shacl = timed
done = add(Path(sys.argv[1]), Path(sys.argv[2]))
assert done.target is not None, done.mistakes
print(json.dumps([time.process_time() - began, sum(spent)]))
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", nargs="+", type=int, default=[0, 100, 500, 2000])
    parser.add_argument("--headed", action="store_true", help="each file describes the coder")
    parser.add_argument("-o", "--output", type=Path, help="a file for the table, beside the screen")
    options = parser.parse_args(arguments)
    lines = [machine.described(), "", "".join(f"{name:>10}" for name in HEAD)]
    print(lines[-1])
    with tempfile.TemporaryDirectory() as place:
        for size in options.sizes:
            folder = Path(place) / str(size)
            first, whole, shacl = timed(folder, size, headed=options.headed)
            times = (first, whole, shacl, whole - shacl, *loaded(folder))
            cells = (f"{size:>10}", *(f"{1000 * each:>10.0f}" for each in times))
            lines.append("".join(cells))
            print(lines[-1])
    if options.output:
        options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def timed(folder: Path, size: int, *, headed: bool = False) -> tuple[float, float, float]:
    """Return the seconds that two sheets take beside a number of studies, and SHACL of the second.

    The folder is made, with that many studies.
    """
    folder.mkdir()
    sheet, own = folder / "sheet.yaml", folder / "own"
    os.environ["OFMKG_CACHE_DIR"] = str(folder / "cache")
    sheet.write_text(made_up("one-2026"), encoding="utf-8")
    target = add(sheet, own).target
    if target is None:
        raise RuntimeError("the sheet of the benchmark is not right")
    text = target.read_text(encoding="utf-8")
    start, end = text.index("<collection/own> a "), text.index("work:one-2026 a ")
    other = text if headed else text[:start] + text[end:]
    for number in range(1, size):
        new = other.replace("one-2026", f"n{number}-2026")
        (own / f"n{number}-2026.ttl").write_text(new, encoding="utf-8")
    if not size:
        target.unlink()
    first, _ = _once(sheet, own)
    if not size:
        target.unlink()
    sheet.write_text(made_up("two-2026"), encoding="utf-8")
    return first, *_once(sheet, own)


def loaded(folder: Path) -> tuple[float, float]:
    """Return the seconds that loading the last file takes beside the others, and with conclusions.

    Takes the folder that `timed` has made.
    """
    own, store, last = folder / "own", folder / "store", folder / "last"
    last.mkdir()
    (own / "two-2026.ttl").rename(last / "two-2026.ttl")
    _seconds("load", "--no-infer", "--store", str(store))
    if any(own.iterdir()):
        _seconds("load", str(own), "--no-check", "--no-infer", "--store", str(store))
    without = _seconds("load", str(last), "--no-infer", "--store", str(store))
    _seconds("load", str(last), "--store", str(store))  # conclusions are there, as in daily use
    return without, _seconds("load", str(last), "--store", str(store))


def _seconds(*command: str) -> float:
    """Return the seconds of the processor that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "ofmkg", *command], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _once(sheet: Path, own: Path) -> tuple[float, float]:
    command = [sys.executable, "-c", TIMED, str(sheet), str(own)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    whole, shacl = json.loads(done.stdout)
    return whole, shacl


def made_up(work: str) -> str:
    """Return a sheet of ours as one of a made-up work, by a coder of one's own."""
    path = room("data") / "later" / "sheets" / "hong-2026.yaml"
    text = path.read_text(encoding="utf-8").replace("hong-2026", work)
    lines = [line for line in text.splitlines(True) if not line.startswith(("  arxiv:", "  url:"))]
    text = "".join(lines)
    return text.replace("collection:\n  id: later\ncoder:\n  id: text-coder\n", HEAD_OF_OWN)


if __name__ == "__main__":
    sys.exit(main())
