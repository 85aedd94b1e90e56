"""How what only we infer is told: under a heading of its own, each as a sentence of its own."""

from ofmkg.pages.messages import Text, say


def inferred(what: str) -> Text:
    """Return an inference of ours as a sentence.

    `what` is a clause. A Korean one ends in the plain form of a verb or adjective ("... 선다",
    never "...이다"), for "고" follows it.
    """
    return say("We infer that {what}; the source does not say so.", what=what)
