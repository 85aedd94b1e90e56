"""Every analysis as JSON: the objects that the command line prints with `--format json`."""

from fastapi import APIRouter

from . import arguments, briefs, corrections, debates, works
from .parameters import STRICT

router = APIRouter(dependencies=[STRICT])
for _part in (works, debates, arguments, briefs, corrections):
    router.include_router(_part.router)
