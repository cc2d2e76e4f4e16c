"""The network of entities, relations and trees: text to pieces, pieces to windows, windows to what stands in them.

It was learned by `training`, which is no part of the package; here it is only read, by onnxruntime. Where a reader is
chosen, `FAST` is the models of slovnet and rules, `FULL` this network beside them.

In: texts with their sentences. Out: Read. Touches: the files of the model, read-only.
"""

FAST, FULL = "fast", "full"
MODELS = (FAST, FULL)
DEFAULT = FULL
