"""What a claim is linked to, and what a work is used for: headings, and clauses of a sentence."""

from ofmkg.pages.messages import Text, meant, say, upper_first


def relation_title(relation: str) -> Text:
    """Return the heading of the links of a kind."""
    match relation:
        case "about":
            return meant("claim", "About")
        case "concerns-step":
            return say("Concerns step")
        case "cites-as-evidence":
            return say("Cites as evidence, which is not support")
        case "expresses":
            return say("Expresses")
        case "supports":
            return say("Supports")
        case "disputes":
            return say("Disputes")
        case "qualifies":
            return say("Qualifies")
        case "supported-by":
            return say("Supported by")
        case "disputed-by":
            return say("Disputed by")
        case "qualified-by":
            return say("Qualified by")
    return upper_first(Text(relation.replace("-", " ")))


def linked(relation: str, thing: Text) -> Text:
    """Return a link of a claim as a clause."""
    match relation:
        case "expresses":
            return say("the claim expresses {thing}", thing=thing)
        case "supports":
            return say("the claim supports {thing}", thing=thing)
        case "disputes":
            return say("the claim disputes {thing}", thing=thing)
        case "qualifies":
            return say("the claim qualifies {thing}", thing=thing)
        case "supported-by":
            return say("the claim is supported by {thing}", thing=thing)
        case "disputed-by":
            return say("the claim is disputed by {thing}", thing=thing)
        case "qualified-by":
            return say("the claim is qualified by {thing}", thing=thing)
    return say("the claim {relation} {thing}", relation=relation, thing=thing)


def expressed(direction: str, word: str) -> Text:
    """Return what the evidence that follows does to a claim as a clause."""
    match direction:
        case "supports":
            return say("the following supports it")
        case "disputes":
            return say("the following disputes it")
        case "qualifies":
            return say("the following qualifies it")
    return say("the following {direction} it", direction=word)


def use_title(use: str) -> Text:
    """Return the heading of what a work is used for in a way."""
    match use:
        case "worked-analysis":
            return say("Worked analysis")
        case "enabled-research":
            return say("Enabled research")
        case "evidence":
            return say("Cited as evidence for")
        case "credits":
            return say("Credits")
        case "supports-benefit":
            return say("Supports benefit")
        case "tempers-benefit":
            return say("Qualifies benefit")
        case "states-weights":
            return say("States weights")
        case "referenced":
            return say("Referenced")
        case "listed":
            return say("Listed")
    return upper_first(Text(use.replace("-", " ")))
