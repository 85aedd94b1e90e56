"""What a collection is called where its studies are counted."""

from ofmkg.graph.model import Collection
from ofmkg.pages.messages import Text, name, number, say, upper_first


def counted(place: Collection, studies: int) -> Text:
    """Return the name of a collection with its number of studies and its cut-off date."""
    label = upper_first(name(place.label))
    if not place.cutoff:
        return number(
            studies,
            "{collection} ({n} study)",
            "{collection} ({n} studies)",
            collection=label,
        )
    return number(
        studies,
        "{collection} ({n} study; evidence up to {date})",
        "{collection} ({n} studies; evidence up to {date})",
        collection=label,
        date=place.cutoff,
    )


def dated(place: Collection) -> Text:
    """Return the name of a collection with its cut-off date, if it has one."""
    label = upper_first(name(place.label))
    if not place.cutoff:
        return label
    return say("{collection} (evidence up to {date})", collection=label, date=place.cutoff)
