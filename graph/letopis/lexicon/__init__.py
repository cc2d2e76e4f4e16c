"""Linguistic knowledge as tables, every row with an example, and the one module that reads them.

In: the package's own `.tsv` files. Out: Lexicon. Touches: those files, read-only.
"""
