"""Lists of what there is: what each row says, by collection, as JSON and as a table."""

import pytest
from fastapi.testclient import TestClient
from html_pages import Page

import ofmkg
from ofmkg.api.pages import lists, question_list

HTML = {"Accept": "text/html"}


def test_what_was_read_is_the_most_that_readings_in_use_rest_on() -> None:
    rows = [
        {"work": "w", "study": "s", "textRead": "abstract-only", "adopted": "true"},
        {"work": "w", "textRead": "partial"},
        {"work": "w", "study": "t", "textRead": "full", "adopted": "false"},
        {"work": "v"},
    ]
    assert lists.extents(rows) == {"w": "partial"}
    assert lists.extents(rows, of="study") == {"s": "abstract-only"}


def test_works_say_what_was_read_and_studied(every: ofmkg.KnowledgeGraph) -> None:
    works = {each.id: each for each in lists.works(every).works}
    aisi = works["aisi-2025"]
    assert [each.id for each in aisi.vectors] == ["biosecurity", "cybersecurity", "disinformation"]
    assert (aisi.read, aisi.collections, len(aisi.studies)) == ("full", ("later",), 3)
    assert works["vincent-2023"].read is None
    assert (works["gopal-2023"].issued, works["gopal-2023"].read) == ("2023-11", None)
    labels = [each.label.lower() for each in works.values()]
    assert labels == sorted(labels)


def test_works_of_a_collection(every: ofmkg.KnowledgeGraph) -> None:
    later = lists.works(every, frozenset({"later"})).works
    assert later
    assert all("later" in each.collections for each in later)
    assert len(later) < len(lists.works(every).works)


def test_releases_say_nothing_where_no_source_does(every: ofmkg.KnowledgeGraph) -> None:
    releases = {each.id: each for each in lists.releases(every).releases}
    assert releases["llama-1"].weights == "restricted"
    assert [each.label for each in releases["llama-2"].developers] == ["Meta"]
    stated = {row["release"] for row in every.query("releases-by-weights").dicts()}
    assert {r.iri for r in releases.values() if r.weights} <= stated


def test_threats_stand_below_those_they_are_part_of(every: ofmkg.KnowledgeGraph) -> None:
    found = lists.vectors(every).vectors
    place = {each.id: number for number, each in enumerate(found)}
    for each in found:
        assert all(place[above.id] < place[each.id] for above in each.broader), each.id
    bio = next(each for each in found if each.id == "biosecurity")
    assert ("kapoor-2024", 1) in [(c.collection, c.studies) for c in bio.studies]


def test_questions_are_counted_collection_by_collection(every: ofmkg.KnowledgeGraph) -> None:
    asked = {each.id: each for each in question_list.questions(every).questions}
    rows = every.query("questions").dicts()
    row = next(
        r
        for r in rows
        if r["question"].endswith("/actor-resources") and "kapoor-2024" in r.get("collection", "")
    )
    counts = [int(row[name]) for name in ("answering", "treating", "silent")]
    by = next(b for b in asked["actor-resources"].by if b.collection == "kapoor-2024")
    assert [by.answering, by.treating, by.silent] == counts
    inside = question_list.questions(every, frozenset({"kapoor-2024"})).questions
    assert {each.id for each in inside} < set(asked)


@pytest.mark.parametrize(
    ("path", "links"),
    [
        ("/studies", ["/study/gopal-2023", "/vector/biosecurity", "/studies?collection=later"]),
        ("/studies?collection=later", ["/study/aziz-2026", "/studies"]),
        ("/works", ["/publication/gopal-2023", "/works?collection=later"]),
        ("/vectors", ["/vector/ncii", "/crux?vector=ncii"]),
        ("/releases", ["/release/llama-2", "/organization/meta"]),
        ("/questions", ["/question/actor-skill", "/timeline?question=actor-skill"]),
        ("/disagreements", ["/disagreement/d-bio-bottleneck", "/publication/batalis-2023"]),
        ("/crux", ["/crux?vector=biosecurity"]),
        ("/rests", ["/rests?id=gopal-2023"]),
        ("/timeline", ["/timeline?question=actor-skill"]),
    ],
)
def test_a_list_leads_on(client: TestClient, path: str, links: list[str]) -> None:
    answer = client.get(path, headers=HTML)
    assert answer.status_code == 200
    assert set(links) <= set(Page(answer.text).links)


def test_a_disagreement_is_a_line_with_who_says_so(client: TestClient) -> None:
    page = client.get("/disagreements", headers=HTML).text
    assert page.count('<tr role="row">') == 1 + len(
        client.get("/disagreements").json()["disagreements"]
    )
    assert "Side 1, as we infer" in page
    assert "inferred and put on record by" in page


def test_programs_still_have_to_say_what_they_ask(client: TestClient) -> None:
    for path, said in (
        ("/crux", "Give either vector=, or both a= and b=."),
        ("/rests", "id: the id of a work or study is missing"),
        ("/timeline", "question: the id of a question is missing. See /questions."),
    ):
        answer = client.get(path)
        assert answer.status_code == 400
        assert said in answer.json()["detail"]


def test_the_way_around_is_on_every_page(client: TestClient) -> None:
    for path in ("/", "/studies", "/nothing-here", "/compare"):
        links = set(Page(client.get(path, headers=HTML).text).links)
        assert {"/matrix", "/works", "/crux", "/standing", "/code", "/search"} <= links


def test_lists_are_sifted_and_sorted_by_the_service(client: TestClient) -> None:
    asked = "/studies?collection=all&vector=biosecurity&read=full&open_models=yes&since=2025"
    found = client.get(f"{asked}&sort=date").json()["studies"]
    assert {each["vector"] for each in found} == {"biosecurity"}
    ids = [each["id"] for each in found]
    assert "mouton-2024" not in ids  # which came out before
    assert 0 < len(ids) < 20
    page = Page(client.get(f"{asked}&sort=date", headers=HTML).text)
    shown = [link.removeprefix("/study/") for link in page.links if link.startswith("/study/")]
    assert list(dict.fromkeys(link.partition("#")[0] for link in shown)) == ids


def test_a_form_that_leaves_things_open_asks_for_everything(client: TestClient) -> None:
    every = client.get("/works").json()
    assert client.get("/works?vector=&read=&open_models=&since=").json() == every
    assert client.get("/works?read=all").status_code == 400
    assert client.get("/works?vector=no-such").status_code == 404
