"""A reading as annotations: spans with the entity types of NEREL and relations between them.

`Annotator` makes them with the rules of the pipeline; whatever gives the same records can stand in its place.

In: Reading. Out: Annotated. Touches: nothing.
"""
