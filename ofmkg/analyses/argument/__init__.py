"""The analysis argument."""

from ofmkg.analyses.declaration import Analysis, Output
from ofmkg.analyses.parameters import COLLECTION, VECTOR
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="argument",
    place=340,
    line="the argument graph, for other tools",
    question="Write the argument graph for other tools.",
    served="Claims, evidence, stances and positions, with what bears on what, for other tools.",
    more="AIF (Argument Interchange Format) as JSON-LD or as JSON of AIFdb, lines of evidence as "
    "JSON of the GA4GH VA-Spec (a profile of SEPIO), GraphML, GEXF, Graphviz DOT, or Argdown.",
    summary="The argument graph",
    group="arguments",
    function="ofmkg.analyses.argument.analysis:argument",
    layout=None,
    outputs=tuple(
        Output(
            form,
            f"ofmkg.pages.argument:to_{form}",
            reads=True,
            beside="ofmkg.pages.beside:of_argument",
            named=True,
        )
        for form in ("aif", "aifdb", "va_spec", "graphml", "gexf", "dot", "argdown")
    ),
    parameters=(VECTOR, COLLECTION),
    table=(Level(("bearings",)),),
    network="ofmkg.analyses.argument.network:to_networkx",
)
