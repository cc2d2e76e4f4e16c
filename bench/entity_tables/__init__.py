"""Parts of `make_entities.py`, one table each."""
