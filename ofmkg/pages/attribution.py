"""Who says what a thing states, before the statement: a title never shows a bare assertion."""

from ofmkg.graph.attribution import Said
from ofmkg.pages.messages import Text, enumerated, join, name, say


def attributed(statement: str, said: Said | None) -> Text:
    """Return a statement with who says it before it, and that it is our reading."""
    by = sayer(said) if said else ""
    return join(": ", (by, statement)) if by else Text(statement)


def sayer(said: Said) -> Text:
    """Say who says it and that it is our reading; nothing where neither is on record."""
    if said.question:
        return say("An answer to “{question}”", question=name(said.question))
    who = enumerated(said.who)
    if not who and not said.source:
        return Text()  # such as a reply, which is nobody's reading
    if said.voice == "inference":
        return say("Inferred by us of {who}, no source says so", who=who)
    if said.voice == "itself" or not said.source or said.source in said.who:
        return say("{who}, in our reading", who=who) if who else say("In our reading")
    if who:
        return say("{who}, in our reading of {source}", who=who, source=said.source)
    return say("In our reading of {source}", source=said.source)
