# Draws answers from the assessments that somebody decided to adopt, instead of those in use before.
# What a coder read of a work as a whole goes with that coder's assessments of its studies.
PREFIX ofm: <https://w3id.org/ofmkg/ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
DELETE { ?before ofm:adopted true . ?chosen ofm:adopted false }
INSERT { ?before ofm:adopted false . ?chosen ofm:adopted true }
WHERE {
  ?decision a ofm:Adoption ; ofm:adopts ?chosen .
  ?chosen ofm:assesses ?study ; ofm:usesFramework ?framework ; ofm:adopted false .
  ?before ofm:assesses ?study ; ofm:usesFramework ?framework ; ofm:adopted true .
} ;
DELETE { ?reading ofm:adopted false }
WHERE {
  ?decision a ofm:Adoption ; ofm:adopts ?chosen .
  ?chosen prov:wasAttributedTo ?coder ; ofm:assesses/ofm:reportedIn ?work .
  ?reading ofm:readsWork ?work ; prov:wasAttributedTo ?coder ; ofm:adopted false .
} ;
INSERT { ?reading ofm:adopted false }
WHERE {
  ?decision a ofm:Adoption ; ofm:adopts ?chosen .
  ?chosen prov:wasAttributedTo ?coder ; ofm:assesses/ofm:reportedIn ?work .
  ?reading ofm:readsWork ?work ; prov:wasAttributedTo ?other .
  FILTER(?other != ?coder)
  FILTER NOT EXISTS {
    ?kept prov:wasAttributedTo ?other ; ofm:adopted true ; ofm:assesses/ofm:reportedIn ?work }
}
