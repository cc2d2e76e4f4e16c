"""Why something is in the graph: its words, the rule and the row of the lexicon, and what its confidence is made of.

In: rdf.view, lexicon. Out: lines of text. Touches: nothing.
"""
