"""How what only we infer is told: under a heading of its own, each as a sentence of its own."""

BY_INFERENCE = "By our inference"
TAKEN_IN = "Our inferences are taken in; whatever rests on one says so."


def inferred(what: str, says: str = "the source does not say so") -> str:
    """Return an inference of ours as a sentence."""
    return f"We infer that {what}; {says}."
