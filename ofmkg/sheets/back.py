"""From the statements of a file back to the sheet that says the same."""

from typing import Any

from ofmkg.errors import UsageError
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import PREFIXES, short
from ofmkg.sheets import model, properties
from ofmkg.sheets.facts import Facts
from ofmkg.sheets.forms import Form
from ofmkg.sheets.parts import listed, written
from ofmkg.sheets.places import ofm
from ofmkg.sheets.things import ASKED
from ofmkg.sheets.tree import put
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.ways import Words

_CODER = PREFIXES["prov"] + "wasAttributedTo"
_LABEL = PREFIXES["rdfs"] + "label"
_PERSON = PREFIXES["prov"] + "Person"
Data = dict[str, Any]


def to_data(document: Document, vocabulary: Vocabulary) -> Data:
    """Return a file as the content of a sheet.

    Raises UsageError if it holds no reading of a work, or several: it was not made from a sheet.
    """
    facts = Facts(document, vocabulary)
    readings = facts.of(ofm("WorkReading"))
    if len(readings) != 1:
        raise UsageError(
            f"{document.path}: holds {len(readings)} readings of works, so that it was not made "
            "from a sheet; only a file that ofmkg add wrote becomes a sheet again."
        )
    return _Reading(document.graph, readings[0], facts, vocabulary).sheet()


def fields(form: Form, iri: str, facts: Facts, words: Words) -> Data:
    """Return what a file says of a thing as the fields of a part, in the order of the part.

    What says no more than the default is left out.
    """
    kinds = set(facts.kinds(iri))
    found: dict[str, list[str]] = {}
    for line in form.lines:
        if not line.field or (line.of and kinds.isdisjoint(map(ofm, line.of))):
            continue
        terms = facts.terms(iri, line.path)
        values = [value for term in terms if (value := line.way.value(term, words)) is not None]
        if values:
            found.setdefault(line.field, values)
    data: Data = {}
    for name, field in form.fields.items():
        if name in found:
            said: Any = found[name] if listed(field.annotation) else found[name][0]
            if field.is_required() or field.default is None or said != written(field.default):
                put(data, name.split("."), said)
    return data


class _Reading:
    """The reading of a work that a file holds, with what else its sheet said."""

    def __init__(self, graph: str, iri: str, facts: Facts, vocabulary: Vocabulary) -> None:
        self.graph, self.iri, self.facts, self.vocabulary = graph, iri, facts, vocabulary
        self.work = facts.one(iri, "readsWork") or ""
        self.coder = facts.one(iri, _CODER) or ""
        self.words = Words(vocabulary, None, {"coder": self.coder, "work": self.work})

    def _fields(self, form: Form, iri: str) -> Data:
        return fields(form, iri, self.facts, self.words)

    def _rows(self, form: Form, path: str, to: str) -> list[Data]:
        """Return what there is of a form that leads to something, in the order of the file."""
        return [self._fields(form, iri) for iri in self.facts.with_link(ofm(form.kind), path, to)]

    def sheet(self) -> Data:
        """Return the whole."""
        facts, reading = self.facts, self.iri
        collection = facts.one(reading, "forCollection") or ""
        assessments = {facts.one(iri, "assesses") or "": iri for iri in facts.of(ofm("Assessment"))}
        frameworks = (facts.id(iri, "usesFramework") for iri in assessments.values())
        read = self._fields(properties.READING, reading)
        licence = self._fields(properties.HEADER, self.graph).get("licence")
        lone = len(assessments) == 1
        analyses = [
            self._analysis(study, assessment, lone) for study, assessment in assessments.items()
        ]
        in_use = read.pop("adopted", "yes")
        usual = not analyses or any(each.get("adopted") != "no" for each in analyses)
        reason = read.pop("adopted_reason", None)
        if reason or (in_use == "no" and usual):
            read["adopted"] = in_use
        return _filled(
            work=self._work(),
            collection=_named(collection, self._fields(properties.COLLECTION, collection)),
            coder=_named(self.coder, self._fields(properties.CODER, self.coder)),
            coded_on=read.pop("coded_on", None),
            licence=licence,
            framework=next(frameworks, None),
            **read,
            adopted_reason=reason,
            analyses=analyses,
            positions=self._positions(reading, None),
            questions=self._questions(),
            claims=[self._claim(iri) for iri in facts.of(ofm("Claim"))],
            disagreements=self._disagreements(),
        )

    def _work(self) -> Data:
        """Return the work, with its authors where the file describes it."""
        authors = self._authors()
        said = self._fields(properties.WORK, self.work)
        first: Data = {name: said.pop(name) for name in ("label", "title") if name in said}
        return _named(self.work, {**first, **({"authors": authors} if authors else {}), **said})

    def _authors(self) -> list[Data]:
        """Return the authors in order; a name without parts is a person's or organization's."""
        facts = self.facts
        found: list[tuple[int, Data]] = []
        for iri in facts.with_link(ofm(properties.AUTHOR.kind), "authorOf", self.work):
            said = self._fields(properties.AUTHOR, iri)
            if "family" not in said:
                person = _PERSON in facts.kinds(iri)
                said = {"name" if person else "organization": facts.one(iri, _LABEL)}
            found.append((int(facts.one(iri, "order") or 0), said))
        return [said for _, said in sorted(found, key=lambda each: each[0])]

    def _analysis(self, study: str, assessment: str, lone: bool) -> Data:
        vector = self.facts.vector(study)
        name = None if lone and short(study) == short(self.work) else short(study)
        said = self._fields(properties.STUDY, study)
        return _filled(
            study=None if name and name.endswith(f"-{vector}") else name,
            **{"vector": vector, **_ordered(self._fields(properties.ASSESSMENT, assessment), said)},
            actors=self._rows(properties.ACTOR, "partOf", assessment),
            baselines=self._rows(properties.BASELINE, "partOf", assessment),
            codings=self._rows(properties.CODING, "partOf", assessment),
            positions=self._positions(assessment, vector),
        )

    def _positions(self, owner: str, vector: str | None) -> list[Data]:
        facts = self.facts
        kinds = map(ofm, properties.STANCES)
        every = {iri for kind in kinds for iri in facts.with_link(kind, "partOf", owner)}
        return [self._position(iri, vector) for iri in facts.in_order(every)]

    def _position(self, iri: str, vector: str | None) -> Data:
        """Return a stance, without what follows from its mode and from the analysis it is of."""
        asked = _filled(question=self._asked(iri))
        data = _named(iri, {**asked, **self._fields(properties.STANCE, iri)})
        if data.get("basis") == properties.default_basis(data.get("mode", "")):
            del data["basis"]
        if vector and data.get("vectors") == [vector]:
            del data["vectors"]
        elif vector and "vectors" not in data:
            data["vectors"] = []
        return data

    def _asked(self, stance: str) -> str | None:
        """Return the id of the question of a stance, which follows from its answer."""
        facts = self.facts
        answer = facts.one(stance, "takesPosition") or facts.one(stance, "handledAs") or ""
        own = next((asked for way in ASKED if (asked := facts.id(answer, way))), None)
        return own or self.vocabulary.asked(answer)

    def _claim(self, iri: str) -> Data:
        records = self._rows(properties.EVIDENCE, "behindClaim", iri)
        said = _named(iri, self._fields(properties.CLAIM_MADE, iri))
        if said.get("collection") == self.facts.id(self.iri, "forCollection"):
            del said["collection"]  # that of the sheet is understood
        return _filled(
            **said,
            relations=self._rows(properties.RELATION, "evidenceFrom", iri),
            evidence=next(iter(records), None),
        )

    def _disagreements(self) -> list[Data]:
        """Return each disagreement with its parties and causes."""
        facts, rows = self.facts, []
        for iri in facts.of(ofm(properties.DISAGREEMENT.kind)):
            parties = [self._fields(properties.PARTY, each) for each in facts.all(iri, "hasParty")]
            for each in parties:
                if each.get("side_basis") == "our-inference" and "side" in each:
                    del each["side_basis"]
            causes = facts.all(iri, "hasDiagnosis")
            rows.append(
                _filled(
                    **_named(iri, self._fields(properties.DISAGREEMENT, iri)),
                    parties=parties,
                    causes=[self._fields(properties.DIAGNOSIS, each) for each in causes],
                )
            )
        return rows

    def _questions(self) -> list[Data]:
        """Return each question with the answers that the file brings to it."""
        facts, answers = self.facts, {ofm("Position"), ofm("Handling")}
        own = {iri for kind in (ofm("Question"), *answers) for iri in facts.of(kind)}
        rows: dict[str, Data] = {}
        for iri in facts.in_order(own):
            is_answer = not answers.isdisjoint(facts.kinds(iri))
            links = ASKED if is_answer else ()
            asked = next(filter(None, (facts.one(iri, link) for link in links)), "")
            row = rows.setdefault(asked if is_answer else iri, {"id": facts.name(asked or iri)})
            if is_answer:
                said = {"id": facts.name(iri), **self._fields(properties.ANSWER, iri)}
                row.setdefault("answers", []).append(said)
            else:
                row.update(self._fields(properties.QUESTION, iri))
        return list(rows.values())


def _ordered(assessment: Data, study: Data) -> Data:
    """Return what is said of an assessment and of its study, in the order of an analysis."""
    said = {**study, **assessment}
    return {name: said[name] for name in model.Analysis.model_fields if name in said}


def _named(iri: str, data: Data) -> Data:
    return {"id": short(iri), **data}


def _filled(**values: Any) -> Data:  # noqa: ANN401 - text, list or mapping
    """Return what is not empty."""
    return {name: value for name, value in values.items() if value not in (None, [], {})}
