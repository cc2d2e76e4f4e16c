"""The network of entities and relations: text to pieces, pieces to windows, windows to typed spans and what ties them.

It was learned from NEREL by `training`, which is no part of the package; here it is only read, by onnxruntime.

In: texts with their sentences. Out: records.findings. Touches: the files of the model, read-only.
"""
