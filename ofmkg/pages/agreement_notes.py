"""What figures of agreement between coders can tell and what not, and how they are computed."""

from collections.abc import Iterable

from ofmkg.analyses.agreement.result import Agreement
from ofmkg.pages.messages import join, name, number, say, typed, upper_first


def limits(a: Agreement) -> Iterable[str]:
    """Say what figures of these coders cannot tell."""
    yield say(
        "Agreement is not truth: two coders may agree and both be wrong, and where they differ one "
        "or both may be right about what they read. A figure is no mark for a coder or a study."
    )
    yield say(
        "Coders may have read different texts, so that a difference can be one of the texts and "
        "not of judgement; what each read stands with each cell."
    )
    yield from _of_one_kind(a)
    for coder in a.coders:
        coder_name = upper_first(name(coder.label, coder.id))
        yield from (join(": ", (coder_name, name(note))) for note in coder.notes)
    places = (caveat for part in a.parts for caveat in part.collection.caveats)
    own = (caveat for coder in a.coders for caveat in coder.caveats)
    yield from map(name, dict.fromkeys((*places, *own)))


def _of_one_kind(a: Agreement) -> Iterable[str]:
    """Say where coders are of one kind, so that their agreement shows less."""
    kinds = {coder.kind for coder in a.coders}
    if kinds == {"software"}:
        yield say(
            "All these coders are of one kind: software. Coders of one kind share their errors, so "
            "that their agreement shows less than that of persons and software would."
        )
    elif kinds == {"person"}:
        yield say(
            "All these coders are of one kind: persons. Coders of one kind share their errors, so "
            "that their agreement shows less than that of persons and software would."
        )
    elif None in kinds:
        yield say("It is not on record of each of these coders whether it is a person or software.")


def methods(a: Agreement) -> Iterable[str]:
    """Say what is counted, and how figures are computed."""
    yield say(
        "A cell is a study on a step. It can be compared if both coders judged the step, neither "
        "knew another outcome of it, and neither outcome means at least this much. What means at "
        "least this much contradicts only less, and confirms nothing: to count it only where it "
        "contradicts would make agreement look lower than it is. It is listed there all the same."
    )
    yield number(
        a.minimum,
        "Under {n} comparable cell there is no figure{how}. Cells of one study are not "
        "independent of each other, so that intervals are rather too narrow, most of all where few "
        "studies are behind them.",
        "Under {n} comparable cells there is no figure{how}. Cells of one study are not "
        "independent of each other, so that intervals are rather too narrow, most of all where few "
        "studies are behind them.",
        how=typed("--minimum"),
    )
    yield say(
        "Agreement is the share of comparable cells with equal outcomes. Kappa (Cohen 1960) and "
        "alpha (Krippendorff 2011) are 1 for full agreement and 0 for what chance would give; "
        "weighted kappa (Cohen 1968, linear weights) and ordinal alpha take the order of outcomes "
        "into account, {scale}. None of these exists if only one outcome was given.",
        scale=join(" > ", [name(each.label) for each in a.scale]),
    )
    yield say(
        "In brackets: the middle {interval} of {resamples} resamples of cells (percentile "
        "bootstrap, Efron and Tibshirani 1993{how}). Where a coefficient "
        "exists in too few resamples, there is no interval.",
        interval=f"{100 * a.interval:.0f}%",
        resamples=a.resamples,
        how=typed(f"--resamples, --seed {a.seed}", "; ", ""),
    )
