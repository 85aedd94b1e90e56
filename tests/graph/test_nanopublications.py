"""Codings and claims as nanopublications: what stands in each graph, and that others read them."""

from base64 import b64decode
from pathlib import Path

import nanopub
import pyoxigraph as ox
import pytest
import rdflib
from commands import run
from Crypto.Hash import SHA256
from Crypto.PublicKey import RSA
from Crypto.Signature import pkcs1_15
from nanopub.trustyuri.rdf import RdfHasher, RdfUtils

from ofmkg.graph import nanopublications, signing
from ofmkg.graph.export import serialize
from ofmkg.graph.parsing import read
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.terms import BASE, NS, PREFIXES

SMALL = """
@base <https://w3id.org/ofmkg/> .
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<graph/mine> a owl:Ontology ;
  dcterms:created "2026-05-06"^^xsd:date ; dcterms:license <https://example.org/licence> .
<assessment/s/f/ann> a ofm:Assessment ; ofm:assesses <study/s> ; ofm:usesFramework <framework/f> ;
  ofm:adopted true ; prov:wasAttributedTo <coder/ann> ; ofm:readFrom <publication/p> ;
  ofm:textRead ofm:fullText .
<coder/ann> a prov:Person ; rdfs:label "Ann"@en .
<coding/one> a ofm:Coding ; ofm:partOf <assessment/s/f/ann> ; ofm:onStep <step/x> ;
  ofm:outcome ofm:absent ; ofm:rationale "Nothing is said."@en ; ofm:locator "p. 3"@en .
<claim/c> a ofm:Claim ; ofm:statement "It is so."@en ; ofm:assertedBy <publication/q> ;
  ofm:expresses <position/y> ; ofm:readFrom <publication/q> ; prov:wasAttributedTo <coder/bot> .
<claim/without-a-source> a ofm:Claim ; ofm:statement "Who says so?"@en .
"""
CODING = f"{BASE}nanopublication/coding/one"
CLAIM = f"{BASE}nanopublication/claim/c"
PARTS = {"head", "assertion", "provenance", "publication"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[tuple[str, str, str]]]:
    """Return the statements of each graph, with short names."""
    path = tmp_path_factory.mktemp("small") / "mine.ttl"
    path.write_text(SMALL, encoding="utf-8")
    found: dict[str, set[tuple[str, str, str]]] = {}
    for quad in nanopublications.quads(MemoryStore([read(path)]).run):
        assert isinstance(quad.graph_name, ox.NamedNode)
        said = (short(quad.subject), short(quad.predicate), short(quad.object))
        found.setdefault(quad.graph_name.value, set()).add(said)
    return found


def short(term: object) -> str:
    """Return a term as a short text."""
    if isinstance(term, ox.Literal):
        return term.value
    assert isinstance(term, ox.NamedNode)
    for name, namespace in {**PREFIXES, "np": nanopublications.NP}.items():
        if term.value.startswith(namespace):
            return f"{name}:{term.value.removeprefix(namespace)}"
    return term.value.removeprefix(BASE)


def test_what_lacks_a_part_is_none(made: dict[str, set[tuple[str, str, str]]]) -> None:
    parts = ("head", "assertion", "provenance", "publication")
    assert set(made) == {f"{each}#{part}" for each in (CODING, CLAIM) for part in parts}


def test_a_coding(made: dict[str, set[tuple[str, str, str]]]) -> None:
    np = "nanopublication/coding/one"
    assert made[f"{CODING}#head"] == {
        (np, "rdf:type", "np:Nanopublication"),
        (np, "np:hasAssertion", f"{np}#assertion"),
        (np, "np:hasProvenance", f"{np}#provenance"),
        (np, "np:hasPublicationInfo", f"{np}#publication"),
        (f"{np}#assertion", "rdf:type", "np:Assertion"),
        (f"{np}#provenance", "rdf:type", "np:Provenance"),
        (f"{np}#publication", "rdf:type", "np:PublicationInfo"),
    }
    assert made[f"{CODING}#assertion"] == {
        ("coding/one", "rdf:type", "ofm:Coding"),
        ("coding/one", "ofm:partOf", "assessment/s/f/ann"),
        ("coding/one", "ofm:onStep", "step/x"),
        ("coding/one", "ofm:outcome", "ofm:absent"),
        ("coding/one", "ofm:rationale", "Nothing is said."),
        ("assessment/s/f/ann", "ofm:assesses", "study/s"),
        ("assessment/s/f/ann", "ofm:usesFramework", "framework/f"),
        ("assessment/s/f/ann", "ofm:adopted", "true"),
    }
    assert made[f"{CODING}#provenance"] == {
        (f"{np}#assertion", "prov:wasAttributedTo", "coder/ann"),
        (f"{np}#assertion", "prov:wasDerivedFrom", "publication/p"),
        (f"{np}#assertion", "ofm:textRead", "ofm:fullText"),
        (f"{np}#assertion", "ofm:locator", "p. 3"),
        ("coder/ann", "rdf:type", "prov:Person"),
        ("coder/ann", "rdfs:label", "Ann"),
    }
    assert made[f"{CODING}#publication"] == {
        (np, "dcterms:created", "2026-05-06T00:00:00Z"),
        (np, "dcterms:license", "https://example.org/licence"),
        (np, "dcterms:creator", "coder/ann"),
        (np, "dcterms:isPartOf", "graph/mine"),
    }


def test_of_a_claim_what_its_work_says_and_not_our_reading_of_it(
    made: dict[str, set[tuple[str, str, str]]],
) -> None:
    assert made[f"{CLAIM}#assertion"] == {
        ("claim/c", "rdf:type", "ofm:Claim"),
        ("claim/c", "ofm:statement", "It is so."),
        ("claim/c", "ofm:assertedBy", "publication/q"),
    }


def test_the_command_writes_what_others_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.ttl").write_text(SMALL, encoding="utf-8")
    asked = ("export", "--format", "nanopublications", "--only-data", "--data", str(tmp_path))
    code, out, err = run(capsys, *asked)
    assert (code, err) == (0, "")
    assert rdflib.Dataset().parse(data=out, format="trig")
    quads = list(ox.parse(out, format=ox.RdfFormat.TRIG))
    for address in (CODING, CLAIM):
        own = [q for q in quads if q.graph_name.value.startswith(f"{address}#")]  # type: ignore[union-attr]
        assert nanopub.Nanopub(rdf=dataset(own)).is_valid
        less = [q for q in own if q.graph_name.value != f"{address}#provenance"]  # type: ignore[union-attr]
        with pytest.raises(nanopub.utils.MalformedNanopubError):
            assert nanopub.Nanopub(rdf=dataset(less)).is_valid


@pytest.fixture(scope="module")
def private() -> RSA.RsaKey:
    """Return a key made for the tests."""
    return RSA.generate(2048)


def test_they_are_signed_with_a_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], private: RSA.RsaKey
) -> None:
    data, key, kept = (tmp_path / name for name in ("data", "key.pem", "id_rsa"))
    data.mkdir()
    mine = data / "mine.ttl"
    mine.write_text(SMALL, encoding="utf-8")
    key.write_bytes(private.export_key("PEM", pkcs=8))
    kept.write_text("".join(key.read_text().splitlines()[1:-1]))  # as tools of theirs keep it
    unsigned = list(nanopublications.quads(MemoryStore([read(mine)]).run))
    quads = list(signing.signed(unsigned, signing.signer(key)))
    assert quads == list(signing.signed(unsigned, signing.signer(kept)))
    assert len(quads) == len(unsigned) + 4 * 2  # key, way, target and signature of each
    for address in (CODING, CLAIM):
        own = [q for q in quads if q.graph_name.value.startswith(f"{address}/RA")]  # type: ignore[union-attr]
        assert {q.graph_name.value.partition("#")[2] for q in own} == PARTS  # type: ignore[union-attr]
        made = nanopub.Nanopub(rdf=dataset(own))
        assert made.has_valid_trusty
        assert has_signature(made, private)
        other = nanopub.Nanopub(rdf=dataset([changed(quad) for quad in own]))
        assert not has_signature(other, private)
        with pytest.raises(nanopub.utils.MalformedNanopubError):
            assert other.has_valid_trusty
    asked = ("export", "--format", "nanopublications", "--only-data", "--data", str(data))
    code, out, err = run(capsys, *asked, "--key", str(key))
    assert (code, err) == (0, "")
    assert set(quads) <= set(ox.parse(out, format=ox.RdfFormat.TRIG))


def has_signature(made: nanopub.Nanopub, key: RSA.RsaKey) -> bool:
    """Tell whether a nanopublication is signed with a key: all in it but the signature."""
    metadata = made.metadata
    quads = [quad for quad in RdfUtils.get_quads(made.rdf) if not quad[2].endswith("hasSignature")]
    said = RdfHasher.normalize_quads(quads, baseuri=str(metadata.namespace), hashstr=" ")
    assert str(metadata.public_key) in key.publickey().export_key().decode().replace("\n", "")
    try:
        given = b64decode(str(metadata.signature))
        pkcs1_15.new(key.publickey()).verify(SHA256.new(said.encode()), given)
    except ValueError:
        return False
    return True


def changed(quad: ox.Quad) -> ox.Quad:
    """Return a statement; that of an outcome or of what a work says, with another value."""
    if quad.predicate.value not in (f"{NS}outcome", f"{NS}statement"):
        return quad
    return ox.Quad(quad.subject, quad.predicate, ox.Literal("otherwise"), quad.graph_name)


def test_what_is_no_key_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], private: RSA.RsaKey
) -> None:
    key = tmp_path / "key.pem"
    asked = ("export", "--format", "nanopublications", "--key", str(key))
    for content, says in (
        (None, "cannot be read"),
        (b"no key", "holds no private RSA key"),
        (private.export_key("PEM", passphrase="x", pkcs=8), "without a password"),
        (private.publickey().export_key("PEM"), "holds a public key"),
        (RSA.generate(1024).export_key("PEM"), "a key of 1024 bits"),
    ):
        if content is not None:
            key.write_bytes(content)
        code, out, err = run(capsys, *asked)
        assert (code, out) == (2, "")
        assert str(key) in err and says in err
    code, _, err = run(capsys, "export", "--format", "trig", "--key", str(key))
    assert code == 2 and "--key signs nanopublications" in err


def dataset(quads: list[ox.Quad]) -> rdflib.ConjunctiveGraph:
    """Return quads as the library of nanopublications takes them."""
    found = rdflib.ConjunctiveGraph()
    found.parse(data=serialize(quads, "trig").decode(), format="trig")
    return found


def test_inferences_are_none(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "export", "--format", "nanopublications", "--inferred")
    assert (code, out) == (2, "")
    assert "drop --inferred" in err
