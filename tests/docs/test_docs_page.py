"""The page on the ontology: well formed, complete, alone, and every link leads somewhere."""

import re
from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree

import html5rdf
import pytest
from entries import entries
from fences import DOCS, read
from vocabulary import ask

from ofmkg.graph.terms import NS, ONTOLOGY

HANGUL = re.compile("[가-힣]")
TERMS = entries().values()
OWN = [term for term in TERMS if term.home == ONTOLOGY]


@pytest.fixture(scope="module")
def tree() -> ElementTree.Element:
    """Return the page, read by the rules of HTML and refused where it breaks one."""
    builder = html5rdf.getTreeBuilder("etree")
    parser = html5rdf.HTMLParser(tree=builder, strict=True, namespaceHTMLElements=False)
    root: ElementTree.Element = parser.parse(read("ontology.html"))
    return root


@pytest.fixture(scope="module")
def by_id(tree: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """Return every element that has an id."""
    return {element.attrib["id"]: element for element in tree.iter() if "id" in element.attrib}


def hrefs(tree: ElementTree.Element) -> list[str]:
    """Return where all links lead, those of the picture among them."""
    return [
        value
        for element in tree.iter()
        for name, value in element.attrib.items()
        if name.endswith("href")
    ]


def text(element: ElementTree.Element) -> str:
    """Return the words of an element."""
    return " ".join("".join(element.itertext()).split())


def test_ids_are_given_once(tree: ElementTree.Element) -> None:
    ids = Counter(element.attrib["id"] for element in tree.iter() if "id" in element.attrib)
    assert [name for name, times in ids.items() if times > 1] == []


def test_links_on_the_page_lead_somewhere(
    tree: ElementTree.Element, by_id: dict[str, ElementTree.Element]
) -> None:
    inside = {href for href in hrefs(tree) if href.startswith("#")}
    assert len(inside) > len(OWN)
    assert {href[1:] for href in inside} - set(by_id) == set()


def test_other_links_are_whole_addresses(tree: ElementTree.Element) -> None:
    outside = {href for href in hrefs(tree) if not href.startswith("#")}
    assert {href for href in outside if not re.match(r"https?://\S+$", href)} == set()


def test_links_of_the_picture_lead_to_the_page(by_id: dict[str, ElementTree.Element]) -> None:
    found = re.findall(r'href="([^"]*)"', read("classes.svg"))
    assert found
    for href in found:
        page, _, place = href.partition("#")
        assert (page, place in by_id) == ("ontology.html", True)


@pytest.mark.parametrize("page", ["modelling.md", "protege.md"])
def test_links_of_the_other_pages(page: str, by_id: dict[str, ElementTree.Element]) -> None:
    for href in re.findall(r"\]\(([^)]+)\)", read(page)):
        if not href.startswith("https://"):
            file, _, place = href.partition("#")
            assert (DOCS / file).is_file()
            assert not place or place in by_id


def test_nothing_is_fetched(tree: ElementTree.Element) -> None:
    """Only links name other places, and those are followed by hand."""
    tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "base", "use", "image"}
    style = "".join(text(element) for element in tree.iter() if str(element.tag).endswith("style"))
    assert "@import" not in style
    assert "url(" not in style
    for name in ("src", "srcset", "data", "poster", "background"):
        assert not [element for element in tree.iter() if name in element.attrib]


def test_every_term_has_its_place(by_id: dict[str, ElementTree.Element]) -> None:
    """The place is the fragment of the IRI; label, Korean label and definition stand there."""
    for term in OWN:
        assert term.iri == NS + term.anchor
        said = text(by_id[term.anchor])
        for words in (term.label, term.label_ko, term.definition):
            assert words and " ".join(words.split()) in said, term.name


def test_all_terms_of_the_ontology_are_there(by_id: dict[str, ElementTree.Element]) -> None:
    assert {row["term"] for row in ask("terms")} == {term.iri for term in TERMS}
    assert all(term.anchor in by_id for term in TERMS)


def test_terms_that_follow_by_reasoning_are_marked(
    by_id: dict[str, ElementTree.Element],
) -> None:
    for term in OWN:
        marked = "follows by reasoning" in text(by_id[term.anchor])
        assert marked == term.inferred, term.name


def test_korean_is_marked_as_korean(tree: ElementTree.Element) -> None:
    def check(element: ElementTree.Element, language: str) -> None:
        language = element.attrib.get("lang", language)
        if HANGUL.search(element.text or ""):
            assert language == "ko", element.text
        for child in element:
            check(child, language)
            assert not HANGUL.search(child.tail or "") or language == "ko", child.tail

    assert tree.attrib["lang"] == "en"
    check(tree, "")


def test_headings_leave_out_no_level(tree: ElementTree.Element) -> None:
    tags = [str(element.tag) for element in tree.iter()]
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))


def test_parts_of_the_page_can_be_found_without_seeing_it(tree: ElementTree.Element) -> None:
    for landmark in ("header", "nav", "main", "footer"):
        assert len(list(tree.iter(landmark))) == 1
    first = next(tree.iter("a"))
    assert first.attrib["href"] == "#part-content"
    for table in tree.iter("table"):
        assert all("scope" in head.attrib for head in table.iter("th"))
        assert list(table.iter("th"))


def test_the_picture_has_words(by_id: dict[str, ElementTree.Element]) -> None:
    assert text(by_id["class-diagram-title"])
    assert "Study" in text(by_id["class-diagram-description"])
