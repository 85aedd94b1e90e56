"""Sheets with which to contest codings."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ofmkg.sheets.correction import correction

from ..state import Snapshot
from .asked import YAML, AskAsItStands, described, name_of
from .parameters import LONGEST, STRICT, FrameworkId, Ids

router = APIRouter(tags=["works"], generate_unique_id_function=name_of, dependencies=[STRICT])


@router.get(
    "/correction",
    summary="A sheet for another reading of a study",
    response_class=Response,
    responses=described({"yaml": YAML}),
)
async def correct(
    ask: AskAsItStands,
    study: Annotated[
        str,
        Query(
            min_length=1, max_length=LONGEST, description="Id of a study.", examples=["hazell-2023"]
        ),
    ],
    step: Annotated[
        Ids,
        Query(
            description="Id of a step; repeat for several. Without any: all steps.",
            examples=[["marginal-risk-evidence"]],
        ),
    ] = (),
    framework: FrameworkId = None,
) -> Response:
    """A coding sheet (YAML) in which what stands now is filled in, to be changed and sent back."""

    def make(now: Snapshot) -> str:
        today = now.loaded.date().isoformat()
        return correction(now.graph, study, step, today, framework)

    return ask.answer(YAML, make)
