"""What catalogues of models state on weights is taken over beside what is on record."""

from pathlib import Path

import pytest
from commands import run

from ofmkg.bibliography.catalogues import Model, read
from ofmkg.errors import UnreadableError
from ofmkg.graph import validation
from ofmkg.knowledge import load

ECOSYSTEM = """---
- type: model
  name: Llama 2
  organization: Meta
  created_date: 2023-07-18
  access: open
  license: {explanation: see there, value: Llama 2}
  size: 70B parameters (dense)
- type: model
  name: OPT
  organization: Meta
  created_date: {explanation: a guess, value: 2022-05-01}
  access: limited
- {type: model, name: Gemma, organization: Somebody Else, access: open}
- {type: model, name: Whisper, organization: OpenAI, access: open}
- {type: model, name: whisper, organization: OpenAI, access: closed}
- {type: model, name: Made up, access: open}
- {type: dataset, name: BERT, access: open}
"""
EPOCH = """Model,Organization,Publication date,Parameters,Model accessibility
GPT-4,OpenAI,2023-03-15,,API access
Llama 2,Meta AI,2023-07-18,7.0e10,Open weights (restricted use)
Whisper,OpenAI,2022-09-21,,Something new
"""


def taken(folder: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Take over a catalogue; return what was told."""
    (folder / name).write_text(text, encoding="utf-8")
    args = ("import", str(folder / name), "--data", str(folder / "own"), "--date", "2026-11-01")
    code, out, err = run(capsys, *args)
    assert code == 0, err
    return out + err


def weights(folder: Path, source: str) -> dict[str, tuple[str, str | None, str | None]]:
    """Return what a source states of each release: adopted value, stated value, its own word."""
    rows = load([folder / "own"]).query("releases-by-weights").dicts()
    return {
        row["release"].rpartition("/")[2]: (
            row["adopted"],
            row.get("stated"),
            row.get("accessAsStated"),
        )
        for row in rows
        if row.get("source", "").endswith(source) and "yaml, W" not in row["locator"]
    }


def test_ecosystem_graphs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = taken(tmp_path, "meta.yaml", ECOSYSTEM, capsys)
    assert "2 of 6 models are releases on record" in told
    assert "Gemma: left out, as Somebody Else is not who is on record as its developer." in told
    assert told.count("hisper: left out, as several models or releases have this name.") == 2
    text = (tmp_path / "own" / "catalogue-ecosystem-graphs.ttl").read_text(encoding="utf-8")
    assert 'ofm:accessAsStated "limited"' in text
    assert "ofm:weightsAvailability" not in text  # no value is adopted by this
    assert "licence: none stated" in text
    assert 'dcterms:issued "2022-05-01"' in text
    report = validation.check([tmp_path / "own"])
    assert not report.findings


def test_epoch_ai_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        told = taken(tmp_path, "models.csv", EPOCH, capsys)
        assert "3 of 3 models are releases on record" in told
        assert "what 'Something new' means for weights is not known" in told
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["catalogue-epoch-ai.ttl"]
    assert weights(tmp_path, "epoch-ai-models") == {
        "gpt-4": ("closed", "closed", "API access"),
        "llama-2": ("widely-available", "widely-available", "Open weights (restricted use)"),
        "whisper": ("widely-available", None, "Something new"),
    }
    assert "CC BY 4.0" in (tmp_path / "own" / "catalogue-epoch-ai.ttl").read_text(encoding="utf-8")
    assert not validation.check([tmp_path / "own"]).findings


def test_nothing_is_written_where_no_model_is_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.yaml").write_text("- {type: model, name: Made up}", encoding="utf-8")
    code, _, err = run(capsys, "import", str(tmp_path / "a.yaml"), "--data", str(tmp_path / "own"))
    assert code == 2 and "None of the 1 models" in err
    assert not (tmp_path / "own").exists()


def test_words_of_a_catalogue_are_kept(tmp_path: Path) -> None:
    (tmp_path / "meta.yaml").write_text(ECOSYSTEM, encoding="utf-8")
    kind, models = read(tmp_path / "meta.yaml")
    assert kind == "ecosystem-graphs"
    assert models[0] == Model(
        "Llama 2",
        "assets/meta.yaml, Llama 2",
        "open",
        "Meta",
        "2023-07-18",
        "Llama 2",
        "70B parameters (dense)",
    )


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.yaml", "a: [", "is not YAML"),
        ("a.yaml", "a: 1", "is not of Ecosystem Graphs"),
        ("a.yaml", "- {name: x}", "is not of Ecosystem Graphs"),
        ("a.yaml", "- &x {type: model, name: x}\n- *x", "refers by *"),
        ("a.csv", "a,b\n1,2\n", "is not the table of Epoch AI"),
        ("a.csv", 'Model,Model accessibility\n"x,y\n', "is not CSV"),
        ("a.xyz", "", "is no catalogue by its name"),
        ("a.bib", "", "is a bibliography (BibTeX); begin sheets with its works"),
    ],
)
def test_bad_input_gets_one_line(name: str, text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError) as error:
        read(path)
    assert words in str(error.value) and "\n" not in str(error.value)
