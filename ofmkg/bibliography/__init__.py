"""References as others write them: names in one line, BibTeX, RIS and CSL JSON, and catalogues."""
