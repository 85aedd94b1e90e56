"""The rows of the question `answers`, which tell what can be answered to questions."""

from dataclasses import dataclass

from ofmkg.graph.rows import Id


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question (IRI), a step that it concerns, a position (IRI), and one that this excludes."""

    question: str
    question_label: str | None = None
    text: str | None = None
    question_locator: str | None = None
    question_source: Id | None = None
    question_added_by: Id | None = None
    step: Id | None = None
    step_label: str | None = None
    position: str | None = None
    label: str | None = None
    definition: str | None = None
    against: Id | None = None
    locator: str | None = None
    source: Id | None = None
    added_by: Id | None = None
