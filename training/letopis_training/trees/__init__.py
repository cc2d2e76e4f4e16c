"""Training of tags and dependency trees over the same encoder.

In: treebanks, articles as slovnet parses them. Out: weights. Touches: nothing by itself.
"""
