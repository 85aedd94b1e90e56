"""A form to decide between readings of a cell; it makes a command and a file, and keeps none."""

import shlex
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Response

from ofmkg.analyses.agreement.paired_cells import DoubleCoding
from ofmkg.errors import UnknownIdError
from ofmkg.graph.rows import records
from ofmkg.graph.terms import short
from ofmkg.sheets.adjudicating import Choice, decision_file

from .. import negotiation as media
from ..pages import criteria, render
from ..pages.languages import language
from ..state import Snapshot
from .asked import AskAsItStands, name_of
from .parameters import LONGEST, STRICT

router = APIRouter(tags=["works"], generate_unique_id_function=name_of)
_LONG = 2000  # characters of a reason


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for, and chosen so far."""

    study: str
    step: str
    framework: str
    coder: str
    reason: str
    by: str

    @property
    def chosen(self) -> bool:
        """Whether all is said that a decision needs."""
        return bool(self.coder and self.reason.strip() and self.by.strip())


@router.get("/decide", include_in_schema=False, dependencies=[STRICT])
async def decide(
    ask: AskAsItStands,
    study: Annotated[
        str,
        Query(
            min_length=1, max_length=LONGEST, description="Id of a study.", examples=["hazell-2023"]
        ),
    ],
    step: Annotated[
        str,
        Query(
            min_length=1,
            max_length=LONGEST,
            description="Id of a step.",
            examples=["existing-defenses"],
        ),
    ],
    framework: Annotated[
        str, Query(min_length=1, max_length=LONGEST, description="Id of a framework.")
    ] = "marginal-risk",
    coder: Annotated[
        str,
        Query(
            max_length=LONGEST,
            description="Id of the coder whose reading counts.",
            examples=["second-coder"],
        ),
    ] = "",
    reason: Annotated[
        str, Query(max_length=_LONG, description="Why.", examples=["The passage says so."])
    ] = "",
    by: Annotated[
        str, Query(max_length=LONGEST, description="Who decides, by name.", examples=["R. Reader"])
    ] = "",
) -> Response:
    """The readings of a cell side by side; with a choice, the command and the file that say it."""
    given = _Asked(study, step, framework, coder, reason, by)
    form = media.accepted(ask.request, (media.HTML, media.TURTLE))
    if form == media.TURTLE:
        return ask.answer(form, lambda now: decision_file(_choice(given, now), now.beside)[1])
    return ask.answer(form, lambda now: _page(ask, given, now), language(ask.request))


def _choice(given: _Asked, now: Snapshot) -> Choice:
    today = now.loaded.date().isoformat()
    return Choice(
        given.study, given.step, "", given.coder, given.reason, given.by, today, given.framework
    )


def _page(ask: AskAsItStands, given: _Asked, now: Snapshot) -> str:
    graph, tongue = now.graph, language(ask.request)
    asked = {"study": given.study, "step": given.step, "framework": given.framework}
    rows = records(graph.query("double-codings", **asked), DoubleCoding)
    readings = list({each.coded_by: each for each in rows}.values())
    if len(readings) < 2:
        raise UnknownIdError(f"{given.step} of {given.study} was not read by two coders.")
    found = criteria.criteria(graph, tongue)
    own = [each for each in found.steps if short(each["step"]) == given.step]
    command = file = ""
    if given.chosen:
        file, _ = decision_file(_choice(given, now), now.beside)
        said = ("--coder", given.coder, "--reason", given.reason.strip(), "--by", given.by.strip())
        command = shlex.join(
            ("ofmkg", "adopt", given.study, "--step", given.step, *said, "--data", "my-studies")
        )
    return render.page(
        ask.request,
        "decide.html",
        graph,
        title="Decide between readings",
        loaded=now.loaded,
        given=given,
        readings=readings,
        step=own[0] if own else {},
        names=found.names,
        outcomes=_outcomes(now),
        command=command,
        file=file,
    )


def _outcomes(now: Snapshot) -> dict[str, tuple[str, str]]:
    """Return label and definition of each outcome by its id."""
    rows = now.graph.query("outcomes").dicts()
    return {row["outcome"]: (row.get("label", ""), row.get("definition", "")) for row in rows}
