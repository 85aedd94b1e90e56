"""The headings of the sections of a brief, with what must be said of them."""

from ofmkg.pages.messages import Text, say


def title(section: str) -> Text:
    """Return the heading of a section."""
    match section:
        case "study" | "release" | "work":
            return say("What it is")
        case "read":
            return say("Who read it, and how much of it")
        case "results":
            return say("Results on record")
        case "benefits":
            return say("Benefits that may arise from it")
        case "arises-from":
            return say("Properties that it may arise from")
        case "needs":
            return say("What it needs")
        case "threats":
            return say("Threats it names")
        case "steps":
            return say("Steps of the framework")
        case "replies":
            return say("Replies to these codings")
        case "reviews":
            return say("Reviews by persons")
        case "answers":
            return say("Answers on record, by question")
        case "treatments":
            return say("Taken up without an answer, or not taken up")
        case "baselines":
            return say("Baselines compared")
        case "actors":
            return say("Threat actors")
        case "defenses":
            return say("Defenses")
        case "evidence-offered":
            return say("Evidence it brings forward")
        case "claims":
            return say("Claims")
        case "objections":
            return say("On record against these claims, or qualifying them")
        case "rests-on":
            return say("What claims rest on")
        case "disagreements" | "parties":
            return say("Recorded disagreements")
        case "uses":
            return say("Other uses of the work")
        case "claim":
            return say("What it says, and who says so")
        case "links":
            return say("What it is linked to")
        case "expresses":
            return say("Answers that it expresses")
        case "without-evidence":
            return say("Without evidence on record")
        case "vector":
            return say("What it is, and what is narrower")
        case "studies":
            return say("Studies")
        case "coverage":
            return say("Steps, over the studies")
        case "missing":
            return say("Recorded as missing")
        case "worked-analyses":
            return say("Worked through as an illustration, not as a study")
        case "history":
            return say("History")
        case "remarks":
            return say("Remarks")
        case "weights":
            return say("Weights")
        case "open":
            return say("Open or not")
        case "catalogue":
            return say("In a catalogue of models")
        case "consequences":
            return say("What may follow from its openness: benefits")
        case "risks":
            return say("What may follow from openness: risks")
    raise KeyError(section)


def note(section: str) -> Text:
    """Return what must be said of a section; nothing of most."""
    match section:
        case "threats":
            return say("To name a threat is not to analyse it.")
        case "replies":
            return say("A reply stands beside a coding and changes nothing.")
        case "reviews":
            return say("A review stands beside a reading and changes nothing.")
        case "evidence-offered":
            return say("In our words; that something is offered does not say how far it carries.")
        case "claims":
            return say("As the source presents them. Asserted is not supported.")
        case "disagreements" | "parties":
            return say("A side that no source sets is our inference, or left open.")
        case "uses":
            return say("Being cited as evidence is not support.")
        case "without-evidence":
            return say(
                "No work is cited as evidence for it, and no other claim on record supports it. "
                "There may be evidence that the source does not give."
            )
        case "coverage":
            return say("Incomplete does not mean flawed.")
        case "results":
            return say("As the work states them; never pooled.")
        case "benefits" | "arises-from":
            return say("May arise is not arises: caveats stand with each.")
        case "missing":
            return say("According to the source. What no source names as missing is not listed.")
        case "weights":
            return say("Not stated counts neither as open nor as closed.")
        case "consequences":
            return say(
                "Inferred throughout: no source is quoted as saying any of it of this release. "
                "May bring is not brings."
            )
        case "risks":
            return say(
                "According to the source, of the property and not of any one release. May raise is "
                "not raises, and nothing is said of how much."
            )
    return Text()
