# Leaves out things, and what is said only by them, of them or through them: of a work its studies,
# claims and stances; of a study its readings; of a position or question the stances on it; of a
# claim the evidence lines that lead to it or away from it. A work stays as the place where others'
# words were read.
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX ofm: <https://w3id.org/ofmkg/ns#>
PREFIX gone: <https://w3id.org/ofmkg/reading#>
INSERT { ?thing a gone:Thing } WHERE { VALUES ?thing { UNDEF } ?thing ?p ?o } ;
INSERT { ?study a gone:Thing } WHERE { ?work a gone:Thing . ?study ofm:reportedIn ?work } ;
INSERT { ?assessment a gone:Thing } WHERE { ?study a gone:Thing . ?assessment ofm:assesses ?study } ;
INSERT { ?part a gone:Thing } WHERE { ?whole a gone:Thing . ?part ofm:partOf ?whole } ;
INSERT { ?part a gone:Thing } WHERE { ?study a gone:Thing . ?part ofm:ofStudy ?study } ;
INSERT { ?stance a gone:Thing } WHERE {
  ?thing a gone:Thing . ?stance ofm:stanceOf|ofm:takesPosition|ofm:handledAs|(ofm:takesPosition/ofm:answers)|(ofm:handledAs/ofm:handlingOf) ?thing } ;
INSERT { ?stance a gone:Thing } WHERE {
  ?work a gone:Thing . ?stance ofm:attributedBy ?work .
  FILTER NOT EXISTS { ?stance ofm:attributedBy ?other . FILTER NOT EXISTS { ?other a gone:Thing } } } ;
INSERT { ?claim a gone:Thing } WHERE {
  ?work a gone:Thing . ?claim ofm:assertedBy ?work .
  FILTER NOT EXISTS { ?claim ofm:assertedBy ?other . FILTER NOT EXISTS { ?other a gone:Thing } } } ;
INSERT { ?line a gone:Thing } WHERE {
  ?thing a gone:Thing . ?line ofm:evidenceFor|ofm:evidenceFrom|ofm:drawnBy ?thing . ?line a ofm:EvidenceLine } ;
INSERT { ?party a gone:Thing } WHERE {
  ?thing a gone:Thing . ?party ofm:partyWork|ofm:partyClaim ?thing .
  FILTER NOT EXISTS { ?party ofm:partyWork ?work ; ofm:partyClaim ?claim .
    FILTER NOT EXISTS { ?work a gone:Thing } FILTER NOT EXISTS { ?claim a gone:Thing } } } ;
INSERT { ?diagnosis a gone:Thing } WHERE { ?work a gone:Thing . ?diagnosis ofm:diagnosedBy ?work } ;
DELETE { ?claim ?cites ?work } WHERE {
  ?work a gone:Thing , ofm:Work . ?claim ?cites ?work .
  FILTER(?cites IN (cito:citesAsEvidence, ofm:assertedBy, ofm:creditedTo, ofm:supportedByWork, ofm:temperedByWork)) } ;
DELETE { ?work a gone:Thing } WHERE { ?work a gone:Thing , ofm:Work } ;
DELETE { ?s ?q ?thing } WHERE { ?thing a gone:Thing . ?s ?q ?thing } ;
DELETE { ?thing ?p ?o } WHERE { ?thing a gone:Thing ; ?p ?o }
