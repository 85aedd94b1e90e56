# Lets what a graph states join the merge.
INSERT { GRAPH <https://w3id.org/ofmkg/graph/merged> { ?s ?p ?o } }
WHERE {
  VALUES ?graph { UNDEF }
  GRAPH ?graph { ?s ?p ?o }
}
