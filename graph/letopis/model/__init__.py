"""The trained encoder: its pieces and its graph.

`FAST` reads with the models of slovnet and with rules, `FULL` with the encoder beside them.
"""

FAST, FULL = "fast", "full"
MODELS = (FAST, FULL)
DEFAULT = FULL
