"""What a coding sheet holds of questions that the work brings, with their answers."""

from pydantic import Field

from ofmkg.sheets.parts import Part
from ofmkg.sheets.values import Slug, Slugs, Text, maybe


class Answer(Part):
    """An answer that the work brings to a question, or (with `handling`) a way without one.

    The definition says what tells it from the other answers. Label and definition may stand in
    Korean, too.
    """

    id: Slug
    label: Text
    label_ko: Text | None = None
    definition: Text | None = None
    definition_ko: Text | None = None
    handling: Slug | None = maybe("HandlingKind")
    excludes: Slugs = Field(default=(), json_schema_extra={"x-kind": "Position"})


class Question(Part):
    """A question that the work brings; of one that is already described, id and answers.

    Label and text may stand in Korean, too.
    """

    id: Slug
    label: Text | None = None
    label_ko: Text | None = None
    text: Text | None = None
    text_ko: Text | None = None
    steps: Slugs = Field(default=(), json_schema_extra={"x-kind": "FrameworkStep"})
    answers: tuple[Answer, ...] = ()
