"""One network for all that is read: entities, relations, tags and trees of a window of sentences in one pass.

In: what the two trainings before it made. Out: weights, graphs. Touches: nothing by itself.
"""
