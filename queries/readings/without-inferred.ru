# Leaves out what is our inference and not the word of a source: stances that we infer, evidence
# lines that we drew, sides that we assigned, and which positions a claim expresses.
PREFIX ofm: <https://w3id.org/ofmkg/ns#>
PREFIX gone: <https://w3id.org/ofmkg/reading#>
INSERT { ?stance a gone:Thing } WHERE { ?stance a ?kind ; ofm:stanceBasis ofm:ourInference } ;
INSERT { ?line a gone:Thing } WHERE { ?line a ofm:EvidenceLine ; ofm:drawnBy ?coder . ?coder a ofm:Coder } ;
DELETE { ?party ofm:side ?side ; ofm:sideBasis ofm:ourInference }
WHERE { ?party ofm:sideBasis ofm:ourInference . OPTIONAL { ?party ofm:side ?side } } ;
DELETE { ?diagnosis ?p ?o . ?disagreement ofm:hasDiagnosis ?diagnosis }
WHERE { ?diagnosis a ofm:Diagnosis ; ofm:diagnosedBy ?coder ; ?p ?o . ?coder a ofm:Coder .
  OPTIONAL { ?disagreement ofm:hasDiagnosis ?diagnosis } } ;
DELETE WHERE { ?claim ofm:expresses ?position } ;
DELETE { ?s ?q ?thing } WHERE { ?thing a gone:Thing . ?s ?q ?thing } ;
DELETE { ?thing ?p ?o } WHERE { ?thing a gone:Thing ; ?p ?o }
