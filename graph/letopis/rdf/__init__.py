"""Claims to quads and back: vocabulary, ontology, shapes, the store's writer and its read-only view.

In: records. Out: quads. Touches: the store (`writer` writes, `view` reads).
"""
