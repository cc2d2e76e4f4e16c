"""The graph to files that other programs open.

In: rdf.view, query. Out: Turtle, TriG, N-Quads, JSON-LD, CSV, NetworkX, GraphML, GEXF, SVG.
Touches: the file it is told to write.
"""
