"""A reading as annotations: spans with the entity types of NEREL and relations between them.

`Annotator` makes them with the rules of the pipeline; `network` puts them together with what the network finds.

In: Reading. Out: Annotated. Touches: nothing.
"""
