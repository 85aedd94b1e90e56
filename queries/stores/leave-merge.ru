# Takes out of the merge what a graph states and none of the others does.
DELETE { GRAPH <https://w3id.org/ofmkg/graph/merged> { ?s ?p ?o } }
WHERE {
  VALUES ?graph { UNDEF }
  GRAPH ?graph { ?s ?p ?o }
  FILTER NOT EXISTS {
    VALUES ?other { <https://w3id.org/ofmkg/graph/none> }
    GRAPH ?other { ?s ?p ?o }
  }
}
