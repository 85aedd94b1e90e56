"""Who gives an answer in a debate, and how that is known."""

from collections.abc import Sequence

from ofmkg.analyses.debate.result import Holding
from ofmkg.pages.messages import Text, enumerated, ident, join, joined, put, say
from ofmkg.pages.words import Words

MOST = 10  # groups, answers or works of one list; what is beyond them is counted


def holding(h: Holding, words: Words) -> Text:
    """Say that a work gives an answer, how that is known, and where it stands."""
    if h.how == "credited":
        how = say("credited by {source}", source=words.name(h.source or ""))
    elif h.how == "itself" and h.kind == "stated":
        how = say("says itself")
    else:
        how = joined(
            say("in a worked analysis") if h.how == "worked" else "",
            say("shown with evidence")
            if h.kind == "found"
            else words.word("AssumptionMode", h.kind),
            say("according to {source}", source=words.name(h.source or ""))
            if h.voice == "another"
            else "",
            by=", ",
        )
    where = words.cite(h.source, h.locator)
    if h.voice == "inference":
        return say(
            "as we infer, {work} ({how}) [{where}]", work=ident(h.work), how=how, where=where
        )
    return put("{work} ({how}) [{where}]", work=ident(h.work), how=how, where=where)


def listed(parts: Sequence[str]) -> Text:
    """Enumerate the first of some texts, and count what is beyond them."""
    if len(parts) > MOST:
        return say("{some} and {n} more", some=join(", ", parts[:MOST]), n=len(parts) - MOST)
    return enumerated(parts)
