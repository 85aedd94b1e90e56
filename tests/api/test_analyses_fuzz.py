"""Requests made up from `/openapi.json`: whatever is sent, the answer is one that it documents.

schemathesis makes them, right ones and wrong ones, the same in every run.
"""

from collections.abc import Callable

import pytest
import schemathesis
import seven
from fastapi import FastAPI, Response
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup

from ofmkg.api import state
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings

pytestmark = pytest.mark.server
_EXAMPLES = 4  # of each kind for each route, besides those at the borders of each parameter
_PATIENCE = 300  # seconds
_ACCEPTED = ["2xx", "404"]  # an id that fits the description may still name nothing
# What OpenAPI cannot say: /crux takes either a vector or two works, /cite either works or a view,
# /columns each work once; what a question takes is for
# its header to say, what a query may hold for the grammar of SPARQL, and what a sheet may for YAML.
_MAY_REFUSE = (
    "/crux",
    "/cite",
    "/columns",
    "/queries/{name}",
    "/sparql",
    "/code/read",
    "/code/check",
)
_CONFIG = {
    "request-timeout": _PATIENCE,  # time says nothing of whether it is documented
    "generation": {"deterministic": True, "database": "none"},
    "checks": {"positive_data_acceptance": {"expected-statuses": _ACCEPTED}},
    "operations": [
        {
            "include-path": path,
            "checks": {"positive_data_acceptance": {"expected-statuses": [*_ACCEPTED, "400"]}},
        }
        for path in _MAY_REFUSE
    ],
}
# Tests are named when they are collected, also where they will not be run: data are loaded later.
_APP = create_app(Settings(), state.snapshot(()))
schema = schemathesis.openapi.from_asgi(
    "/openapi.json", _APP, config=SchemathesisConfig.from_dict(_CONFIG), timeout=_PATIENCE
).exclude(path_regex=r"^/queries/[a-z]")  # which test_questions_description asks


@schemathesis.serializer("application/sparql-query")
def _as_it_stands(_: object, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode(errors="surrogatepass")


@pytest.fixture(scope="module", autouse=True)
def _data() -> None:
    # Each request with an own reading reads all data anew: less of them, as many requests.
    # All of these readings are kept, for every address is asked under the same ones.
    _APP.state.served.replace(state.snapshot(seven.documents(), most_readings=32))


@schema.parametrize()
@settings(
    max_examples=_EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_documented(case: schemathesis.Case) -> None:
    case.call_and_validate()


@pytest.mark.parametrize(
    "answer, found",
    [
        (lambda: Response("{}", 500, media_type="application/json"), "Server error"),
        (lambda: Response("{}", 418, media_type="application/json"), "Undocumented status code"),
        (lambda: Response("", 200, media_type="text/csv"), "Undocumented Content-Type"),
        (lambda: Response("{}", 200, media_type="application/json"), "violates schema"),
    ],
)
def test_an_answer_that_is_not_documented_is_found(
    answer: Callable[[], Response], found: str
) -> None:
    app = FastAPI()

    @app.get("/", response_model=list[str])
    def route() -> Response:
        return answer()

    made = schemathesis.openapi.from_asgi("/openapi.json", app)
    with pytest.raises(FailureGroup) as failed:
        made["/"]["GET"].Case().call_and_validate()
    assert found in str(failed.value)
