"""What the form for coding says: names of fields, what they ask for, and what happens."""

from ofmkg.pages.messages import say


def words() -> dict[str, dict[str, str]]:
    """Return all words of the form in the language that is spoken, by where they are used."""
    return {
        "fields": fields(),
        "helps": helps(),
        "items": items(),
        "parts": parts(),
        "actions": actions(),
        "states": states(),
    }


def fields() -> dict[str, str]:
    """Return what each field is called; one that is not named is called as in the sheet."""
    return {
        "id": say("Id"),
        "label": say("Short name"),
        "title": say("Title"),
        "authors": say("Authors"),
        "given": say("Given name"),
        "family": say("Family name"),
        "suffix": say("Suffix, such as Jr."),
        "name": say("Name that has no parts to tell"),
        "organization": say("Organization"),
        "more_authors": say("Are there more authors than these?"),
        "issued": say("Date of publication"),
        "kind": say("Kind"),
        "venue": say("Where it appeared"),
        "volume": say("Volume"),
        "issue": say("Issue"),
        "pages": say("Pages"),
        "edition": say("Edition"),
        "number": say("Number"),
        "publisher": say("Publisher"),
        "isbn": say("ISBN"),
        "arxiv": say("arXiv number"),
        "doi": say("DOI"),
        "url": say("Address"),
        "cutoff": say("Cut-off date"),
        "caveats": say("Caveats"),
        "work": say("Work"),
        "coder": say("Coder"),
        "collection": say("Collection"),
        "coded_on": say("Day of the coding"),
        "licence": say("Licence of the reading"),
        "framework": say("Framework"),
        "text_read": say("What was read"),
        "extent": say("Extent"),
        "source": say("Page or file that was read"),
        "sections": say("Sections read"),
        "through": say("Work that tells of it"),
        "version": say("Date of the version"),
        "open_models": say("Does it analyse open models?"),
        "value": say("Answer"),
        "by_developer": say("Do its authors develop the models that they test?"),
        "note": say("Note"),
        "analyses": say("Analyses"),
        "study": say("Study"),
        "vector": say("Misuse vector"),
        "adopted": say("Are answers to be drawn from this reading?"),
        "adopted_reason": say("Why it is to be in use, or not"),
        "threats": say("Threats that it names"),
        "actor_note": say("Note on actors"),
        "actors": say("Threat actors"),
        "actor": say("Actor"),
        "considered": say("Considered? (no: named as left out)"),
        "baselines": say("What it compares with"),
        "baseline": say("Compared with"),
        "statement": say("In your words"),
        "locator": say("Where it stands"),
        "codings": say("Steps"),
        "step": say("Step"),
        "outcome": say("Outcome"),
        "basis": say("Basis"),
        "lower_bound": say("At least this much?"),
        "confidence": say("How sure are you?"),
        "alternative": say("Other possible outcome"),
        "ambiguity": say("Why it is ambiguous"),
        "rationale": say("Why this outcome"),
        "missing": say("What is missing"),
        "independent": say("Coded without knowing another outcome?"),
        "positions": say("Answers to questions"),
        "question": say("Question"),
        "answer": say("Answer"),
        "mode": say("How it is held"),
        "vectors": say("Misuse vectors"),
        "stands_in_for": say("Steps that this assumption stands in for"),
        "claims": say("Claims"),
        "about": say("What it is about"),
        "expresses": say("Answers that it expresses"),
        "relations": say("Relations to other claims"),
        "direction": say("This claim"),
        "claim": say("the claim"),
        "drawn_by": say("Who draws the relation"),
        "evidence": say("Evidence behind it"),
        "design": say("What was done"),
        "design_kind": say("Kind of design"),
        "n": say("How many"),
        "comparison": say("Comparison"),
        "compared_with": say("Reference points"),
        "measure": say("What was measured"),
        "result": say("Result, with its figures"),
        "intervals": say("Intervals"),
        "significance": say("Significance"),
        "models": say("Models that were tested"),
        "releases": say("Those of them that are on record"),
        "date": say("Date"),
        "questions": say("Questions that the work brings"),
        "text": say("The question in full"),
        "steps": say("Steps it concerns"),
        "answers": say("Answers"),
        "definition": say("What tells it from the other answers"),
        "definition_ko": say("The same in Korean"),
        "label_ko": say("The same in Korean"),
        "text_ko": say("The same in Korean"),
        "handling": say("A way of dealing with it without an answer?"),
        "excludes": say("Answers that it excludes"),
        "disagreements": say("Disagreements of which the work is one side"),
        "type": say("Kind of disagreement"),
        "question_note": say("Why no question is named"),
        "explanation": say("Why they differ"),
        "parties": say("Who disagrees"),
        "side": say("Side"),
        "side_basis": say("How its side is known"),
        "causes": say("Causes"),
        "cause": say("Cause"),
        "by": say("Whose diagnosis it is"),
    }


def helps() -> dict[str, str]:
    """Return what some fields ask for, beside their name, by class and field."""
    return {
        "id": say("Small letters, digits and hyphens, such as smith-2026."),
        "Work.id": say(
            "Such as smith-2026. Of a work that is in the graph already, the id is enough."
        ),
        "Work.label": say("Such as Smith et al. 2026."),
        "issued": say("2026, 2026-02 or 2026-02-18."),
        "cutoff": say("2026, 2026-02 or 2026-02-18."),
        "version": say("2026, 2026-02 or 2026-02-18."),
        "coded_on": say("Such as 2026-02-18."),
        "date": say("2026, 2026-02, 2026-02-18, or two of them with a slash between."),
        "doi": say("It begins with 10."),
        "url": say("It begins with https://"),
        "TextRead.sections": say("Such as: all; or: abstract."),
        "Collection.label": say("Needed in one sheet of a collection; in the others the id alone."),
        "Coder.label": say("Needed in one of your sheets; in the others the id alone."),
        "locator": say("Section, page, table or paragraph."),
        "missing": say("What a full treatment of the step would have to show beyond this."),
        "lower_bound": say(
            "Yes where less than the full text was read and the outcome is addressed or in part."
        ),
        "Coding.outcome": say("Absent is only for what was read in full."),
        "study": say("Only where the study is not called as its work."),
        "adopted": say("No for a further reading of a study that is in the graph already."),
        "Sheet.adopted": say(
            "No for a further reading of a work that is in the graph already, also at each of its "
            "vectors."
        ),
        "n": say("A whole number such as 120, or words such as nearly 1,300."),
        "about": say("Kind and id, such as vector/biosecurity."),
        "Author.organization": say("Instead of a person's name."),
        "Author.name": say("Instead of family and given name."),
        "more_authors": say("Yes if your source cuts the list off (et al.)."),
        "through": say("Its id, if the work was read only as another presents it."),
        "releases": say("Their ids, where it is certain that these were tested."),
        "Claim.collection": say("Only where the claim stays on record for another collection."),
        "Disagreement.label": say("As a question."),
        "Disagreement.basis": say("Described if a party draws the contrast itself."),
        "Party.work": say("The id of a work, of this sheet or on record."),
        "Party.claim": say("The id of a claim, of this sheet or on record."),
        "side": say("A number without rank, such as 1; none where it is not plain."),
        "by": say("The id of the work that says so; coder if it is yours."),
        "mode": say("Found: shown with evidence in the work."),
        "Relation.claim": say("The id of a claim, of this sheet or on record."),
        "licence": say("An address, if you give a licence."),
    }


def items() -> dict[str, str]:
    """Return what one of a list is called, by the class of a sheet."""
    return {
        "Actor": say("Actor"),
        "Author": say("Author"),
        "BaselineRow": say("Reference point"),
        "Claim": say("Claim"),
        "Relation": say("Relation"),
        "Question": say("Question"),
        "Answer": say("Answer"),
        "Disagreement": say("Disagreement"),
        "Party": say("Party"),
        "Cause": say("Cause"),
    }


def parts() -> dict[str, str]:
    """Return what the parts of the form are called."""
    return {
        "sheets": say("Sheets in this browser"),
        "work": say("The work"),
        "reading": say("Coder and text read"),
        "analysis": say("Vector, threats, actors"),
        "questions": say("Questions of the debate"),
        "positions": say("Answers across vectors"),
        "claims": say("Claims and evidence"),
        "own": say("Questions that the work brings"),
        "disagreements": say("Disagreements"),
        "rest": say("Other fields"),
        "check": say("Check and save"),
        "criteria": say("Criteria of this step"),
        "all-steps": say("No step in particular"),
        "sheet": say("The sheet as a whole"),
    }


def actions() -> dict[str, str]:
    """Return what buttons and links say; the form fills in what stands in braces."""
    return {
        "new": say("New sheet"),
        "open": say("Open a file"),
        "save": say("Save as YAML"),
        "check": say("Check"),
        "delete": say("Delete this sheet"),
        "really": say("Delete this sheet from this browser? A file that you saved stays."),
        "add": say("Add: {what}", what="{what}"),
        "remove": say("Remove: {what}", what="{what}"),
        "add-analysis": say("Add a misuse vector"),
        "remove-analysis": say("Remove this misuse vector"),
        "answer": say("Record an answer"),
        "all-questions": say("Show the questions about other vectors, too"),
        "more": say("More"),
        "next": say("Next: {part}", part="{part}"),
        "back": say("Back: {part}", part="{part}"),
        "choose": say("not said"),
        "usual": say("If not said: {value}.", value="{value}"),
        "yes": say("yes"),
        "no": say("no"),
        "one-of": say("{name} as", name="{name}"),
        "line": say("{name}, line {n}", name="{name}", n="{n}"),
    }


def states() -> dict[str, str]:
    """Return what the form says of what happens; it fills in what stands in braces."""
    return {
        "unnamed": say("Sheet without an id"),
        "saved": say("Saved in this browser."),
        "unsaved": say("This browser keeps nothing; save the sheet as a file."),
        "empty": say("There is no sheet yet. Begin a new one, or open a file."),
        "opened": say("{name} is open. Comments in the file are not kept.", name="{name}"),
        "unreadable": say("This file cannot be read: {why}", why="{why}"),
        "offline": say(
            "There is no service here that could check this; it needs ofmkg serve. What the form "
            "alone can tell is listed."
        ),
        "no-reader": say(
            "There is no service here that could read YAML; it needs ofmkg serve. JSON can be "
            "opened."
        ),
        "busy": say("Checking …"),
        "failed": say("The service could not check: {why}", why="{why}"),
        "valid": say(
            "Nothing wrong. Save the sheet, and add it with: {command}", command="{command}"
        ),
        "says": say("What the sheet would put on record:"),
        "look": say("What should be looked at; it stands in nobody's way:"),
        "formal": say("The form finds nothing wrong; what the graph knows was not checked."),
        "wrong": say("To be mended: {n}", n="{n}"),
        "wrong-here": say("To be mended on this page: {n}", n="{n}"),
        "missing": say("is missing; add it."),
        "pattern": say("is not written as it must be."),
        "unknown": say("is no id that the graph knows."),
        "filled": say("filled in"),
        "open": say("not begun"),
        "private": say(
            "What you type stays in this browser until you save or check it. Checking "
            "sends the sheet to this service, which keeps nothing."
        ),
        "needed": say("* must be filled in."),
    }
