"""Every analysis as JSON: the objects that the command line prints with `--format json`."""

from fastapi import APIRouter

from . import corrections, declared, lists
from .parameters import STRICT

router = APIRouter(dependencies=[STRICT])
for _part in (declared.router(), lists.router, corrections.router):
    router.include_router(_part)
