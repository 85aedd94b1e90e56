"""The SPARQL endpoint: strangers' queries, each in a process that can be killed."""
