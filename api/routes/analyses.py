"""Every analysis as JSON: the objects that the command line prints with `--format json`."""

from fastapi import APIRouter

from . import corrections, declared, lists

router = APIRouter()
for _part in (declared.router(), lists.router, corrections.router):
    router.routes += _part.routes
