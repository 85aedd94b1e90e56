"""A study of one's own beside every collection: servers answer with it as memory does."""

from pathlib import Path

import pytest
import servers
from sheet_commands import run

from ofmkg.graph import corpus, doctor, loading, parsing
from ofmkg.graph.parsing import Document
from ofmkg.graph.stores import Store

SHEET = """\
work:
  id: own-2026
  label: Own et al. 2026
  title: A trial of things
  authors: Own, J., and Other, A.
  issued: '2026-03-01'
  kind: preprint
  url: https://example.org/own-2026
collection:
  id: own
  label: our own readings
  cutoff: '2026-11-29'
  caveats: [Coded by one person.]
coder: {id: me, label: me}
coded_on: '2026-11-29'
framework: marginal-risk
text_read: {extent: full, source: the PDF, sections: all}
open_models: {value: 'yes', locator: Section 1}
analyses:
- vector: biosecurity
  actors: []
  baselines: []
  codings:
  - {step: threat-identification, outcome: addressed, rationale: It names who., locator: '2'}
  - {step: existing-risk, outcome: partial, rationale: A bit., missing: [numbers], locator: '3'}
  - {step: existing-defenses, outcome: absent, rationale: Nothing., locator: all}
  - {step: marginal-risk-evidence, outcome: addressed, rationale: A trial., locator: '4'}
  - {step: ease-of-defense, outcome: absent, rationale: Nothing., locator: all}
  - {step: uncertainty-assumptions, outcome: partial, rationale: Limits., locator: '6'}
  positions:
  - id: own-p1
    question: web-information
    answer: no-significant-uplift
    mode: found
    statement: No difference was seen.
    locator: Section 4
claims:
- id: own-c1
  statement: A trial saw no difference.
  kind: empirical
  about: [vector/biosecurity]
  locator: Section 4
  relations: [{direction: supports, claim: c-info-not-main-barrier}]
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """Return the files that `ofmkg add` makes of a sheet."""
    folder: Path = tmp_path_factory.mktemp("own")
    sheet = folder / "own-2026.yaml"
    sheet.write_text(SHEET, encoding="utf-8")
    added = run("add", sheet, "--data", folder / "data")
    assert added.exit_code == 0, added.output
    return parsing.read_folder(folder / "data")


@pytest.mark.server
@pytest.mark.parametrize("store", servers.KINDS, indirect=True)
@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "afterwards"])
def test_a_server_answers_with_an_own_study_as_memory_does(
    store: Store, own: list[Document], at_once: bool
) -> None:
    built_in = list(corpus.built_in())
    if at_once:
        loading.load(store, [*built_in, *own], everything=True)
    else:
        loading.load(store, built_in, everything=True)
        loading.load(store, own)
    study = "<https://w3id.org/ofmkg/study/own-2026>"
    assert store.select(f"SELECT ?class WHERE {{ {study} a ?class }}").rows
    found = doctor.examine(store)
    assert [check for check in found if not check.fine] == []
    assert "answers like memory" in {check.name for check in found}
