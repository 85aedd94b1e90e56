"""How a server is reached comes from the environment, and no secret from an address."""

import pytest

from ofmkg.errors import UnreadableError, UsageError
from ofmkg.graph.stores.settings import Remote, remote
from ofmkg.graph.stores.target import is_remote, opened

ADDRESS = "http://127.0.0.1:9/sparql"


def test_all_of_it() -> None:
    found = remote(
        ADDRESS,
        {
            "OFMKG_STORE_UPDATE": "http://u",
            "OFMKG_STORE_GRAPHS": "http://g",
            "OFMKG_STORE_USER": "me",
            "OFMKG_STORE_PASSWORD": "secret",
            "OFMKG_STORE_AUTH": "digest",
            "OFMKG_STORE_TIMEOUT": "2.5",
        },
    )
    assert found == Remote(ADDRESS, "http://u", "http://g", "me", "secret", "digest", 2.5)
    assert "secret" not in repr(found)


def test_without_any() -> None:
    assert remote(ADDRESS, {}) == Remote(ADDRESS, None, None, None, None, "basic", 60.0)


@pytest.mark.parametrize(
    ("address", "environment", "said"),
    [
        ("http://me:secret@host/sparql", {}, "set OFMKG_STORE_USER"),
        (ADDRESS, {"OFMKG_STORE_TIMEOUT": "soon"}, "OFMKG_STORE_TIMEOUT is 'soon'"),
        (ADDRESS, {"OFMKG_STORE_TIMEOUT": "0"}, "a number of seconds"),
        (ADDRESS, {"OFMKG_STORE_TIMEOUT": "nan"}, "a number of seconds"),
        (ADDRESS, {"OFMKG_STORE_AUTH": "none"}, "write basic or digest"),
    ],
)
def test_what_makes_no_sense(address: str, environment: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        remote(address, environment)
    assert said in str(raised.value)
    assert "secret" not in str(raised.value)


def test_targets() -> None:
    assert is_remote("HTTPS://host/sparql")
    assert not is_remote("folder/http")
    with pytest.raises(UsageError, match="is no store"):
        opened("ftp://host/x")
    with pytest.raises(UnreadableError, match="holds no store; make one with: ofmkg load"):
        opened("/no/such/folder")


def test_a_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    from ofmkg.errors import QueryError

    monkeypatch.setenv("OFMKG_STORE_TIMEOUT", "1")
    with pytest.raises(QueryError, match=r"127.0.0.1:9/sparql: does not answer"):
        opened(ADDRESS).select("SELECT ?x WHERE { ?x ?y ?z }")


def test_writing_needs_an_address() -> None:
    from ofmkg.graph.stores.wire import Wire

    with pytest.raises(UsageError, match="set OFMKG_STORE_UPDATE"):
        Wire(remote(ADDRESS, {})).update("DROP ALL")
