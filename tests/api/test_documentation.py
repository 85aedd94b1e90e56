"""`/docs` and `/llms.txt` say what `/openapi.json` says, and need nothing from elsewhere."""

import re

from fastapi.testclient import TestClient

PAGE = {"Accept": "text/html"}


def test_every_operation_stands_on_the_page(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    page = client.get("/docs", headers=PAGE).text
    for path, methods in paths.items():
        for method, operation in methods.items():
            shown = f"<code>{method.upper()} {path}</code>" in page
            assert shown == (not re.match("/queries/[a-z]", path)), path
            if shown:
                assert operation["summary"] in page


def test_the_page_has_no_script_of_others(client: TestClient) -> None:
    page = client.get("/docs", headers=PAGE).text
    assert set(re.findall(r"<script[^>]*src=\"([^\"?]*)", page)) == {"/static/page.js"}
    assert "//cdn" not in page


def test_the_page_speaks_korean(client: TestClient) -> None:
    page = client.get("/docs", headers={**PAGE, "Accept-Language": "ko"}).text
    assert "프로그램에서 쓰기" in page


def test_anchors_are_unique_and_those_that_llms_txt_leads_to(client: TestClient) -> None:
    page = client.get("/docs", headers=PAGE).text
    anchors = re.findall(r"<h3 id=\"([^\"]+)\"", page)
    assert len(set(anchors)) == len(anchors)
    told = client.get("/llms.txt").text
    assert set(re.findall(r"/docs#([^)]+)\)", told)) == set(anchors)


def test_llms_txt_says_what_must_be_said_and_leads_to_addresses_that_there_are(
    client: TestClient,
) -> None:
    answer = client.get("/llms.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.startswith("# ofmkg\n\n> ")
    assert "no person has confirmed any of them" in answer.text
    assert "Incomplete does not mean flawed" in answer.text
    for address in set(re.findall(r"\]\((/[^)#]*)", answer.text)):
        assert client.get(address, headers={"Accept": "*/*"}).status_code == 200, address


def test_other_parameters_are_refused(client: TestClient) -> None:
    assert client.get("/llms.txt?x=1").status_code == 400
    assert client.get("/docs?x=1").status_code == 400
