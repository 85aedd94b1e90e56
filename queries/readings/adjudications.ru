# Draws the answer on a cell from the coding that somebody decided for, instead of the one of the assessment in use.
# No reading is changed by it: it is told of each coding of the cell whether it is in use.
PREFIX ofm: <https://w3id.org/ofmkg/ns#>
INSERT { ?coding ofm:inUse ?chosenOne }
WHERE {
  ?decision a ofm:Adjudication ; ofm:decidesFor ?chosen .
  ?chosen ofm:onStep ?step ; ofm:partOf ?of .
  ?of ofm:assesses ?study ; ofm:usesFramework ?framework .
  ?any ofm:assesses ?study ; ofm:usesFramework ?framework .
  ?coding ofm:partOf ?any ; ofm:onStep ?step .
  BIND(?coding = ?chosen AS ?chosenOne)
} ;
INSERT { ?of ofm:inUse true }
WHERE {
  ?decision a ofm:Adjudication ; ofm:decidesFor ?chosen .
  ?chosen ofm:partOf ?of .
}
