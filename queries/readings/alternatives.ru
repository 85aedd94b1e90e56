# Takes the alternative outcome of each coding that is ambiguous, and keeps the first as alternative.
PREFIX ofm: <https://w3id.org/ofmkg/ns#>
DELETE { ?coding ofm:outcome ?outcome ; ofm:alternativeOutcome ?alternative }
INSERT { ?coding ofm:outcome ?alternative ; ofm:alternativeOutcome ?outcome }
WHERE { ?coding ofm:outcome ?outcome ; ofm:alternativeOutcome ?alternative }
