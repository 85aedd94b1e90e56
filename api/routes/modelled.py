"""Routes whose models of answers are made when they are described, and not at every start.

What these routes answer is written by us; the models serve `/openapi.json` alone.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute


class Modelled(APIRoute):
    """A route that answers with responses of its own, whatever its model says of them."""

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,
        response_model: object = None,
        **options: Any,  # noqa: ANN401 - those of every route
    ) -> None:
        """Take a route as any other; its model is kept for `described`."""
        self.described = partial(APIRoute, path, endpoint, response_model=response_model, **options)
        super().__init__(path, endpoint, response_model=None, **options)


def described(routes: Iterable[BaseRoute]) -> list[BaseRoute]:
    """Return routes with their models, to be described."""
    return [each.described() if isinstance(each, Modelled) else each for each in routes]
