"""Questions to answers: the query library and its runner.

In: queries/*.rq, rdf.view. Out: rows or graphs. Touches: the query files, read-only.
"""
