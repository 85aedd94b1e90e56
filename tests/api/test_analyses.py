"""Every analysis over HTTP is, byte for byte, what its command prints."""

import contextlib
import io
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

import ofmkg
from ofmkg.cli import app as cli
from ofmkg.formats import FORMATS
from ofmkg.graph.scenarios import Scenario

# An address, and the command that prints the same.
SAME = {
    "/compare?a=gopal-2023&b=batalis-2023": "compare gopal-2023 batalis-2023",
    "/compare?a=gopal-2023&b=batalis-2023&framework=marginal-risk&coder=first-coder": (
        "compare gopal-2023 batalis-2023 --framework marginal-risk --coder first-coder"
    ),
    "/compare?a=hazell-2023&b=musser-2023&alternatives=true": (
        "compare hazell-2023 musser-2023 --alternatives"
    ),
    "/matrix": "matrix",
    "/matrix?collection=all": "matrix --collection all",
    "/matrix?without=gopal-a1": "matrix --without gopal-a1",
    "/compare?a=gopal-2023&b=musser-2023&inferences=true": (
        "compare gopal-2023 musser-2023 --with-inferences"
    ),
    "/gaps": "gaps",
    "/gaps?threats=true&collection=all": "gaps --threats --collection all",
    "/gaps?without=musser-2023&without=gopal-2023": (
        "gaps --without gopal-2023 --without musser-2023"
    ),
    "/needed": "needed",
    "/needed?vector=biosecurity": "needed --vector biosecurity",
    "/needed?study=gopal-2023&order=claims&order=missing": (
        "needed --study gopal-2023 --order claims,missing"
    ),
    "/debate": "debate",
    "/robustness": "robustness",
    "/robustness?collection=all": "robustness --collection all",
    "/agreement": "agreement",
    "/agreement?minimum=5&resamples=50&seed=7&collection=all": (
        "agreement --minimum 5 --resamples 50 --seed 7 --collection all"
    ),
    "/agreement?without=gopal-2023": "agreement --without gopal-2023",
    "/crux?vector=biosecurity": "crux biosecurity",
    "/crux?a=gopal-2023&b=batalis-2023": "crux gopal-2023 batalis-2023",
    "/crux?vector=biosecurity&collection=kapoor-2024": "crux biosecurity --collection kapoor-2024",
    "/rests?id=qi-2023": "rests qi-2023",
    "/rests?id=qi-2023&id=c-gopal-closed-safeguards": "rests qi-2023 c-gopal-closed-safeguards",
    "/standing": "standing",
    "/standing?vector=spear-phishing": "standing --vector spear-phishing",
    "/cite": "cite",
    "/cite?work=hazell-2023&work=musser-2023": "cite hazell-2023 musser-2023",
    "/columns?work=gopal-2023&work=hazell-2023&work=musser-2023&differing=true": (
        "columns gopal-2023 hazell-2023 musser-2023 --differing"
    ),
    "/disagreements": "disagreements",
    "/disagreements?vector=csam": "disagreements --vector csam",
    "/disagreement/d-bio-bottleneck": "disagreement d-bio-bottleneck",
    "/study/gopal-2023": "study gopal-2023",
    "/study/gopal%2D2023?framework=marginal-risk": "study gopal-2023 --framework marginal-risk",
    "/question/actor-skill": "question actor-skill",
    "/question/actor-skill?collection=kapoor-2024": (
        "question actor-skill --collection kapoor-2024"
    ),
    "/timeline?question=actor-skill": "timeline actor-skill",
    "/timeline?question=existing-defenses-hold&vector=spear-phishing&inferences=true": (
        "timeline existing-defenses-hold --vector spear-phishing --with-inferences"
    ),
    "/results": "results",
    "/results?baseline=human-experts&vector=biosecurity": (
        "results --baseline human-experts --vector biosecurity"
    ),
    "/claim/c-alignment-removable": "claim c-alignment-removable",
    "/claim/c-alignment-removable?inferences=true": (
        "claim c-alignment-removable --with-inferences"
    ),
    "/vector/biosecurity": "vector biosecurity",
    "/release/llama-2": "release llama-2",
}
OTHER_FORMATS = {
    "/matrix?format=csv": ("matrix --format csv", "text/csv"),
    "/gaps?format=csv": ("gaps --format csv", "text/csv"),
    "/agreement?format=csv": ("agreement --format csv", "text/csv"),
    "/timeline?question=actor-skill&format=csv": (
        "timeline actor-skill --format csv",
        "text/csv",
    ),
    "/results?format=csv": ("results --format csv", "text/csv"),
    "/cite?format=bibtex": ("cite --format bibtex", "application/x-bibtex"),
    "/cite?format=csl": ("cite --format csl", "application/vnd.citationstyles.csl+json"),
    "/argument?format=aif": ("argument --format aif", "application/ld+json"),
    "/argument?format=graphml": ("argument --format graphml", "application/graphml+xml"),
    "/argument?format=gexf": ("argument --format gexf", "application/gexf+xml"),
    "/argument?format=dot": ("argument --format dot", "text/vnd.graphviz"),
    "/argument?format=argdown": ("argument --format argdown", "text/x-argdown"),
    "/argument?format=dot&vector=spear-phishing": (
        "argument --format dot --vector spear-phishing",
        "text/vnd.graphviz",
    ),
}


@cache
def _read(reading: Scenario) -> ofmkg.KnowledgeGraph:
    return ofmkg.load(reading=reading)


def once(folders: list[Path], *, only: bool, inferred: bool, reading: Scenario) -> object:
    """Load as the command line does, but each reading of the built-in data only once."""
    assert not folders
    assert not only
    assert not inferred
    return _read(reading)


def printed(command: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Return what a command prints that ends well."""
    monkeypatch.setattr("sys.argv", ["ofmkg", *command.split()])
    monkeypatch.setattr("ofmkg.cli.options.load_graph", once)
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    with contextlib.redirect_stdout(out), pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 0
    out.flush()
    return out.buffer.getvalue()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("address", SAME)
def test_json_is_what_the_command_prints(
    address: str, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.content == printed(f"{SAME[address]} --format json", monkeypatch)
    other = any(word in address for word in ("alternatives", "without", "inferences="))
    assert ("reading" in answer.json()) is other


@pytest.mark.parametrize("address", OTHER_FORMATS)
def test_other_formats_are_what_the_command_prints(
    address: str, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    command, media_type = OTHER_FORMATS[address]
    expected = printed(command, monkeypatch)
    named = client.get(address)
    assert named.status_code == 200, named.text
    assert named.content == expected
    # The same by `Accept`, for those who leave the format out of the address.
    path, _, query = address.partition("?")
    rest = "&".join(part for part in query.split("&") if not part.startswith("format="))
    accepted = client.get(f"{path}?{rest}" if rest else path, headers={"Accept": media_type})
    assert accepted.content == expected
    for answer in (named, accepted):
        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert answer.headers["vary"].startswith("Accept")


@pytest.mark.parametrize(
    "query, options",
    [
        ("", ""),
        ("?inferences=true", " --with-inferences"),
        ("?without=gopal-2023&threats=true", " --without gopal-2023 --threats"),
    ],
)
def test_the_drawing_is_that_of_the_command(
    query: str, options: str, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = client.get(f"/gaps.svg{query}", headers={"Accept-Language": "en"})
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.content == printed(f"gaps --format svg{options}", monkeypatch)
    assert ("What if? Read" in answer.text) is bool(options)


def test_the_studies_there_are(client: TestClient, kg: ofmkg.KnowledgeGraph) -> None:
    found = client.get("/studies").json()["studies"]
    assert [study["id"] for study in found] == sorted(study["id"] for study in found)
    (gopal,) = (study for study in found if study["id"] == "gopal-2023")
    assert gopal == {
        "id": "gopal-2023",
        "iri": "https://w3id.org/ofmkg/study/gopal-2023",
        "label": "Gopal et al. 2023: Biosecurity risk",
        "work": "gopal-2023",
        "title": "Will releasing the weights of future large language models grant widespread "
        "access to pandemic agents?",
        "vector": "biosecurity",
        "vector_label": "Biosecurity risk",
        "collections": [{"id": "kapoor-2024", "label": "as read by Kapoor et al."}],
        "notes": gopal["notes"],
        "locator": "Table 1; B.4",
        "source": "kapoor-2024",
    }
    assert [study["id"] for study in found] == [row.study for row in kg.matrix().rows]
    assert client.get("/studies?collection=kapoor-2024").json()["studies"] == found
    every = client.get("/studies?collection=all").json()["studies"]
    seven = [{"id": "kapoor-2024", "label": "as read by Kapoor et al."}]
    assert [study for study in every if study["collections"] == seven] == found
    for study in found:
        assert client.get(f"/study/{study['id']}").json()["iri"] == study["iri"]


@pytest.mark.parametrize(
    "address, said, near",
    [
        (
            "/compare?a=gopl-2023&b=musser-2023",
            "There is no work or study 'gopl-2023'.",
            "gopal-2023",
        ),
        ("/matrix?collection=kapor-2024", "There is no collection 'kapor-2024'.", "kapoor-2024"),
        ("/matrix?without=gopl-2023", "study, work 'gopl-2023'.", "gopal-2023"),
        ("/gaps?framework=marginal-rsk", "There is no framework 'marginal-rsk'.", "marginal-risk"),
        ("/debate?coder=frst-coder", "There is no coder 'frst-coder'.", "first-coder"),
        ("/robustness?collection=kapor-2024", "no collection 'kapor-2024'", "kapoor-2024"),
        ("/needed?study=gopl-2023", "There is no study 'gopl-2023'.", "gopal-2023"),
        (
            "/needed?vector=spear-phising",
            "There is no misuse vector 'spear-phising'.",
            "spear-phishing",
        ),
        (
            "/standing?vector=spear-phising",
            "There is no misuse vector 'spear-phising'.",
            "spear-phishing",
        ),
        (
            "/argument?vector=spear-phising",
            "There is no misuse vector 'spear-phising'.",
            "spear-phishing",
        ),
        ("/crux?vector=biosecurit", "There is no misuse vector 'biosecurit'.", "biosecurity"),
        ("/crux?a=gopal-2023&b=bataliss-2023", "There is no work 'bataliss-2023'.", "batalis-2023"),
        ("/rests?id=qi-203", "There is no thing 'qi-203'.", "qi-2023"),
        ("/cite?work=hazel-2023", "There is no work 'hazel-2023'.", "hazell-2023"),
        ("/studies?collection=kapor-2024", "no collection 'kapor-2024'", "kapoor-2024"),
        ("/study/gopl-2023", "There is no study 'gopl-2023'.", "gopal-2023"),
        ("/question/actor-skil", "There is no question 'actor-skil'.", "actor-skill"),
        ("/timeline?question=actor-skil", "no question 'actor-skil'.", "actor-skill"),
        ("/claim/c-alignment", "There is no claim 'c-alignment'.", "c-alignment-removable"),
        ("/vector/spear-phising", "There is no misuse vector 'spear-phising'.", "spear-phishing"),
        ("/release/lama-2", "There is no model release 'lama-2'.", "llama-2"),
        ("/disagreement/d-bio-botleneck", "no disagreement 'd-bio-botleneck'", "d-bio-bottleneck"),
        ("/study/%00", r"There is no study '\x00'.", None),
        ("/matrix?collection=%00%1f%0a", r"There is no collection '\x00\x1f\n'.", None),
        ("/rests?id=http://%0a/%00", r"There is no thing 'http://\n/\x00'.", None),
        ("/compare?a=../x%22%3E&b=y", "There is no work or study '../x\">'.", None),
        ("/claim/%ff%fe", "There is no claim '\ufffd\ufffd'.", None),
    ],
)
def test_an_unknown_id_is_not_found(
    address: str, said: str, near: str | None, client: TestClient
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "https://w3id.org/ofmkg/problems#unknown-id"
    assert said in answer.json()["detail"]
    assert "ofmkg query" not in answer.json()["detail"]
    assert "See /queries/things" in answer.json()["detail"]
    suggestions = answer.json()["suggestions"]
    assert near in suggestions if near else not suggestions
    assert ("Did you mean" in answer.json()["detail"]) is bool(suggestions)


@pytest.mark.parametrize(
    "address, slug, said",
    [
        ("/matrix?colection=all", "unknown-parameter", "Did you mean collection? It takes: "),
        ("/health?verbose=1", "unknown-parameter", "'verbose'. It takes: none."),
        (
            "/studies?alternatives=true",
            "unknown-parameter",
            "'alternatives'. It takes: collection, vector, read, open_models, since, sort.",
        ),
        (f"/study/gopal-2023?{'x' * 1000}=1", "unknown-parameter", f"{'x' * 200}'"),
        ("/matrix?coder=ofmkg&coder=first-coder", "bad-parameter", "coder is given twice"),
        ("/compare?a=gopal-2023", "bad-parameter", "b: the id of a work or study is missing"),
        (
            "/cell",
            "bad-parameter",
            "vector: the id of a misuse vector is missing; "
            "step: the id of a framework step is missing.",
        ),
        ("/rests", "bad-parameter", "id: "),
        ("/timeline", "bad-parameter", "question: "),
        ("/matrix?collection=", "bad-parameter", "collection: "),
        (f"/matrix?collection={'x' * 201}", "bad-parameter", "at most 200 characters"),
        (f"/study/{'x' * 201}", "bad-parameter", "at most 200 characters"),
        ("/gaps?threats=yes", "bad-parameter", "threats: write true or false"),
        ("/matrix?format=xml", "bad-parameter", "format: "),
        ("/needed?order=claim", "bad-parameter", "Did you mean claims?"),
        ("/needed?order=claims,missing", "bad-parameter", "there is no key 'claims,missing'"),
        (f"/rests?{urlencode([('id', 'qi-2023')] * 51)}", "bad-parameter", "id: "),
        ("/agreement?minimum=1", "bad-parameter", "minimum: "),
        ("/agreement?minimum=few", "bad-parameter", "minimum: "),
        ("/agreement?resamples=0", "bad-parameter", "resamples: "),
        ("/agreement?resamples=5001", "bad-parameter", "resamples: "),
        ("/agreement?seed=-1", "bad-parameter", "seed: "),
        ("/agreement?coder=first-coder", "unknown-parameter", "It takes: "),
        ("/crux", "bad-request", "Give either vector=, or both a= and b=."),
        ("/crux?a=gopal-2023", "bad-request", "Give either vector="),
        ("/crux?b=gopal-2023", "bad-request", "Give either vector="),
        ("/crux?vector=biosecurity&b=gopal-2023", "bad-request", "Give either vector="),
        ("/crux?vector=biosecurity&a=x&b=y", "bad-request", "Give either vector="),
        ("/crux?vector=gopal-2023", "bad-request", "gopal-2023 is a work"),
        ("/rests?id=kapoor-2024/x/first-coder", "unknown-id", ""),
    ],
)
def test_a_request_that_makes_no_sense(
    address: str, slug: str, said: str, client: TestClient
) -> None:
    answer = client.get(address)
    assert answer.status_code == (404 if slug == "unknown-id" else 400), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"https://w3id.org/ofmkg/problems#{slug}"
    assert said in answer.json()["detail"]


@pytest.mark.parametrize("address", ["/matrix", "/study/gopal-2023", "/argument", "/cite"])
def test_a_format_that_is_not_there(address: str, client: TestClient) -> None:
    answer = client.get(address, headers={"Accept": "image/jpeg"})
    assert answer.status_code == 406
    assert answer.json()["type"] == "https://w3id.org/ofmkg/problems#not-acceptable"
    assert answer.headers["vary"].startswith("Accept")
    assert answer.json()["offered"]


@pytest.mark.parametrize("address", [*list(SAME)[::4], *list(OTHER_FORMATS)[::3], "/studies"])
def test_answers_are_kept_by_tag(address: str, client: TestClient) -> None:
    first = client.get(address)
    tag = first.headers["etag"]
    again = client.get(address, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(address, headers={"If-None-Match": '"other"'}).content == first.content
    assert client.get("/debate?collection=all").headers["etag"] != tag


@pytest.mark.parametrize("address", [*list(SAME)[::4], *list(OTHER_FORMATS)[::3], "/studies"])
def test_head_and_reading_from_other_sites(address: str, client: TestClient) -> None:
    answer = client.get(address, headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]
    head = client.head(address, headers={"Origin": "https://example.org"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == answer.headers


@pytest.mark.parametrize(
    ("address", "command"),
    [
        ("/compare.docx?a=gopal-2023&b=musser-2023", "compare gopal-2023 musser-2023"),
        ("/matrix.docx?without=gopal-2023", "matrix --without gopal-2023"),
        ("/study/gopal-2023.docx", "study gopal-2023"),
    ],
)
def test_a_word_document_is_what_the_command_writes(
    address: str,
    command: str,
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    target = tmp_path / "page.docx"
    assert printed(f"{command} --format docx -o {target}", monkeypatch) == b""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == FORMATS["docx"].media_type
    assert answer.content == target.read_bytes()
    assert answer.content.startswith(b"PK")
