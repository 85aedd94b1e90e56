"""Pages for people: the results of the analyses and the things of the graph as HTML."""
